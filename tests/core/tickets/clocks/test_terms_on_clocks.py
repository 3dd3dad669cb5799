"""What agreements, waiting, duplicates, reopening and the readings of days mean for the clocks; values by hand."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from core.policy import Policy
from core.tickets.clocks.clock import Clocks
from core.tickets.clocks.explanation import explain, verdict
from core.tickets.fold import replay
from core.vocabulary import ClockName, ClockState, LinkKind, Outcome, Priority, TicketType, Waiting
from core.worktime import DayReadings, SlaDays
from tests.core.tickets.story import (
    ENGINEER,
    OPERATOR,
    REQUESTER,
    Beat,
    answered,
    at,
    closed,
    hours,
    minutes,
    raised,
    read,
    rejected,
    released,
    resolved,
    shipped,
    story,
    taken,
    under,
)
from tests.support.catalogue import events as e


def happened(when: str, event: Any, by: Any = OPERATOR) -> Beat:
    return Beat(when, by, lambda _: event)


def agreed(when: str, due: str, clock: ClockName = ClockName.RESOLUTION) -> Beat:
    event = e.TermAgreed(clock=clock, due=at(due), agreed_with=REQUESTER.id, reason="Ждём поставку")
    return happened(when, event)


def resolution(clocks: Clocks) -> tuple[ClockState, datetime | None]:
    return clocks.resolution.state, clocks.resolution.due_at


# --- classification (the worked examples) ---------------------------------------------------------------------


def test_a_raised_ticket_is_due_from_its_original_start_and_its_executor_from_the_hand_over() -> None:
    clocks = read(
        story(
            "2026-11-23 09:00",
            answered("09:40"),
            raised("11:30", Priority.VERY_HIGH),
            released("11:31"),
            priority=Priority.MEDIUM,
        )
    )
    assert clocks.first_reaction.state is ClockState.MET
    assert clocks.resolution.due_at == at("2026-11-23 13:00")
    assert clocks.executor_reaction.due_at == at("2026-11-23 11:41")


def test_an_unanswered_ticket_that_is_raised_is_to_be_answered_from_the_change_on() -> None:
    clocks = read(story("2026-11-23 09:00", raised("10:30", Priority.VERY_HIGH), priority=Priority.MEDIUM))
    assert clocks.first_reaction.due_at == at("2026-11-23 10:35")


# --- agreements (п. 4.8, 6.7, 6.8) ----------------------------------------------------------------------------


def test_by_agreement_there_is_no_due_until_a_term_is_agreed() -> None:
    without = read(story("2026-11-23 09:00", priority=Priority.LOW))
    assert resolution(without) == (ClockState.AGREED, None)
    assert without.no_term
    with_term = read(story("2026-11-23 09:00", agreed("10:00", "2026-11-27 12:00"), priority=Priority.LOW))
    assert resolution(with_term) == (ClockState.AGREED, at("2026-11-27 12:00"))
    assert not with_term.no_term


def test_an_agreed_term_is_met_or_breached_by_working_time() -> None:
    log = story("2026-11-23 09:00", agreed("10:00", "2026-11-27 13:00"), priority=Priority.LOW)
    assert read(log, "2026-11-27 13:45").resolution.state is ClockState.AGREED  # at lunch nobody is late
    assert read(log, "2026-11-27 14:01").resolution.state is ClockState.BREACHED
    done = story(
        "2026-11-23 09:00", agreed("10:00", "2026-11-27 13:00"), resolved("2026-11-27 12:59"), priority=Priority.LOW
    )
    assert read(done).resolution.state is ClockState.MET


def test_a_breach_before_an_agreement_stays_on_record_and_asks_for_nothing_more() -> None:
    late = story("2026-11-23 09:00", answered("09:01"), priority=Priority.VERY_HIGH)
    assert read(late, "2026-11-23 15:00").unsettled
    log = story("2026-11-23 09:00", answered("09:01"), agreed("15:00", "2026-11-25 12:00"))
    clocks = read(log, "2026-11-23 15:30")
    assert resolution(clocks) == (ClockState.AGREED, at("2026-11-25 12:00"))
    assert not clocks.resolution.overdue
    assert clocks.resolution.breached_at == at("2026-11-23 14:00") + timedelta(microseconds=1)
    assert not clocks.unsettled


def test_an_agreed_term_that_is_exceeded_too_asks_for_another_one() -> None:
    log = story("2026-11-23 09:00", answered("09:01"), agreed("15:00", "2026-11-25 12:00"))
    assert not read(log, "2026-11-25 12:00").unsettled
    assert read(log, "2026-11-25 12:01").unsettled
    first, again = agreed("15:00", "2026-11-25 12:00"), agreed("2026-11-25 12:30", "2026-11-26 12:00")
    settled = read(story("2026-11-23 09:00", answered("09:01"), first, again), "2026-11-25 14:30")
    assert (settled.unsettled, settled.resolution.remaining) == (False, hours(6.5))


def test_what_was_solved_by_an_agreed_term_is_breached_by_the_record_before_it() -> None:
    log = story(
        "2026-11-23 09:00", answered("09:01"), agreed("15:00", "2026-11-25 12:00"), resolved("2026-11-25 11:00")
    )
    clock = read(log).resolution
    assert (clock.state, clock.overdue) == (ClockState.BREACHED, True)
    assert verdict(clock, shipped()) == "Нарушен; согласованный срок соблюдён"


def test_a_reaction_that_was_late_is_agreed_on_like_a_resolution() -> None:
    log = story("2026-11-23 09:00", agreed("09:30", "2026-11-23 12:00", ClockName.FIRST_REACTION))
    clock = read(log, "2026-11-23 10:00").first_reaction
    assert (clock.state, clock.overdue, clock.remaining) == (ClockState.AGREED, False, hours(2))
    assert clock.breached_at == at("2026-11-23 09:05") + timedelta(microseconds=1)
    assert read(log, "2026-11-23 14:30").first_reaction.state is ClockState.BREACHED


def test_every_earlier_promise_is_kept() -> None:
    log = story(
        "2026-11-23 09:00",
        agreed("10:00", "2026-11-25 12:00"),
        agreed("11:00", "2026-11-26 12:00"),
        priority=Priority.LOW,
    )
    assert [promise.due for promise in replay(log).promises] == [at("2026-11-25 12:00"), at("2026-11-26 12:00")]
    told = explain(read(log).resolution, shipped())
    assert sum("Согласован срок" in line for line in told) == 2
    assert verdict(read(log).resolution, shipped()).startswith("Срок согласован: до чт 26.11.2026 12:00")


def test_a_reaction_may_be_agreed_too() -> None:
    log = story(
        "2026-11-23 09:00", agreed("09:10", "2026-11-23 12:00", ClockName.FIRST_REACTION), priority=Priority.HIGH
    )
    clock = read(log).first_reaction
    assert (clock.state, clock.due_at) == (ClockState.AGREED, at("2026-11-23 12:00"))


# --- waiting is measured, and pauses only by policy -------------------------------------------------------------

WAITED = story(
    "2026-11-23 09:00",
    answered("09:01"),
    happened("10:00", e.WaitingStarted(waiting=Waiting.REQUESTER)),
    happened("10:30", e.TaskSet(task=1, person=12, text="Проверить сеть")),
    happened("11:00", e.WaitingEnded()),
    happened("11:30", e.TaskDone(task=1, result="Проверено")),
    priority=Priority.VERY_HIGH,
)


def test_waiting_is_measured_by_bucket_and_overlaps_count_once() -> None:
    clocks = read(WAITED, "2026-11-23 12:00")
    assert dict(clocks.waiting) == {Waiting.REQUESTER: hours(1), Waiting.ORGANIZATION: hours(1)}
    assert clocks.waited == minutes(90)
    assert clocks.resolution.elapsed == hours(3)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ((), "2026-11-23 13:00"),
        ((Waiting.REQUESTER,), "2026-11-23 15:00"),
        ((Waiting.REQUESTER, Waiting.ORGANIZATION), "2026-11-23 15:30"),
    ],
)
def test_a_bucket_that_the_policy_switches_on_stops_the_term(pauses: tuple[Waiting, ...], due: str) -> None:
    assert read(WAITED, "2026-11-23 12:00", under(pauses=pauses)).resolution.due_at == at(due)


def test_a_paused_clock_has_no_due_and_uses_nothing_up() -> None:
    log = WAITED[:3]
    policy = under(pauses=(Waiting.REQUESTER,))
    clock = read(log, "2026-11-23 12:00", policy).resolution
    assert (clock.state, clock.due_at, clock.elapsed) == (ClockState.PAUSED, None, hours(1))


def test_third_line_and_approvals_are_waited_for_until_they_answer() -> None:
    log = story(
        "2026-11-23 09:00",
        happened("09:30", e.ApprovalRequested(approval=1, person=REQUESTER.id, text="Согласуйте")),
        happened("10:00", e.ApprovalGranted(approval=1, by=REQUESTER.id)),
    )
    assert dict(read(log, "2026-11-23 12:00").waiting) == {Waiting.APPROVAL: minutes(30)}


# --- ends -----------------------------------------------------------------------------------------------------


def test_of_a_duplicate_the_reaction_is_judged_and_the_resolution_is_not() -> None:
    log = story(
        "2026-11-23 09:00",
        happened("15:00", e.Linked(link=LinkKind.DUPLICATE, other=100)),
        closed("15:00", Outcome.DUPLICATE),
    )
    clocks = read(log)
    assert clocks.first_reaction.state is ClockState.BREACHED
    assert clocks.resolution.state is ClockState.NOT_APPLICABLE
    assert not clocks.resolution.overdue
    assert replay(log).duplicate_of == 100


def test_a_reopened_ticket_goes_on_and_the_time_in_closed_is_left_out() -> None:
    log = story(
        "2026-11-23 09:00",
        taken("09:01"),
        resolved("10:30"),
        happened("11:00", e.Confirmed(by=REQUESTER.id)),
        happened("2026-11-24 15:00", e.Reopened(reason="Решение спора")),
    )
    assert read(log).resolution.due_at == at("2026-11-24 17:30")  # 90 of 240 minutes used


def test_the_hand_over_to_the_third_line_starts_no_new_reaction() -> None:
    log = story("2026-11-23 09:00", answered("09:02"), released("09:10"), answered("09:15", ENGINEER))
    assert read(log).executor_reaction.state is ClockState.MET


# --- the readings of days -------------------------------------------------------------------------------------


def reading(sla: SlaDays) -> Policy:
    from dataclasses import replace

    return replace(shipped(), days=DayReadings(sla=sla))


@pytest.mark.parametrize(
    ("received", "sla", "due"),
    [
        ("2026-11-24 16:30", SlaDays.ROLLING, "2026-12-14 16:30"),
        ("2026-11-24 16:30", SlaDays.SAME_TIME, "2026-12-14 16:30"),
        ("2026-11-24 16:30", SlaDays.END_OF_DAY, "2026-12-14 17:30"),
        ("2026-11-24 20:00", SlaDays.ROLLING, "2026-12-14 17:30"),
        ("2026-11-24 20:00", SlaDays.SAME_TIME, "2026-12-15 08:30"),
        ("2026-11-28 12:00", SlaDays.END_OF_DAY, "2026-12-18 17:30"),
    ],
)
def test_fourteen_days_under_each_reading(received: str, sla: SlaDays, due: str) -> None:
    log = story(received, priority=Priority.MEDIUM)
    found = read(log, policy=reading(sla)).resolution.due_at
    worktime = shipped().worktime()
    assert found is not None
    assert worktime.between(found, at(due)) == worktime.between(at(due), found) == timedelta(0)


def test_a_rejection_after_the_agreed_term_is_late() -> None:
    log = story(
        "2026-11-23 09:00",
        agreed("09:30", "2026-11-23 12:00"),
        resolved("10:00"),
        rejected("2026-11-24 10:00"),
        type=TicketType.ERROR,
    )
    assert read(log).resolution.state is ClockState.BREACHED
