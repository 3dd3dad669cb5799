"""The executor's reaction (Прил. 2, табл. 1; п. 5.9): from the hand-over to ВЛТП to that line's first public word."""

import pytest

from core.vocabulary import ClockState, NormKind, Priority, TicketType
from tests.core.tickets.story import (
    CHIEF,
    ENGINEER,
    OPERATOR,
    OTHER_ENGINEER,
    Beat,
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


def test_first_met_in_3_minutes_and_the_executor_in_8() -> None:
    history = story("2026-11-24 09:00", answered("09:03"), released("09:04"), answered("09:12", by=ENGINEER))
    clocks = read(history, "2026-11-24 09:12")
    first, executor = clocks.first_reaction, clocks.executor_reaction
    assert (first.state, first.elapsed) == (ClockState.MET, minutes(3))
    assert (executor.state, executor.elapsed, executor.remaining) == (ClockState.MET, minutes(8), minutes(2))
    assert (executor.started_at, executor.due_at) == (at("2026-11-24 09:04"), at("2026-11-24 09:14"))
    assert clocks.resolution.due_at == at("2026-11-24 13:00")


def test_it_has_not_started_before_the_hand_over() -> None:
    clock = read(story("2026-11-24 09:00", answered("09:03")), "2026-11-24 12:00").executor_reaction
    assert (clock.state, clock.due_at, clock.norm, clock.elapsed) == (
        ClockState.NOT_STARTED,
        None,
        minutes(10),
        minutes(0),
    )


def test_raised_after_a_met_reaction_it_has_10_minutes_from_the_hand_over() -> None:
    history = story(
        "2026-11-23 09:00",
        answered("09:40"),
        raised("11:30", Priority.VERY_HIGH),
        released("11:31"),
        priority=Priority.MEDIUM,
    )
    clocks = read(history)
    assert clocks.executor_reaction.due_at == at("2026-11-23 11:41")
    assert clocks.resolution.due_at == at("2026-11-23 13:00")


def test_handed_over_before_lunch_it_goes_on_after_lunch() -> None:
    history = story("2026-11-24 12:50", released("12:57"), priority=Priority.HIGH)
    assert read(history).executor_reaction.due_at == at("2026-11-24 14:07")


@pytest.mark.parametrize("beat", [answered("09:10", by=OPERATOR), answered("09:10", by=CHIEF)], ids=["first", "chief"])
def test_a_later_comment_of_another_line_does_not_stop_it(beat: Beat) -> None:
    history = story("2026-11-24 09:00", answered("09:03"), released("09:04"), beat)
    clock = read(history, "2026-11-24 09:11").executor_reaction
    assert (clock.state, clock.remaining) == (ClockState.RUNNING, minutes(3))


@pytest.mark.parametrize("beat", [taken("09:10", by=ENGINEER), noted("09:10", by=ENGINEER)], ids=["take", "note"])
def test_taking_it_or_noting_something_is_no_reaction(beat: Beat) -> None:
    history = story("2026-11-24 09:00", answered("09:03"), released("09:04"), beat)
    assert read(history, "2026-11-24 09:15").executor_reaction.state is ClockState.BREACHED


def test_any_engineer_of_the_line_reacts_and_a_reassignment_inside_it_keeps_the_clock() -> None:
    history = story(
        "2026-11-24 09:00",
        released("09:04"),
        taken("09:08", by=OTHER_ENGINEER),
        answered("09:12", by=OTHER_ENGINEER),
    )
    clock = read(history).executor_reaction
    assert (clock.state, clock.started_at, clock.elapsed) == (ClockState.MET, at("2026-11-24 09:04"), minutes(8))


def test_the_engineers_comment_stops_both_clocks() -> None:
    history = story("2026-11-24 09:00", released("09:01"), answered("09:04", by=ENGINEER))
    clocks = read(history)
    assert (clocks.first_reaction.state, clocks.first_reaction.elapsed) == (ClockState.MET, minutes(4))
    assert (clocks.executor_reaction.state, clocks.executor_reaction.elapsed) == (ClockState.MET, minutes(3))


@pytest.mark.parametrize(
    "beats",
    [(taken("09:01"), answered("09:03")), (answered("09:01"), taken("09:03")), (taken("09:02"), resolved("09:03"))],
)
def test_where_first_line_is_itself_the_executor_its_comment_satisfies_both(beats: tuple[Beat, ...]) -> None:
    clocks = read(story("2026-11-24 09:00", *beats), "2026-11-24 12:00")
    assert clocks.first_reaction.state is ClockState.MET
    assert clocks.executor_reaction.state is ClockState.MET
    assert clocks.executor_reaction.stopped_at == at("2026-11-24 09:03")


def test_a_comment_by_first_line_that_hands_over_later_does_not_count_for_the_executor() -> None:
    history = story("2026-11-24 09:00", taken("09:01"), answered("09:03"), released("09:04"))
    clock = read(history, "2026-11-24 09:05").executor_reaction
    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at("2026-11-24 09:14"))


def test_a_consultation_has_no_executors_clock() -> None:
    for beats in ((), (taken("09:01"), answered("09:02")), (released("09:01"),)):
        history = story("2026-11-24 09:00", *beats, type=TicketType.CONSULTATION, priority=Priority.HIGH)
        clock = read(history, "2026-11-24 12:00").executor_reaction
        assert (clock.state, clock.kind, clock.due_at) == (ClockState.NOT_APPLICABLE, NormKind.NONE, None)


def test_other_is_agreed_without_a_due() -> None:
    history = story("2026-11-24 09:00", released("09:01"), type=TicketType.OTHER, priority=Priority.NONE)
    clock = read(history, "2026-11-30 12:00").executor_reaction
    assert (clock.state, clock.due_at) == (ClockState.AGREED, None)


def test_closed_by_first_line_before_the_engineer_spoke_it_does_not_apply() -> None:
    history = story("2026-11-24 09:00", answered("09:03"), released("09:04"), closed("09:10"))
    assert read(history, "2026-11-24 12:00").executor_reaction.state is ClockState.NOT_APPLICABLE


def test_closed_by_first_line_after_its_term_it_stays_breached() -> None:
    history = story("2026-11-24 09:00", answered("09:03"), released("09:04"), closed("09:15"))
    clock = read(history, "2026-11-24 12:00").executor_reaction
    assert (clock.state, clock.remaining) == (ClockState.BREACHED, minutes(-1))


# --- a change while it is open ---------------------------------------------------------------------------------


def test_raised_after_the_hand_over_it_is_due_10_minutes_after_the_change() -> None:
    history = story(
        "2026-11-24 09:00", released("09:04"), raised("09:30", Priority.VERY_HIGH), priority=Priority.MEDIUM
    )
    clock = read(history).executor_reaction
    assert (clock.due_at, clock.elapsed, clock.remaining) == (at("2026-11-24 09:40"), minutes(26), minutes(10))


def test_raised_shortly_before_its_due_it_keeps_that_due() -> None:
    history = story(
        "2026-11-24 09:00", released("09:04"), raised("10:00", Priority.VERY_HIGH), priority=Priority.MEDIUM
    )
    assert read(history).executor_reaction.due_at == at("2026-11-24 10:04")


def test_made_a_consultation_while_open_it_no_longer_applies() -> None:
    history = story(
        "2026-11-24 09:00", released("09:04"), retyped("09:10", TicketType.CONSULTATION, Priority.HIGH, by=ENGINEER)
    )
    assert read(history, "2026-11-24 12:00").executor_reaction.state is ClockState.NOT_APPLICABLE


def test_made_a_consultation_at_lunch_with_its_norm_just_used_up_it_was_not_breached() -> None:
    history = story(
        "2026-11-24 12:40",
        answered("12:42"),
        released("12:50"),
        retyped("13:30", TicketType.CONSULTATION, Priority.HIGH, by=ENGINEER),
    )
    assert read(history, "2026-11-24 16:00").executor_reaction.state is ClockState.NOT_APPLICABLE


def test_made_a_consultation_after_its_breach_it_stays_breached() -> None:
    history = story(
        "2026-11-24 09:00", released("09:04"), retyped("09:20", TicketType.CONSULTATION, Priority.HIGH, by=ENGINEER)
    )
    assert read(history, "2026-11-24 12:00").executor_reaction.state is ClockState.BREACHED


def test_a_consultation_that_turns_out_to_be_an_error_is_due_from_the_change() -> None:
    history = story(
        "2026-11-24 09:00",
        released("09:04"),
        retyped("09:10", TicketType.ERROR, by=ENGINEER),
        type=TicketType.CONSULTATION,
        priority=Priority.HIGH,
    )
    clock = read(history).executor_reaction
    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at("2026-11-24 09:20"))


def test_a_detour_through_consultation_gives_the_executor_no_later_due() -> None:
    history = story(
        "2026-11-24 09:00",
        released("09:04"),
        retyped("09:06", TicketType.CONSULTATION, Priority.HIGH, by=ENGINEER),
        retyped("09:12", TicketType.ERROR, Priority.HIGH, by=ENGINEER),
    )
    assert read(history).executor_reaction.due_at == at("2026-11-24 09:14")
