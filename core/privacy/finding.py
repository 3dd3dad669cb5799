"""Finding personal data: every rule looks, the guards take away what is nobody's, overlaps become one finding."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from threading import Event
from typing import Final

from core.privacy.contacts import mailboxes, passwords, phones
from core.privacy.findings import LEVELS, Certainty, Finding, Kind, Levels, level_of
from core.privacy.known import NOBODY, Known
from core.privacy.numbers.documents import documents
from core.privacy.numbers.passports import split_passports
from core.privacy.numbers.spoken import spoken
from core.privacy.numbers.tables import cells
from core.privacy.personal import addresses, birth_dates, diagnoses
from core.privacy.personal_names.guards import is_nobody
from core.privacy.personal_names.people import names
from core.privacy.personal_names.tokens import words_of
from core.privacy.split_words import whole
from core.privacy.texts import seen, with_digits

LONGEST: Final = 20_000
"""Characters that are looked at: the limit of a text."""
_DIGIT: Final = re.compile(r"\d")
_BORN: Final = re.compile(r"рожд|род(?:ил|ом|\.)|\b(?:д|г)\s?[./]\s?р\b|\bдр\b", re.IGNORECASE)
_ORDER: Final = {kind: place for place, kind in enumerate(Kind)}


def find(text: str, known: Known = NOBODY, levels: Levels = LEVELS) -> tuple[Finding, ...]:
    """Everything in a text that looks like personal data, by place; no two findings overlap.

    ``known`` is what passes because it is the desk's own, ``levels`` the strictest level of each kind (``pii.yaml``).
    At most the first 20,000 characters are looked at. Masked places are never found again.
    """
    typed = whole(text[:LONGEST])
    shown = seen(typed.text)
    if not any(char.isalnum() for char in shown):
        return ()
    words = words_of(shown)
    tabled = tuple(cells(shown))
    named = (*names(words), *(each for each in tabled if each.kind is Kind.NAME))
    people = [each for each in _joined(named) if not is_nobody(shown, each, known)]
    found = [
        *people,
        *spoken(words),
        *(each for each in tabled if each.kind is not Kind.NAME),
        *phones(shown, known),
        *mailboxes(shown, known),
        *passwords(shown),
        *diagnoses(words, people),
    ]
    if (digits := _DIGIT.search(shown)) or _BORN.search(shown):
        found += birth_dates(shown, people)
    if digits:
        found += [*documents(with_digits(shown)), *split_passports(shown), *addresses(shown, people)]
    apart = typed.as_typed(_apart(found))
    return tuple(
        Finding(each.start, each.end, each.kind, each.certainty, level_of(each.kind, each.certainty, levels))
        for each in apart
    )


def _joined(found: Iterable[Finding]) -> list[Finding]:
    """Names that overlap are one, as sure as the surest."""
    whole: list[Finding] = []
    for each in sorted(found):
        if whole and each.start < whole[-1].end:
            last = whole[-1]
            sure = max(last.certainty, each.certainty)
            whole[-1] = Finding(last.start, max(last.end, each.end), Kind.NAME, sure)
        else:
            whole.append(each)
    return whole


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """Of findings that overlap the surer stays, then the earlier kind; what sticks out of it is found with it."""
    kept: list[Finding] = []
    ends: list[int] = []
    for each in sorted(found, key=lambda one: (-one.certainty, _ORDER[one.kind], one.start, -one.end)):
        at = bisect_right(ends, each.start)
        if at == len(kept) or kept[at].start >= each.end:
            kept.insert(at, each)
            ends.insert(at, each.end)
        elif each.certainty is not Certainty.DOUBTFUL:
            start, end = min(each.start, kept[at].start), max(each.end, kept[at].end)
            free = (at == 0 or kept[at - 1].end <= start) and (at + 1 == len(kept) or end <= kept[at + 1].start)
            if free:
                kept[at] = replace(kept[at], start=start, end=end)
                ends[at] = end
    return kept


def load() -> None:
    """Load the dictionary of names; some 0.4 s once in a process, best before the first key and beside the screen."""
    find("Пациент")
    _LOADED.set()


def loaded() -> bool:
    """Whether the dictionary is there, so that a look at a text costs a millisecond and not the loading."""
    return _LOADED.is_set()


_LOADED: Final = Event()
