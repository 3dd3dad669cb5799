"""Finding a command by what was typed: case, ё, endings, word order and the keyboard's layout do not matter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from console.commands.registry import CommandSpec
from console.commands.synonyms import SYNONYMS
from core.language.layout import as_cyrillic, as_latin
from core.text import fold

_GUESSED: Final = 5
"""The rank of letters that merely stand in this order: they answer where nothing else does."""
_WHOLE: Final = 3
"""A word of so many letters, or fewer, is taken as it was typed; of a longer one the last letter may be an ending."""


@dataclass(frozen=True, slots=True)
class Found:
    """A command and how well it answers; lower ``rank`` is better."""

    rank: tuple[int, int]
    spec: CommandSpec


def find_commands(query: str, specs: Iterable[CommandSpec]) -> tuple[CommandSpec, ...]:
    """The commands whose title, key, synonym or help answers ``query``, the best first; all for an empty query."""
    candidates = list(enumerate(specs))
    readings = [*dict.fromkeys(fold(text) for text in (query, as_cyrillic(query.lower()), as_latin(query.lower())))]
    if not readings[0]:
        return tuple(spec for _, spec in candidates)
    found = [
        Found((rank, place), spec)
        for place, spec in candidates
        if (rank := min(_ranks(readings, spec), default=None)) is not None
    ]
    told = [each for each in found if each.rank[0] < _GUESSED] or found
    return tuple(each.spec for each in sorted(told, key=lambda each: each.rank))


def recent_first(names: Sequence[str], specs: Sequence[CommandSpec], most: int) -> tuple[CommandSpec, ...]:
    """The commands with ``most`` of the recently given ones before the others; ``names`` tells them, latest first."""
    known = {spec.name: spec for spec in reversed(specs)}
    first = [known[name] for name in names if name in known][:most]
    return (*first, *(spec for spec in specs if spec not in first))


def _ranks(readings: Iterable[str], spec: CommandSpec) -> Iterator[int]:
    title, told = fold(spec.title), fold(f"{spec.title} {spec.help}")
    words, others = title.split(), fold(SYNONYMS.get(spec.name, "")).split()
    for text in readings:
        parts = text.split()
        if text in spec.keys or title.startswith(text):
            yield 0
        elif title.startswith(_stem(text)):
            yield 1
        elif _begun(parts, words):
            yield 2
        elif _begun(parts, [*words, *others]):
            yield 3
        elif all(part in told for part in parts):
            yield 4
        elif _letters_in_order(text, title):
            yield _GUESSED


def _stem(word: str) -> str:
    return word[:-1] if len(word) > _WHOLE else word


def _begun(parts: Iterable[str], words: list[str]) -> bool:
    """Whether every part begins a word, in whatever case that stands."""
    return all(any(word.startswith(_stem(part)) for word in words) for part in parts)


def _letters_in_order(text: str, title: str) -> bool:
    rest = iter(title)
    return len(text) > 1 and all(letter in rest for letter in text.replace(" ", ""))
