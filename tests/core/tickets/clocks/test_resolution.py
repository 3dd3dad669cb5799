"""The term of resolution (Прил. 2, табл. 1; п. 4.10, 4.11, 11.1): from the receipt to «Решена»."""

import pytest

from core.policy import SolutionStart
from core.vocabulary import ClockState, NormKind, Outcome, Priority, TicketType
from tests.core.tickets.story import (
    ENGINEER,
    MICROSECOND,
    Beat,
    answered,
    at,
    closed,
    confirmed,
    hours,
    minutes,
    raised,
    read,
    released,
    resolved,
    retyped,
    story,
    taken,
    under,
)


@pytest.mark.parametrize(
    ("received", "priority", "due"),
    [
        ("2026-11-23 09:00", Priority.VERY_HIGH, "2026-11-23 13:00"),
        ("2026-11-27 16:00", Priority.VERY_HIGH, "2026-11-30 11:00"),
        ("2026-11-24 13:20", Priority.HIGH, "2026-11-25 09:00"),
        ("2026-11-24 16:30", Priority.MEDIUM, "2026-12-14 16:30"),
        ("2024-04-27 10:00", Priority.VERY_HIGH, "2024-04-27 15:00"),
    ],
)
def test_the_resolution_is_due_after_its_working_time_from_the_receipt(
    received: str, priority: Priority, due: str
) -> None:
    clock = read(story(received, priority=priority)).resolution
    assert (clock.state, clock.due_at, clock.clause) == (ClockState.RUNNING, at(due), "Прил. 2, табл. 1")
    assert not clock.provisional


def test_beyond_the_loaded_calendars_it_is_provisional() -> None:
    assert read(story("2027-12-24 09:00", priority=Priority.MEDIUM)).resolution.provisional


@pytest.mark.parametrize(
    ("solved", "state"),
    [("13:00", ClockState.MET), ("14:00", ClockState.MET), ("14:00:00.000001", ClockState.BREACHED)],
)
def test_four_working_hours_from_09_00_end_at_13_00_and_lunch_uses_up_nothing(solved: str, state: ClockState) -> None:
    history = story("2026-11-23 09:00", answered("09:01"), taken("09:02"), resolved(solved))
    clock = read(history, "2026-11-25 09:00").resolution
    assert (clock.state, clock.stopped_at) == (state, at(f"2026-11-23 {solved}"))


def test_an_answer_or_a_hand_over_does_not_stop_it() -> None:
    history = story("2026-11-23 09:00", answered("09:01"), released("09:02"), answered("09:03", by=ENGINEER))
    clock = read(history, "2026-11-23 10:00").resolution
    assert (clock.state, clock.elapsed, clock.remaining) == (ClockState.RUNNING, hours(1), hours(3))


def test_an_unresolved_ticket_is_breached_by_the_first_working_instant_after_its_due() -> None:
    history = story("2026-11-23 09:00")
    assert read(history, "2026-11-23 14:00").resolution.state is ClockState.RUNNING
    assert read(history, at("2026-11-23 14:00") + MICROSECOND).resolution.state is ClockState.BREACHED
    late = read(history, "2026-11-24 09:00").resolution
    assert (late.elapsed, late.remaining) == (hours(8), hours(-4))


def test_the_term_is_judged_to_resolved_and_the_confirmation_may_come_later() -> None:
    history = story("2026-11-23 09:00", taken("09:02"), resolved("10:30"), confirmed("2026-11-26 10:00"))
    clock = read(history, "2026-11-27 09:00").resolution
    assert (clock.state, clock.elapsed, clock.remaining) == (ClockState.MET, minutes(90), minutes(150))


# --- immediate and agreed terms --------------------------------------------------------------------------------


def test_a_consultation_is_to_be_solved_at_once_with_the_first_reaction() -> None:
    history = story("2026-11-23 09:00", type=TicketType.CONSULTATION, priority=Priority.MEDIUM)
    clock = read(history).resolution
    assert (clock.kind, clock.due_at, clock.soft) == (NormKind.IMMEDIATE, at("2026-11-23 09:20"), True)
    assert (clock.state, clock.norm) == (ClockState.RUNNING, minutes(20))


def test_a_consultation_solved_later_is_told_softly_as_not_at_once() -> None:
    beats = (answered("09:03"), taken("09:04"), resolved("10:00"))
    history = story("2026-11-23 09:00", *beats, type=TicketType.CONSULTATION, priority=Priority.HIGH)
    clock = read(history).resolution
    assert (clock.state, clock.soft, clock.cause, clock.remaining) == (
        ClockState.BREACHED,
        True,
        "не сразу",
        minutes(-55),
    )


def test_a_consultation_solved_with_the_answer_is_met() -> None:
    history = story(
        "2026-11-23 09:00", taken("09:05"), resolved("09:05"), type=TicketType.CONSULTATION, priority=Priority.HIGH
    )
    clock = read(history).resolution
    assert (clock.state, clock.cause, clock.elapsed) == (ClockState.MET, None, minutes(5))


@pytest.mark.parametrize(
    ("type", "priority"),
    [
        (TicketType.OTHER, Priority.NONE),
        (TicketType.ERROR, Priority.LOW),
        (TicketType.SETUP, Priority.LOW),
    ],
)
def test_a_term_by_agreement_has_no_due_until_it_is_agreed(type: TicketType, priority: Priority) -> None:
    clock = read(story("2026-11-23 09:00", type=type, priority=priority), "2027-03-01 09:00").resolution
    assert (clock.state, clock.due_at, clock.remaining, clock.norm) == (ClockState.AGREED, None, None, None)


# --- change of priority or type: from the original start with the new norm ---------------------------------------


def test_raised_in_time_it_is_due_from_the_original_start() -> None:
    history = story("2026-11-23 09:00", raised("11:30", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    clock = read(history).resolution
    assert (clock.state, clock.due_at, clock.remaining) == (
        ClockState.RUNNING,
        at("2026-11-23 13:00"),
        minutes(90),
    )
    assert clock.cause is None


def test_raised_too_late_the_breach_is_recorded_as_a_reclassification_and_demands_6_8() -> None:
    history = story("2026-11-23 09:00", raised("15:00", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    clock = read(history).resolution
    assert (clock.state, clock.cause, clock.due_at) == (
        ClockState.BREACHED,
        "переклассификация",
        at("2026-11-23 13:00"),
    )
    assert "п. 6.8" in [step.clause for step in clock.steps]


def test_raised_when_exactly_the_new_norm_is_used_up_it_is_not_yet_breached() -> None:
    history = story("2026-11-23 09:00", raised("14:00", Priority.VERY_HIGH), priority=Priority.MEDIUM)
    assert read(history).resolution.state is ClockState.RUNNING


def test_a_breach_recorded_by_a_reclassification_stays_when_the_priority_is_lowered_again() -> None:
    history = story(
        "2026-11-23 09:00",
        raised("15:00", Priority.VERY_HIGH),
        raised("15:11", Priority.MEDIUM),  # later than a mistake is set back
        taken("15:12"),
        resolved("15:30"),
        priority=Priority.MEDIUM,
    )
    clock = read(history).resolution
    assert (clock.state, clock.cause, clock.overdue) == (ClockState.BREACHED, "переклассификация", True)


@pytest.mark.parametrize("relaxed", [Priority.MEDIUM, Priority.LOW])
def test_a_breach_of_the_old_norm_stays_after_relaxing_with_no_other_cause(relaxed: Priority) -> None:
    history = story("2026-11-23 09:00", raised("14:01", relaxed))
    clock = read(history, "2026-11-23 14:02").resolution
    assert (clock.state, clock.cause) == (ClockState.BREACHED, None)


def test_relaxed_in_time_it_has_the_longer_term() -> None:
    history = story("2026-11-23 09:00", raised("12:59", Priority.MEDIUM))
    clock = read(history, "2026-11-23 16:00").resolution
    # 14 × 480 min from Mon 23.11 09:00: Mon 23.11 – Thu 10.12 are 14 days, half an hour goes over to Fri 11.12
    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at("2026-12-11 09:00"))


def test_made_a_consultation_before_any_breach_it_is_only_not_at_once() -> None:
    history = story("2026-11-23 09:00", answered("09:03"), retyped("10:00", TicketType.CONSULTATION, Priority.HIGH))
    clock = read(history, "2026-11-23 10:01").resolution
    assert (clock.state, clock.soft, clock.cause) == (ClockState.BREACHED, True, "не сразу")


def test_an_answered_other_made_a_consultation_is_due_at_once_and_not_by_agreement() -> None:
    history = story(
        "2026-11-23 09:00",
        answered("09:03"),
        retyped("09:10", TicketType.CONSULTATION, Priority.HIGH),
        type=TicketType.OTHER,
        priority=Priority.NONE,
    )
    clock = read(history).resolution
    assert (clock.kind, clock.due_at, clock.soft) == (NormKind.IMMEDIATE, at("2026-11-23 09:05"), True)
    assert clock.cause == "не сразу"


def test_a_met_resolution_stays_met_for_ever() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("12:00"))
    assert read(history, "2027-11-23 09:00").resolution.state is ClockState.MET


# --- closing without a solution ----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.OUT_OF_SCOPE, Outcome.REDIRECTED, Outcome.REFUSED])
def test_closed_without_a_solution_it_does_not_apply(outcome: Outcome) -> None:
    history = story("2026-11-23 09:00", closed("12:00", outcome))
    clock = read(history, "2026-11-30 09:00").resolution
    assert (clock.state, clock.elapsed) == (ClockState.NOT_APPLICABLE, hours(3))


def test_closed_without_a_solution_after_its_term_it_stays_breached() -> None:
    history = story("2026-11-23 09:00", answered("09:01"), closed("14:01"))
    assert read(history, "2026-11-30 09:00").resolution.state is ClockState.BREACHED


def test_a_solved_ticket_that_is_withdrawn_was_still_solved_in_time() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("12:00"), closed("2026-11-24 09:00"))
    clock = read(history, "2026-11-30 09:00").resolution
    assert (clock.state, clock.stopped_at) == (ClockState.MET, at("2026-11-23 12:00"))
    assert "без решения" not in clock.steps[-1].text


# --- other readings of its start ---------------------------------------------------------------------------------


def test_judged_from_the_assignment_it_starts_with_the_hand_over() -> None:
    policy = under(solution_start=SolutionStart.ASSIGNED)
    history = story("2026-11-23 09:00", answered("09:03"), released("10:00"), taken("10:30", by=ENGINEER))
    clock = read(history, "2026-11-23 11:00", policy).resolution
    assert (clock.started_at, clock.due_at, clock.elapsed) == (
        at("2026-11-23 10:00"),
        at("2026-11-23 15:00"),
        hours(1),
    )


def test_judged_from_the_acceptance_it_starts_when_the_engineer_takes_it() -> None:
    policy = under(solution_start=SolutionStart.ACCEPTED)
    history = story("2026-11-23 09:00", answered("09:03"), released("10:00"), taken("10:30", by=ENGINEER))
    clock = read(history, "2026-11-23 11:00", policy).resolution
    assert (clock.started_at, clock.due_at) == (at("2026-11-23 10:30"), at("2026-11-23 15:30"))


def test_what_first_line_took_before_the_hand_over_is_not_the_executors_acceptance() -> None:
    policy = under(solution_start=SolutionStart.ACCEPTED)
    history = story("2026-11-23 09:00", taken("09:01"), released("10:00"), taken("10:30", by=ENGINEER))
    assert read(history, "2026-11-23 11:00", policy).resolution.started_at == at("2026-11-23 10:30")


@pytest.mark.parametrize(
    ("start", "beats"),
    [
        (SolutionStart.ASSIGNED, (answered("09:03"),)),
        (SolutionStart.ACCEPTED, (answered("09:03"), released("10:00"))),
    ],
)
def test_before_the_assignment_or_acceptance_it_has_not_started(start: SolutionStart, beats: tuple[Beat, ...]) -> None:
    clock = read(story("2026-11-23 09:00", *beats), "2026-11-24 09:00", under(solution_start=start)).resolution
    assert (clock.state, clock.due_at, clock.norm) == (ClockState.NOT_STARTED, None, hours(4))


def test_a_start_after_a_change_tells_the_norm_that_then_held() -> None:
    policy = under(solution_start=SolutionStart.ASSIGNED)
    history = story("2026-11-23 09:00", raised("09:30", Priority.HIGH), released("10:00"), priority=Priority.MEDIUM)
    clock = read(history, "2026-11-23 11:00", policy).resolution
    assert (clock.due_at, clock.remaining) == (at("2026-11-23 15:00"), hours(3))
    assert [step.text for step in clock.steps if "Норма" in step.text] == ["Норма — 4 ч"]
