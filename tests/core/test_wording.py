"""How instants read in Russian."""

import errno
import os
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.wording import clock_time, mid_sentence, moment, reason, short_moment

ZONE = ZoneInfo("Asia/Krasnoyarsk")
NOW = datetime(2026, 11, 27, 16, 0, tzinfo=ZONE)  # a Friday


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 11, 23, 9, 5, tzinfo=ZONE), "пн 23.11.2026 09:05"),
        (datetime(2026, 11, 23, 9, 5, 7, tzinfo=ZONE), "пн 23.11.2026 09:05:07"),
        (datetime(2026, 11, 22, 18, 0, tzinfo=UTC), "пн 23.11.2026 01:00"),
        (datetime(2024, 4, 27, 10, 0, tzinfo=ZONE), "сб 27.04.2024 10:00"),
    ],
)
def test_an_instant_in_full_is_in_desk_time(instant: datetime, text: str) -> None:
    assert moment(instant, ZONE) == text


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 11, 27, 17, 30, tzinfo=ZONE), "17:30"),
        (datetime(2026, 11, 27, 1, 0, tzinfo=ZONE), "01:00"),
        (datetime(2026, 11, 30, 8, 30, tzinfo=ZONE), "пн 08:30"),
        (datetime(2026, 12, 3, 8, 30, tzinfo=ZONE), "чт 08:30"),
        (datetime(2026, 12, 4, 8, 30, tzinfo=ZONE), "04.12 08:30"),
        (datetime(2026, 12, 14, 16, 30, tzinfo=ZONE), "14.12 16:30"),
        (datetime(2027, 1, 14, 17, 30, tzinfo=ZONE), "14.01.2027 17:30"),
    ],
)
def test_a_short_instant_stays_clear_from_now(instant: datetime, text: str) -> None:
    assert short_moment(instant, NOW, ZONE) == text


def test_the_time_of_day_has_seconds_only_where_there_are_any() -> None:
    assert clock_time(datetime(2026, 11, 27, 9, 5)) == "09:05"
    assert clock_time(datetime(2026, 11, 27, 9, 5, 30)) == "09:05:30"


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Ошибка", "ошибка"),
        ("Не входит в задачи ЦК", "не входит в задачи ЦК"),
        ("ИСКИЗ", "ИСКИЗ"),
        ("ПЛТП", "ПЛТП"),
        ("qMS", "qMS"),
        ("", ""),
    ],
)
def test_a_label_inside_a_sentence_keeps_its_abbreviations(label: str, inside: str) -> None:
    assert mid_sentence(label) == inside


def test_a_refusal_of_the_system_is_told_in_russian() -> None:
    assert reason(FileNotFoundError(2, "No such file or directory")) == "нет такого файла или папки"
    assert reason(OSError(28, "No space left on device")) == "на диске нет места"
    assert reason(OSError(9999, "something rare")) == "something rare"


def test_no_reason_of_the_operating_system_is_told_in_english() -> None:
    for number in errno.errorcode:
        told = reason(OSError(number, os.strerror(number)))
        assert re.search("[а-я]", told), told
        assert os.strerror(number) not in told
