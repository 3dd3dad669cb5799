"""Taking back one's last act: as if it had not been, told by the log, only one's own, within seconds."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from core.policy import load_policy
from core.tickets.clocks.reading import read_clocks
from core.tickets.forecast.effort import effort
from core.tickets.refusal import Refusal
from core.tickets.undo.compensation import BY_MISTAKE
from core.tickets.use_cases.catalogue import USE_CASES
from core.tickets.use_cases.use_case import Reversal
from core.vocabulary import ClockState, LinkKind, Outcome, Priority, Status, TicketType
from tests.support.catalogue import commands as c
from tests.support.desk import SINITSYNA, moment, register
from tests.support.memory import MemoryDesk
from tests.support.scenes import BEGINNING, NEW, OTHER, SCENES, STEP, desk, played

SECOND = timedelta(seconds=1)
MARKED = sorted(name for name, each in USE_CASES.items() if each.undo is Reversal.MARKED)


def test_it_is_decided_of_every_command_how_it_is_taken_back() -> None:
    final = {name for name, each in USE_CASES.items() if each.undo is Reversal.FINAL}
    assert final == {name for name, each in USE_CASES.items() if each.instead is not None}


def before_and(name: str) -> tuple[MemoryDesk, Any, Any]:
    """The desk where a command may be given, who gives it and the command; the policy lets everything be tried."""
    scene = SCENES[name] if name != "reopen" else replace(SCENES["close"], command=c.Reopen(number=1, reason="Ошибка"))
    policy = load_policy()
    memory = desk(replace(policy, lifecycle=replace(policy.lifecycle, reopen=True)))
    played(scene, memory)
    if name == "reopen":
        assert memory.perform(SCENES["close"].command, "ivanova", at(memory)) is None
    return memory, scene.login, scene.command


def at(memory: MemoryDesk) -> Any:
    """A minute after the last event."""
    return max(log[-1].at for log in memory.logs.values()) + STEP


@pytest.mark.parametrize("name", MARKED)
def test_what_was_taken_back_is_as_if_it_had_not_been_in_every_ticket_and_the_log_keeps_both(name: str) -> None:
    memory, login, command = before_and(name)
    now = at(memory) if name != "force_close" else moment("2027-01-20T10:00")
    before, length = dict(memory.logs), len(memory.logs[command.number])
    assert memory.perform(command, login, now) is None
    assert memory.logs[command.number] != before[command.number]
    assert memory.perform(c.TakeBack(number=command.number), login, now + 9 * SECOND) is None
    later = now + timedelta(hours=30)
    for number, log in before.items():
        was, back = memory.logs[number][: len(log)], memory.logs[number]
        assert was == log
        assert same(memory.ticket(number)) == same(MemoryDesk.ticket(shadow(memory, before), number))
        assert read_clocks(back, memory.policy, later) == read_clocks(log, memory.policy, later)
        assert effort(back, memory.policy) == effort(log, memory.policy)
    assert len(memory.logs[command.number]) >= length + 2


def shadow(memory: MemoryDesk, logs: Any) -> MemoryDesk:
    """The same desk with other logs."""
    other = desk(memory.policy)
    other.logs = dict(logs)
    return other


def same(ticket: Any) -> dict[str, Any]:
    """A ticket without what every event moves."""
    return {each.name: getattr(ticket, each.name) for each in fields(ticket)} | {"version": 0, "changed_at": None}


def told(memory: MemoryDesk, login: str, command: Any, now: Any = None) -> Refusal | None:
    return memory.perform(command, login, now or at(memory))


def test_ten_seconds_are_ten_seconds_and_a_typed_command_has_a_minute() -> None:
    for typed, last in ((False, 10), (True, 60)):
        for seconds, code in ((last - 1, None), (last, None), (last + 1, "undo.too_late")):
            memory, login, command = before_and("close")
            now = at(memory)
            assert memory.perform(command, login, now) is None
            refusal = told(memory, login, c.TakeBack(number=1, typed=typed), now + seconds * SECOND)
            assert (refusal and refusal.code) == code, (typed, seconds)


def test_an_answer_two_seconds_before_its_due_is_on_time_and_one_taken_back_has_met_no_clock() -> None:
    memory = desk()
    received = moment("2026-11-23T12:55")
    assert memory.perform(register(priority=Priority.VERY_HIGH, received_at=received), "ivanova", received) is None
    due = read_clocks(memory.logs[1], memory.policy, received).first_reaction.due_at
    assert due is not None
    assert memory.perform(c.Comment(number=1, text="Смотрим"), "ivanova", due - 2 * SECOND) is None
    assert read_clocks(memory.logs[1], memory.policy, due + STEP).first_reaction.state is ClockState.MET
    assert memory.perform(c.TakeBack(number=1), "ivanova", due + 7 * SECOND) is None
    lunch, after = due + STEP, moment("2026-11-23T14:01")
    assert read_clocks(memory.logs[1], memory.policy, lunch).first_reaction.state is ClockState.RUNNING
    assert read_clocks(memory.logs[1], memory.policy, after).first_reaction.state is ClockState.BREACHED


def test_only_one_s_own_last_act_is_taken_back_and_nothing_that_somebody_has_gone_on_from() -> None:
    memory = desk()
    now = BEGINNING
    assert memory.perform(NEW[1], "ivanova", now) is None
    assert code(memory, now) == "undo.first"
    assert memory.perform(c.SetPriority(number=1, priority=Priority.LOW), "ivanova", now) is None
    assert memory.perform(c.Note(number=1, text="Вижу"), "petrov", now) is None
    assert code(memory, now) == "undo.not_yours"
    assert memory.perform(c.TakeBack(number=1), "petrov", now) is None
    assert code(memory, now) == "undo.not_yours"
    refusal = memory.perform(c.TakeBack(number=1), "petrov", now)
    assert refusal is not None
    assert refusal.message == USE_CASES["undo"].instead


def code(memory: MemoryDesk, now: Any, login: str = "ivanova") -> str | None:
    refusal = memory.perform(c.TakeBack(number=1), login, now)
    return None if refusal is None else refusal.code


def test_a_warning_of_the_program_in_between_hinders_nobody() -> None:
    memory = desk()
    assert memory.perform(NEW[1], "ivanova", BEGINNING) is None
    due = read_clocks(memory.logs[1], memory.policy, BEGINNING).first_reaction.due_at
    assert due is not None
    assert memory.perform(c.Take(number=1), "ivanova", due) is None
    assert memory.sweep(due + SECOND)
    assert memory.perform(c.TakeBack(number=1), "ivanova", due + 3 * SECOND) is None
    assert memory.ticket(1).status is Status.NEW
    assert memory.ticket(1).alerts


def test_a_duplicate_is_not_taken_back_once_somebody_has_gone_on_in_the_other_ticket() -> None:
    memory = desk()
    for login, command in (OTHER, ("ivanova", register()), ("ivanova", c.Duplicate(number=2, of=1))):
        assert memory.perform(command, login, BEGINNING) is None
    assert memory.ticket(1).watching_people == (SINITSYNA,)
    assert memory.perform(c.Note(number=1, text="Вижу"), "petrov", BEGINNING) is None
    refusal = memory.perform(c.TakeBack(number=2), "ivanova", BEGINNING)
    assert refusal is not None
    assert refusal.code == "undo.gone_on"
    assert "№ 1" in refusal.message
    assert memory.ticket(2).outcome is Outcome.DUPLICATE
    assert {link.kind for link in memory.ticket(1).links} == {LinkKind.DUPLICATE}


def test_a_solution_that_the_act_documented_leaves_the_base_again() -> None:
    memory, login, command = before_and("resolve")
    now = at(memory)
    assert memory.perform(command, login, now) is None
    assert not memory.solutions[1].retired
    assert memory.perform(c.TakeBack(number=1), login, now) is None
    assert memory.solutions[1].retired


def test_a_ticket_that_was_split_off_is_born_and_words_cut_out_are_gone() -> None:
    for name in ("split", "redact"):
        memory, login, command = before_and(name)
        now = at(memory)
        assert memory.perform(command, login, now) is None
        refusal = memory.perform(c.TakeBack(number=1), login, now)
        assert refusal is not None
        assert refusal.code == "undo.impossible", name


@pytest.mark.parametrize("name", ["remote_start", "mis_run_start"])
def test_a_session_or_a_run_that_was_begun_is_ended_and_stays_on_record(name: str) -> None:
    memory, login, command = before_and(name)
    now = at(memory)
    assert memory.perform(command, login, now) is None
    assert memory.perform(c.TakeBack(number=1), login, now + 9 * SECOND) is None
    ticket = memory.ticket(1)
    assert (ticket.remote_open, ticket.mis_run_open) == (None, None)
    assert [each.ended_at for each in (*ticket.remote, *ticket.mis_runs)] == [now + 9 * SECOND]
    assert getattr(memory.logs[1][-1].event, "result", None) == BY_MISTAKE


@pytest.mark.parametrize("name", ["remote_start", "mis_run_start"])
def test_a_session_that_has_lasted_is_ended_by_its_own_command(name: str) -> None:
    memory, login, command = before_and(name)
    now = at(memory)
    assert memory.perform(command, login, now) is None
    assert code(memory, now + timedelta(minutes=5), login) == "undo.too_late"


@pytest.mark.parametrize(
    ("command", "field", "was"),
    [
        (c.SetPriority(number=1, priority=Priority.LOW), "priority", Priority.VERY_HIGH),
        (c.SetType(number=1, type=TicketType.SETUP), "type", TicketType.ERROR),
        (SCENES["wait"].command, "waiting", None),
        (SCENES["watch"].command, "watchers", ()),
    ],
)
def test_later_a_command_compensates_where_there_is_one(command: Any, field: str, was: object) -> None:
    memory = desk()
    assert memory.perform(NEW[1], "ivanova", BEGINNING) is None
    assert memory.perform(command, "ivanova", BEGINNING) is None
    later = BEGINNING + timedelta(minutes=5)
    assert memory.perform(c.TakeBack(number=1), "ivanova", later) is None
    assert memory.logs[1][-1].event.kind != "taken_back"
    assert getattr(memory.ticket(1), field) == was
    assert len(memory.logs[1]) == 3


@pytest.mark.parametrize("name", ["comment", "note", "release", "close"])
def test_later_what_others_have_seen_is_not_taken_back_and_it_is_told_what_to_do(name: str) -> None:
    memory, login, command = before_and(name)
    now = at(memory)
    assert memory.perform(command, login, now) is None
    assert code(memory, now + timedelta(minutes=5), login) == "undo.too_late"


def test_a_command_that_compensates_is_given_by_its_own_rights() -> None:
    """Handing a ticket on is compensated by the executor alone; whoever has lost it may not."""
    memory, login, command = before_and("assign")
    now = at(memory)
    assert memory.perform(command, login, now) is None
    assert code(memory, now + timedelta(minutes=5), login) == "assign.not_yours"
