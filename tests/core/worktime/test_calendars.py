"""The shipped production calendars, 2019 to 2027, against the decrees and against an independent source."""

from datetime import date, timedelta

import holidays
import pytest

from core.worktime import YearCalendar
from tests.core.worktime.desk import CALENDARS, YEARS, calendars

WORKING_DAYS_AND_HOURS = {
    # of the official five-day, 40-hour calendars: working days, and hours with shortened days an hour shorter
    2019: (247, 1970),
    2020: (248, 1979),
    2021: (247, 1972),
    2022: (247, 1973),
    2023: (247, 1973),
    2024: (248, 1979),
    2025: (247, 1972),
    2026: (247, 1972),
    2027: (247, 1972),
}
WORKING_WEEKENDS = {
    2021: ["20.02"],
    2022: ["05.03"],
    2024: ["27.04", "02.11", "28.12"],
    2025: ["01.11"],
    2027: ["20.02"],
}
SHORTENED = {
    2019: ["22.02", "07.03", "30.04", "08.05", "11.06", "31.12"],
    2020: ["30.04", "08.05", "11.06", "03.11", "31.12"],
    2021: ["20.02", "30.04", "11.06", "03.11"],
    2022: ["22.02", "05.03", "03.11"],
    2023: ["22.02", "07.03", "03.11"],
    2024: ["22.02", "07.03", "08.05", "11.06", "02.11"],
    2025: ["07.03", "30.04", "11.06", "01.11"],
    2026: ["30.04", "08.05", "11.06", "03.11"],
    2027: ["20.02", "30.04", "11.06", "03.11"],
}
DECREES = {
    2019: ("01.10.2018", "1163"),
    2020: ("10.07.2019", "875"),
    2021: ("10.10.2020", "1648"),
    2022: ("16.09.2021", "1564"),
    2023: ("29.08.2022", "1505"),
    2024: ("10.08.2023", "1314"),
    2025: ("04.10.2024", "1335"),
    2026: ("24.09.2025", "1466"),
    2027: ("17.09.2026", "1187"),
}


@pytest.fixture(params=YEARS)
def calendar(request: pytest.FixtureRequest) -> YearCalendar:
    return calendars()[request.param]


def dates(year: int, texts: list[str]) -> set[date]:
    return {date(year, int(text[3:]), int(text[:2])) for text in texts}


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def test_there_is_a_file_for_each_year_and_no_other() -> None:
    assert sorted(path.name for path in CALENDARS.glob("*")) == [f"{year}.yaml" for year in YEARS]


def test_days_off_are_those_of_an_independent_source(calendar: YearCalendar) -> None:
    russia = holidays.country_holidays("RU", years=calendar.year)
    assert calendar.days_off == {day for day in russia if day.weekday() < 5 and day.year == calendar.year}


def test_working_weekends_are_those_of_an_independent_source(calendar: YearCalendar) -> None:
    russia = holidays.country_holidays("RU", years=calendar.year)
    assert calendar.working_weekends == {day for day in russia.weekend_workdays if day.year == calendar.year}


def test_working_weekends_are_those_of_the_decrees(calendar: YearCalendar) -> None:
    assert calendar.working_weekends == dates(calendar.year, WORKING_WEEKENDS.get(calendar.year, []))


def test_shortened_days_are_the_eves_of_holidays_and_the_saturdays_worked_for_an_eve(calendar: YearCalendar) -> None:
    assert calendar.shortened == dates(calendar.year, SHORTENED[calendar.year])


def test_working_days_and_hours_are_the_official_norm(calendar: YearCalendar) -> None:
    days = sum(calendar.is_working_day(day) for day in days_of(calendar.year))
    assert (days, days * 8 - len(calendar.shortened)) == WORKING_DAYS_AND_HOURS[calendar.year]


def test_each_year_names_its_decree(calendar: YearCalendar) -> None:
    day, number = DECREES[calendar.year]
    assert f"от {day} № {number} " in calendar.source
    assert f"в {calendar.year} году" in calendar.source
    assert not calendar.provisional


@pytest.mark.parametrize("day", [date(2024, 4, 27), date(2024, 12, 28)])
def test_two_working_saturdays_of_2024_are_full_days(day: date) -> None:
    calendar = calendars()[2024]
    assert calendar.is_working_day(day)
    assert day not in calendar.shortened


@pytest.mark.parametrize(
    "day", [date(2021, 2, 20), date(2022, 3, 5), date(2024, 11, 2), date(2025, 11, 1), date(2027, 2, 20)]
)
def test_a_working_saturday_may_be_a_shortened_day_too(day: date) -> None:
    calendar = calendars()[day.year]
    assert day in calendar.working_weekends
    assert day in calendar.shortened


@pytest.mark.parametrize(
    "day", [date(2020, 4, 1), date(2020, 6, 24), date(2020, 7, 1), date(2021, 5, 4), date(2021, 11, 1)]
)
def test_presidential_non_working_days_are_no_days_off_of_the_calendar(day: date) -> None:
    assert calendars()[day.year].is_working_day(day)
