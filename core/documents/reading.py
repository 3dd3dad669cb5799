"""The text of any file that somebody attaches, and how much of it that is (Прил. 3, п. 5)."""

import json

from core.documents.bounded import BOUNDS, TOO_MUCH, Bounds, ask_child
from core.documents.plain import read_plain
from core.documents.signatures import PACKED, PORTABLE, unreadable
from core.documents.values import Read, Unreadable
from core.vocabulary import Screened


def read_document(raw: bytes, bounds: Bounds = BOUNDS) -> Read:
    """The text of a file by its content, whatever it is called: at most :data:`core.documents.MOST` characters.

    Never fails: what cannot be read has ``screened: no`` and says why. May take the seconds of ``bounds``, so no thread
    that draws a screen asks for it.
    """
    why = unreadable(raw)
    if why is not None:
        return Read("", Screened.NO, why)
    kind = "packed" if raw.startswith(PACKED) else "portable" if PORTABLE in raw[:1024] else None
    if kind is None:
        return read_plain(raw)
    try:
        return _taken(ask_child(kind, raw, bounds))
    except Unreadable as problem:
        return Read("", Screened.NO, str(problem))


def _taken(answer: bytes) -> Read:
    """What a child has answered, if it is an answer. Raises Unreadable."""
    try:
        told = json.loads(answer)
        text, why, screened = told["text"], told["why"], Screened(told["screened"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable(TOO_MUCH) from None
    if not isinstance(text, str) or not isinstance(why, str):
        raise Unreadable(TOO_MUCH)
    return Read(text, screened, why)
