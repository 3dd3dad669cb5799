"""Informing is a public word and no tick; verifying names with whom and how (п. 5.7, 7.5, 7.6)."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.directory import Absence, Actor
from core.tickets.fold import replay
from core.tickets.refusal import Refusal
from core.tickets.use_cases.possible import guard
from core.vocabulary import ClockState, Destination, Line, Priority, RoutingGround, Scenario
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.story import (
    CHIEF,
    COLLEAGUE,
    COWORKER,
    ENGINEER,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    REQUESTER,
    Beat,
    answered,
    at,
    minutes,
    noted,
    raised,
    read,
    released,
    story,
    taken,
)
from tests.core.tickets.test_rules_of_work import HEAD, asked, code, out
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

DAY = "2026-11-23 09:00"
RETURNED = e.Returned(text="Исправлено в версии 5.1")
VERIFY = c.Verify(number=NUMBER, agreed_with=REQUESTER.id, how="phone", text="Исправлено, печать проверена")


def routed(when: str, by: Actor, scenario: Scenario) -> Beat:
    event = e.RoutedOut(
        destination=Destination.QMS_DEVELOPER, scenario=scenario, ground=RoutingGround.CRITICAL, text="Падает печать"
    )
    return happened(when, event, by)


# --- п. 5.7 ---------------------------------------------------------------------------------------------------


def test_the_word_of_the_hand_over_is_written_to_the_requester() -> None:
    effects = asked(story(DAY), out(inform="Передали разработчику qMS, ответ ждём сегодня", requester_informed=False))
    assert [type(each) for each in effects] == [e.RoutedOut, e.Commented]
    assert effects[0].requester_informed
    assert effects[1].text == "Передали разработчику qMS, ответ ждём сегодня"


@pytest.mark.parametrize(
    ("beats", "informed"),
    [
        ((), False),
        ((noted("09:10"),), False),
        ((answered("09:10"),), True),
        ((answered("09:10", by=CHIEF),), True),
    ],
)
def test_a_tick_counts_only_beside_a_public_word(beats: tuple[Beat, ...], informed: bool) -> None:
    answer = asked(story(DAY, *beats), out())
    if informed:
        assert isinstance(answer[0], e.RoutedOut)
    else:
        assert code(answer) == ("route.not_informed", "п. 5.7")


def test_a_word_from_before_it_became_critical_informs_of_nothing() -> None:
    early = story(DAY, answered("09:10"), raised("09:20", Priority.VERY_HIGH), priority=Priority.HIGH)
    assert code(asked(early, out())) == ("route.not_informed", "п. 5.7")
    late = story(DAY, raised("09:20", Priority.VERY_HIGH), answered("09:30"), priority=Priority.HIGH)
    assert isinstance(asked(late, out())[0], e.RoutedOut)


# --- п. 7.5, 7.6: who verifies --------------------------------------------------------------------------------


def held_by_first_line(scenario: Scenario) -> Any:
    """ПЛТП took it, sent it to ТЛТП and stayed the executor; ТЛТП has answered."""
    return story(DAY, taken("09:05"), routed("09:10", OPERATOR, scenario), happened("10:00", RETURNED))


@pytest.mark.parametrize("scenario", [Scenario.TASK, Scenario.ADVICE])
def test_the_first_line_verifies_where_it_stayed_the_executor(scenario: Scenario) -> None:
    log = held_by_first_line(scenario)
    assert isinstance(asked(log, VERIFY)[0], e.Verified)
    assert code(asked(log, VERIFY, COLLEAGUE)) == ("route.other_executor", "п. 7.5, 7.6")
    assert isinstance(asked(log, VERIFY, CHIEF)[0], e.Verified)
    assert isinstance(asked(log, VERIFY, ENGINEER), Refusal)


def test_who_stands_in_for_the_executor_verifies() -> None:
    steps = (released("09:05"), taken("09:06", by=ENGINEER), routed("09:10", ENGINEER, Scenario.TASK))
    log = story(DAY, *steps, happened("10:00", RETURNED, ENGINEER))
    assert isinstance(asked(log, VERIFY, ENGINEER)[0], e.Verified)
    assert code(asked(log, VERIFY, OTHER_ENGINEER))[0] == "route.other_executor"
    acting = replace(OTHER_ENGINEER, stands_for=(ENGINEER.login,))
    assert guard("route_verified", replay(log), acting) is None


def test_verifying_names_with_whom_it_was_agreed_and_how() -> None:
    log = held_by_first_line(Scenario.TASK)
    verified, told = asked(log, VERIFY)
    assert (verified.agreed_with, verified.how, verified.for_requester) == (REQUESTER.id, "phone", None)
    assert told == e.Commented(text="Исправлено, печать проверена")
    assert code(asked(log, replace(VERIFY, agreed_with=HEAD.id))) == ("route.not_requester", "п. 7.6")
    assert code(asked(log, replace(VERIFY, how="telepathy"))) == ("route.how", "п. 7.6")
    away = Absence(
        id=1, since=at("2026-11-23 08:30"), until=at("2026-11-24 08:30"), person=REQUESTER.id,
        substitute_person=COWORKER.id,
    )  # fmt: skip
    for_him = asked(log, replace(VERIFY, agreed_with=COWORKER.id), now="2026-11-23 10:30", absences=(away,))
    assert for_him[0].for_requester == REQUESTER.id


def test_verifying_needs_a_public_word_after_the_answer_of_the_third_line() -> None:
    silent = replace(VERIFY, text=None)
    log = held_by_first_line(Scenario.TASK)
    assert code(asked(log, silent)) == ("route.not_told", "п. 7.6")
    before = story(
        DAY, taken("09:05"), routed("09:10", OPERATOR, Scenario.TASK), answered("09:30"), happened("10:00", RETURNED)
    )
    assert code(asked(before, silent)) == ("route.not_told", "п. 7.6")
    after = story(
        DAY, taken("09:05"), routed("09:10", OPERATOR, Scenario.TASK), happened("10:00", RETURNED), answered("10:10")
    )
    assert [type(each) for each in asked(after, silent, now="2026-11-23 10:20")] == [e.Verified]


# --- back at ВЛТП with nobody ---------------------------------------------------------------------------------


def back_at_second_line(*beats: Beat) -> Any:
    """ПЛТП had it in work and gave it to ТЛТП as executor, which has answered: ВЛТП has it, and nobody there."""
    away = (taken("09:05"), answered("09:06"), routed("09:10", OPERATOR, Scenario.EXECUTOR))
    return story(DAY, *away, happened("10:00", RETURNED, CHIEF), *beats)


def test_returned_to_the_second_line_it_waits_for_an_executor_there() -> None:
    ticket = replay(back_at_second_line())
    assert (ticket.line, ticket.assignee, ticket.no_executor) == (Line.SECOND, None, True)
    assert read(back_at_second_line(), "2026-11-23 11:00").executor_reaction.state is ClockState.NOT_STARTED


def test_whom_the_first_line_assigned_of_its_own_is_no_executor_there_either() -> None:
    away = (happened("09:05", e.Assigned(to=COLLEAGUE.login)), routed("09:10", OPERATOR, Scenario.EXECUTOR))
    log = story(DAY, *away, happened("10:00", RETURNED, CHIEF))
    assert (replay(log).assignee, replay(log).no_executor) == (None, True)
    assert read(log, "2026-11-23 11:00").executor_reaction.state is ClockState.NOT_STARTED


def test_whom_a_supervisor_assigned_meanwhile_has_it_from_the_return() -> None:
    away = (taken("09:05"), routed("09:10", OPERATOR, Scenario.EXECUTOR))
    meanwhile = happened("09:30", e.Assigned(to=ENGINEER.login), CHIEF)
    log = story(DAY, *away, meanwhile, happened("10:00", RETURNED, CHIEF))
    assert (replay(log).assignee, replay(log).no_executor) == (ENGINEER.login, False)
    assert read(log, "2026-11-23 10:05").executor_reaction.started_at == at("2026-11-23 10:00")


def test_the_executors_reaction_starts_with_the_assignment_after_the_return() -> None:
    """Very high: 10 minutes. Assigned at 10:30, answered at 10:35: met in 5; at 10:41 without an answer: breached."""
    assigned = happened("10:30", e.Assigned(to=ENGINEER.login), CHIEF)
    clock = read(back_at_second_line(assigned), "2026-11-23 10:33").executor_reaction
    assert (clock.state, clock.started_at, clock.due_at) == (
        ClockState.RUNNING,
        at("2026-11-23 10:30"),
        at("2026-11-23 10:40"),
    )
    met = read(back_at_second_line(assigned, answered("10:35", by=ENGINEER))).executor_reaction
    assert (met.state, met.elapsed) == (ClockState.MET, minutes(5))
    late = read(back_at_second_line(assigned), "2026-11-23 10:41").executor_reaction
    assert late.state is ClockState.BREACHED


def test_who_takes_it_after_the_return_starts_the_clock_too() -> None:
    clock = read(back_at_second_line(taken("10:30", by=ENGINEER))).executor_reaction
    assert clock.started_at == at("2026-11-23 10:30")


def test_what_the_second_line_had_before_keeps_its_clock_over_a_return() -> None:
    steps = (released("09:05"), taken("09:06", by=ENGINEER), routed("09:10", ENGINEER, Scenario.EXECUTOR))
    log = story(DAY, *steps, happened("10:00", RETURNED, ENGINEER))
    ticket = replay(log)
    assert (ticket.line, ticket.assignee, ticket.no_executor) == (Line.SECOND, ENGINEER.login, False)
    assert read(log, "2026-11-23 10:00").executor_reaction.started_at == at("2026-11-23 09:05")
