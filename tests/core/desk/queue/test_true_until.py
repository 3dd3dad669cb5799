"""What was read of the lists stays true until a due crosses a horizon, or hours or an absence begin or end."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.desk.tickets.news import News
from core.desk.views import QueueLook, QueueQuery, TrueUntil
from core.tickets.staff.absences import SetAbsence
from core.vocabulary import Priority
from tests.console.scenes import busy_desk
from tests.support.desk import KRASNOYARSK, FrozenDesk, actor, done, moment, registered

STEPS = (1, 7, 31, 59.999999, 240, 1200)
STEPS_BY_NIGHT = (31, 240, 1200, 3600, 7200)
"""Seconds. Outside working hours no net time passes, so that no due comes nearer: fewer looks see the same."""


def look(desk: FrozenDesk, narrowed: str = "") -> QueueLook:
    return desk.queue.look(QueueQuery(me="petrov", filter=narrowed), lambda groups: groups[0].numbers, slice(100))


def news(desk: FrozenDesk, login: str = "ivanova") -> News:
    return desk.tickets.news(actor(desk, login), None)


def known(desk: FrozenDesk) -> TrueUntil:
    until = look(desk).true_until
    assert until is not None
    return until


def holds(desk: FrozenDesk, until: TrueUntil, at: str, **later: float) -> bool:
    return desk.queue.still_true(until, moment(at) + timedelta(**later))


def test_a_list_stays_true_until_a_due_is_over(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)  # 11:20; № 9, received 11:17:30, is to be answered by 11:22:30
    until = known(desk)
    assert holds(desk, until, "2026-11-24T11:22:30")
    assert not holds(desk, until, "2026-11-24T11:22:30", microseconds=1)


def test_a_list_stays_true_until_a_due_is_an_hour_away(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    desk.clock.set("2026-11-24T11:40")  # № 7, received 10:55, is to be answered by 12:55
    until = known(desk)
    assert holds(desk, until, "2026-11-24T11:54:59")
    assert not holds(desk, until, "2026-11-24T11:55:00")


def test_news_stay_true_until_a_due_is_near_enough_to_be_told(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    until = news(desk).true_until  # the first reaction to № 9 is told two minutes before 11:22:30
    assert holds(desk, until, "2026-11-24T11:20:29")
    assert not holds(desk, until, "2026-11-24T11:20:30")


def test_outside_working_hours_nothing_crosses_until_they_begin(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    desk.clock.set("2026-11-24T20:00")
    for until in (known(desk), news(desk).true_until):
        assert holds(desk, until, "2026-11-25T08:29:59")
        assert not holds(desk, until, "2026-11-25T08:30")


def test_an_absence_begins_and_ends(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    desk.clock.set("2026-11-24T20:00")
    away = SetAbsence(
        login="sidorov", since=moment("2026-11-25T01:00"), until=moment("2026-11-25T02:00"), substitute_login="petrov"
    )
    done(desk, away, "orlova")
    assert holds(desk, known(desk), "2026-11-25T00:59:59")
    assert not holds(desk, known(desk), "2026-11-25T01:00")
    desk.clock.set("2026-11-25T01:30")
    assert holds(desk, known(desk), "2026-11-25T01:59:59")
    assert not holds(desk, known(desk), "2026-11-25T02:00")


def test_a_clock_that_was_set_back_is_not_believed(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    assert not holds(desk, known(desk), "2026-11-24T11:19:59")


def test_nothing_is_said_of_a_list_that_is_narrowed(tmp_path: Path) -> None:
    assert look(busy_desk(tmp_path), "создано:сегодня").true_until is None


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_said_to_be_true_reads_the_same(tmp_path: Path, seed: int) -> None:
    desk, chance = many_dues(tmp_path, seed), random.Random(seed)
    end, read_again, steps = desk.now() + timedelta(days=2), 0, 0
    seen, told = look(desk), news(desk)
    while desk.now() < end:
        desk.clock.advance(seconds=chance.choice(STEPS if _open(desk) else STEPS_BY_NIGHT))
        steps += 1
        now, present, heard = desk.now(), look(desk), news(desk)
        assert seen.true_until is not None
        if desk.queue.still_true(seen.true_until, now):
            assert _said(present) == _said(seen)
        else:
            seen, read_again = present, read_again + 1
        if desk.queue.still_true(told.true_until, now):
            assert _said(heard) == _said(told)
        else:
            told = heard
    assert read_again < steps / 3


def many_dues(folder: Path, seed: int) -> FrozenDesk:
    """The busy desk with more tickets, whose dues lie all over two days, and somebody who is away meanwhile."""
    desk, chance = busy_desk(folder), random.Random(seed)
    for _ in range(8):
        desk.clock.advance(seconds=chance.randint(1, 900))
        registered(desk, priority=chance.choice((Priority.VERY_HIGH, Priority.HIGH, Priority.MEDIUM)))
    since: datetime = moment("2026-11-25T10:00") + timedelta(seconds=chance.randint(1, 9000))
    away = SetAbsence(login="sidorov", since=since, until=since + timedelta(hours=5), substitute_login="petrov")
    done(desk, away, "orlova")
    return desk


def _open(desk: FrozenDesk) -> bool:
    local = desk.now().astimezone(KRASNOYARSK)
    return 8 <= local.hour < 18


def _said(read: Any) -> Any:
    return replace(read, true_until=None)
