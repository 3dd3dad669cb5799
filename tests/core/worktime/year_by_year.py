"""The engine as it was before its years were joined: a table for each year, every instant through UTC.

Kept as the reference that :mod:`core.worktime.engine` must agree with to the microsecond, and beside which
``benchmarks/bench_worktime.py`` measures it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Self
from zoneinfo import ZoneInfo

from core.instants import MICROSECOND, from_us, to_us
from core.worktime import FIRST_YEAR, LAST_YEAR, ClosedReason, Interval, Schedule, WorkState, YearCalendar
from core.worktime.schedule import length
from core.worktime.statutory import statutory_calendar


@dataclass(frozen=True, slots=True)
class YearTable:
    """The working intervals of one local year. An interval is half-open: it counts from ``opens`` up to ``closes``."""

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    used_by: tuple[int, ...]
    """Working microseconds of the year before interval *i*; one longer than ``opens``, its last is the year's total."""
    days: tuple[int, ...]
    """Ordinals of the working dates."""
    day_closes: tuple[int, ...]
    """The last close of each working date."""

    @classmethod
    def compile(cls, schedule: Schedule, calendar: YearCalendar) -> Self:
        """Lay the schedule over the calendar's year."""
        spans: list[tuple[int, int]] = []
        days: list[int] = []
        day_closes: list[int] = []
        for day in _days_of(calendar.year):
            hours = schedule.hours_on(day, calendar)
            for opens, closes in hours:
                start = datetime.combine(day, opens, schedule.zone)
                spans.append((to_us(start), to_us(datetime.combine(day, closes, schedule.zone))))
            if hours:
                days.append(day.toordinal())
                day_closes.append(spans[-1][1])
        return cls(
            opens=tuple(start for start, _ in spans),
            closes=tuple(end for _, end in spans),
            used_by=tuple(accumulate((end - start for start, end in spans), initial=0)),
            days=tuple(days),
            day_closes=tuple(day_closes),
        )

    @property
    def total(self) -> int:
        """Working microseconds of the whole year."""
        return self.used_by[-1]

    def used(self, at: int) -> int:
        """Working microseconds of the year before ``at``."""
        begun = bisect_right(self.opens, at)
        if not begun:
            return 0
        return min(self.used_by[begun - 1] + at - self.opens[begun - 1], self.used_by[begun])

    def reach(self, used: int) -> int:
        """The earliest instant at which ``used`` working microseconds are gone; ``0 < used <= total``."""
        interval = bisect_left(self.used_by, used) - 1
        return self.opens[interval] + used - self.used_by[interval]

    def closing_after(self, at: int) -> int | None:
        """The close of the interval that ``at`` stands in; None where no time is counted at ``at``."""
        begun = bisect_right(self.opens, at)
        return self.closes[begun - 1] if begun and at < self.closes[begun - 1] else None

    def opening_after(self, at: int) -> int | None:
        """The first opening later than ``at``; None after the year's last."""
        begun = bisect_right(self.opens, at)
        return self.opens[begun] if begun < len(self.opens) else None

    def counted_until(self, at: int) -> int | None:
        """The earliest instant at which as much of the year is used as at ``at``; None before the first opening."""
        begun = bisect_left(self.opens, at)
        return min(at, self.closes[begun - 1]) if begun else None

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The counted intervals between two instants, cut to them, in order."""
        for interval in range(bisect_right(self.closes, start), bisect_left(self.opens, end)):
            yield max(start, self.opens[interval]), min(end, self.closes[interval])


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))


class YearByYear:
    """Working time of one schedule over production calendars.

    Instants are aware, in any offset; answers are in the desk's zone, exact to the microsecond. Each year is compiled
    once, when first touched; years without a loaded calendar count weekdays and statutory holidays and are provisional.
    Nothing observable ever changes, so one instance serves all threads.

    Every method raises ValueError for a naive datetime, and where it would have to count outside the years 1990–2100.
    """

    __slots__ = ("_calendars", "_full_day", "_schedule", "_tables")

    def __init__(self, schedule: Schedule, calendars: Mapping[int, YearCalendar]) -> None:
        """Take the loaded ``calendars`` by year. Raises ValueError where a calendar stands under another's year."""
        for year, calendar in calendars.items():
            if calendar.year != year:
                raise ValueError(f"Календарь {calendar.year} года записан под {year} годом")
        self._schedule = schedule
        self._full_day = schedule.full_day
        self._calendars = dict(calendars)
        self._tables: dict[int, YearTable] = {}

    @property
    def zone(self) -> ZoneInfo:
        """The desk's zone."""
        return self._schedule.zone

    @property
    def schedule(self) -> Schedule:
        """The desk's hours."""
        return self._schedule

    def calendar(self, year: int) -> YearCalendar:
        """The loaded calendar of ``year``, or the statutory one, marked provisional."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"Рабочее время считается для {FIRST_YEAR}–{LAST_YEAR} годов, а не для {year}")
        return self._calendars.get(year) or statutory_calendar(year)

    def is_provisional(self, start: datetime, end: datetime) -> bool:
        """Whether any year from ``start`` to ``end`` lacks its production calendar («предварительно»)."""
        first, last = sorted((self._year(start), self._year(end)))
        return any(self.calendar(year).provisional for year in range(first, last + 1))

    # --- amounts -----------------------------------------------------------------------------------------------

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The earliest instant at which ``amount`` of working time after ``start`` is used up.

        Four hours from 09:00 end at 13:00, not at 14:00. Zero from an open instant is itself, from a closed one the
        next opening. Raises ValueError for a negative amount.
        """
        if amount < timedelta():
            raise ValueError("Нельзя прибавить отрицательное рабочее время")
        if not amount:
            return self.next_opening(start)
        year = self._year(start)
        table = self._table(year)
        target = table.used(to_us(start)) + amount // MICROSECOND
        while target > table.total:
            target -= table.total
            year += 1
            table = self._table(year)
        return from_us(table.reach(target), self.zone)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from ``start`` to ``end``; zero where the end is not later than the start."""
        first, last = to_us(start), to_us(end)  # not the datetimes: within one zone they compare by the wall clock
        if last <= first:
            return timedelta()
        first_year, last_year = self._year(start), self._year(end)
        whole_years = sum(self._table(year).total for year in range(first_year, last_year))
        used = whole_years + self._table(last_year).used(last) - self._table(first_year).used(first)
        return timedelta(microseconds=used)

    def counted(self, start: datetime, end: datetime) -> tuple[Interval, ...]:
        """The pieces that :meth:`between` adds up, in order: what a clock shows when asked to explain itself."""
        first, last = to_us(start), to_us(end)
        return tuple(
            Interval(from_us(opens, self.zone), from_us(closes, self.zone), timedelta(microseconds=closes - opens))
            for year in range(self._year(start), self._year(end) + 1)
            for opens, closes in self._table(year).pieces(first, last)
        )

    def working_days(self, n: int) -> timedelta:
        """``n`` rolling working days as an amount: n × 480 minutes by the schedule of п. 3.4."""
        return n * self._full_day

    def day_length(self, day: date) -> timedelta:
        """Working time of one date; zero on a day off."""
        return length(self._schedule.hours_on(day, self.calendar(day.year)))

    # --- instants ----------------------------------------------------------------------------------------------

    def is_open(self, at: datetime) -> bool:
        """Whether working time is counted from ``at`` on: at 13:00:00 and 17:30:00 it no longer is."""
        return self._table(self._year(at)).closing_after(to_us(at)) is not None

    def next_opening(self, at: datetime) -> datetime:
        """``at`` itself when open, else the next opening."""
        year, instant = self._year(at), to_us(at)
        if self._table(year).closing_after(instant) is not None:
            return at.astimezone(self.zone)
        while (opening := self._table(year).opening_after(instant)) is None:
            year += 1
        return from_us(opening, self.zone)

    def last_counted(self, at: datetime) -> datetime:
        """The earliest instant since which no working time has passed until ``at``.

        Inside working hours that is ``at``, else the last close; at the very instant of opening it is still the last
        close. So a due time ``d`` is overdue at ``at`` exactly when ``d < last_counted(at)``: a due of 13:00 is not
        overdue at 13:45 nor at 14:00:00, and is one microsecond later.
        """
        year, instant = self._year(at), to_us(at)
        while (counted := self._table(year).counted_until(instant)) is None:
            year -= 1
        return from_us(counted, self.zone)

    def state(self, at: datetime) -> WorkState:
        """Whether the desk works at ``at``, until when that stays so, and why not: lunch, after hours or a day off."""
        closing = self._table(self._year(at)).closing_after(to_us(at))
        if closing is not None:
            return WorkState(open=True, until=from_us(closing, self.zone), reason=None)
        return WorkState(open=False, until=self.next_opening(at), reason=self._reason(at))

    def end_of_working_day(self, event: datetime, n: int) -> datetime:
        """When a procedural term of ``n`` working days runs out (Прил. 2: 5 дней; п. 4.9: 10 дней).

        The day of the event does not count; the term ends at the close of the n-th working day after it.
        Raises ValueError for ``n`` below one.
        """
        if n < 1:
            raise ValueError(f"Срок в рабочих днях должен быть не меньше одного дня, а не {n}")
        year = self._year(event)
        day = bisect_right(self._table(year).days, event.astimezone(self.zone).toordinal()) + n - 1
        while day >= len(self._table(year).days):
            day -= len(self._table(year).days)
            year += 1
        return from_us(self._table(year).day_closes[day], self.zone)

    # --- inside ------------------------------------------------------------------------------------------------

    def _reason(self, at: datetime) -> ClosedReason:
        local = at.astimezone(self.zone)
        hours = self._schedule.hours_on(local.date(), self.calendar(local.year))
        if not hours:
            return "day_off"
        return "lunch" if hours[0][0] <= local.time() < hours[-1][1] else "after_hours"

    def _year(self, at: datetime) -> int:
        """The local year of an instant."""
        if at.utcoffset() is None:
            raise ValueError(f"Время «{at.isoformat()}» без часового пояса")
        try:
            return at.astimezone(self.zone).year
        except OverflowError:
            return at.year

    def _table(self, year: int) -> YearTable:
        table = self._tables.get(year)
        if table is None:  # two threads may both compile a year: the tables are equal and the first one stays
            table = self._tables.setdefault(year, YearTable.compile(self._schedule, self.calendar(year)))
        return table
