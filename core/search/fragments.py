"""The piece of a text that a search has found, with the words that it was found by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from core.language.terms import read

AROUND: Final = 160
"""Characters of a fragment, about."""
_BEFORE: Final = 40
"""Characters before the first marked word, at most."""
_GAP: Final = "…"

Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """What is marked: whole terms, and beginnings of words."""

    terms: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()

    def finds(self, terms: Iterable[str], text: str) -> bool:
        """Whether a place of a text, read as some terms, is one of them."""
        if not self.terms.isdisjoint(terms):
            return True
        return any(text.lower().replace("ё", "е").startswith(each) for each in self.beginnings)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of the text of a place, in one line, and the characters to mark in it."""

    place: str
    text: str
    marks: tuple[Mark, ...] = ()


def best_fragment(texts: Sequence[tuple[str, str]], wording: Wording) -> Fragment:
    """The piece that shows most of the words; ``texts``: place and text, those that are worth more first."""
    found = [(place, text, _marks(text, wording)) for place, text in texts]
    marked = [each for each in found if each[2]]
    if not marked:
        place, text = next(iter(texts), ("subject", ""))
        return Fragment(place, *_cut(text, ()))
    place, text, marks = max(marked, key=lambda each: len({_said(each[1], mark) for mark in each[2]}))
    return Fragment(place, *_cut(text, marks))


def _said(text: str, mark: Mark) -> str:
    return read(text[mark[0] : mark[1]]).words[0].terms[0]


def _marks(text: str, wording: Wording) -> tuple[Mark, ...]:
    """The places of a text that are found, in order, none inside another."""
    found = read(text)
    if not wording.beginnings and wording.terms.isdisjoint(found.known):
        return ()
    places = sorted(
        (each.start, each.end) for each in found.places() if wording.finds(each.terms, text[each.start : each.end])
    )
    kept: list[Mark] = []
    for start, end in places:
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return tuple(kept)


def _cut(text: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """The window with most marks, breaks as spaces, and the marks within it."""
    start, end = _window(text, marks)
    before, after = _GAP if start else "", _GAP if end < len(text) else ""
    shown = before + text[start:end].replace("\n", " ") + after
    shift = len(before) - start
    return shown, tuple((one + shift, other + shift) for one, other in marks if start <= one and other <= end)


def _window(text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    if len(text) <= AROUND:
        return 0, len(text)
    first = max(marks, key=lambda mark: (_within(mark, marks), -mark[0]))[0] if marks else 0
    start = _at_a_word(text, max(0, first - _BEFORE)) if first > _BEFORE else 0
    end = min(len(text), max(start + AROUND, next((two for one, two in marks if one == first), 0)))
    space = text.rfind(" ", start, end + 1)
    last = max((two for _, two in marks if two <= end), default=start)
    return start, space if end < len(text) and space > last else end


def _within(mark: Mark, marks: Sequence[Mark]) -> int:
    return sum(mark[0] <= start < mark[0] + AROUND - _BEFORE for start, _ in marks)


def _at_a_word(text: str, at: int) -> int:
    space = text.find(" ", at, at + _BEFORE)
    return at if space < 0 else space + 1
