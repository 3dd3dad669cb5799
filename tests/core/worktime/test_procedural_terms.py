"""Procedural terms run in dates (Прил. 2: 5 рабочих дней; п. 4.9: 10 рабочих дней)."""

import pytest

from core.worktime import WorkTime
from tests.core.worktime.desk import at


@pytest.mark.parametrize(
    ("event", "n", "end"),
    [
        ("20.11.2026 16:00", 5, "27.11.2026 17:30"),
        ("20.11.2026 00:00", 5, "27.11.2026 17:30"),
        ("20.11.2026 23:59:59.999999", 5, "27.11.2026 17:30"),
        ("20.11.2026 16:00", 1, "23.11.2026 17:30"),
        ("21.11.2026 16:00", 1, "23.11.2026 17:30"),  # an event on a Saturday
        ("20.11.2026 16:00", 10, "04.12.2026 17:30"),
        ("29.12.2026 12:00", 5, "14.01.2027 17:30"),  # 30.12, then 11, 12, 13 and 14.01
        ("02.01.2027 12:00", 1, "11.01.2027 17:30"),
        ("26.04.2024 12:00", 2, "02.05.2024 17:30"),  # the working Saturday 27.04, then 02.05
        ("30.10.2026 12:00", 3, "05.11.2026 17:30"),  # Wed 04.11 rests
    ],
)
def test_the_day_of_the_event_does_not_count_and_the_last_day_counts_whole(
    work: WorkTime, event: str, n: int, end: str
) -> None:
    assert work.end_of_working_day(at(event), n) == at(end)


def test_a_term_ends_at_the_close_of_a_shortened_day_when_those_apply(short: WorkTime) -> None:
    assert short.end_of_working_day(at("02.11.2026 12:00"), 1) == at("03.11.2026 16:30")


def test_a_term_of_no_days_is_refused(work: WorkTime) -> None:
    with pytest.raises(ValueError, match="не меньше одного дня"):
        work.end_of_working_day(at("20.11.2026 16:00"), 0)
