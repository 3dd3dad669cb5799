"""The steps of whoever looks back: from event to event, by quarters of an hour, by shifts; None: that is now."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from core.desk.desk import Desk
from core.desk.past.past_desk import next_instant, previous_instant
from core.worktime import WorkTime

QUARTER = timedelta(minutes=15)
_MOST_DAYS = 30
"""How far the beginning of another shift is looked for: longer than any holidays."""


def by_event(live: Desk, at: datetime, by: int, ticket: int | None) -> datetime | None:
    """The next instant at which something happened, in a ticket or at all; before the first one, that stays."""
    if by > 0:
        return _past(live, next_instant(live, at, ticket))
    return previous_instant(live, at, ticket) or at


def by_quarter(live: Desk, at: datetime, by: int) -> datetime | None:
    """The next full quarter of an hour."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    passed = (at - hour) // QUARTER
    quarter = hour + passed * QUARTER
    if by < 0:
        return quarter if quarter < at else quarter - QUARTER
    return _past(live, quarter + QUARTER)


def by_shift(live: Desk, at: datetime, by: int) -> datetime | None:
    """The beginning of the next shift, or of this one and the one before it."""
    worktime = live.environment.last_policy.worktime()
    days = (at.date() + timedelta(days=passed * by) for passed in range(_MOST_DAYS))
    begins = (each for day in days for each in _opening(worktime, day))
    if by < 0:
        return next((each for each in begins if each < at), at)
    return _past(live, next((each for each in begins if each > at), None))


def last_close(live: Desk, at: datetime) -> datetime | None:
    """The end of the last shift that was over by an instant."""
    worktime = live.environment.last_policy.worktime()
    days = (at.date() - timedelta(days=passed) for passed in range(_MOST_DAYS))
    ends = (datetime.combine(day, hours[-1][1], at.tzinfo) for day in days if (hours := _hours(worktime, day)))
    return next((each for each in ends if each <= at), None)


def _past(live: Desk, at: datetime | None) -> datetime | None:
    return at if at is not None and at < live.now() else None


def _opening(worktime: WorkTime, day: date) -> Iterator[datetime]:
    if hours := _hours(worktime, day):
        yield datetime.combine(day, hours[0][0], worktime.zone)


def _hours(worktime: WorkTime, day: date) -> tuple[tuple[time, time], ...]:
    """The working hours of a day; none of a day off."""
    return worktime.schedule.hours_on(day, worktime.calendar(day.year))
