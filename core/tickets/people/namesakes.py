"""Whether two cards are of the same person (гл. 10): one clinic, and a name, a staff number or a phone that say so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.text import fold

_WORDS: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
PHONE_DIGITS: Final = 7
"""Digits of a phone that are compared, from the end: prefixes are written in many ways."""


@dataclass(frozen=True, slots=True)
class Card:
    """What tells one card of a clinic from the others; ``id`` 0 for one that is not made yet."""

    id: int
    name: str
    phone: str | None = None
    staff_number: str | None = None
    blocked: bool = False


def same_person(new: Card, known: Iterable[Card]) -> Card | None:
    """The card of the same clinic that a new one would be the second of; None where there is none.

    By staff number; by the name whatever its case, ё, spaces and initials; by the phone where the surname is the same.
    """
    return next((each for each in known if each.id != new.id and _alike(new, each)), None)


def _alike(new: Card, known: Card) -> bool:
    if new.staff_number and known.staff_number:
        return fold(new.staff_number) == fold(known.staff_number)
    return same_name(new.name, known.name) or (_same_phone(new.phone, known.phone) and _surname(new) == _surname(known))


def same_name(one: str, other: str) -> bool:
    """Whether two spellings can be one name: «Синицына А.П.» and «СИНИЦЫНА  Анна Павловна»."""
    here, there = _parts(one), _parts(other)
    if not here or not there or here[0] != there[0]:
        return False
    rest, others = here[1:], there[1:]
    if rest == others:
        return True
    return bool(rest and others) and all(_fits(*pair) for pair in zip(rest, others, strict=False))


def _fits(one: str, other: str) -> bool:
    """A name beside its initial, or beside itself."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _parts(name: str) -> list[str]:
    """The words of a name, the surname first: initials that stand before it go behind."""
    words = _WORDS.findall(fold(name))
    ahead = next((place for place, word in enumerate(words) if len(word) > 1), len(words))
    return [*words[ahead:], *words[:ahead]]


def _surname(card: Card) -> str:
    return next(iter(_parts(card.name)), "")


def _same_phone(one: str | None, other: str | None) -> bool:
    here, there = ("".join(filter(str.isdigit, each or ""))[-PHONE_DIGITS:] for each in (one, other))
    return len(here) == PHONE_DIGITS and here == there
