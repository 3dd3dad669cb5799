"""What can come next in a filter that is being typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.language.layout import as_cyrillic, as_latin
from core.policy.labels import Labels
from core.text import fold
from core.tickets.filtering.keys import AGREED, CLOCKS, CODES, DAYS, FLAGS, KEYS, LATE, PERIODS, WAITS
from core.tickets.filtering.tokens import last_value

MOST: Final = 8
_DAYS: Final = tuple(day for day in DAYS if not day.isascii())
_LISTED: Final = {
    "due": (*_DAYS, f'"{AGREED}"'),
    "received": _DAYS,
    "created": _DAYS,
    "closed_on": _DAYS,
    "waits": tuple(WAITS),
    "burning": (LATE, "15м", "60м", "4ч", *CLOCKS),
    "broken": ("сегодня", *PERIODS, *CLOCKS),
}
"""What the value of a key may be, where that is a list of words."""


@dataclass(frozen=True, slots=True)
class Completion:
    """Characters ``start`` up to ``end`` of the filter become ``text``; ``told`` says what that means."""

    start: int
    end: int
    text: str
    told: str = ""


def complete(
    text: str, cursor: int, labels: Labels, organizations: Sequence[str] = (), logins: Sequence[str] = ()
) -> tuple[Completion, ...]:
    """What the word before the cursor may become; ``organizations`` are codes, ``logins`` those of the staff.

    A value that has begun with some words of a label is completed over all of them.
    """
    typed = last_value(text, cursor)
    if typed is not None:
        key, start = typed
        begun = text[start:cursor]
        found = tuple(_fitting(begun, _values(key, labels, organizations, logins), start, cursor))
        if found or not any(char.isspace() for char in begun.strip('"')):
            return found
    start = text.rfind(" ", 0, cursor) + 1
    word = text[start:cursor]
    minus = "-" if word.startswith("-") else ""
    if word in ("", "-") or ":" in word:
        return ()
    words = [(f"{names[0]}:", "") for names in KEYS.values()] + [(names[0], "") for names in FLAGS.values()]
    return tuple(_fitting(word.removeprefix("-"), words, start + len(minus), cursor))


def _fitting(begun: str, words: Iterable[tuple[str, str]], start: int, end: int) -> Iterator[Completion]:
    typed = begun.strip('"')
    if begun and begun[-1].isspace() and not typed.strip():
        return
    readings = {fold(typed), fold(as_cyrillic(typed.lower())), fold(as_latin(typed.lower()))}
    fitting = (pair for pair in words if any(_plain(pair[0]).startswith(each) for each in readings))
    for _, (word, told) in zip(range(MOST), fitting, strict=False):
        if _plain(word) != fold(typed):
            yield Completion(start, end, word, told)


def _plain(word: str) -> str:
    return fold(word.strip('"'))


def _values(key: str, labels: Labels, organizations: Sequence[str], logins: Sequence[str]) -> Iterator[tuple[str, str]]:
    if key in CODES:
        for code in CODES[key]:
            label = labels.of(code).lower()
            yield (f'"{label}"' if " " in label else label), ""
    elif key == "organization":
        yield from ((code, "") for code in organizations)
    elif key == "assignee":
        yield from (("я", "мои"), ("нет", "без исполнителя"), *((login, "") for login in logins))
    elif key in _LISTED:
        yield from ((word, "") for word in _LISTED[key])
