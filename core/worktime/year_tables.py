"""The years that have been asked for, each compiled when first touched and joined to its neighbours."""

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Final

from core.worktime.calendar import YearCalendar
from core.worktime.flat_table import FlatTable
from core.worktime.schedule import Schedule
from core.worktime.statutory import statutory_calendar

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100


class YearTables:
    """Tables of one schedule by year: a table never changes, it is replaced by a longer one; any thread may ask."""

    __slots__ = ("_calendars", "_growing", "_schedule", "_tables")

    def __init__(self, schedule: Schedule, calendars: Mapping[int, YearCalendar]) -> None:
        """Take the loaded ``calendars`` by year. Raises ValueError where a calendar stands under another's year."""
        for year, calendar in calendars.items():
            if calendar.year != year:
                raise ValueError(f"Календарь {calendar.year} года записан под {year} годом")
        self._schedule = schedule
        self._calendars = dict(calendars)
        self._tables: dict[int, FlatTable] = {}
        self._growing = Lock()

    def calendar(self, year: int) -> YearCalendar:
        """The loaded calendar of ``year``, or the statutory one, marked provisional."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"Рабочее время считается для {FIRST_YEAR}–{LAST_YEAR} годов, а не для {year}")
        return self._calendars.get(year) or statutory_calendar(year)

    def of(self, year: int) -> FlatTable:
        """The longest table so far that has ``year`` in it."""
        return self._tables.get(year) or self._joined(FlatTable.compile(self._schedule, self.calendar(year)))

    def over(self, first: int, last: int) -> Iterator[FlatTable]:
        """The tables of some years, in order; all years are compiled before the first table is given."""
        for year in range(first, last + 1):
            self.of(year)
        while first <= last:
            table = self.of(first)
            yield table
            first = table.last_year + 1

    def _joined(self, table: FlatTable) -> FlatTable:
        """Join a new year to the years beside it."""
        with self._growing:
            if (known := self._tables.get(table.first_year)) is not None:  # another thread was quicker
                return known
            before, after = self._tables.get(table.first_year - 1), self._tables.get(table.last_year + 1)
            if before is not None and before.joins(table):
                table = before.joined(table)
            if after is not None and table.joins(after):
                table = table.joined(after)
            self._tables.update(dict.fromkeys(range(table.first_year, table.last_year + 1), table))
            return table
