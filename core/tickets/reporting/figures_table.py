"""A report as a table: rows by aspects, figures with the tickets behind them, and the sum of all.

Each column says what it counts (clocks, tickets, calls …) and by which clause, so that counts of different things are
never taken for one another.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median_high
from typing import Final

from core.tickets.reporting.breach_causes import BreachCause
from core.tickets.reporting.entries import Aspect, ReportEntry
from core.vocabulary import Channel, ClockName, Line, Mis, Priority, TicketType

Picks = Callable[[ReportEntry], bool]
Length = Callable[[ReportEntry], timedelta]


@dataclass(frozen=True, slots=True)
class Portion:
    """So many of so many; nothing of nothing is no share at all."""

    part: int
    of: int

    @property
    def percent(self) -> float | None:
        """In percent, to a tenth; None of nothing."""
        return round(100 * self.part / self.of, 1) if self.of else None


Value = int | Portion | timedelta | None


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """A value, and the numbers of the tickets that it is made of, in order."""

    value: Value
    tickets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column: its code, its head in Russian, what it counts, the clause, and how its figure is made of a row's
    entries; ``picks``: which of them stand behind it. ``plot``: worth a bar of its own in a chart."""

    name: str
    title: str
    unit: str
    clause: str
    picks: Picks
    value: Callable[[Sequence[ReportEntry]], Value]
    plot: bool = False

    def figure(self, entries: Sequence[ReportEntry]) -> ReportFigure:
        """The figure of some entries."""
        behind = {each.ticket for each in entries if each.ticket is not None and self.picks(each)}
        return ReportFigure(self.value(entries), tuple(sorted(behind)))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row: the code of each aspect, and a figure for each column."""

    keys: tuple[str | None, ...]
    figures: tuple[ReportFigure, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Rows in the order of their keys, and all together. ``leading``: heads of the report's own aspects, before those
    that were asked for."""

    leading: tuple[str, ...]
    aspects: tuple[Aspect, ...]
    columns: tuple[FigureColumn, ...]
    rows: tuple[FigureRow, ...]
    total: FigureRow

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of what tells rows apart."""
        return (*self.leading, *(each.head for each in self.aspects))

    @property
    def counts(self) -> str:
        """What its columns count, in the nominative: «сроки, рабочее время»."""
        return ", ".join(dict.fromkeys(IN_NOMINATIVE[each.unit] for each in self.columns))


def every(_entry: ReportEntry) -> bool:
    """Pick all of a row's entries."""
    return True


def counted(name: str, title: str, unit: str, clause: str, picks: Picks, *, plot: bool = False) -> FigureColumn:
    """A column that counts the entries that it picks."""
    return FigureColumn(name, title, unit, clause, picks, lambda entries: sum(map(picks, entries)), plot)


def portion(name: str, title: str, unit: str, clause: str, *, picks: Picks, of: Picks) -> FigureColumn:
    """A column that tells how many of those of ``of`` it picks."""

    def value(entries: Sequence[ReportEntry]) -> Portion:
        return Portion(sum(map(picks, entries)), sum(map(of, entries)))

    return FigureColumn(name, title, unit, clause, picks, value)


def middle(name: str, title: str, clause: str, picks: Picks, length: Length) -> FigureColumn:
    """A column of the median of lengths; of an even number the upper of the middle two, which somebody had."""

    def value(entries: Sequence[ReportEntry]) -> timedelta | None:
        lengths = _lengths(entries, picks, length)
        return median_high(lengths) if lengths else None

    return FigureColumn(name, title, WORKING_TIME, clause, picks, value)


def longest(name: str, title: str, clause: str, picks: Picks, length: Length) -> FigureColumn:
    """A column of the greatest length."""

    def value(entries: Sequence[ReportEntry]) -> timedelta | None:
        return max(_lengths(entries, picks, length), default=None)

    return FigureColumn(name, title, WORKING_TIME, clause, picks, value)


def total_of(name: str, title: str, clause: str, picks: Picks, length: Length) -> FigureColumn:
    """A column of the sum of lengths."""

    def value(entries: Sequence[ReportEntry]) -> timedelta:
        return sum(_lengths(entries, picks, length), timedelta(0))

    return FigureColumn(name, title, WORKING_TIME, clause, picks, value)


WORKING_TIME: Final = "рабочее время"
IN_NOMINATIVE: Final = {
    "сроков": "сроки",
    "обещаний": "обещания",
    "звонков": "звонки",
    "заявок": "заявки",
    "обращений": "обращения",
    "проверок": "проверки",
    "раз": "случаи",
    WORKING_TIME: WORKING_TIME,
}
"""The units of all columns, which stand in the genitive as after «сколько»."""
_PLACES: Final = {
    each.value: place
    for codes in (ClockName, BreachCause, TicketType, Priority, Line, Channel, Mis)
    for place, each in enumerate(codes)
}


def tabulate(
    entries: Iterable[ReportEntry],
    columns: tuple[FigureColumn, ...],
    aspects: tuple[Aspect, ...] = (),
    leading: tuple[str, ...] = (),
    *,
    always: Iterable[tuple[str, ...]] = (),
) -> FigureTable:
    """Part entries by the report's own aspects and the given ones, and make the figures of each part.

    ``always``: keys of rows that are there although nothing is in them.
    """
    parts: dict[tuple[str | None, ...], list[ReportEntry]] = {keys: [] for keys in always}
    everything: list[ReportEntry] = []
    for each in entries:
        parts.setdefault((*each.leading, *(aspect.code(each) for aspect in aspects)), []).append(each)
        everything.append(each)
    rows = tuple(
        FigureRow(keys, tuple(column.figure(parts[keys]) for column in columns)) for keys in sorted(parts, key=_order)
    )
    nothing: tuple[str | None, ...] = (None,) * (len(leading) + len(aspects))
    return FigureTable(
        leading, aspects, columns, rows, FigureRow(nothing, tuple(column.figure(everything) for column in columns))
    )


def _order(keys: tuple[str | None, ...]) -> tuple[tuple[bool, int, str], ...]:
    """A code by its place in the vocabulary, a number by itself, else by its text; what has none comes last."""
    return tuple((key is None, _place(key or ""), key or "") for key in keys)


def _place(key: str) -> int:
    return int(key) if key.isdecimal() else _PLACES.get(key, 0)


def _lengths(entries: Iterable[ReportEntry], picks: Picks, length: Length) -> list[timedelta]:
    return [length(each) for each in entries if picks(each)]
