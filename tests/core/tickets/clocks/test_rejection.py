"""A rejected solution («Решена» → «В работе»): the term goes on with its elapsed time, time in «Решена» is left out."""

import pytest

from core.vocabulary import ClockState, Priority, TicketType
from tests.core.tickets.story import (
    at,
    hours,
    minutes,
    raised,
    read,
    rejected,
    resolved,
    story,
    taken,
    under,
)

SOLVED = (taken("09:01"), resolved("10:30"))


def test_90_of_240_minutes_used_and_rejected_on_tuesday_at_15_it_is_due_at_17_30() -> None:
    history = story("2026-11-23 09:00", *SOLVED, rejected("2026-11-24 15:00"))
    clock = read(history, "2026-11-24 16:00").resolution
    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at("2026-11-24 17:30"))
    assert (clock.elapsed, clock.remaining) == (minutes(150), minutes(90))


def test_exactly_at_17_30_it_is_in_time_and_next_morning_it_is_not() -> None:
    history = story("2026-11-23 09:00", *SOLVED, rejected("2026-11-24 15:00"))
    assert read((*history, *_solved("2026-11-24 17:30"))).resolution.state is ClockState.MET
    late = read((*history, *_solved("2026-11-25 08:31"))).resolution
    assert (late.state, late.remaining) == (ClockState.BREACHED, minutes(-1))


def _solved(when: str) -> tuple:  # type: ignore[type-arg]
    return story("2026-11-23 09:00", *SOLVED, rejected("2026-11-24 15:00"), resolved(when))[4:]


def test_rejected_twice_each_time_in_resolved_is_left_out() -> None:
    history = story(
        "2026-11-23 09:00",
        *SOLVED,  # 90 minutes
        rejected("2026-11-24 15:00"),
        resolved("2026-11-24 16:00"),  # 60 minutes
        rejected("2026-11-25 12:30"),
    )
    clock = read(history, "2026-11-25 14:30").resolution  # 30 before lunch and 30 after it
    assert (clock.elapsed, clock.remaining) == (minutes(210), minutes(30))
    assert clock.due_at == at("2026-11-25 15:00")
    assert [piece.amount for piece in clock.counted] == [minutes(90), minutes(60), minutes(30), minutes(30)]


def test_while_it_waits_for_confirmation_nothing_is_counted() -> None:
    clock = read(story("2026-11-23 09:00", *SOLVED), "2026-11-27 16:00").resolution
    assert (clock.state, clock.elapsed) == (ClockState.MET, minutes(90))


def test_a_term_used_up_to_the_second_runs_out_with_the_rejection_and_not_before() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("13:00"), rejected("2026-11-28 12:00"))
    saturday = read(history, "2026-11-28 15:00").resolution
    # no working time has passed since, so no list may count it as overdue either
    assert (saturday.state, saturday.remaining) == (ClockState.RUNNING, hours(0))
    assert saturday.due_at == at("2026-11-30 08:30")
    assert read(history, "2026-11-30 08:31").resolution.state is ClockState.BREACHED


def test_a_breach_before_the_rejection_stays() -> None:
    history = story("2026-11-23 09:00", taken("09:01"), resolved("14:30"), rejected("2026-11-24 15:00"))
    clock = read(history).resolution
    assert (clock.state, clock.due_at, clock.remaining) == (
        ClockState.BREACHED,
        at("2026-11-23 13:00"),
        minutes(-30),
    )


def test_lowered_after_the_rejection_the_new_norm_less_the_elapsed_time_is_left() -> None:
    history = story(
        "2026-11-23 09:00", *SOLVED, rejected("2026-11-24 15:00"), raised("2026-11-24 15:00", Priority.MEDIUM)
    )
    clock = read(history).resolution
    assert clock.remaining == 14 * hours(8) - minutes(90)
    assert clock.state is ClockState.RUNNING


def test_a_rejected_consultation_keeps_its_elapsed_time_too() -> None:
    history = story(
        "2026-11-23 09:00",
        taken("09:01"),
        resolved("09:12"),
        rejected("15:00"),
        type=TicketType.CONSULTATION,
        priority=Priority.MEDIUM,
    )
    clock = read(history, "2026-11-23 15:05").resolution
    assert (clock.state, clock.due_at, clock.remaining) == (
        ClockState.RUNNING,
        at("2026-11-23 15:08"),
        minutes(3),
    )


def test_under_the_other_reading_the_time_in_resolved_counts() -> None:
    history = story("2026-11-23 09:00", *SOLVED, rejected("2026-11-24 15:00"))
    clock = read(history, "2026-11-24 15:00", under(resume_after_reject=False)).resolution
    assert (clock.state, clock.due_at) == (ClockState.BREACHED, at("2026-11-23 13:00"))
    assert clock.elapsed == hours(13)  # Monday 09:00–17:30 is 7.5, Tuesday 08:30–15:00 is 5.5, and no lunch


@pytest.mark.parametrize("now", ["2026-11-24 15:00", "2026-11-24 16:59"])
def test_the_rejection_is_told_with_its_clause(now: str) -> None:
    history = story("2026-11-23 09:00", *SOLVED, rejected("2026-11-24 15:00"))
    step = read(history, now).resolution.steps[-1]
    assert (step.at, step.clause) == (at("2026-11-24 15:00"), "Прил. 2, «Статусы обращений»")
