"""Whom or what a typed name means: a whole word wins over a beginning, and a beginning over an inside."""

import re
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Final, TypeVar

from core.text import fold

Named = TypeVar("Named")
_WORD: Final = re.compile(r"\w+")


class Fit(IntEnum):
    """How well a name fits what was typed, the best first: as well as its worst word."""

    NAME = 0
    WORDS = 1
    """Every typed word is one of the name's; a single letter is an initial: «Орлова М. В.»."""
    BEGINNINGS = 2
    INSIDES = 3


def fit(typed: str, name: str) -> Fit | None:
    """How well a name fits; None where a typed word is nowhere in it, and for nothing typed."""
    wanted, known = fold(typed), fold(name)
    if wanted == known and wanted:
        return Fit.NAME
    words = _WORD.findall(wanted)
    if not words:
        return None
    fits = [_of_word(word, known, alone=len(words) == 1) for word in words]
    return None if None in fits else max(each for each in fits if each is not None)


def best_named(known: Iterable[Named], name: Callable[[Named], str], typed: str) -> list[Named]:
    """Those whose names fit best: «сергеев» is Сергеев, and Сергеева only where there is none."""
    found = [(how, each) for each in known if (how := fit(typed, name(each))) is not None]
    best = min((how for how, _ in found), default=None)
    return [each for how, each in found if how is best]


def _of_word(word: str, name: str, *, alone: bool) -> Fit | None:
    if word not in name:
        return None
    parts = _WORD.findall(name)
    if word in parts:
        return Fit.WORDS
    if any(part.startswith(word) for part in parts):
        return Fit.WORDS if word.isalpha() and len(word) == 1 and not alone else Fit.BEGINNINGS
    return Fit.INSIDES
