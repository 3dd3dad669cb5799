"""п. 3.4 and Прил. 2: when a norm of working time that began at an instant is used up."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.worktime import WorkTime
from tests.core.worktime.desk import MICROSECOND, at, hours, minutes


@pytest.mark.parametrize(
    ("received", "norm", "due"),
    [
        # Mon 23.11.2026, very high: 5 minutes and 4 hours
        ("23.11.2026 09:00", minutes(5), "23.11.2026 09:05"),
        ("23.11.2026 09:00", hours(4), "23.11.2026 13:00"),
        # Friday afternoon runs over the weekend
        ("27.11.2026 16:00", minutes(5), "27.11.2026 16:05"),
        ("27.11.2026 16:00", hours(4), "30.11.2026 11:00"),
        # received at lunch: counted from 14:00
        ("24.11.2026 13:20", minutes(20), "24.11.2026 14:20"),
        ("24.11.2026 13:20", hours(4), "25.11.2026 09:00"),
        ("24.11.2026 16:30", hours(2), "25.11.2026 09:30"),
        # a working Saturday
        ("27.04.2024 10:00", minutes(5), "27.04.2024 10:05"),
        ("27.04.2024 10:00", hours(4), "27.04.2024 15:00"),
        # 90 of 240 minutes were used on Monday: 150 are left on Tuesday at 15:00
        ("24.11.2026 15:00", minutes(150), "24.11.2026 17:30"),
        # over the holidays of January: 31.12 and 1–10.01 rest
        ("30.12.2026 16:30", hours(2), "11.01.2027 09:30"),
        # over a holiday inside the week: Wed 04.11.2026
        ("03.11.2026 17:00", hours(1), "05.11.2026 09:00"),
        # before opening and on a Sunday
        ("24.11.2026 03:00", minutes(20), "24.11.2026 08:50"),
        ("22.11.2026 12:00", minutes(20), "23.11.2026 08:50"),
    ],
)
def test_a_norm_ends_at_the_earliest_instant_at_which_it_is_used_up(
    work: WorkTime, received: str, norm: timedelta, due: str
) -> None:
    assert work.add(at(received), norm) == at(due)


def test_fourteen_rolling_days_are_fourteen_times_480_minutes(work: WorkTime) -> None:
    assert work.working_days(14) == timedelta(minutes=6720)
    assert work.add(at("24.11.2026 16:30"), work.working_days(14)) == at("14.12.2026 16:30")


def test_one_rolling_day_from_the_opening_ends_at_the_close(work: WorkTime) -> None:
    assert work.add(at("24.11.2026 08:30"), work.working_days(1)) == at("24.11.2026 17:30")


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("24.11.2026 08:29:59.999999", MICROSECOND, "24.11.2026 08:30:00.000001"),
        ("24.11.2026 08:30:00", MICROSECOND, "24.11.2026 08:30:00.000001"),
        ("24.11.2026 12:59:59.999999", MICROSECOND, "24.11.2026 13:00:00"),
        ("24.11.2026 12:59:59.999999", 2 * MICROSECOND, "24.11.2026 14:00:00.000001"),
        ("24.11.2026 13:00:00", MICROSECOND, "24.11.2026 14:00:00.000001"),
        ("24.11.2026 14:00:00", MICROSECOND, "24.11.2026 14:00:00.000001"),
        ("24.11.2026 17:29:59.999999", MICROSECOND, "24.11.2026 17:30:00"),
        ("24.11.2026 17:29:59.999999", 2 * MICROSECOND, "25.11.2026 08:30:00.000001"),
        ("24.11.2026 17:30:00", MICROSECOND, "25.11.2026 08:30:00.000001"),
        ("24.11.2026 09:00:00.250000", minutes(1), "24.11.2026 09:01:00.250000"),
    ],
)
def test_every_boundary_is_exact_to_the_microsecond(work: WorkTime, start: str, amount: timedelta, end: str) -> None:
    assert work.add(at(start), amount) == at(end)


@pytest.mark.parametrize(
    ("start", "opening"),
    [
        ("24.11.2026 08:29:59.999999", "24.11.2026 08:30"),
        ("24.11.2026 08:30", "24.11.2026 08:30"),
        ("24.11.2026 12:59:59.999999", "24.11.2026 12:59:59.999999"),
        ("24.11.2026 13:00", "24.11.2026 14:00"),
        ("24.11.2026 17:30", "25.11.2026 08:30"),
        ("27.11.2026 17:30", "30.11.2026 08:30"),
        ("31.12.2026 12:00", "11.01.2027 08:30"),
    ],
)
def test_adding_nothing_waits_for_the_next_opening(work: WorkTime, start: str, opening: str) -> None:
    assert work.add(at(start), timedelta()) == at(opening)
    assert work.next_opening(at(start)) == at(opening)


@pytest.mark.parametrize("offset", [-12, -3.5, 0, 3, 5.75, 7, 14])
def test_the_offset_of_the_input_does_not_matter(work: WorkTime, offset: float) -> None:
    elsewhere = at("27.11.2026 16:00").astimezone(timezone(hours(offset)))
    due = work.add(elsewhere, hours(4))
    assert due.isoformat() == "2026-11-30T11:00:00+07:00"


def test_moscow_and_utc_get_desk_time_back(work: WorkTime) -> None:
    assert work.add(datetime(2026, 11, 27, 9, tzinfo=UTC), hours(4)).isoformat() == "2026-11-30T11:00:00+07:00"


def test_the_weekend_of_26_10_2014_when_krasnoyarsk_moved_to_plus_seven(work: WorkTime) -> None:
    friday = datetime(2014, 10, 24, 9, tzinfo=UTC)  # 17:00 at +08
    due = work.add(friday, hours(1))
    assert due.isoformat() == "2014-10-27T09:00:00+07:00"
    assert work.between(friday, due) == hours(1)
    assert due - friday == hours(65)  # 64 by the walls' clocks


def test_a_loaded_year_runs_over_into_a_provisional_one(work: WorkTime) -> None:
    start = at("30.12.2027 17:00")  # 31.12.2027 rests by decree; 2028 knows statutory holidays alone
    due = work.add(start, hours(1))
    assert due == at("10.01.2028 09:00")
    assert work.is_provisional(start, due)


def test_time_cannot_be_taken_back(work: WorkTime) -> None:
    with pytest.raises(ValueError, match="отрицательное"):
        work.add(at("24.11.2026 09:00"), -MICROSECOND)


def test_an_instant_without_a_zone_is_refused(work: WorkTime) -> None:
    with pytest.raises(ValueError, match="без часового пояса"):
        work.add(datetime(2026, 11, 24, 9), hours(1))
    with pytest.raises(ValueError, match="без часового пояса"):
        work.add(datetime(2026, 11, 24, 9), timedelta())


@pytest.mark.parametrize("year", [1, 1989, 2101, 9999])
def test_years_beyond_1990_to_2100_are_refused(work: WorkTime, year: int) -> None:
    with pytest.raises(ValueError, match=f"а не для {year}"):
        work.add(datetime(year, 6, 1, tzinfo=UTC), hours(1))


def test_a_term_that_runs_past_2100_is_refused(work: WorkTime) -> None:
    with pytest.raises(ValueError, match="а не для 2101"):
        work.add(at("30.12.2100 12:00"), work.working_days(14))
