"""The values of a key that are known by name, in every spelling, and the longest of them that stands at a place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.language.layout import as_cyrillic
from core.policy.labels import Labels, spelling
from core.tickets.filtering.keys import AGREED, CLOCKS, CODES, DAYS, FLAGS, LATE, ME, NOBODY, PERIODS, WAITS

_RUN: Final = re.compile(r'[^\s,"]+(?:\s+[^\s,"-][^\s,"]*){0,5}')
"""Words that may be one value: a comma, a quote or a minus ends it."""
_WORD: Final = re.compile(r"\S+")
Known = Mapping[str, str]
"""Folded spellings, each with the word that the readers know it by."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known value and the place where it ends."""

    value: str
    end: int


def known_values(key: str, labels: Labels) -> Known:
    """Every spelling of every value of a key; empty for one whose values are numbers, names or whatever is typed."""
    if key in CODES:
        return {each: code.value for each, code in labels.spellings(CODES[key]).items()}
    listed = dict(_LISTED.get(key, {}))
    if key == "waits":
        listed |= {labels.of(waiting): word for word, waiting in WAITS.items()}
    if key in ("burning", "broken"):
        listed |= {labels.of(clock): word for word, clock in CLOCKS.items()}
    return {spelling(each): word for each, word in listed.items()}


def _same(*words: str) -> dict[str, str]:
    return {word: word for word in words}


_LISTED: Final[Mapping[str, dict[str, str]]] = {
    "assignee": _same(*ME, *NOBODY) | {"без исполнителя": NOBODY[0]},
    "due": _same(*DAYS, AGREED),
    "received": _same(*DAYS),
    "created": _same(*DAYS),
    "closed_on": _same(*DAYS),
    "waits": _same(*WAITS),
    "burning": _same(LATE, *FLAGS["overdue"], *CLOCKS),
    "broken": _same(*DAYS, *PERIODS, *CLOCKS) | {"прошлый месяц": "прошлыймесяц"},
}


def phrase_at(text: str, at: int, known: Known) -> Phrase | None:
    """The longest known value whose words, or their beginnings, stand at a place, in either layout.

    A single word is known only whole: «прио» alone is for the reader of the key to judge.
    """
    for reading in readings(text):
        run = _RUN.match(reading, at)
        ends = [at + word.end() for word in _WORD.finditer(run[0])] if run else []
        for count in range(len(ends), 0, -1):
            typed = spelling(reading[at : ends[count - 1]])
            found = known.get(typed) or (_begun(typed, known) if count > 1 else None)
            if found is not None:
                return Phrase(found, ends[count - 1])
    return None


def readings(text: str) -> tuple[str, str]:
    """A text as typed and as the same keys would have typed it in Russian; character by character."""
    return text, as_cyrillic("".join(each.lower() if len(each.lower()) == 1 else each for each in text))


def _begun(typed: str, known: Known) -> str | None:
    """The one value whose first words all begin as those that were typed; None where it is none or several."""
    found = {value for each, value in known.items() if _begins(typed.split(), each.split())}
    return found.pop() if len(found) == 1 else None


def _begins(typed: list[str], whole: list[str]) -> bool:
    return len(typed) <= len(whole) and all(word.startswith(start) for start, word in zip(typed, whole, strict=False))


def unfinished(value: str, known: Known) -> str | None:
    """The spelling that goes on after ``value``, which is its first words and no value itself; None otherwise."""
    begun = spelling(value)
    if not begun or begun in known:
        return None
    return next((each for each in known if each.startswith(f"{begun} ")), None)
