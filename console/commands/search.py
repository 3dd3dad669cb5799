"""Finding a command by what was typed: case, ё, word order and the keyboard's layout do not matter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from console.commands.registry import CommandSpec
from core.language.layout import as_cyrillic, as_latin
from core.text import fold


@dataclass(frozen=True, slots=True)
class Found:
    """A command and how well it answers; lower ``rank`` is better."""

    rank: tuple[int, int]
    spec: CommandSpec


def find_commands(query: str, specs: Iterable[CommandSpec]) -> tuple[CommandSpec, ...]:
    """The commands whose title, key or help answers ``query``, the best first; all of them for an empty query."""
    candidates = list(enumerate(specs))
    readings = [*dict.fromkeys(fold(text) for text in (query, as_cyrillic(query.lower()), as_latin(query.lower())))]
    if not readings[0]:
        return tuple(spec for _, spec in candidates)
    found = [
        Found((rank, place), spec)
        for place, spec in candidates
        if (rank := min(_ranks(readings, spec), default=None)) is not None
    ]
    return tuple(each.spec for each in sorted(found, key=lambda each: each.rank))


def _ranks(readings: Iterable[str], spec: CommandSpec) -> Iterator[int]:
    title, told = fold(spec.title), fold(f"{spec.title} {spec.help}")
    for text in readings:
        if text in spec.keys or title.startswith(text):
            yield 0
        elif all(any(word.startswith(part) for word in title.split()) for part in text.split()):
            yield 1
        elif all(part in told for part in text.split()):
            yield 2
        elif _letters_in_order(text, title):
            yield 3


def _letters_in_order(text: str, title: str) -> bool:
    rest = iter(title)
    return len(text) > 1 and all(letter in rest for letter in text.replace(" ", ""))
