"""The shares of a report beside those of the period before and of the year before: what got worse first. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.tickets.reporting.figures_table import FigureTable, Portion

Keys = tuple[str | None, ...]
_NOTHING = Portion(0, 0)


@dataclass(frozen=True, slots=True)
class ComparedShare:
    """One row: the share of its period, of the period before, and of the same days a year before."""

    keys: Keys
    now: Portion
    before: Portion
    year_before: Portion

    @property
    def change(self) -> float | None:
        """By how many percentage points it is better than the period before, less than zero: worse; None of nothing."""
        return _points(self.now, self.before)

    @property
    def year_change(self) -> float | None:
        """The same against the year before."""
        return _points(self.now, self.year_before)


def compare_shares(
    now: FigureTable, before: FigureTable, year_before: FigureTable, column: str = "share"
) -> tuple[ComparedShare, ...]:
    """Every row that is there now or was in the period before, the one that got worse the most first.

    Rows that cannot be compared come last; equal ones stay in the order of the report.
    """
    ours, earlier, last_year = (_shares(each, column) for each in (now, before, year_before))
    rows = [
        ComparedShare(keys, *(each.get(keys, _NOTHING) for each in (ours, earlier, last_year)))
        for keys in dict.fromkeys((*ours, *earlier))
    ]
    return tuple(sorted(rows, key=lambda row: (row.change is None, row.change or 0)))


def _shares(table: FigureTable, column: str) -> Mapping[Keys, Portion]:
    place = next(place for place, each in enumerate(table.columns) if each.name == column)
    values = {row.keys: row.figures[place].value for row in table.rows}
    return {keys: value for keys, value in values.items() if isinstance(value, Portion)}


def _points(now: Portion, then: Portion) -> float | None:
    if not now.of or not then.of:
        return None
    return round(100 * now.part / now.of - 100 * then.part / then.of, 1)
