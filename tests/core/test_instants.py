"""Instants and durations at the edges: what people type, what others read, what the store keeps."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instants import (
    Duration,
    ceil_seconds,
    floor_seconds,
    from_us,
    iso,
    parse_duration,
    parse_instant,
    to_us,
)

KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24T13:20", "2026-11-24T13:20:00+07:00"),
        ("2026-11-24 13:20", "2026-11-24T13:20:00+07:00"),
        ("  2026-11-24T13:20:05 ", "2026-11-24T13:20:05+07:00"),
        ("2026-11-24T13:20:05.25", "2026-11-24T13:20:05.250000+07:00"),
        ("2026-11-24T06:20:00Z", "2026-11-24T13:20:00+07:00"),
        ("2026-11-24T09:20+03:00", "2026-11-24T13:20:00+07:00"),
        ("2026-11-24T09:20+03", "2026-11-24T13:20:00+07:00"),
        ("20261124T092000+0300", "2026-11-24T13:20:00+07:00"),
        ("2026-11-23T20:50-09:30", "2026-11-24T13:20:00+07:00"),
        # the desk was at +08 until 26.10.2014
        ("2014-10-25T12:00", "2014-10-25T12:00:00+08:00"),
        ("2014-10-27T12:00", "2014-10-27T12:00:00+07:00"),
    ],
)
def test_an_instant_may_have_any_offset_or_be_desk_time(text: str, expected: str) -> None:
    instant = parse_instant(text, KRASNOYARSK)
    assert iso(instant, KRASNOYARSK) == expected
    assert instant.tzinfo is KRASNOYARSK
    assert type(instant) is datetime


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "вчера",
        "24.11.2026 13:20",
        "2026-11-24",
        "13:20",
        "2026/11/24 13:20",
        "2026-13-01T10:00",
        "2026-02-30T10:00",
        "2026-11-24T25:00",
        "2026-11-24T13:60",
        "2026-11-24T13:20:00+25:00",
        "2026-11-24T13:20/2026-11-25T13:20",
        "P1D",
        "0001-01-01T00:00",
    ],
)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="Не понимаю время") as refusal:
        parse_instant(text, KRASNOYARSK)
    assert f"«{text}»" in str(refusal.value)


def test_whole_seconds_are_written_without_a_fraction() -> None:
    assert iso(datetime(2026, 11, 24, 6, 20, tzinfo=UTC), KRASNOYARSK) == "2026-11-24T13:20:00+07:00"
    assert iso(datetime(2026, 11, 24, 6, 20, 0, 1, tzinfo=UTC), KRASNOYARSK) == "2026-11-24T13:20:00.000001+07:00"


def test_an_instant_without_a_zone_is_neither_written_nor_stored() -> None:
    for refuse in (lambda at: iso(at, KRASNOYARSK), to_us):
        with pytest.raises(ValueError, match=r"2026-11-24T13:20:00.*без часового пояса"):
            refuse(datetime(2026, 11, 24, 13, 20))


def test_microseconds_since_the_epoch_are_exact() -> None:
    assert to_us(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert to_us(datetime(1970, 1, 1, 7, 0, 1, 1, tzinfo=KRASNOYARSK)) == 1_000_001
    assert to_us(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1
    assert from_us(1_795_503_600_000_001).isoformat() == "2026-11-24T07:00:00.000001+00:00"
    assert from_us(0, KRASNOYARSK).isoformat() == "1970-01-01T07:00:00+07:00"


@given(
    st.datetimes(
        datetime(1900, 1, 1),
        datetime(2200, 1, 1),
        timezones=st.builds(timezone, st.integers(-720, 840).map(lambda n: timedelta(minutes=n))),
    )
)
def test_storing_and_reading_back_changes_nothing(at: datetime) -> None:
    assert from_us(to_us(at)) == at
    assert from_us(to_us(at), KRASNOYARSK) == at
    assert parse_instant(iso(at.replace(year=2026, day=1), KRASNOYARSK), KRASNOYARSK) == at.replace(year=2026, day=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90m", Duration(seconds=5400)),
        ("4h", Duration(seconds=14_400)),
        ("3600s", Duration(seconds=3600)),
        ("14d", Duration(working_days=14)),
        ("0m", Duration(seconds=0)),
        (" 4H ", Duration(seconds=14_400)),
        ("90 мин", Duration(seconds=5400)),
        ("4ч", Duration(seconds=14_400)),
        ("14дн", Duration(working_days=14)),
    ],
)
def test_a_duration_is_seconds_or_working_days(text: str, expected: Duration) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize("text", ["", "4", "h", "-4h", "1.5h", "4w", "4 h 30 m", "٤h", "1e3s", "9999999999s"])
def test_any_other_duration_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="Не понимаю длительность") as refusal:
        parse_duration(text)
    assert f"«{text}»" in str(refusal.value)


def test_a_working_day_is_worth_what_the_schedule_says() -> None:
    full_day = timedelta(minutes=480)
    assert Duration(working_days=14).amount(full_day) == timedelta(minutes=6720)
    assert Duration(seconds=5400).amount(full_day) == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("amount", "down", "up"),
    [
        (timedelta(), 0, 0),
        (timedelta(seconds=5), 5, 5),
        (timedelta(seconds=5, microseconds=1), 5, 6),
        (timedelta(seconds=5, microseconds=999_999), 5, 6),
        (timedelta(microseconds=-1), -1, 0),
    ],
)
def test_remaining_is_rounded_down_and_elapsed_up(amount: timedelta, down: int, up: int) -> None:
    assert floor_seconds(amount) == down
    assert ceil_seconds(amount) == up
