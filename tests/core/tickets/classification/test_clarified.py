"""Urgency and impact are clarified before a ticket leaves ПЛТП (п. 3.9, 5.5, 6.4; Прил. 2)."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.assignment.leaving import LEAVING, kept
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.directory import Actor
from core.tickets.fold import replay
from core.tickets.log import History, Recorded
from core.tickets.records import Clarified
from core.tickets.refusal import Refusal
from core.tickets.registration.registering import register
from core.tickets.relations.inheritance import origin_of
from core.tickets.routing.choice import Staffing
from core.tickets.use_cases.possible import actions
from core.vocabulary import Destination, Outcome, Priority, RoutingGround, Scenario, TicketType
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.story import (
    CHIEF,
    COLLEAGUE,
    ENGINEER,
    FACTS,
    NUMBER,
    OPERATOR,
    at,
    call,
    raised,
    released,
    retyped,
    shipped,
    story,
    under,
)
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

CLARIFY = "п. 3.9 · Прил. 2, «Приоритезация обращений»"
LEAVES: tuple[Any, ...] = (
    c.Release(number=NUMBER, to=ENGINEER.login),
    c.Resolve(number=NUMBER, solution="Пересоздали очередь печати"),
    c.RouteOut(
        number=NUMBER, destination=Destination.QMS_DEVELOPER, scenario=Scenario.EXECUTOR, ground=RoutingGround.CRITICAL,
        text="Сервер не отвечает ни с одного места", inform="Передаём разработчику", identified_at_once=True,
    ),
)  # fmt: skip
GOOD = e.Processed(relevant=True, correct=True, complete=True, category=True, urgency=True, impact="Стоит приём")


def imported(*beats: Any, by: Actor = OPERATOR) -> History:
    first, *later = story("2026-11-23 09:00", *beats)
    event = replace(first.event, imported=True)  # type: ignore[type-var]
    return (replace(first, event=event, actor=by.login, role=by.role), *later)


def given(log: History, command: Any, actor: Actor = OPERATOR, **policy: Any) -> Any:
    known = under(**policy) if policy else shipped()
    return decide(log, command, Context(actor, at("2026-11-23 10:00"), known, FACTS))


def code(answer: Any) -> tuple[str, str | None]:
    assert isinstance(answer, Refusal), answer
    return answer.code, answer.clause


@pytest.mark.parametrize("leaving", LEAVES, ids=lambda command: command.name)
def test_an_imported_ticket_stays_until_its_priority_is_confirmed(leaving: Any) -> None:
    assert code(given(imported(), leaving)) == ("impact.not_clarified", CLARIFY)
    confirmed = imported(happened("09:30", e.PriorityConfirmed(priority=Priority.VERY_HIGH)))
    assert not isinstance(given(confirmed, leaving), Refusal)


@pytest.mark.parametrize("leaving", LEAVES, ids=lambda command: command.name)
def test_what_the_first_line_registered_may_leave_at_once(leaving: Any) -> None:
    assert not isinstance(given(story("2026-11-23 09:00"), leaving), Refusal)


def test_the_present_priority_given_anew_confirms_it_once() -> None:
    (event,) = given(imported(), c.SetPriority(number=NUMBER, priority=Priority.VERY_HIGH))
    assert event == e.PriorityConfirmed(priority=Priority.VERY_HIGH)
    (same,) = given(imported(), c.ConfirmPriority(number=NUMBER))
    assert same == event
    again = imported(happened("09:30", event))
    assert given(again, c.ConfirmPriority(number=NUMBER)).code == "priority.same"
    assert given(again, c.SetPriority(number=NUMBER, priority=Priority.VERY_HIGH)).code == "priority.same"


def test_who_clarified_it_when_and_how_is_known() -> None:
    at_once = replay(story("2026-11-23 09:00")).impact
    assert at_once is not None
    assert (at_once.how, at_once.by, at_once.priority) == (Clarified.REGISTERED, "ivanova", Priority.VERY_HIGH)
    assert replay(imported()).impact is None
    set_ = replay(imported(raised("09:20", Priority.HIGH, by=COLLEAGUE))).impact
    assert set_ is not None
    assert (set_.how, set_.by, set_.at, set_.priority) == (
        Clarified.SET, "kuznetsova", at("2026-11-23 09:20"), Priority.HIGH,
    )  # fmt: skip


def test_another_type_clarifies_only_where_it_changes_the_priority() -> None:
    assert not replay(imported(retyped("09:20", TicketType.SETUP))).clarified
    assert replay(imported(retyped("09:20", TicketType.CONSULTATION, Priority.HIGH))).clarified


def test_a_passed_check_with_its_impact_clarifies_and_keeps_the_words() -> None:
    ticket = replay(imported(happened("09:20", GOOD)))
    assert ticket.clarified
    assert ticket.impact is not None
    assert (ticket.impact.how, ticket.impact.text) == (Clarified.CHECKED, "Стоит приём")
    raised_later = replay(imported(happened("09:20", GOOD), raised("09:30", Priority.HIGH)))
    assert raised_later.impact is not None
    assert raised_later.impact.text == "Стоит приём"


def test_what_a_supervisor_registered_the_first_line_confirms() -> None:
    """п. 5.10: ПЛТП alone sets the priority; a supervisor may do the check of its stage in its place (п. 5.5)."""
    first, *_ = story("2026-11-23 09:00")
    by_chief = (replace(first, actor=CHIEF.login, role=CHIEF.role),)
    assert code(given(by_chief, LEAVES[0]))[0] == "impact.not_clarified"
    checked = (*by_chief, Recorded(NUMBER, 2, at("2026-11-23 09:20"), CHIEF.login, CHIEF.role, GOOD))
    assert not isinstance(given(checked, LEAVES[0], CHIEF), Refusal)


def test_a_proposal_is_answered_first() -> None:
    proposed = happened("09:20", e.PriorityProposed(priority=Priority.HIGH))
    log = story("2026-11-23 09:00", proposed)
    assert code(given(log, LEAVES[0])) == ("impact.not_clarified", CLARIFY)
    assert "Предложен приоритет «Высокий»" in given(log, LEAVES[0]).message
    kept_ = story("2026-11-23 09:00", proposed, happened("09:30", e.PriorityConfirmed(priority=Priority.VERY_HIGH)))
    assert not isinstance(given(kept_, LEAVES[0]), Refusal)


POINTS = ("relevant", "correct", "complete", "category", "urgency")


@pytest.mark.parametrize("leaving", LEAVES, ids=lambda command: command.name)
@pytest.mark.parametrize("point", POINTS)
def test_a_check_that_found_something_wanting_keeps_the_ticket_until_a_later_one_passes(
    point: str, leaving: Any
) -> None:
    wanting = happened("09:20", replace(GOOD, **{point: False, "missing": "логин"}))
    assert code(given(story("2026-11-23 09:00", wanting), leaving)) == ("process.not_passed", "п. 5.5, 6.4")
    passed = story("2026-11-23 09:00", wanting, happened("09:40", GOOD))
    assert not isinstance(given(passed, leaving), Refusal)


def test_it_says_what_is_missing() -> None:
    wanting = happened("09:20", replace(GOOD, complete=False, missing="логин, имя ПК"))
    told = given(story("2026-11-23 09:00", wanting), LEAVES[0]).message
    assert told.startswith("Проверка остановила обращение на ПЛТП: сведений не хватает (логин, имя ПК).")


def test_a_check_keeps_it_whatever_the_policy_says_of_the_impact() -> None:
    wanting = happened("09:20", replace(GOOD, complete=False, missing="логин"))
    log = story("2026-11-23 09:00", wanting)
    assert code(given(log, LEAVES[0], impact_required=False))[0] == "process.not_passed"
    assert not isinstance(given(imported(), LEAVES[0], impact_required=False), Refusal)


def test_what_has_left_is_kept_no_more() -> None:
    handed = imported(happened("09:10", e.PriorityConfirmed(priority=Priority.VERY_HIGH)), released("09:20"))
    assert kept(replay(handed), shipped()) is None
    older = imported(released("09:20"))  # a log of an earlier version: it went on unasked
    assert kept(replay(older), shipped()) is None


def test_closing_without_a_solution_is_no_leaving() -> None:
    close = c.Close(number=NUMBER, outcome=Outcome.WITHDRAWN, reason="Отозвано")
    assert not isinstance(given(imported(), close), Refusal)


def _actions(log: History) -> Any:
    return actions(replay(log), Context(OPERATOR, log[-1].at, shipped(), FACTS, log))


def test_the_actions_show_what_is_kept_and_what_frees_it() -> None:
    told = {name: refusal for name, _title, refusal in _actions(imported())}
    assert {name for name, refusal in told.items() if refusal and refusal.code == "impact.not_clarified"} == LEAVING
    assert told["priority_confirm"] is None
    free = {name: refusal for name, _title, refusal in _actions(story("2026-11-23 09:00"))}
    assert free["release"] is None
    assert free["priority_confirm"] is not None


def test_nothing_goes_on_by_itself_before_it_is_clarified() -> None:
    """``keep_with_first_line: false`` hands over at once what ПЛТП registered; an import waits for ПЛТП."""
    users = [replace(FACTS.users[ENGINEER.login], competences=("qms-core",))]
    facts = replace(FACTS, staffing=Staffing(users))
    context = Context(OPERATOR, at("2026-11-23 09:00"), under(keep_with_first_line=False), facts)
    own: Any = register(call(), context)
    assert [type(each) for each in own] == [e.Registered, e.Released]
    brought: Any = register(call(imported=True), context)
    assert [type(each) for each in brought] == [e.Registered]


def test_a_problem_split_off_is_clarified_where_the_first_one_is() -> None:
    for log, clarified in ((story("2026-11-23 09:00"), True), (imported(), False)):
        effects: Any = decide(
            log,
            c.Split(number=NUMBER, subject="Печать", description="Не идёт"),
            Context(OPERATOR, at("2026-11-23 09:30"), shipped(), replace(FACTS, next_ticket=NUMBER + 1)),
        )
        born = Recorded(NUMBER + 1, 1, at("2026-11-23 09:30"), OPERATOR.login, OPERATOR.role, effects[0].event)
        assert replay((born,)).clarified is clarified
    assert origin_of(story("2026-11-23 09:00"), at("2026-11-23 09:30")).clarified_by is None  # the rule adds it
