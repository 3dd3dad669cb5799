"""What the engine answers with is of the desk's zone, wherever it was asked from, and its errors say what is wrong."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from core.worktime import WorkTime
from core.worktime.days import ProceduralDays, procedural_end
from tests.core.worktime.desk import at

SEVEN = timedelta(hours=7)


def asked(text: str) -> datetime:
    """An instant of the desk, as somebody in UTC writes it."""
    return at(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (lambda work: work.next_opening(asked("24.11.2026 07:00")), "24.11.2026 08:30"),
        (lambda work: work.next_opening(asked("24.11.2026 10:00")), "24.11.2026 10:00"),
        (lambda work: work.last_counted(asked("24.11.2026 13:45")), "24.11.2026 13:00"),
        (lambda work: work.last_counted(asked("24.11.2026 10:00")), "24.11.2026 10:00"),
        (lambda work: work.state(asked("24.11.2026 10:00")).until, "24.11.2026 13:00"),
        (lambda work: work.state(asked("24.11.2026 13:10")).until, "24.11.2026 14:00"),
        (lambda work: work.end_of_working_day(asked("24.11.2026 10:00"), 1), "25.11.2026 17:30"),
        (lambda work: work.add(asked("24.11.2026 10:00"), timedelta(hours=1)), "24.11.2026 11:00"),
    ],
)
def test_every_instant_is_told_in_the_zone_of_the_desk(
    work: WorkTime, found: Callable[[WorkTime], datetime], wanted: str
) -> None:
    instant = found(work)
    assert (instant, instant.utcoffset()) == (at(wanted), SEVEN)


def test_a_procedural_term_counted_as_working_time_ends_at_the_hour_of_its_event(work: WorkTime) -> None:
    # Tuesday 10:00: 6.5 h that day and 1.5 h the next make one day of 8 h, so that three end on Friday at 10:00
    assert procedural_end(work, at("24.11.2026 10:00"), 3, ProceduralDays.ROLLING) == at("27.11.2026 10:00")


def test_time_is_not_added_backwards(work: WorkTime) -> None:
    with pytest.raises(ValueError, match=r"^Нельзя прибавить отрицательное рабочее время$"):
        work.add(at("24.11.2026 10:00"), timedelta(seconds=-1))


def test_nothing_lies_between_an_instant_and_itself(work: WorkTime) -> None:
    assert work.between(at("24.11.2026 10:00"), at("24.11.2026 10:00")) == timedelta(0)


def test_a_large_amount_is_added_to_the_microsecond(work: WorkTime) -> None:
    # 1,000 hours are 125 days of 8 h; a microsecond more than a whole number of days begins the next one
    start, amount = at("12.01.2026 08:30"), work.working_days(125) + timedelta(microseconds=1)
    assert work.between(start, work.add(start, amount)) == amount
