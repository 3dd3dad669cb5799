"""One year compiled to integers: sorted boundaries in microseconds since the epoch (UTC) with prefix sums."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Self

from core.instants import to_us
from core.worktime.calendar import YearCalendar
from core.worktime.schedule import Schedule


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
