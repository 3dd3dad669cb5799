"""Lengths and instants as an operator reads them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from console.text import full_moment, left, length, moment, spent, timer

ZONE = ZoneInfo("Asia/Krasnoyarsk")
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=ZONE)  # Monday


def h(hours: float) -> timedelta:
    return timedelta(hours=hours)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (h(14 * 8), "14 дн"),
        (h(10), "1 дн 2 ч"),
        (h(8), "1 дн"),
        (timedelta(hours=2, minutes=10, seconds=59), "2 ч 10 м"),
        (h(2), "2 ч"),
        (timedelta(minutes=12, seconds=30), "12 м"),
        (timedelta(minutes=4, seconds=59, milliseconds=999), "4:59"),
        (timedelta(0), "0:00"),
        (timedelta(minutes=-7), "7 м"),
    ],
)
def test_remaining_time_is_told_only_as_finely_as_is_useful(amount: timedelta, said: str) -> None:
    assert left(amount) == said


def test_a_running_call_is_told_to_the_second() -> None:
    assert [timer(timedelta(seconds=s)) for s in (0, 65, 3723)] == ["0:00", "1:05", "1:02:03"]


def test_elapsed_time_is_exact_once_stopped_and_in_minutes_while_it_runs() -> None:
    answered = timedelta(minutes=3, seconds=12)
    assert (length(answered), spent(answered)) == ("3 мин 12 с", "4 м")
    assert length(h(14 * 8)) == "14 дней"
    assert length(h(8) + timedelta(minutes=20)) == "1 день 20 мин"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 23, 13, 0, tzinfo=ZONE), "13:00"),
        (datetime(2026, 11, 23, 6, 0, tzinfo=ZoneInfo("UTC")), "13:00"),
        (datetime(2026, 11, 24, 8, 30, tzinfo=ZONE), "завтра 08:30"),
        (datetime(2026, 11, 22, 16, 40, tzinfo=ZONE), "вчера 16:40"),
        (datetime(2026, 11, 30, 11, 0, tzinfo=ZONE), "пн 30.11 11:00"),
        (datetime(2027, 1, 14, 9, 30, tzinfo=ZONE), "14.01.2027 09:30"),
    ],
)
def test_an_instant_is_told_beside_now_in_the_desks_zone(at: datetime, said: str) -> None:
    assert moment(at, NOW) == said


def test_a_dated_instant_always_names_its_day() -> None:
    assert full_moment(NOW, NOW) == "пн 23.11 10:42"
