"""The desk's hours: intervals of each weekday in one zone (п. 3.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self, TypeAlias
from zoneinfo import ZoneInfo

from core.worktime.calendar import YearCalendar

Hours: TypeAlias = tuple[tuple[time, time], ...]

MONDAY: Final = 0
DAYS_IN_WEEK: Final = 7
SHORTENED_END: Final = time(16, 30)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the desk works in a week without holidays. Intervals are half-open, local, sorted, within one day."""

    zone: ZoneInfo
    weekly: tuple[Hours, ...]
    """Seven days from Monday on; an empty day rests."""
    short_days: bool = False
    """Whether shortened days of the calendar end early; the regulation fixes 17:30, so by default not."""
    shortened_end: time = SHORTENED_END

    @classmethod
    def build(
        cls,
        zone: ZoneInfo,
        hours: Mapping[int, Sequence[tuple[time, time]]],
        *,
        short_days: bool = False,
        shortened_end: time = SHORTENED_END,
    ) -> Self:
        """Check and freeze: ``hours`` maps weekdays (0 = Monday) to their intervals, days left out rest.

        Raises ValueError, in Russian, for an unknown weekday, an interval that ends before it begins, intervals
        that overlap or touch, or a Monday without hours (working weekends are worked by Monday's).
        """
        unknown = [day for day in hours if day not in range(DAYS_IN_WEEK)]
        if unknown:
            raise ValueError(f"Нет такого дня недели: {unknown[0]} (понедельник — 0, воскресенье — 6)")
        weekly = tuple(tuple(hours.get(day, ())) for day in range(DAYS_IN_WEEK))
        for day_hours in weekly:
            _check(day_hours)
        if not weekly[MONDAY]:
            raise ValueError("У понедельника нет рабочих часов: по ним работают перенесённые выходные")
        return cls(zone, weekly, short_days, shortened_end)

    @property
    def normal_day(self) -> Hours:
        """Monday's hours: a full working day, and the hours of working weekends."""
        return self.weekly[MONDAY]

    @property
    def full_day(self) -> timedelta:
        """Working time of a full day (п. 3.4: 270 + 210 = 480 minutes)."""
        return length(self.normal_day)

    def hours_on(self, day: date, calendar: YearCalendar) -> Hours:
        """The intervals worked on ``day``, empty where the desk rests; ``calendar`` is that of the day's year."""
        if day in calendar.days_off:
            return ()
        hours = self.normal_day if day in calendar.working_weekends else self.weekly[day.weekday()]
        if self.short_days and day in calendar.shortened:
            return tuple(
                (opens, min(closes, self.shortened_end)) for opens, closes in hours if opens < self.shortened_end
            )
        return hours


def regulation_schedule(*, short_days: bool = False) -> Schedule:
    """The hours of п. 3.4: Monday to Friday 08:30–17:30 with lunch 13:00–14:00, Krasnoyarsk time."""
    hours = ((time(8, 30), time(13)), (time(14), time(17, 30)))
    return Schedule.build(ZoneInfo("Asia/Krasnoyarsk"), dict.fromkeys(range(5), hours), short_days=short_days)


def length(hours: Hours) -> timedelta:
    """Working time of one day's intervals."""
    return sum((_since_midnight(closes) - _since_midnight(opens) for opens, closes in hours), timedelta())


def _check(hours: Hours) -> None:
    previous: time | None = None
    for opens, closes in hours:
        if closes <= opens:
            raise ValueError(f"Рабочий интервал {opens:%H:%M}–{closes:%H:%M} кончается раньше, чем начинается")
        if previous is not None and opens <= previous:
            raise ValueError(f"Рабочие интервалы пересекаются или смыкаются в {opens:%H:%M}")
        previous = closes


def _since_midnight(moment: time) -> timedelta:
    return datetime.combine(date.min, moment) - datetime.combine(date.min, time())
