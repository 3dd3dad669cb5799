"""What can come next in a filter that is being typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.language.layout import as_cyrillic, as_latin
from core.policy.labels import Labels
from core.text import fold
from core.tickets.filtering.words import CLOCKS, CODES, DAYS, FLAGS, KEY_OF, KEYS, LATE, PERIODS, WAITS

MOST: Final = 8
_DAYS: Final = tuple(day for day in DAYS if not day.isascii())
_LISTED: Final = {
    "due": _DAYS,
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
    """What the word before the cursor may become; ``organizations`` are codes, ``logins`` those of the staff."""
    start = max(text.rfind(" ", 0, cursor), text.rfind(",", 0, cursor) if ":" in _word(text, cursor) else -1) + 1
    word = _word(text, cursor)
    minus = "-" if word.startswith("-") else ""
    key, colon, _value = word.removeprefix("-").partition(":")
    if colon:
        named = KEY_OF.get(fold(key)) or KEY_OF.get(fold(as_cyrillic(key.lower())))
        begun = text[start:cursor].rpartition(":")[2]
        at = cursor - len(begun)
        found = _values(named, labels, organizations, logins) if named else ()
        return tuple(_fitting(begun, found, at, cursor))
    if not key:
        return ()
    words = [(f"{names[0]}:", "") for names in KEYS.values()] + [(names[0], "") for names in FLAGS.values()]
    return tuple(_fitting(key, words, start + len(minus), cursor))


def _word(text: str, cursor: int) -> str:
    return text[text.rfind(" ", 0, cursor) + 1 : cursor]


def _fitting(begun: str, words: Iterable[tuple[str, str]], start: int, end: int) -> Iterator[Completion]:
    readings = {fold(begun), fold(as_cyrillic(begun.lower())), fold(as_latin(begun.lower()))}
    fitting = (pair for pair in words if any(fold(pair[0]).startswith(each) for each in readings))
    for _, (word, told) in zip(range(MOST), fitting, strict=False):
        if fold(word) != fold(begun):
            yield Completion(start, end, word, told)


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
