"""Years compiled to one run of integers: sorted boundaries in microseconds since the epoch (UTC) with a running sum.

Years that follow one another are joined where the zone keeps one offset through all of them. There its wall clock and
UTC differ by a constant, so that instants of the zone become integers by a subtraction, without asking the zone. A year
in which the offset changes stays a table of its own, and its instants go through UTC.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Self
from zoneinfo import ZoneInfo

from core.instants import EPOCH, MICROSECOND, from_us, to_us
from core.worktime.calendar import YearCalendar
from core.worktime.offsets import constant_offset
from core.worktime.schedule import Schedule


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The working intervals of adjacent local years. An interval is half-open: from ``opens`` up to ``closes``."""

    zone: ZoneInfo
    first_year: int
    last_year: int
    begins: int
    """The first instant of the first year."""
    ends: int
    """The first instant after the last year."""
    origin: datetime | None
    """The epoch by the wall clock of the zone at the one offset of these years; None where the offset changes."""
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    used_by: tuple[int, ...]
    """Working microseconds of the table before interval *i*; one longer than ``opens``, its last is the total."""
    total: int
    """Working microseconds of all its years."""
    days: tuple[int, ...]
    """Ordinals of the working dates."""
    day_closes: tuple[int, ...]
    """The last close of each working date."""

    @classmethod
    def compile(cls, schedule: Schedule, calendar: YearCalendar) -> Self:
        """Lay the schedule over the calendar's year."""
        zone, year = schedule.zone, calendar.year
        origin = _epoch_by_the_wall(zone, year)
        spans: list[tuple[int, int]] = []
        days: list[int] = []
        day_closes: list[int] = []
        for day in _days_of(year):
            for opens, closes in (hours := schedule.hours_on(day, calendar)):
                start, end = datetime.combine(day, opens, zone), datetime.combine(day, closes, zone)
                spans.append((_integer(start, origin), _integer(end, origin)))
            if hours:
                days.append(day.toordinal())
                day_closes.append(spans[-1][1])
        used_by = tuple(accumulate((end - start for start, end in spans), initial=0))
        return cls(
            zone, year, year, to_us(datetime(year, 1, 1, tzinfo=zone)), to_us(datetime(year + 1, 1, 1, tzinfo=zone)),
            origin, tuple(start for start, _ in spans), tuple(end for _, end in spans), used_by, used_by[-1],
            tuple(days), tuple(day_closes),
        )  # fmt: skip

    def joins(self, following: "FlatTable") -> bool:
        """Whether the years of ``following`` come next and have the same unchanging offset."""
        return (
            self.last_year + 1 == following.first_year and self.origin is not None and self.origin == following.origin
        )

    def joined(self, following: "FlatTable") -> "FlatTable":
        """One table of both; see :meth:`joins`."""
        return FlatTable(
            self.zone, self.first_year, following.last_year, self.begins, following.ends, self.origin,
            self.opens + following.opens, self.closes + following.closes,
            self.used_by[:-1] + tuple(self.total + used for used in following.used_by), self.total + following.total,
            self.days + following.days, self.day_closes + following.day_closes,
        )  # fmt: skip

    # --- the edges ---------------------------------------------------------------------------------------------

    def holds(self, at: int) -> bool:
        """Whether an instant lies in the years of this table."""
        return self.begins <= at < self.ends

    def integer(self, at: datetime) -> int:
        """An instant as the table counts it; for one of the zone right if the table :meth:`holds` it, and only then.

        Raises ValueError for a naive datetime.
        """
        return _integer(at, self.origin if at.tzinfo is self.zone else None)

    def instant(self, at: int) -> datetime:
        """An integer that the table :meth:`holds`, as an instant in the zone."""
        return from_us(at, self.zone) if self.origin is None else self.origin + at * MICROSECOND

    # --- bisections --------------------------------------------------------------------------------------------

    def used(self, at: int) -> int:
        """Working microseconds of the table before ``at``."""
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
        """The first opening later than ``at``; None after the last."""
        begun = bisect_right(self.opens, at)
        return self.opens[begun] if begun < len(self.opens) else None

    def counted_until(self, at: int) -> int | None:
        """The earliest instant at which as much of the table is used as at ``at``; None before the first opening."""
        begun = bisect_left(self.opens, at)
        return min(at, self.closes[begun - 1]) if begun else None

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The counted intervals between two instants, cut to them, in order."""
        for interval in range(bisect_right(self.closes, start), bisect_left(self.opens, end)):
            yield max(start, self.opens[interval]), min(end, self.closes[interval])


def _epoch_by_the_wall(zone: ZoneInfo, year: int) -> datetime | None:
    offset = constant_offset(zone, year)
    return None if offset is None else (EPOCH + offset).replace(tzinfo=zone)


def _integer(at: datetime, origin: datetime | None) -> int:
    return to_us(at) if origin is None else (at - origin) // MICROSECOND


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
