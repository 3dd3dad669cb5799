"""Building one year: a wrong date is refused by name."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from core.worktime import YearCalendar


def build(days_off: str = "", working_weekends: str = "", shortened: str = "") -> YearCalendar:
    groups = [[date.fromisoformat(text) for text in group.split()] for group in (days_off, working_weekends, shortened)]
    return YearCalendar.build(2026, *groups, "Постановление № 1")


def test_a_year_knows_which_days_work() -> None:
    calendar = build(days_off="2026-06-12", working_weekends="2026-06-06", shortened="2026-06-06 2026-06-11")
    assert not calendar.is_working_day(date(2026, 6, 12))
    assert calendar.is_working_day(date(2026, 6, 6))
    assert not calendar.is_working_day(date(2026, 6, 7))
    assert calendar.is_working_day(date(2026, 6, 11))
    assert calendar.source == "Постановление № 1"


@pytest.mark.parametrize(
    ("group", "day", "why"),
    [
        ("days_off", "2025-06-12", "дата не из 2026 года"),
        ("working_weekends", "2027-06-05", "дата не из 2026 года"),
        ("shortened", "2025-12-31", "дата не из 2026 года"),
        ("days_off", "2026-06-13", "приходится на выходной"),
        ("working_weekends", "2026-06-12", "приходится на будний день"),
        ("shortened", "2026-06-13", "сокращённый день не рабочий"),
    ],
)
def test_a_date_of_the_wrong_kind_is_refused_by_name(group: str, day: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{day}: .*{why}"):
        build(**{group: day})


def test_a_day_off_cannot_be_shortened() -> None:
    with pytest.raises(ValueError, match=r"^2026-06-12: сокращённый день не рабочий"):
        build(days_off="2026-06-12", shortened="2026-06-12")


def test_a_year_once_built_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        build().year = 2027  # type: ignore[misc]
