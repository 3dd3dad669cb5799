"""Each limit at its edge, just before and just after it: values computed by hand from the regulation's own numbers."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.policy import Policy, load_policy
from core.policy.configuration.locations import shipped_directory
from core.tickets.closing.commands import CloseSilent, ForceClose
from core.tickets.closing.disputes import due_of
from core.tickets.context import Context
from core.tickets.decide import decide, decide_desk
from core.tickets.desk_records.calls import LogCall
from core.tickets.directory import SYSTEM, Absence
from core.tickets.log import TicketEvent
from core.tickets.records import Dispute
from core.tickets.refusal import Refusal
from core.tickets.staff.substitution import path_of
from core.vocabulary import ClockState, Line, Priority
from tests.core.tickets.story import (
    ENGINEER,
    FACTS,
    MICROSECOND,
    NUMBER,
    OPERATOR,
    REQUESTER,
    SECOND,
    answered,
    at,
    read,
    released,
    resolved,
    shipped,
    story,
    taken,
)

SOLVED = story("2026-11-12 10:00", released("10:10"), taken("10:20", ENGINEER), resolved("11:00", ENGINEER))
"""Solved on Thu 12.11.2026 at 11:00."""


def _given(
    command: CloseSilent | ForceClose, now: str, more: timedelta = timedelta(0)
) -> tuple[TicketEvent, ...] | Refusal:
    actor = SYSTEM if isinstance(command, CloseSilent) else OPERATOR
    return decide(SOLVED, command, Context(actor, at(now) + more, shipped(), FACTS))  # type: ignore[return-value]


# --- terms in days (Прил. 2; п. 4.9): the day of the event does not count, the last one ends at 17:30 --------------


@pytest.mark.parametrize(("more", "closes"), [(-SECOND, False), (timedelta(0), False), (MICROSECOND, True)])
def test_silence_closes_after_the_fifth_working_day_and_no_moment_sooner(more: timedelta, closes: bool) -> None:
    # Fri 13, Mon 16, Tue 17, Wed 18, Thu 19.11
    answer = _given(CloseSilent(number=NUMBER), "2026-11-19 17:30", more)
    assert isinstance(answer, Refusal) is not closes


@pytest.mark.parametrize(("more", "closes"), [(-SECOND, False), (timedelta(0), False), (MICROSECOND, True)])
def test_closing_by_force_takes_strictly_more_than_ten_working_days(more: timedelta, closes: bool) -> None:
    # 13, 16–20, 23–26.11: the tenth is Thu 26.11; the requester asked for time, so that silence does not close it
    from core.tickets.answers.events import RequesterAnswered
    from tests.core.tickets.story import Beat

    asked = Beat("12:00", OPERATOR, lambda _: RequesterAnswered(by=REQUESTER.id, text="Дайте время", asks_time=True))
    history = story("2026-11-12 10:00", released("10:10"), taken("10:20", ENGINEER), resolved("11:00", ENGINEER), asked)
    now = at("2026-11-26 17:30") + more
    answer = decide(history, ForceClose(number=NUMBER, reason="Нет ответа"), Context(OPERATOR, now, shipped(), FACTS))
    assert isinstance(answer, Refusal) is not closes


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-11-25 08:30", "2026-12-02 17:30"),  # a Wednesday: 26, 27, 30.11, 1, 2.12
        ("2026-11-25 17:30", "2026-12-02 17:30"),  # whatever its hour
        ("2026-11-28 12:00", "2026-12-04 17:30"),  # a Saturday: from Monday on
    ],
)
def test_a_dispute_is_due_at_the_end_of_the_fifth_working_day(opened: str, due: str) -> None:
    dispute = Dispute(id=1, opened_at=at(opened), person=REQUESTER.id, text="Не согласны")
    assert due_of(dispute, shipped()) == at(due)


# --- five minutes on the telephone (п. 5.5) -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "logged"),
    [
        (timedelta(minutes=4, seconds=59), True),
        (timedelta(minutes=5), True),
        (timedelta(minutes=5, microseconds=1), False),
        (timedelta(minutes=5, seconds=1), False),
    ],
)
def test_a_call_of_five_minutes_is_a_line_of_the_log_and_a_longer_one_a_ticket(length: timedelta, logged: bool) -> None:
    start = at("2026-11-24 10:00")
    command = LogCall(
        requester=REQUESTER.id, started_at=start, ended_at=start + length, solved=True, mis=None, text="Подсказали"
    )
    facts = replace(FACTS, next_ids={"calls": 1})
    answer = decide_desk(command, Context(OPERATOR, at("2026-11-24 11:00"), shipped(), facts))
    assert isinstance(answer, Refusal) is not logged


# --- the last counted second (п. 3.4) -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("2026-11-24 17:29:59", ClockState.MET),
        ("2026-11-24 17:30:00", ClockState.MET),
        ("2026-11-24 22:00:00", ClockState.MET),  # in the evening no further second has been worked
        ("2026-11-25 08:30:00", ClockState.MET),
        ("2026-11-25 08:30:01", ClockState.BREACHED),
    ],
)
def test_the_twenty_minutes_that_end_with_the_day_are_used_up_by_the_next_worked_second(
    answer: str, state: ClockState
) -> None:
    history = story("2026-11-24 17:10", answered(answer), priority=Priority.HIGH)
    assert read(history).first_reaction.due_at == at("2026-11-24 17:30")
    assert read(history).first_reaction.state is state


# --- absences (п. 4.7) --------------------------------------------------------------------------------------------


def _away(login: str, substitute: str | None) -> Absence:
    since, until = at("2026-11-24 08:30"), at("2026-11-26 08:30")
    return Absence(id=1, since=since, until=until, login=login, substitute_login=substitute)


@pytest.mark.parametrize(
    ("now", "more", "stands"),
    [
        ("2026-11-24 08:30", -MICROSECOND, False),
        ("2026-11-24 08:30", timedelta(0), True),
        ("2026-11-26 08:30", -MICROSECOND, True),
        ("2026-11-26 08:30", timedelta(0), False),
    ],
)
def test_an_absence_begins_with_its_first_instant_and_has_ended_at_its_last(
    now: str, more: timedelta, stands: bool
) -> None:
    assert path_of([_away("a", "b")], "a", at(now) + more) == (("b",) if stands else ())


def test_five_may_stand_in_for_one_another_and_a_sixth_may_not() -> None:
    chain = [_away(one, other) for one, other in zip("abcdef", "bcdefg", strict=True)]
    assert path_of(chain, "a", at("2026-11-24 12:00")) == ("b", "c", "d", "e", "f")


def test_a_circle_of_substitutes_ends_where_it_would_begin_again() -> None:
    circle = [_away("a", "b"), _away("b", "a")]
    assert path_of(circle, "a", at("2026-11-24 12:00")) == ("b", "a")


# --- hours of a line's own (★ lines) ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """ВЛТП works from ten to seven, without a break; ТЛТП from six to eight in the morning."""
    folder = tmp_path_factory.mktemp("config")
    for source in shipped_directory().rglob("*.yaml"):
        target = folder / source.relative_to(shipped_directory())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    hours = folder / "working_hours.yaml"
    days = "    workdays: [monday, tuesday, wednesday, thursday, friday]\n"
    own = (
        f'lines:\n  second:\n    working_day: [{{from: "10:00", to: "19:00"}}]\n{days}'
        f'  third:\n    working_day: [{{from: "06:00", to: "08:00"}}]\n{days}'
    )
    hours.write_text(hours.read_text("utf-8").replace("lines: {}", own), "utf-8")
    return load_policy(Path(folder))


def test_each_clock_counts_by_the_hours_of_the_line_that_works(later: Policy) -> None:
    history = story("2026-11-24 09:00", released("09:30"), priority=Priority.HIGH)
    clocks = read(history, "2026-11-24 09:40", later)
    assert clocks.first_reaction.due_at == at("2026-11-24 09:20")  # ПЛТП's own hours
    assert clocks.executor_reaction.due_at == at("2026-11-24 10:10")  # ВЛТП begins at ten
    assert clocks.resolution.due_at == at("2026-11-24 14:00")  # four of ВЛТП's hours, without a break


def test_before_the_hand_over_everything_counts_by_the_first_line(later: Policy) -> None:
    clocks = read(story("2026-11-24 09:00", priority=Priority.HIGH), "2026-11-24 09:10", later)
    assert clocks.resolution.due_at == at("2026-11-24 13:00")


def test_silence_ends_with_the_day_of_the_line_that_solved(later: Policy) -> None:
    assert later.procedural_end(at("2026-11-12 11:00"), 5, Line.SECOND) == at("2026-11-19 19:00")
    assert later.procedural_end(at("2026-11-12 11:00"), 5, Line.THIRD) == at("2026-11-19 08:00")
    assert later.procedural_end(at("2026-11-12 11:00"), 5) == at("2026-11-19 17:30")
