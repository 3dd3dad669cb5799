"""What holds in every life of a ticket, whoever asks for whatever whenever."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings

from core.policy import Policy, SolutionStart
from core.tickets.answers.events import Commented, Noted
from core.tickets.clocks.classified import classifications
from core.tickets.clocks.clock import Clock, Clocks
from core.tickets.clocks.explanation import explain
from core.tickets.clocks.reading import read_clocks
from core.tickets.closing.events import Rejected
from core.tickets.fold import begin, evolve, replay
from core.tickets.log import History
from core.tickets.narration.sentences import narrate
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.possible import actions, possible
from core.vocabulary import ClockName, ClockState, NormKind, Status
from tests.core.tickets.lives import EDGES, Asked, asked, beginnings, live
from tests.core.tickets.story import hours, minutes, shipped, under

pytestmark = pytest.mark.slow

ZERO = timedelta(0)
OF_VALUES = {
    "type.same",
    "type.reason_required",
    "priority.same",
    "priority.first_line_only",
    "norm.no_such_pair",
    "user.unknown",
    "user.blocked",
    "release.not_second_line",
    "person.unknown",
    "confirm.not_requester",
    "confirm.how",
    "close.outcome",
    "resolve.no_approval",
    "resolve.not_verified",
    "resolve.not_detailed",
    "remote.open",
    "silence.too_early",
}
READINGS = [
    under(solution_start=start, resume_after_reject=resumes) for start in SolutionStart for resumes in (True, False)
]

lives = given(beginnings, asked)


@lives
def test_a_command_is_refused_by_its_guard_or_by_its_values_and_actions_tell_the_same(
    history: History, commands: list[Asked]
) -> None:
    for each in live(history, commands):
        ticket = replay(each.before)
        context = replace(each.context, log=each.before)
        barred = possible(each.command.name, ticket, context)
        offered = {name: refusal for name, _, refusal in actions(ticket, context)}
        assert offered[each.command.name] == barred
        if barred:
            assert each.answer == barred
        elif isinstance(each.answer, Refusal):
            assert each.answer.code in OF_VALUES
        else:
            assert each.answer


@lives
def test_statuses_move_along_their_edges_and_nothing_but_notes_follows_a_closing(
    history: History, commands: list[Asked]
) -> None:
    for each in live(history, commands):
        states = [replay(each.after[: n + 1]) for n in range(len(each.before) - 1, len(each.after))]
        for (old, new), recorded in zip(pairwise(states), each.after[len(each.before) :], strict=True):
            assert new.status is old.status or (old.status, new.status) in EDGES
            if old.status is Status.CLOSED:
                assert isinstance(recorded.event, Noted)
            if isinstance(recorded.event, Noted | Commented):
                assert new == replace(old, version=new.version, changed_at=new.changed_at)


@lives
def test_the_whole_log_replayed_is_what_its_events_made_one_by_one(history: History, commands: list[Asked]) -> None:
    ticket = begin(history[0])
    for recorded in history[1:]:
        ticket = evolve(ticket, recorded)
    for each in live(history, commands):
        for recorded in each.after[len(each.before) :]:
            ticket = evolve(ticket, recorded)
        assert replay(each.after) == ticket
        _consistent(ticket)


def _consistent(ticket: Ticket) -> None:
    assert (ticket.status is Status.CLOSED) == (ticket.outcome is not None) == (ticket.closed_at is not None)
    if ticket.status in (Status.IN_PROGRESS, Status.RESOLVED):
        assert ticket.assignee is not None
    if ticket.status is Status.RESOLVED:
        assert ticket.resolved_at is not None
        assert ticket.solution
    assert shipped().norms.of(ticket.type, ticket.priority) is not None


@lives
def test_every_clock_can_be_read_and_adds_up_after_each_step(history: History, commands: list[Asked]) -> None:
    for each in live(history, commands):
        for later in (ZERO, minutes(7), hours(100)):
            now = each.context.now + later
            for clock in read_clocks(each.after, shipped(), now):
                _adds_up(clock)
                _is_explained(clock, shipped())


def _adds_up(clock: Clock) -> None:
    assert sum((piece.amount for piece in clock.counted), ZERO) == clock.elapsed >= ZERO
    assert (clock.due_at is None) == (clock.remaining is None)
    assert (clock.state is ClockState.NOT_STARTED) <= (clock.started_at is None and clock.due_at is None)
    assert (clock.state is ClockState.RUNNING) <= (clock.stopped_at is None and clock.remaining is not None)
    assert (clock.state is ClockState.AGREED) <= (clock.kind is NormKind.AGREED and clock.due_at is None)
    if clock.state in (ClockState.RUNNING, ClockState.MET) and clock.remaining is not None:
        assert clock.remaining >= ZERO
    if clock.state is ClockState.BREACHED:
        assert clock.overdue


def _is_explained(clock: Clock, policy: Policy) -> None:
    told = explain(clock, policy)
    assert any("Прил. 2" in line for line in told)
    assert told[-1].startswith("Итог: ")
    assert sum(" = " in line for line in told) == len(clock.counted)


@lives
def test_an_unaltered_clock_has_left_its_norm_less_what_elapsed(history: History, commands: list[Asked]) -> None:
    for each in live(history, commands):
        if len(classifications(each.after, shipped())) > 1:
            return
        for clock in read_clocks(each.after, shipped(), each.context.now + minutes(61)):
            if clock.due_at is not None:
                assert clock.norm is not None
                assert clock.remaining == clock.norm - clock.elapsed


@lives
def test_a_running_clock_is_overdue_exactly_when_working_time_passed_since_its_due(
    history: History, commands: list[Asked]
) -> None:
    for each in live(history, commands):
        for later in (ZERO, minutes(240), hours(14)):
            now = each.context.now + later
            clocks = read_clocks(each.after, shipped(), now)
            first, executor, resolution = clocks
            running = [clock for clock in (first, executor) if clock.stopped_at is None]
            if not _recorded_breach(resolution) and resolution.stopped_at is None:
                running.append(resolution)
            for clock in running:
                if clock.due_at is not None:
                    assert clock.overdue == (clock.due_at < shipped().worktime().last_counted(now))


def _recorded_breach(clock: Clock) -> bool:
    return clock.overdue and (clock.remaining is None or clock.remaining >= ZERO)


@lives
def test_a_breach_stays_a_breach_and_an_answered_reaction_never_moves(history: History, commands: list[Asked]) -> None:
    previous: Clocks | None = None
    for each in live(history, commands):
        clocks = read_clocks(each.after, shipped(), each.context.now)
        if previous is not None:
            for old, new in zip(previous, clocks, strict=True):
                if old.state is ClockState.BREACHED and not old.soft:
                    assert new.state is ClockState.BREACHED
            if previous.first_reaction.stopped_at is not None:
                assert clocks.first_reaction == previous.first_reaction
        previous = clocks


@lives
def test_the_resolution_runs_unless_resolved_or_closed(history: History, commands: list[Asked]) -> None:
    for each in live(history, commands):
        ticket = replay(each.after)
        clock = read_clocks(each.after, shipped(), each.context.now).resolution
        assert clock.name is ClockName.RESOLUTION
        assert (clock.stopped_at is not None) == (ticket.status in (Status.RESOLVED, Status.CLOSED))


@settings(max_examples=40)
@pytest.mark.parametrize(
    "policy", READINGS, ids=lambda p: f"{p.lifecycle.solution_start}-{p.lifecycle.resume_after_reject}"
)
@lives
def test_under_every_reading_the_clocks_add_up(policy: Policy, history: History, commands: list[Asked]) -> None:
    for each in live(history, commands):
        received = read_clocks(each.after, shipped(), each.context.now)
        clocks = read_clocks(each.after, policy, each.context.now)
        for clock in clocks:
            _adds_up(clock)
        assert clocks.first_reaction == received.first_reaction
        if not any(isinstance(recorded.event, Rejected) for recorded in each.after):
            assert clocks.resolution.elapsed <= received.resolution.elapsed


@lives
def test_every_step_can_be_narrated(history: History, commands: list[Asked]) -> None:
    for each in live(history, commands):
        for recorded in each.after[len(each.before) :]:
            assert narrate(recorded, shipped()).title
