"""Instants as an operator reads them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from console.wording.instants import full_moment, moment

ZONE = ZoneInfo("Asia/Krasnoyarsk")
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=ZONE)  # Monday


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
