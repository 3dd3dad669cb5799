"""When the sweep has to look at a ticket again: never later than time has something to say, and told by hand.

Ошибка/Высокий received on Monday 23.11 at 09:00: the first reaction is due in 20 minutes, the resolution in 4 hours
(13:00); they are near 2 minutes and 1 hour of working time before (``warn_before`` of ``lifecycle.yaml``).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.tickets.alerts.due import timely
from core.tickets.alerts.events import Alerted
from core.tickets.alerts.raising import RaiseAlert
from core.tickets.alerts.waking import wake_at
from core.tickets.clocks.reading import read_clocks
from core.tickets.closing.commands import Resolve
from core.tickets.closing.disputes import DecideDispute, OpenDispute
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.directory import SYSTEM
from core.tickets.fold import replay
from core.tickets.log import History
from core.tickets.refusal import Refusal
from core.tickets.remote_access.sessions import EndRemote, StartRemote
from core.tickets.tasks.tasks import FinishTask, SetTask
from core.tickets.terms.commands import AgreeTerm, Resume, Wait
from core.vocabulary import Alert, ClockName, Priority, Status, TicketType, Waiting
from tests.core.tickets.lives import Asked, asked, beginnings, grown
from tests.core.tickets.story import (
    FACTS,
    MICROSECOND,
    NUMBER,
    OPERATOR,
    REQUESTER,
    Beat,
    answered,
    at,
    closed,
    hours,
    noted,
    resolved,
    shipped,
    story,
    taken,
)

HIGH = {"type": TicketType.ERROR, "priority": Priority.HIGH}


def wake(history: History) -> datetime | None:
    ticket = replay(history)
    return wake_at(history, shipped(), ticket, read_clocks(history, shipped(), history[-1].at, ticket))


def said(when: str, alert: Alert, clock: ClockName | None, due: str | None) -> Beat:
    return Beat(when, SYSTEM, lambda _: Alerted(alert=alert, clock=clock, due=at(due) if due else None))


def test_the_first_warning_then_the_breach_then_the_next_clock() -> None:
    first, solved = ClockName.FIRST_REACTION, ClockName.RESOLUTION
    warned = said("09:18", Alert.BREACH_NEAR, first, "2026-11-23 09:20")
    passed = said("09:21", Alert.BREACHED, first, "2026-11-23 09:20")
    near = said("12:05", Alert.BREACH_NEAR, solved, "2026-11-23 13:00")
    late = said("14:05", Alert.BREACHED, solved, "2026-11-23 13:00")
    for beats, expected in (
        ((), at("2026-11-23 09:18")),
        ((warned,), at("2026-11-23 09:20") + MICROSECOND),
        ((warned, passed), at("2026-11-23 12:00")),
        # A due at 13:00, when lunch begins, is passed by nobody before 14:00.
        ((warned, passed, near), at("2026-11-23 14:00")),
        ((warned, passed, near, late), None),
    ):
        assert wake(story("2026-11-23 09:00", *beats, **HIGH)) == expected


def test_what_was_received_at_night_wakes_nobody_before_the_opening() -> None:
    night = story("2026-11-23 03:00", type=TicketType.ERROR, priority=Priority.VERY_HIGH)
    assert wake(night) == at("2026-11-23 08:33")  # due in five minutes of working time, near two before
    late = story("2026-11-23 17:00", noted("18:00"), type=TicketType.ERROR, priority=Priority.VERY_HIGH)
    assert wake(late) == at("2026-11-24 08:30")  # nothing was answered by 17:05: told in the morning


def test_a_closed_ticket_sleeps_for_good() -> None:
    assert wake(story("2026-11-23 09:00", closed("09:05"), noted("09:06"), **HIGH)) is None


def test_a_solved_one_wakes_a_day_before_its_silence_is_over() -> None:
    history = story("2026-11-23 09:00", answered("09:05"), taken("09:06"), resolved("10:00"), **HIGH)
    # Five working days after Monday 23.11 end with Monday 30.11 at 17:30; 480 working minutes before that is 08:30.
    assert wake(history) == at("2026-11-30 08:30")


COMMANDS = st.sampled_from(
    [
        OpenDispute(number=NUMBER, text="Спор"),
        DecideDispute(number=NUMBER, text="Решено"),
        DecideDispute(number=NUMBER, text="Решено, открыть", reopen=True),
        StartRemote(number=NUMBER, pc="B-12", consent_by=REQUESTER.id, consent_how="phone"),
        EndRemote(number=NUMBER),
        FinishTask(number=NUMBER, task=1, result="Сделано"),
        Wait(number=NUMBER, waiting=Waiting.REQUESTER),
        Wait(number=NUMBER, waiting=Waiting.ORGANIZATION),
        Resume(number=NUMBER),
        Resolve(number=NUMBER, solution="Пересоздали очередь"),
    ]
)
LENGTHS = st.one_of(st.integers(1, 600).map(lambda n: timedelta(minutes=n)), st.integers(1, 400).map(hours))
MORE = st.one_of(COMMANDS, st.tuples(st.sampled_from(["task", "term", "reaction"]), LENGTHS))


def _command(wanted: object, now: datetime) -> object:
    if not isinstance(wanted, tuple):
        return wanted
    kind, length = wanted
    if kind == "task":
        return SetTask(number=NUMBER, text="Проверить", user=OPERATOR.login, due=now + length)
    clock = ClockName.RESOLUTION if kind == "term" else ClockName.FIRST_REACTION
    return AgreeTerm(number=NUMBER, due=now + length, agreed_with=REQUESTER.id, reason="Так договорились", clock=clock)


def lived(history: History, commands: list[Asked], more: list[object], sweeps: list[bool]) -> Iterator[History]:
    """The logs of a life in which other commands come between, and now and then a sweep."""
    now = history[-1].at
    yield history
    for (gap, actor, command), other, swept in zip(commands, more, sweeps, strict=False):
        now += gap
        for who, each in ((actor, command), (OPERATOR, _command(other, now))):
            answer = decide(history, each, Context(who, now, shipped(), FACTS))  # type: ignore[arg-type]
            if not isinstance(answer, Refusal) and all(hasattr(event, "kind") for event in answer):
                history = grown(history, now, who, answer)
                yield history
        for due in timely(history, shipped(), now) if swept else ():
            answer = decide(history, due, Context(SYSTEM, now, shipped(), FACTS))
            if isinstance(due, RaiseAlert) and not isinstance(answer, Refusal):
                history = grown(history, now, SYSTEM, answer)
        yield history


STEPS = [
    timedelta(0),
    MICROSECOND,
    timedelta(minutes=5),
    hours(1),
    hours(5),
    hours(15),
    hours(24),
    hours(80),
    hours(300),
]


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(beginnings, asked, st.lists(MORE, min_size=6, max_size=14), st.lists(st.booleans(), min_size=14, max_size=14))
def test_a_ticket_is_awake_whenever_time_has_something_to_do_in_it(
    history: History, commands: list[Asked], more: list[object], sweeps: list[bool]
) -> None:
    for log in lived(history, commands, more, sweeps):
        ticket, woken = replay(log), wake(log)
        if ticket.status is Status.CLOSED and ticket.dispute is None:
            assert woken is None
            continue
        edges = [] if woken is None else [woken - MICROSECOND, woken, woken + MICROSECOND]
        for now in (*(log[-1].at + step for step in STEPS), *(each for each in edges if each >= log[-1].at)):
            if timely(log, shipped(), now):
                assert woken is not None
                assert woken <= now
