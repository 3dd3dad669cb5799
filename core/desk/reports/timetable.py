"""When a report that is written by itself is due, and over which days. Pure: instants and calendar are arguments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from core.policy.reporting.settings import ScheduledReport
from core.tickets.reporting.period import ReportPeriod, month_of
from core.worktime.engine import WorkTime

_DAY: Final = timedelta(days=1)
_LONGEST_REST: Final = 31
"""No holidays take more days than that: a term is looked for from so many days before."""


@dataclass(frozen=True, slots=True)
class DueReport:
    """That a report is due: at which instant, over which days before it."""

    at: datetime
    period: ReportPeriod


def due_between(report: ScheduledReport, since: datetime, until: datetime, worktime: WorkTime) -> tuple[DueReport, ...]:
    """Every time that a report is due after ``since`` and not after ``until``, in their order.

    The day of the timetable gives way to the first working one from it on; the days that it is about do not move.
    """
    zone = worktime.zone
    first = since.astimezone(zone).date() - _LONGEST_REST * _DAY
    found = (
        DueReport(datetime.combine(_working(day, worktime), report.at, zone), _days_before(report, day))
        for day in _anchors(report, first, until.astimezone(zone).date())
    )
    due = (each for each in found if since < each.at <= until)
    return tuple(sorted(due, key=lambda each: (each.at, each.period.first)))


def _anchors(report: ScheduledReport, first: date, last: date) -> Iterator[date]:
    """The days of the timetable, working or not."""
    wanted = report.day.weekday
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        if (day.day == 1) if wanted is None else (day.weekday() == wanted):
            yield day


def _days_before(report: ScheduledReport, day: date) -> ReportPeriod:
    """The month before the first of one; the seven days before a day of the week."""
    if report.day.weekday is None:
        return month_of(day - _DAY)
    return ReportPeriod(day - 7 * _DAY, day - _DAY)


def _working(day: date, worktime: WorkTime) -> date:
    while not worktime.day_length(day):
        day += _DAY
    return day
