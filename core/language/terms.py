"""A text as the search index sees it: terms in their order, and what else each place of it may be found by.

A Russian word is its lemma; hyphens part words («врача-кардиолога» is found by «кардиолог»). A code is one term however
it was parted («086/у», «086у»), its Cyrillic look-alikes read as Latin letters («0х0001»); a telephone number is its
last ten digits, and its last seven.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.language.lemmas import analyses
from core.text import fold

LEAST_SCORE: Final = 0.1
"""How likely a reading of a word has to be for the word to be found by it too."""
LONGEST: Final = 64
"""Characters of a term that are kept."""
SCHEME: Final = "1"
"""Changes with whatever changes the terms of a text, a new release of pymorphy3 among it; the dictionary has a version
of its own. An index of another scheme is made anew."""
_CHUNK: Final = re.compile(r"[^\W_]+(?:[-\u2010\u2011/.@_+:][^\W_]+)*")
_PART: Final = re.compile(r"[^\W_]+")
_PHONE: Final = re.compile(r"(?<![\w+])\+?\d(?:[ ()\-]{0,3}\d){5,11}(?!\w)")
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_ALIKE: Final = str.maketrans("авекмнорстух", "abekmhopctyx")
_CITY: Final = 7
"""Digits of a telephone number within a city."""
_WHOLE: Final = 10
"""Digits of one without the country's code."""


@dataclass(frozen=True, slots=True)
class TextWord:
    """Characters ``start`` up to ``end``, one word or number; ``terms``: what it is found by, the likeliest first."""

    start: int
    end: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters that are one term besides the words they consist of: a code, a telephone number."""

    start: int
    end: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text that was read: its words in order, and its codes."""

    words: tuple[TextWord, ...]
    codes: tuple[Code, ...]
    known: frozenset[str]
    """Every term."""

    def terms(self) -> list[str]:
        """Every term: the first of each word in their order, so that phrases are found, and then whatever else."""
        found = [word.terms[0] for word in self.words]
        found += [term for word in self.words for term in word.terms[1:]]
        found += [term for code in self.codes for term in code.terms]
        return found

    def places(self) -> Iterator[TextWord | Code]:
        """Every place of the text that can be marked."""
        yield from self.words
        yield from self.codes


@lru_cache(maxsize=1024)
def read(text: str) -> ReadText:
    """Read a text."""
    words, codes = [], []
    for chunk in _CHUNK.finditer(text):
        parts = list(_PART.finditer(text, *chunk.span()))
        words += [TextWord(*part.span(), terms_of(part[0])) for part in parts]
        if len(parts) > 1 and (code := code_of(chunk[0])):
            codes.append(Code(*chunk.span(), (code,)))
    codes += [Code(start, end, phones_of(text[start:end])) for start, end in phones_in(text)]
    places: list[TextWord | Code] = [*words, *codes]
    known = frozenset(term for each in places for term in each.terms)
    return ReadText(tuple(words), tuple(codes), known)


def phones_in(text: str) -> list[tuple[int, int]]:
    """Where telephone numbers stand in a text: one within its city is written without spaces."""
    found = (each.span() for each in _PHONE.finditer(text) if phones_of(each[0]))
    return [(start, end) for start, end in found if " " not in text[start:end] or _digits(text[start:end]) >= _WHOLE]


@lru_cache(maxsize=65536)
def terms_of(word: str) -> tuple[str, ...]:
    """What one word without signs is found by, the likeliest first; never empty."""
    folded = fold(word)[:LONGEST] or word[:LONGEST]
    if any(char.isdigit() for char in folded):
        return (folded.translate(_ALIKE),)
    if not "а" <= folded[0] <= "я":
        return (folded,)
    readings = analyses(folded)
    likely = [each.normal_form for each in readings if each.score >= LEAST_SCORE] or [readings[0].normal_form]
    return tuple(dict.fromkeys(fold(each)[:LONGEST] for each in likely))


def code_of(chunk: str) -> str:
    """The one term of a word with signs inside it, «» where it is Russian words alone; digits keep their points."""
    parts = [fold(each) for each in _PART.findall(chunk)]
    if all(part.isdigit() for part in parts):
        return ".".join(parts)[:LONGEST]
    whole = "".join(parts)[:LONGEST]
    if any(char.isdigit() for char in whole):
        return whole.translate(_ALIKE)
    return whole if any(not _CYRILLIC.search(part) for part in parts) else ""


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def phones_of(typed: str) -> tuple[str, ...]:
    """What a telephone number is found by: as a whole and within its city; nothing for what is no such number."""
    digits = "".join(filter(str.isdigit, typed))
    if len(digits) == _WHOLE + 1 and digits[0] in "78":
        digits = digits[1:]
    if len(digits) == _WHOLE:
        return (f"тел{digits}", f"тел{digits[-_CITY:]}")
    return (f"тел{digits}",) if len(digits) in (_CITY - 1, _CITY) else ()
