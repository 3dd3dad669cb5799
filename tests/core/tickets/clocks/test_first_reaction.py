"""ПЛТП's reaction (Прил. 2, табл. 1; «Срок реакции»): from the receipt to the first public word of any staff."""

import pytest

from core.vocabulary import ClockState, NormKind, Outcome, Priority, TicketType
from tests.core.tickets.story import (
    CHIEF,
    ENGINEER,
    MICROSECOND,
    OPERATOR,
    SECOND,
    answered,
    at,
    closed,
    minutes,
    noted,
    raised,
    read,
    released,
    resolved,
    retyped,
    story,
    taken,
)


@pytest.mark.parametrize(
    ("received", "type", "priority", "due"),
    [
        ("2026-11-23 09:00", TicketType.ERROR, Priority.VERY_HIGH, "2026-11-23 09:05"),
        ("2026-11-27 16:00", TicketType.ERROR, Priority.VERY_HIGH, "2026-11-27 16:05"),
        ("2026-11-24 13:20", TicketType.ERROR, Priority.HIGH, "2026-11-24 14:20"),
        ("2026-11-24 12:40", TicketType.ERROR, Priority.HIGH, "2026-11-24 13:00"),
        ("2026-11-24 16:30", TicketType.ERROR, Priority.MEDIUM, "2026-11-25 09:30"),
        ("2024-04-27 10:00", TicketType.ERROR, Priority.VERY_HIGH, "2024-04-27 10:05"),
        ("2026-11-28 12:00", TicketType.SETUP, Priority.VERY_HIGH, "2026-11-30 08:35"),
        ("2026-11-23 09:00", TicketType.SETUP, Priority.LOW, "2026-11-25 09:00"),
        ("2026-11-23 09:00", TicketType.CONSULTATION, Priority.HIGH, "2026-11-23 09:05"),
        ("2026-11-23 12:50", TicketType.CONSULTATION, Priority.MEDIUM, "2026-11-23 14:10"),
        ("2026-11-23 09:00", TicketType.CONSULTATION, Priority.LOW, "2026-11-23 11:00"),
    ],
)
def test_the_reaction_is_due_after_its_working_time_from_the_receipt(
    received: str, type: TicketType, priority: Priority, due: str
) -> None:
    clock = read(story(received, type=type, priority=priority)).first_reaction
    assert (clock.state, clock.due_at, clock.clause) == (ClockState.RUNNING, at(due), "Прил. 2, табл. 1")
    assert clock.started_at == at(received)


def test_the_reaction_counts_from_the_receipt_and_not_from_the_registration() -> None:
    clock = read(story("2026-11-23 09:00", registered="09:04"), "2026-11-23 09:04").first_reaction
    assert (clock.due_at, clock.elapsed, clock.remaining) == (at("2026-11-23 09:05"), minutes(4), minutes(1))


def test_an_answer_at_lunch_after_a_due_of_13_00_is_on_time() -> None:
    clock = read(
        story("2026-11-24 12:40", answered("13:45"), priority=Priority.HIGH), "2026-11-24 16:00"
    ).first_reaction
    assert (clock.state, clock.elapsed, clock.remaining) == (ClockState.MET, minutes(20), minutes(0))
    assert clock.stopped_at == at("2026-11-24 13:45")
    assert clock.due_at == at("2026-11-24 13:00")


def test_an_internal_note_would_not_have_stopped_it() -> None:
    history = story("2026-11-24 12:40", noted("12:45"), answered("14:05"), priority=Priority.HIGH)
    clock = read(history).first_reaction
    assert (clock.state, clock.elapsed, clock.remaining) == (ClockState.BREACHED, minutes(25), minutes(-5))


@pytest.mark.parametrize(
    "beat",
    [noted("09:01"), taken("09:01"), released("09:01"), raised("09:01", Priority.HIGH)],
    ids=["note", "take", "release", "priority"],
)
def test_neither_a_note_nor_an_assignment_nor_a_status_nor_a_change_is_an_answer(beat: object) -> None:
    clock = read(story("2026-11-23 09:00", beat), "2026-11-23 09:02").first_reaction  # type: ignore[arg-type]
    assert (clock.state, clock.stopped_at) == (ClockState.RUNNING, None)


@pytest.mark.parametrize("by", [OPERATOR, ENGINEER, CHIEF])
def test_a_public_comment_by_any_staff_stops_it(by: object) -> None:
    clock = read(story("2026-11-23 09:00", answered("09:03", by=by))).first_reaction  # type: ignore[arg-type]
    assert (clock.state, clock.stopped_at, clock.elapsed) == (ClockState.MET, at("2026-11-23 09:03"), minutes(3))


def test_only_the_first_answer_counts() -> None:
    history = story("2026-11-23 09:00", answered("09:03"), answered("09:30"))
    assert read(history, "2026-11-23 12:00").first_reaction.elapsed == minutes(3)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("09:20:00", ClockState.MET),
        ("09:20:00.000001", ClockState.BREACHED),
        ("09:20:01", ClockState.BREACHED),
    ],
)
def test_exactly_20_minutes_is_on_time_and_any_more_is_a_breach(answer: str, state: ClockState) -> None:
    clock = read(story("2026-11-23 09:00", answered(answer), priority=Priority.HIGH)).first_reaction
    assert clock.state is state


def test_an_unanswered_clock_is_breached_only_once_working_time_exceeds_the_norm() -> None:
    history = story("2026-11-24 12:40", priority=Priority.HIGH)
    for now in ("2026-11-24 13:00", "2026-11-24 13:45", "2026-11-24 14:00"):
        assert read(history, now).first_reaction.state is ClockState.RUNNING
    late = read(history, at("2026-11-24 14:00") + MICROSECOND).first_reaction
    assert (late.state, late.remaining) == (ClockState.BREACHED, -MICROSECOND)
    assert read(history, at("2026-11-24 14:00") + SECOND).first_reaction.elapsed == minutes(20) + SECOND


def test_a_solution_told_to_the_requester_is_an_answer() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("09:04"))
    assert read(history).first_reaction.state is ClockState.MET


def test_a_closing_with_its_reason_is_an_answer_judged_by_its_time() -> None:
    in_time = story("2026-11-23 09:00", closed("09:05", Outcome.OUT_OF_SCOPE))
    late = story("2026-11-23 09:00", closed("09:06", Outcome.OUT_OF_SCOPE))
    assert read(in_time).first_reaction.state is ClockState.MET
    assert read(late).first_reaction.state is ClockState.BREACHED


def test_anything_else_stands_without_a_due_time_until_it_is_answered() -> None:
    history = story("2026-11-23 09:00", type=TicketType.OTHER, priority=Priority.NONE)
    clock = read(history, "2026-12-23 09:00").first_reaction
    assert (clock.state, clock.kind, clock.due_at, clock.remaining) == (
        ClockState.AGREED,
        NormKind.AGREED,
        None,
        None,
    )
    answer = read((*history, *story("2026-11-23 09:00", answered("10:00"))[1:])).first_reaction
    assert (answer.state, answer.elapsed) == (ClockState.MET, minutes(60))


# --- a change of priority or type while the clock is open: min(old due, change + new norm) ---------------------


def test_raised_to_very_high_at_10_30_an_unanswered_one_is_due_5_minutes_later() -> None:
    history = story("2026-11-23 09:00", raised("10:30", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    clock = read(history).first_reaction
    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at("2026-11-23 10:35"))
    assert (clock.elapsed, clock.remaining) == (minutes(90), minutes(5))


def test_the_old_due_stays_where_it_is_earlier() -> None:
    history = story("2026-11-23 09:00", raised("10:58", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    assert read(history).first_reaction.due_at == at("2026-11-23 11:00")


def test_lowering_the_priority_gives_no_more_time() -> None:
    history = story("2026-11-23 09:00", raised("09:04", Priority.LOW))
    assert read(history).first_reaction.due_at == at("2026-11-23 09:05")


def test_a_reaction_breached_before_the_change_stays_breached() -> None:
    history = story("2026-11-23 09:00", raised("09:10", Priority.LOW), answered("09:11"))
    clock = read(history).first_reaction
    assert (clock.state, clock.due_at, clock.remaining) == (
        ClockState.BREACHED,
        at("2026-11-23 09:05"),
        minutes(-6),
    )


def test_a_met_reaction_stays_met_when_the_priority_is_raised_later() -> None:
    history = story(
        "2026-11-23 09:00", answered("09:40"), raised("11:30", Priority.VERY_HIGH), priority=Priority.MEDIUM
    )
    clock = read(history, "2026-11-23 17:00").first_reaction
    assert (clock.state, clock.due_at, clock.elapsed) == (ClockState.MET, at("2026-11-23 11:00"), minutes(40))


def test_an_unanswered_other_that_becomes_an_error_is_due_from_the_change() -> None:
    history = story(
        "2026-11-23 09:00",
        retyped("12:50", TicketType.ERROR, Priority.HIGH),
        type=TicketType.OTHER,
        priority=Priority.NONE,
    )
    clock = read(history).first_reaction
    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at("2026-11-23 14:10"))


def test_an_error_that_becomes_other_keeps_the_due_it_had() -> None:
    history = story("2026-11-23 09:00", retyped("09:02", TicketType.OTHER, Priority.NONE))
    clock = read(history).first_reaction
    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at("2026-11-23 09:05"))
