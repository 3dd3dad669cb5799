"""The working-time engine: *add* and *between* as bisections on integers (п. 3.4; Прил. 2, «рабочих часах/днях»)."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from core.instants import MICROSECOND, from_us, to_us
from core.worktime.calendar import YearCalendar
from core.worktime.flat_table import FlatTable
from core.worktime.schedule import Schedule, length
from core.worktime.values import ClosedReason, Interval, WorkState
from core.worktime.year_tables import YearTables

_NOTHING: Final = timedelta()


class WorkTime:
    """Working time of one schedule over production calendars.

    Instants are aware, in any offset; answers are in the desk's zone, exact to the microsecond. Each year is compiled
    when first touched and joined to its neighbours (:mod:`core.worktime.flat_table`); years without a loaded calendar
    count weekdays and statutory holidays and are provisional. Nothing observable ever changes, so one instance serves
    all threads.

    Every method raises ValueError for a naive datetime, and where it would have to count outside the years 1990–2100.
    """

    __slots__ = ("_full_day", "_recent", "_schedule", "_tables")

    def __init__(self, schedule: Schedule, calendars: Mapping[int, YearCalendar]) -> None:
        """Take the loaded ``calendars`` by year. Raises ValueError where a calendar stands under another's year."""
        self._schedule = schedule
        self._full_day = schedule.full_day
        self._tables = YearTables(schedule, calendars)
        self._recent: FlatTable | None = None

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
        return self._tables.calendar(year)

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
        table = self._recent
        if table is not None and start.tzinfo is table.zone and amount > _NOTHING and table.origin is not None:
            at = (start - table.origin) // MICROSECOND
            if table.begins <= at < table.ends:  # used and reach of the table, written out: the hottest lines there are
                opens, used_by = table.opens, table.used_by
                begun = bisect_right(opens, at)
                used = used_by[begun]
                if begun and (since := used_by[begun - 1] + at - opens[begun - 1]) < used:
                    used = since
                if (used := used + amount // MICROSECOND) <= table.total:
                    interval = bisect_left(used_by, used, begun) - 1
                    return table.origin + (opens[interval] + used - used_by[interval]) * MICROSECOND
        return self._add(start, amount)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from ``start`` to ``end``; zero where the end is not later than the start."""
        table = self._recent
        if table is not None:
            first, last = table.integer(start), table.integer(end)
            if table.begins <= first < table.ends and table.begins <= last < table.ends:
                return (table.used(last) - table.used(first)) * MICROSECOND if first < last else _NOTHING
        return self._between(start, end)

    def elapsed(self, start: int, end: int) -> int:
        """:meth:`between` on microseconds since the epoch, for whoever counts tens of thousands of them."""
        table = self._recent
        if table is not None and table.begins <= start <= end < table.ends:
            return table.used(end) - table.used(start)
        return self.between(from_us(start, self.zone), from_us(end, self.zone)) // MICROSECOND

    def counted(self, start: datetime, end: datetime) -> tuple[Interval, ...]:
        """The pieces that :meth:`between` adds up, in order: what a clock shows when asked to explain itself."""
        first, last = to_us(start), to_us(end)
        return tuple(
            Interval(table.instant(opens), table.instant(closes), (closes - opens) * MICROSECOND)
            for table in self._tables.over(self._year(start), self._year(end))
            for opens, closes in table.pieces(first, last)
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
        table, instant = self._find(at)
        return table.closing_after(instant) is not None

    def next_opening(self, at: datetime) -> datetime:
        """``at`` itself when open, else the next opening."""
        table, instant = self._find(at)
        if table.closing_after(instant) is not None:
            return at.astimezone(self.zone)
        while (opening := table.opening_after(instant)) is None:
            table = self._tables.of(table.last_year + 1)
        return table.instant(opening)

    def last_counted(self, at: datetime) -> datetime:
        """The earliest instant since which no working time has passed until ``at``.

        Inside working hours that is ``at``, else the last close; at the very instant of opening it is still the last
        close. So a due time ``d`` is overdue at ``at`` exactly when ``d < last_counted(at)``: a due of 13:00 is not
        overdue at 13:45 nor at 14:00:00, and is one microsecond later.
        """
        table, instant = self._find(at)
        while (counted := table.counted_until(instant)) is None:
            table = self._tables.of(table.first_year - 1)
        return table.instant(counted)

    def state(self, at: datetime) -> WorkState:
        """Whether the desk works at ``at``, until when that stays so, and why not: lunch, after hours or a day off."""
        table, instant = self._find(at)
        closing = table.closing_after(instant)
        if closing is not None:
            return WorkState(open=True, until=table.instant(closing), reason=None)
        return WorkState(open=False, until=self.next_opening(at), reason=self._reason(at))

    def end_of_working_day(self, event: datetime, n: int) -> datetime:
        """When a procedural term of ``n`` working days runs out (Прил. 2: 5 дней; п. 4.9: 10 дней).

        The day of the event does not count; the term ends at the close of the n-th working day after it.
        Raises ValueError for ``n`` below one.
        """
        if n < 1:
            raise ValueError(f"Срок в рабочих днях должен быть не меньше одного дня, а не {n}")
        table, day = self._tables.of(self._year(event)), event.astimezone(self.zone).toordinal()
        while (found := bisect_right(table.days, day) + n - 1) >= len(table.days):
            n = found + 1 - len(table.days)
            day = date(table.last_year, 12, 31).toordinal()
            table = self._tables.of(table.last_year + 1)
        return table.instant(table.day_closes[found])

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

    def _find(self, at: datetime) -> tuple[FlatTable, int]:
        """The table of an instant's local year, and the instant as it counts."""
        table = self._recent
        if table is not None and table.holds(instant := table.integer(at)):
            return table, instant
        table = self._use(self._tables.of(self._year(at)))
        return table, to_us(at)

    def _use(self, table: FlatTable) -> FlatTable:
        """Look here first from now on: what is asked next is mostly of the same years."""
        if table.origin is not None:
            self._recent = table
        return table

    def _add(self, start: datetime, amount: timedelta) -> datetime:
        """:meth:`add` over any years and zones."""
        if amount < _NOTHING:
            raise ValueError("Нельзя прибавить отрицательное рабочее время")
        if not amount:
            return self.next_opening(start)
        table, at = self._find(start)
        target = table.used(at) + amount // MICROSECOND
        while target > table.total:
            left, behind = target - table.total, table.ends - 1
            table = self._use(self._tables.of(table.last_year + 1))  # perhaps the same years and one more
            target = table.used(behind) + left
        return table.instant(table.reach(target))

    def _between(self, start: datetime, end: datetime) -> timedelta:
        """:meth:`between` over any years and zones."""
        first, last = to_us(start), to_us(end)  # not the datetimes: within one zone they compare by the wall clock
        if last <= first:
            return _NOTHING
        tables = tuple(self._tables.over(self._year(start), self._year(end)))
        whole = sum(table.total for table in tables[:-1])
        used = whole + self._use(tables[-1]).used(last) - tables[0].used(first)
        return used * MICROSECOND
