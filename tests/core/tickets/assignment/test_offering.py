"""Who was named at the registration stays named (п. 5.9; Прил. 2, «Новый»): only what bars him changes the offer."""

from dataclasses import replace
from typing import Any

from core.policy import Dispatch, RoutingCondition, RoutingRule
from core.tickets.assignment.commands import Release
from core.tickets.assignment.offering import offered
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.directory import Absence, User
from core.tickets.effects import Elsewhere
from core.tickets.fold import replay
from core.tickets.log import History, Recorded
from core.tickets.refusal import Refusal
from core.tickets.registration.events import Registered
from core.tickets.registration.registering import register
from core.tickets.relations.splitting import Split
from core.tickets.routing.choice import Request, Route, Staffing
from core.vocabulary import Line, Priority, Role
from tests.core.tickets.story import CLINIC, FACTS, NUMBER, OPERATOR, at, call, shipped
from tests.support.catalogue import events as e

QUICK = RoutingRule(
    "Критичные", RoutingCondition(priority=frozenset({Priority.VERY_HIGH})), Line.SECOND, "core", None, "п. 5.9"
)
USUAL = RoutingRule("Ошибки", RoutingCondition(), Line.SECOND, "emr", None, "п. 4.1, табл. 1")
DISPATCH = Dispatch((QUICK, USUAL))
PETROV = User("petrov", "Петров П. П.", Role.SECOND_LINE, ("emr", "core"))
SIDOROV = User("sidorov", "Сидоров С. С.", Role.SECOND_LINE, ("emr",))
POLICY = replace(shipped(), dispatch=DISPATCH)


def staffing(*users: User, absences: tuple[Absence, ...] = (), **more: Any) -> Staffing:
    return Staffing(users or (PETROV, SIDOROV), absences=absences, at=at("2026-11-23 10:00"), **more)


def registered(people: Staffing | None = None, **changes: Any) -> History:
    """A ticket of priority Средний that the rules have named petrov for, unless told otherwise."""
    facts = replace(FACTS, staffing=people or staffing())
    command = call(**{"priority": Priority.MEDIUM} | changes)
    first: Any = register(command, Context(OPERATOR, at("2026-11-23 09:00"), POLICY, facts))
    return (Recorded(NUMBER, 1, at("2026-11-23 09:00"), OPERATOR.login, OPERATOR.role, first[0]),)


def later(log: History, *events: Any) -> History:
    for event in events:
        log += (Recorded(NUMBER, len(log) + 1, at("2026-11-23 09:30"), OPERATOR.login, OPERATOR.role, event),)
    return log


def offer(log: History, people: Staffing | None = None) -> Route:
    ticket = replay(log)
    found = offered(ticket, log, Request.of(ticket, CLINIC.code), DISPATCH, people or staffing())
    assert found is not None
    return found


def released(log: History, people: Staffing, to: str | None = None) -> Any:
    users = {each.login: each for each in people.users}
    facts = replace(FACTS, users=users, staffing=people)
    return decide(log, Release(number=NUMBER, to=to), Context(OPERATOR, at("2026-11-23 10:00"), POLICY, facts))


def away(login: str, substitute: str | None = None) -> Absence:
    return Absence(
        id=1, login=login, person=None, since=at("2026-11-23 08:30"), until=at("2026-11-25 17:30"), reason=None,
        substitute_login=substitute, substitute_person=None,
    )  # fmt: skip


def test_that_he_was_named_is_no_turn_of_his() -> None:
    """petrov was given this very ticket at 09:00 and sidorov never any: petrov it remains."""
    busy = staffing(last={"petrov": at("2026-11-23 09:00")}, load={"petrov": 5})
    found = offer(registered(), busy)
    assert (found.executor, found.instead_of) == (PETROV, None)
    assert found.reason == "Петров П. П.: назван при регистрации"
    (event,) = released(registered(), busy)
    assert (event.to, event.decision) == ("petrov", None)  # the decision of the registration stands


def test_taken_by_the_first_line_in_between_it_still_goes_to_him() -> None:
    taken = later(registered(), e.Taken())
    assert (replay(taken).assignee, replay(taken).named) == ("ivanova", "petrov")
    (event,) = released(taken, staffing(last={"petrov": at("2026-11-23 09:00")}))
    assert event.to == "petrov"
    assert replay(later(taken, event)).named is None


def test_absent_his_substitute_is_offered_and_it_is_said_why() -> None:
    people = staffing(absences=(away("petrov", "sidorov"),))
    found = offer(registered(), people)
    assert (found.executor, found.instead_of, found.because) == (SIDOROV, "petrov", "отсутствует до 25.11.2026 17:30")
    (event,) = released(registered(), people)
    assert (event.to, event.decision.instead_of, event.decision.substitutes) == (
        "sidorov",
        "petrov",
        ("petrov", "sidorov"),
    )


def test_absent_without_a_substitute_the_rules_choose_anew() -> None:
    found = offer(registered(), staffing(absences=(away("petrov"),)))
    assert (found.executor, found.instead_of, found.rule) == (SIDOROV, "petrov", "Ошибки")


def test_blocked_or_of_another_role_or_gone_another_is_offered() -> None:
    blocked = offer(registered(), staffing(replace(PETROV, blocked=True), SIDOROV))
    assert (blocked.executor, blocked.because) == (SIDOROV, "учётная запись заблокирована")
    moved = offer(registered(), staffing(replace(PETROV, role=Role.FIRST_LINE), SIDOROV))
    assert (moved.executor, moved.because) == (SIDOROV, "больше не на ВЛТП")


def test_a_competence_that_was_lost_changes_it() -> None:
    found = offer(registered(), staffing(replace(PETROV, competences=("core",)), SIDOROV))
    assert (found.executor, found.because) == (SIDOROV, "нет компетенции «emr»")


def test_a_higher_priority_changes_it_only_where_he_lacks_what_the_rule_asks_for() -> None:
    raised = e.PriorityChanged(old=Priority.MEDIUM, new=Priority.VERY_HIGH)
    assert offer(later(registered(), raised)).executor == PETROV
    by_sidorov = registered(staffing(SIDOROV))
    found = offer(later(by_sidorov, raised))
    assert (found.executor, found.instead_of, found.because) == (PETROV, "sidorov", "нет компетенции «core»")


def test_whom_nobody_named_the_rules_choose_at_the_hand_over() -> None:
    unnamed = registered(staffing(User("other", "Другой", Role.SECOND_LINE)))
    assert replay(unnamed).named is None
    (event,) = released(unnamed, staffing())
    assert (event.to, event.decision.rule, event.decision.instead_of) == ("petrov", "Ошибки", None)


def test_nobody_left_the_refusal_says_what_became_of_the_named_one() -> None:
    refused = released(registered(), staffing(absences=(away("petrov"), replace(away("sidorov"), id=2))))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.clause) == ("release.no_executor", "п. 5.9")
    assert refused.message.endswith("Петров П. П.: отсутствует до 25.11.2026 17:30")


def test_another_one_by_hand_is_the_first_lines_own_choice() -> None:
    (event,) = released(registered(), staffing(), to="sidorov")
    assert (event.to, event.decision) == ("sidorov", None)


def test_a_problem_split_off_is_named_by_the_rules_too() -> None:
    facts = replace(FACTS, staffing=staffing(last={"petrov": at("2026-11-23 09:00")}), next_ticket=NUMBER + 1)
    command = Split(number=NUMBER, subject="Печать", description="Не идёт печать рецепта")
    effects: Any = decide(registered(), command, Context(OPERATOR, at("2026-11-23 10:00"), POLICY, facts))
    (born,) = [each.event for each in effects if isinstance(each, Elsewhere) and isinstance(each.event, Registered)]
    assert born.decision is not None
    assert born.decision.executor == "sidorov"  # his turn: a ticket of its own


def test_turns_of_one_instant_go_round() -> None:
    """An import gives several at the same instant: whoever has the latest number waits longest for the next."""
    now = at("2026-11-23 10:00")
    both = {"petrov": now, "sidorov": now}
    fourth = staffing(last=both, turns={"petrov": 3, "sidorov": 2}, load={"petrov": 2, "sidorov": 1})
    first: Any = registered(fourth)
    assert first[0].event.decision.executor == "sidorov"
