"""How much working time lies between two instants, and which pieces it is made of."""

from datetime import UTC, datetime, timedelta

import pytest

from core.worktime import Interval, WorkTime
from tests.core.worktime.desk import MICROSECOND, at, hours, minutes


@pytest.mark.parametrize(
    ("start", "end", "amount"),
    [
        # due 13:00, answered 13:45: exactly 20 minutes are used
        ("24.11.2026 12:40", "24.11.2026 13:45", minutes(20)),
        ("24.11.2026 12:40", "24.11.2026 14:00", minutes(20)),
        ("24.11.2026 12:40", "24.11.2026 14:00:00.000001", minutes(20) + MICROSECOND),
        ("24.11.2026 00:00", "25.11.2026 00:00", minutes(480)),
        ("24.11.2026 08:30", "24.11.2026 13:00", minutes(270)),
        ("24.11.2026 14:00", "24.11.2026 17:30", minutes(210)),
        ("24.11.2026 13:00", "24.11.2026 14:00", minutes(0)),
        ("24.11.2026 17:30", "25.11.2026 08:30", minutes(0)),
        ("24.11.2026 12:59:59.999999", "24.11.2026 13:30", MICROSECOND),
        ("24.11.2026 17:29:59.999999", "25.11.2026 08:30:00.000001", 2 * MICROSECOND),
        ("27.11.2026 16:00", "30.11.2026 11:00", hours(4)),
        # Tue 29.12.2026 noon to Mon 11.01.2027 09:00: 4.5 h, the whole of 30.12, half an hour
        ("29.12.2026 12:00", "11.01.2027 09:00", hours(4.5) + hours(8) + hours(0.5)),
        # Saturday 27.04.2024 was worked for Monday 29.04
        ("27.04.2024 00:00", "30.04.2024 00:00", hours(8)),
        # the presidential day off of 24.06.2020 is none of the production calendar's
        ("24.06.2020 00:00", "25.06.2020 00:00", hours(8)),
    ],
)
def test_only_working_time_counts(work: WorkTime, start: str, end: str, amount: timedelta) -> None:
    assert work.between(at(start), at(end)) == amount


def test_an_end_before_the_start_counts_nothing(work: WorkTime) -> None:
    assert work.between(at("24.11.2026 12:00"), at("24.11.2026 09:00")) == timedelta()
    assert work.between(at("11.01.2027 12:00"), at("24.11.2026 09:00")) == timedelta()


@pytest.mark.parametrize(
    ("year", "days"), [(2019, 247), (2020, 248), (2022, 247), (2024, 248), (2025, 247), (2026, 247)]
)
def test_a_whole_year_is_its_working_days_of_480_minutes(work: WorkTime, year: int, days: int) -> None:
    assert work.between(at(f"01.01.{year} 00:00"), at(f"01.01.{year + 1} 00:00")) == days * minutes(480)


def test_nine_years_at_once(work: WorkTime) -> None:
    assert work.between(at("01.01.2019 00:00"), at("01.01.2028 00:00")) == 2225 * minutes(480)


def test_an_instant_without_a_zone_is_refused(work: WorkTime) -> None:
    with pytest.raises(ValueError, match="без часового пояса"):
        work.between(datetime(2026, 11, 24, 9), at("24.11.2026 12:00"))
    with pytest.raises(ValueError, match="без часового пояса"):
        work.between(at("24.11.2026 12:00"), datetime(2026, 11, 24, 9))


def test_the_counted_pieces_name_each_interval_in_desk_time(work: WorkTime) -> None:
    utc_noon = at("24.11.2026 12:40").astimezone(UTC)
    assert work.counted(utc_noon, at("25.11.2026 09:00")) == (
        Interval(at("24.11.2026 12:40"), at("24.11.2026 13:00"), minutes(20)),
        Interval(at("24.11.2026 14:00"), at("24.11.2026 17:30"), minutes(210)),
        Interval(at("25.11.2026 08:30"), at("25.11.2026 09:00"), minutes(30)),
    )
    assert work.counted(utc_noon, at("24.11.2026 13:00"))[0].start.isoformat() == "2026-11-24T12:40:00+07:00"


def test_pieces_run_on_over_the_new_year(work: WorkTime) -> None:
    assert [piece.start for piece in work.counted(at("30.12.2026 15:00"), at("11.01.2027 15:00"))] == [
        at("30.12.2026 15:00"),
        at("11.01.2027 08:30"),
        at("11.01.2027 14:00"),
    ]


@pytest.mark.parametrize("end", ["24.11.2026 14:00", "24.11.2026 13:00", "23.11.2026 09:00"])
def test_nothing_counted_is_no_piece(work: WorkTime, end: str) -> None:
    assert work.counted(at("24.11.2026 13:00"), at(end)) == ()
