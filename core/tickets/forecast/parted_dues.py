"""The dues of many clocks parted by the bounds of their lines: late, near, later. Pure, on plain numbers.

What a figure of the panel counts is decided here once, so that clocks, tickets and lists cannot disagree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from core.instants import to_us
from core.tickets.forecast.horizons import DueBounds
from core.vocabulary import Line


class HasDue(Protocol):
    """A clock that runs: ``due`` in microseconds, ``hours``: the line whose hours count, ``breached``: recorded."""

    @property
    def due(self) -> int:
        """When it is due."""

    @property
    def hours(self) -> str:
        """By whose hours."""

    @property
    def breached(self) -> bool:
        """Whether it went past an earlier due, and no term was agreed since."""


Timed = TypeVar("Timed", bound=HasDue)


@dataclass(slots=True)
class PartedDues(Generic[Timed]):
    """Clocks by how late they are: each stands in one list only.

    ``near``: those within each of the horizons and not within the one before. ``next_dues``: for the lines that keep
    the same hours the next due that is not late, then the next one past each horizon, in microseconds; None: there is
    none.
    """

    late: list[Timed]
    near: tuple[list[Timed], ...]
    later: list[Timed]
    next_dues: dict[tuple[Line, ...], tuple[int | None, ...]] = field(default_factory=dict)

    def within(self, place: int) -> list[Timed]:
        """Not breached, and due by the horizon at ``place``."""
        return [each for found in self.near[: place + 1] for each in found]


def parted(clocks: Iterable[Timed], bounds: Mapping[Line, DueBounds]) -> PartedDues[Timed]:
    """Part some running clocks by the bounds of their lines."""
    horizons = len(next(iter(bounds.values())).until)
    found: PartedDues[Timed] = PartedDues([], tuple([] for _ in range(horizons)), [])
    edges = {line.value: (to_us(each.late_before), tuple(map(to_us, each.until))) for line, each in bounds.items()}
    lists = (*found.near, found.later)
    first: dict[str, list[int | None]] = {line: [None] * (horizons + 1) for line in edges}
    for each in clocks:
        due, hours, breached = each.due, each.hours, each.breached
        late_before, until = edges[hours]
        if breached or due < late_before:
            found.late.append(each)
            continue
        place = 0
        while place < horizons and due > until[place]:
            place += 1
        lists[place].append(each)
        earliest = first[hours]
        if (known := earliest[place]) is None or due < known:
            earliest[place] = due
    found.next_dues = _next_dues(first, bounds)
    return found


def _next_dues(
    first: Mapping[str, list[int | None]], bounds: Mapping[Line, DueBounds]
) -> dict[tuple[Line, ...], tuple[int | None, ...]]:
    """From the earliest due of each line between two horizons: the next one at all, and past each of the horizons."""
    alike: dict[DueBounds, list[Line]] = {}
    for line, each in bounds.items():
        alike.setdefault(each, []).append(line)
    found: dict[tuple[Line, ...], tuple[int | None, ...]] = {}
    for lines in alike.values():
        places = range(len(first[lines[0].value]))
        found[tuple(lines)] = tuple(
            min((due for line in lines for due in first[line.value][place:] if due is not None), default=None)
            for place in places
        )
    return found
