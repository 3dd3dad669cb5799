"""When reports are due, by hand from the production calendars of 2026 and 2027."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.desk.reports.timetable import due_between
from core.policy import load_policy
from core.policy.reporting.settings import ReportDay, ScheduledReport
from core.tickets.reporting.period import ReportPeriod

ZONE = ZoneInfo("Asia/Krasnoyarsk")


def due(day: ReportDay, since: str, until: str) -> list[tuple[str, date, date]]:
    report = ScheduledReport("r", "sla", (), ("csv",), "/srv", day, time(9))
    begin, end = (datetime.fromisoformat(each).replace(tzinfo=ZONE) for each in (since, until))
    found = due_between(report, begin, end, load_policy().worktime())
    return [(f"{each.at:%Y-%m-%d %H:%M}", each.period.first, each.period.last) for each in found]


def month(number: int, last: int) -> tuple[date, date]:
    return date(2026, number, 1), date(2026, number, last)


def test_the_first_working_day_of_each_month_is_about_the_month_before() -> None:
    """1 November 2026 is a Sunday; 1 January 2027 opens the holidays, which end on Monday the 11th."""
    assert due(ReportDay.FIRST_WORKING_DAY, "2026-10-15T00:00", "2027-01-31T00:00") == [
        ("2026-11-02 09:00", *month(10, 31)),
        ("2026-12-01 09:00", *month(11, 30)),
        ("2027-01-11 09:00", *month(12, 31)),
    ]


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("2026-12-01T08:59:59", "2026-12-01T09:00:00", 1),
        ("2026-12-01T09:00:00", "2026-12-01T23:00:00", 0),
        ("2026-12-01T00:00:00", "2026-12-01T08:59:59", 0),
    ],
)
def test_it_is_due_after_the_one_instant_and_not_after_the_other(since: str, until: str, count: int) -> None:
    assert len(due(ReportDay.FIRST_WORKING_DAY, since, until)) == count


def test_a_monday_that_rests_gives_way_and_its_week_does_not_move() -> None:
    """Monday 4 January 2027 rests as all its week does: both weeks are due on Monday the 11th."""
    assert due(ReportDay.MONDAY, "2026-12-28T12:00", "2027-01-12T00:00") == [
        ("2027-01-11 09:00", date(2026, 12, 28), date(2027, 1, 3)),
        ("2027-01-11 09:00", date(2027, 1, 4), date(2027, 1, 10)),
    ]


def test_the_days_are_the_seven_before() -> None:
    week = ReportPeriod(date(2026, 11, 20), date(2026, 11, 26))
    assert due(ReportDay.FRIDAY, "2026-11-26T12:00", "2026-11-28T00:00") == [
        ("2026-11-27 09:00", week.first, week.last)
    ]
