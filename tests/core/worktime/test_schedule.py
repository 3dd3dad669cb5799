"""The desk's hours (п. 3.4), shortened days, and hours that make no sense."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest

from core.worktime import Schedule, WorkTime, YearCalendar, regulation_schedule
from tests.core.worktime.desk import KRASNOYARSK, at, calendars, desk, hours, minutes


def test_a_full_day_has_480_minutes(work: WorkTime) -> None:
    assert work.schedule.full_day == minutes(480)
    assert work.working_days(1) == minutes(480)
    assert work.zone.key == "Asia/Krasnoyarsk"


@pytest.mark.parametrize(
    ("day", "regular", "shortened"),
    [
        (date(2026, 11, 24), 480, 480),
        (date(2026, 11, 3), 480, 420),  # the eve of 04.11
        (date(2026, 11, 4), 0, 0),
        (date(2026, 11, 28), 0, 0),
        (date(2024, 4, 27), 480, 480),  # a working Saturday for the ordinary Monday 29.04
        (date(2024, 11, 2), 480, 420),  # a working Saturday for 30.04, an eve
    ],
)
def test_the_length_of_a_day(work: WorkTime, short: WorkTime, day: date, regular: int, shortened: int) -> None:
    assert work.day_length(day) == minutes(regular)
    assert short.day_length(day) == minutes(shortened)


def test_with_short_days_the_eve_of_a_holiday_ends_at_16_30(work: WorkTime, short: WorkTime) -> None:
    assert work.add(at("03.11.2026 16:00"), hours(1)) == at("03.11.2026 17:00")
    assert short.add(at("03.11.2026 16:00"), hours(1)) == at("05.11.2026 09:00")
    assert short.is_open(at("03.11.2026 16:29:59.999999"))
    assert not short.is_open(at("03.11.2026 16:30"))
    assert short.state(at("03.11.2026 16:45")).reason == "after_hours"


@pytest.mark.parametrize(("end", "close"), [(time(12), time(12)), (time(13), time(13)), (time(14), time(13))])
def test_a_shortened_end_before_the_afternoon_drops_it(end: time, close: time) -> None:
    week = {0: ((time(8, 30), time(13)), (time(14), time(17, 30)))}
    schedule = Schedule.build(KRASNOYARSK, week, short_days=True, shortened_end=end)
    calendar = YearCalendar.build(2026, (), (), [date(2026, 11, 2)], "—")
    assert schedule.hours_on(date(2026, 11, 2), calendar) == ((time(8, 30), close),)


def test_a_working_weekend_is_worked_by_mondays_hours() -> None:
    schedule = Schedule.build(KRASNOYARSK, {0: [(time(10), time(12))], 4: [(time(9), time(18))]})
    calendar = YearCalendar.build(2026, (), [date(2026, 11, 7)], (), "—")
    assert schedule.hours_on(date(2026, 11, 7), calendar) == ((time(10), time(12)),)
    assert schedule.hours_on(date(2026, 11, 6), calendar) == ((time(9), time(18)),)
    assert schedule.hours_on(date(2026, 11, 5), calendar) == ()


@pytest.mark.parametrize(
    ("week", "why"),
    [
        ({7: [(time(9), time(18))]}, "Нет такого дня недели: 7"),
        ({0: [(time(18), time(9))]}, "18:00–09:00 кончается раньше"),
        ({0: [(time(9), time(9))]}, "кончается раньше"),
        ({0: [(time(9), time(13)), (time(12), time(18))]}, "пересекаются или смыкаются в 12:00"),
        ({0: [(time(9), time(13)), (time(13), time(18))]}, "пересекаются или смыкаются в 13:00"),
        ({1: [(time(9), time(18))]}, "У понедельника нет рабочих часов"),
    ],
)
def test_hours_that_make_no_sense_are_refused(week: dict[int, list[tuple[time, time]]], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Schedule.build(KRASNOYARSK, week)


def test_a_calendar_under_the_wrong_year_is_refused() -> None:
    with pytest.raises(ValueError, match="Календарь 2026 года записан под 2027 годом"):
        WorkTime(regulation_schedule(), {2027: calendars()[2026]})


def test_what_happens_to_the_mapping_afterwards_does_not_matter() -> None:
    years = dict(calendars())
    work = WorkTime(regulation_schedule(), years)
    years.clear()
    assert work.calendar(2026) is calendars()[2026]


def test_threads_that_compile_the_same_years_agree() -> None:
    work = desk()
    start = at("01.01.2019 00:00")
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = set(pool.map(lambda n: work.add(start, timedelta(minutes=480 * 2225)), range(32)))
    assert answers == {at("30.12.2027 17:30")}


def test_loading_the_engine_loads_no_heavy_library() -> None:
    code = "import core.worktime, core.instants, sys; print({'workalendar', 'pendulum'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
