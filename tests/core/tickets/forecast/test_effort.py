"""What work on a ticket took, computed by hand: 2026-11-23 is a Monday, 08:30–13:00 and 14:00–17:30 are worked."""

from datetime import timedelta

import pytest

from core.tickets.forecast.effort import LEAST_HISTORY, effort, typical
from core.tickets.terms.events import WaitingEnded, WaitingStarted
from core.vocabulary import Waiting
from tests.core.tickets.story import (
    ENGINEER,
    OPERATOR,
    Beat,
    answered,
    at,
    confirmed,
    hours,
    minutes,
    rejected,
    released,
    resolved,
    shipped,
    story,
    taken,
)


def test_it_is_the_working_time_from_the_taking_to_the_solution() -> None:
    # 12:30–13:00 and 14:00–14:45; what came before the taking was nobody's work
    history = story("2026-11-23 09:00", answered("09:05"), taken("12:30"), resolved("14:45"))
    assert effort(history, shipped()) == minutes(75)


def test_a_hand_over_lays_the_ticket_down_until_it_is_taken_again() -> None:
    # 09:00–09:30 at ПЛТП, 11:00–12:00 at ВЛТП
    history = story(
        "2026-11-23 08:45", taken("09:00"), released("09:30"), taken("11:00", ENGINEER), resolved("12:00", ENGINEER)
    )
    assert effort(history, shipped()) == minutes(90)


def test_waits_are_left_out() -> None:
    # 09:00–12:00 less 10:00–11:30
    history = story(
        "2026-11-23 08:45",
        taken("09:00"),
        Beat("10:00", OPERATOR, lambda _: WaitingStarted(waiting=Waiting.REQUESTER, text="ждём скан")),
        Beat("11:30", OPERATOR, lambda _: WaitingEnded(text="прислали")),
        resolved("12:00"),
    )
    assert effort(history, shipped()) == minutes(90)


def test_a_rejection_gives_it_back_and_the_time_in_solved_is_nobody_s() -> None:
    # 09:00–10:00, then 16:00–17:30 and 08:30–09:00 of the next day
    history = story(
        "2026-11-23 08:45", taken("09:00"), resolved("10:00"), rejected("16:00"), resolved("2026-11-24 09:00")
    )
    assert effort(history, shipped()) == hours(3)


def test_what_is_not_solved_or_was_never_taken_has_none() -> None:
    assert effort(story("2026-11-23 09:00", taken("09:10")), shipped()) is None
    assert effort(story("2026-11-23 09:00", answered("09:10"), resolved("09:20")), shipped()) is None
    assert effort(story("2026-11-23 08:45", taken("09:00"), resolved("10:00"), rejected("11:00")), shipped()) is None


def test_the_later_life_changes_nothing() -> None:
    history = story("2026-11-23 09:00", taken("09:00"), resolved("09:40"), confirmed("2026-11-25 10:00"))
    assert effort(history, shipped()) == minutes(40)
    assert history[-1].at == at("2026-11-25 10:00")


@pytest.mark.parametrize(
    ("efforts", "quartiles"),
    [
        ((50, 10, 20, 30, 40), (20, 30, 40)),  # the 2nd, 3rd and 4th of five: 40 % ≥ 25 %, 60 % ≥ 50 %, 80 % ≥ 75 %
        ((1, 2, 3, 4, 5, 6, 7, 8), (2, 4, 6)),
        ((7,) * 5, (7, 7, 7)),
    ],
)
def test_the_quartiles_are_efforts_that_were(efforts: tuple[int, ...], quartiles: tuple[int, ...]) -> None:
    found = typical([minutes(each) for each in efforts])
    assert found is not None
    assert found.count == len(efforts)
    assert (found.low, found.median, found.high) == tuple(minutes(each) for each in quartiles)


def test_of_little_history_nothing_is_said() -> None:
    assert typical([timedelta(hours=1)] * (LEAST_HISTORY - 1)) is None
    assert typical([timedelta(hours=1)] * LEAST_HISTORY) is not None
