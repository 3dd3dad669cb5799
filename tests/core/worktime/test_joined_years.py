"""Joined years answer as each year by itself did: random hours, calendars, zones, instants and lengths."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.worktime import Schedule, WorkTime, YearCalendar, regulation_schedule
from core.worktime.flat_table import FlatTable
from core.worktime.offsets import constant_offset
from core.worktime.statutory import statutory_calendar
from tests.core.worktime.desk import KRASNOYARSK, MICROSECOND, at, calendars, desk, hours
from tests.core.worktime.year_by_year import YearByYear

ZONES = (
    "Asia/Krasnoyarsk", "Asia/Krasnoyarsk", "Europe/Moscow", "UTC", "Europe/Berlin", "America/New_York",
    "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Dhaka", "Pacific/Apia", "Pacific/Kiritimati", "Africa/Casablanca",
)  # fmt: skip
"""The desk's, two that never change or did once, some with summer time, by night and at midnight, by half an hour, over
the new year, with a day left out, and with two winters a year."""
FAR = timedelta(days=40_000)
DAY = timedelta(days=1)

zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.one_of(
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59])), st.times(), st.just(time.max)
)


@st.composite
def days(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    edges = sorted(draw(st.sets(moments, min_size=2, max_size=6)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    zone = draw(zones)
    if draw(st.booleans()):
        usual = ((time(8, 30), time(13)), (time(14), time(17, 30)))
        return Schedule.build(zone, dict.fromkeys(range(5), usual), short_days=draw(st.booleans()))
    weekly = draw(st.dictionaries(st.integers(1, 6), days())) | {0: draw(days())}
    return Schedule.build(zone, weekly, short_days=draw(st.booleans()), shortened_end=draw(moments))


@st.composite
def years(draw: st.DrawFn, year: int) -> YearCalendar:
    chosen = draw(st.sets(st.integers(0, 364), max_size=40))
    dates = [date(year, 1, 1) + n * DAY for n in chosen]
    weekends = {day for day in dates if day.weekday() > 4}
    off = {day for day in dates if day.weekday() <= 4 and day.day % 2}
    return YearCalendar.build(year, off, weekends, set(dates) - off, "Наугад")


@st.composite
def instants(draw: st.DrawFn, year: int, zone: ZoneInfo) -> datetime:
    """Mostly of a few years, on boundaries more often than by chance, in the desk's zone more often than in another."""
    near = st.datetimes(datetime(year, 1, 1), datetime(year + 2, 12, 31))
    edges = st.builds(
        lambda turn, hour, nudge: datetime(turn, 1, 1) + timedelta(hours=hour) + nudge * MICROSECOND,
        st.integers(year, year + 3), st.integers(-30, 30), st.integers(-1, 1),
    )  # fmt: skip
    round_ = near.map(lambda each: each.replace(minute=30 * (each.minute // 30), second=0, microsecond=0))
    wall = draw(st.one_of(near, round_, edges))
    theirs = draw(st.sampled_from([zone, zone, UTC, ZoneInfo("America/New_York")]))
    return wall.replace(tzinfo=theirs, fold=draw(st.integers(0, 1)))


lengths = st.one_of(
    st.timedeltas(-DAY, 30 * DAY), st.sampled_from([timedelta(), -MICROSECOND, MICROSECOND, 8 * DAY / 24]),
    st.timedeltas(timedelta(), 300 * DAY),
)  # fmt: skip


def answer(ask: Callable[[], object]) -> object:
    """What is answered, or refused in which words; of an instant its zone and fold as well."""
    try:
        found = ask()
    except ValueError as refusal:
        return str(refusal)
    if isinstance(found, datetime):
        return found.replace(tzinfo=None), found.tzinfo, found.fold
    return found


def questions(work: WorkTime | YearByYear, one: datetime, other: datetime, length: timedelta) -> list[object]:
    asked: list[Callable[[], object]] = [
        partial(work.add, one, length), partial(work.between, one, other), partial(work.add, other, length),
        partial(work.between, other, one), partial(work.is_open, one), partial(work.next_opening, one),
        partial(work.last_counted, other), partial(work.state, other), partial(work.counted, one, one + 5 * DAY),
        partial(work.end_of_working_day, one, length.days), partial(work.is_provisional, one, other),
    ]  # fmt: skip
    return [answer(each) for each in asked]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_answer_is_that_of_a_table_for_each_year(data: st.DataObject) -> None:
    schedule = data.draw(schedules())
    year = data.draw(st.sampled_from([1989, 1990, 1994, 2009, 2011, 2013, 2014, 2024, 2026, 2026, 2026, 2098, 2099]))
    loaded = {each: data.draw(years(each)) for each in data.draw(st.sets(st.integers(year, year + 3), max_size=2))}
    work, reference = WorkTime(schedule, loaded), YearByYear(schedule, loaded)
    theirs = instants(year, schedule.zone)
    for one, other, length in data.draw(st.lists(st.tuples(theirs, theirs, lengths), min_size=1, max_size=12)):
        assert questions(work, one, other, length) == questions(reference, one, other, length)


@settings(max_examples=300, deadline=None)
@given(st.datetimes(datetime(1980, 1, 1), datetime(2110, 1, 1)), st.timedeltas(-FAR, FAR), st.booleans(), st.data())
def test_far_years_and_long_lengths_too(start: datetime, length: timedelta, local: bool, data: st.DataObject) -> None:
    one = start.replace(tzinfo=KRASNOYARSK if local else UTC)
    other = data.draw(st.sampled_from([one + length / 40, one - length / 40, at("24.11.2026 12:00")]))
    assert questions(DESK, one, other, length / 20) == questions(REFERENCE, one, other, length / 20)


DESK, REFERENCE = desk(), YearByYear(regulation_schedule(), calendars())


@pytest.mark.parametrize("ends", [datetime.min, datetime.max])
@pytest.mark.parametrize("zone", [UTC, KRASNOYARSK])
def test_the_ends_of_time_are_refused_in_the_same_words(ends: datetime, zone: ZoneInfo) -> None:
    for work in (DESK, desk()):
        work.add(at("24.11.2026 12:00"), hours(1))
        for ask in ("is_open", "next_opening", "last_counted", "state"):
            one, other = (partial(getattr(each, ask), ends.replace(tzinfo=zone)) for each in (work, REFERENCE))
            assert answer(one) == answer(other)


def test_a_change_of_offset_in_between_is_not_overlooked() -> None:
    # Krasnoyarsk moved on 26.10.2014: years on both sides are joined, that year stands by itself
    work = desk()
    assert work.add(at("30.12.2013 12:00"), hours(2_200)) == REFERENCE.add(at("30.12.2013 12:00"), hours(2_200))
    for year in (2012, 2016, 2013, 2015, 2014):
        start, end = at(f"15.05.{year} 10:00"), at("24.11.2026 12:00")
        assert work.between(start, end) == REFERENCE.between(start, end)
        assert work.add(start, hours(112)).isoformat() == REFERENCE.add(start, hours(112)).isoformat()


@pytest.mark.parametrize(
    ("zone", "year", "expected"),
    [("Asia/Krasnoyarsk", 2026, 7), ("Asia/Krasnoyarsk", 2013, 8), ("Asia/Krasnoyarsk", 2014, None),
     ("Europe/Berlin", 2026, None), ("Asia/Dhaka", 2009, None), ("Asia/Dhaka", 2010, 6), ("Pacific/Apia", 2011, None),
     ("Pacific/Kiritimati", 1994, None), ("Pacific/Kiritimati", 1995, 14)],
)  # fmt: skip
def test_whether_a_year_has_one_offset(zone: str, year: int, expected: int | None) -> None:
    assert constant_offset(ZoneInfo(zone), year) == (None if expected is None else hours(expected))


def test_only_adjacent_years_of_one_offset_are_joined() -> None:
    schedule = regulation_schedule()
    tables = {year: FlatTable.compile(schedule, statutory_calendar(year)) for year in (2013, 2014, 2015, 2016, 2018)}
    joins = {(one, other) for one in tables for other in tables if tables[one].joins(tables[other])}
    assert joins == {(2015, 2016)}
    both = tables[2015].joined(tables[2016])
    assert (both.first_year, both.last_year, both.total) == (2015, 2016, tables[2015].total + tables[2016].total)
    assert list(both.opens) == sorted(both.opens)
    assert list(both.used_by) == sorted(both.used_by)
    assert both.used_by[-1] == both.total


def test_threads_that_touch_new_years_at_once_get_the_same_answers() -> None:
    work, begin = desk(), threading.Barrier(8)
    starts = [at(f"24.11.{year} 12:00") for year in range(2012, 2036)]
    wanted = [REFERENCE.add(start, hours(1_000)) for start in starts]
    wrong: list[tuple[datetime, datetime]] = []

    def ask(shift: int) -> None:
        begin.wait()
        for n in range(len(starts)):
            place = (n * 5 + shift * 3) % len(starts)
            found = work.add(starts[place], hours(1_000))
            if found != wanted[place] or work.between(starts[place], found) != hours(1_000):
                wrong.append((starts[place], found))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []
