"""Years without a production calendar: weekdays and statutory holidays (ТК РФ, ст. 112), marked provisional."""

from datetime import date

import pytest

from core.worktime import WorkTime
from core.worktime.statutory import statutory_calendar
from tests.core.worktime.desk import at, minutes


def test_2028_rests_on_the_holidays_of_the_labour_code() -> None:
    calendar = statutory_calendar(2028)
    january = {date(2028, 1, day) for day in (3, 4, 5, 6, 7)}
    assert calendar.days_off == january | {
        date(2028, 2, 23),
        date(2028, 3, 8),
        date(2028, 5, 1),
        date(2028, 5, 9),
        date(2028, 6, 12),
        date(2028, 11, 6),  # 04.11 is a Saturday: the rest moves to Monday, ст. 112 ч. 2
    }
    assert calendar.working_weekends == frozenset()
    assert calendar.shortened == {date(2028, 2, 22), date(2028, 3, 7), date(2028, 5, 8), date(2028, 11, 3)}
    assert calendar.provisional
    assert calendar.source.startswith("Предварительно")


@pytest.mark.parametrize(
    "day",
    [date(2020, 4, 1), date(2020, 5, 6), date(2020, 7, 1), date(2021, 2, 22), date(2021, 11, 5), date(2021, 12, 31)],
)
def test_single_year_entries_of_the_library_are_not_statutory(day: date) -> None:
    assert statutory_calendar(day.year).is_working_day(day)


def test_2021_02_20_is_no_working_saturday_without_its_decree() -> None:
    assert not statutory_calendar(2021).is_working_day(date(2021, 2, 20))


def test_the_eve_of_the_new_year_is_shortened_when_it_works() -> None:
    assert date(2029, 12, 31) in statutory_calendar(2029).shortened
    assert date(2028, 12, 31) not in statutory_calendar(2028).shortened  # a Sunday


def test_the_working_time_of_2028_is_249_days(work: WorkTime) -> None:
    assert work.between(at("01.01.2028 00:00"), at("01.01.2029 00:00")) == 249 * minutes(480)


@pytest.mark.parametrize(
    ("start", "end", "provisional"),
    [
        ("01.01.2019 00:00", "31.12.2027 23:59:59.999999", False),
        ("31.12.2018 23:59:59", "01.01.2019 09:00", True),
        ("31.12.2027 23:00", "01.01.2028 00:00", True),
        ("01.01.2028 00:00", "31.12.2027 23:00", True),
        ("24.11.2026 09:00", "24.11.2026 09:00", False),
    ],
)
def test_a_term_that_touches_a_year_not_loaded_is_provisional(
    work: WorkTime, start: str, end: str, provisional: bool
) -> None:
    assert work.is_provisional(at(start), at(end)) is provisional


def test_the_calendar_of_a_year_is_the_loaded_one_or_the_statutory_one(work: WorkTime) -> None:
    assert "№ 1466" in work.calendar(2026).source
    assert work.calendar(2028) == statutory_calendar(2028)
    assert work.calendar(1990).provisional
    assert work.calendar(2100).provisional
    for year in (1989, 2101):
        with pytest.raises(ValueError, match=f"а не для {year}"):
            work.calendar(year)
