"""Whether the clocks run at an instant, until when they stand still, and what is overdue."""

import pytest

from core.worktime import WorkState, WorkTime
from tests.core.worktime.desk import MICROSECOND, at, minutes


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("24.11.2026 08:29:59.999999", False),
        ("24.11.2026 08:30:00", True),
        ("24.11.2026 12:59:59.999999", True),
        ("24.11.2026 13:00:00", False),
        ("24.11.2026 13:59:59.999999", False),
        ("24.11.2026 14:00:00", True),
        ("24.11.2026 17:29:59.999999", True),
        ("24.11.2026 17:30:00", False),
        ("21.11.2026 10:00", False),
        ("04.11.2026 10:00", False),
        ("27.04.2024 10:00", True),
        ("29.04.2024 10:00", False),
    ],
)
def test_the_desk_is_open_on_half_open_intervals(work: WorkTime, instant: str, expected: bool) -> None:
    assert work.is_open(at(instant)) is expected


@pytest.mark.parametrize(
    ("instant", "until", "reason"),
    [
        ("24.11.2026 09:00", "24.11.2026 13:00", None),
        ("24.11.2026 14:00", "24.11.2026 17:30", None),
        ("24.11.2026 13:00", "24.11.2026 14:00", "lunch"),
        ("24.11.2026 13:59:59.999999", "24.11.2026 14:00", "lunch"),
        ("24.11.2026 07:00", "24.11.2026 08:30", "after_hours"),
        ("24.11.2026 17:30", "25.11.2026 08:30", "after_hours"),
        ("27.11.2026 18:00", "30.11.2026 08:30", "after_hours"),
        ("28.11.2026 10:00", "30.11.2026 08:30", "day_off"),
        ("04.11.2026 13:30", "05.11.2026 08:30", "day_off"),
        ("31.12.2026 10:00", "11.01.2027 08:30", "day_off"),
        ("27.04.2024 13:30", "27.04.2024 14:00", "lunch"),
    ],
)
def test_the_header_says_until_when_and_why(work: WorkTime, instant: str, until: str, reason: str | None) -> None:
    state = work.state(at(instant))
    assert state == WorkState(open=reason is None, until=at(until), reason=state.reason)
    assert state.reason == reason


@pytest.mark.parametrize(
    ("instant", "counted"),
    [
        ("24.11.2026 10:00", "24.11.2026 10:00"),
        ("24.11.2026 13:00", "24.11.2026 13:00"),
        ("24.11.2026 13:45", "24.11.2026 13:00"),
        ("24.11.2026 14:00", "24.11.2026 13:00"),
        ("24.11.2026 14:00:00.000001", "24.11.2026 14:00:00.000001"),
        ("25.11.2026 08:00", "24.11.2026 17:30"),
        ("29.11.2026 12:00", "27.11.2026 17:30"),
        ("05.01.2027 12:00", "30.12.2026 17:30"),
    ],
)
def test_last_counted_is_when_working_time_last_ran(work: WorkTime, instant: str, counted: str) -> None:
    assert work.last_counted(at(instant)) == at(counted)


def test_a_due_of_13_00_is_not_overdue_until_work_goes_on_after_lunch(work: WorkTime) -> None:
    due = work.add(at("24.11.2026 12:40"), minutes(20))
    assert due == at("24.11.2026 13:00")
    assert not due < work.last_counted(at("24.11.2026 13:45"))
    assert not due < work.last_counted(at("24.11.2026 14:00"))
    assert due < work.last_counted(at("24.11.2026 14:00") + MICROSECOND)


def test_nothing_is_counted_before_1990(work: WorkTime) -> None:
    with pytest.raises(ValueError, match="а не для 1989"):
        work.last_counted(at("01.01.1990 00:00"))
