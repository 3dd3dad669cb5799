"""Where a request goes (Прил. 2, «Статусы обращений»; п. 5.9): the first matching rule, then who can take it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from core.policy import Dispatch, Policy, RoutingCondition, RoutingRule
from core.tickets.directory import Absence, User
from core.tickets.routing.choice import Request, Route, Staffing, matches, route
from core.vocabulary import Channel, Line, Mis, Priority, Role, TicketType


def rule(name: str, line: Line = Line.SECOND, **more: Any) -> RoutingRule:
    fields = {"competence": None, "executor": None, "clause": "п. 5.9", "when": RoutingCondition()} | more
    return RoutingRule(name=name, line=line, **fields)


def engineer(login: str, *competences: str, **more: Any) -> User:
    return User(login, login.title(), **({"role": Role.SECOND_LINE, "competences": competences} | more))


REQUEST = Request(Mis.QMS, TicketType.ERROR, Priority.HIGH, Channel.PHONE, "gp1")


def decided(rules: list[RoutingRule], users: list[User], **load: int) -> Route:
    found = route(Dispatch(tuple(rules)), REQUEST, Staffing(users, load))
    assert found is not None
    return found


def test_the_first_rule_that_matches_decides() -> None:
    rules = [
        rule("Промед", when=RoutingCondition(mis=frozenset({Mis.PROMED}))),
        rule("qMS", when=RoutingCondition(mis=frozenset({Mis.QMS})), clause="п. 4.1, табл. 1"),
        rule("остальное"),
    ]
    found = decided(rules, [engineer("a")])
    assert (found.rule, found.clause, found.line) == ("qMS", "п. 4.1, табл. 1", Line.SECOND)


def test_where_no_rule_matches_there_is_no_route() -> None:
    rules = [rule("Промед", when=RoutingCondition(mis=frozenset({Mis.PROMED})))]
    assert route(Dispatch(tuple(rules)), REQUEST, Staffing([engineer("a")])) is None


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({}, True),
        ({"mis": {Mis.QMS}}, True),
        ({"mis": {Mis.PROMED}}, False),
        ({"type": {TicketType.ERROR, TicketType.SETUP}}, True),
        ({"type": {TicketType.SETUP}}, False),
        ({"priority": {Priority.HIGH}}, True),
        ({"priority": {Priority.LOW}}, False),
        ({"channel": {Channel.PHONE}}, True),
        ({"channel": {Channel.ISKIZ}}, False),
        ({"organization": {"gp1"}}, True),
        ({"organization": {"kb2"}}, False),
        ({"mis": {Mis.QMS}, "priority": {Priority.LOW}}, False),
    ],
)
def test_all_conditions_that_are_set_must_hold(condition: dict[str, Any], holds: bool) -> None:
    when = RoutingCondition(**{key: frozenset(values) for key, values in condition.items()})
    assert matches(when, REQUEST) is holds


def test_only_present_people_of_the_line_with_the_competence_are_candidates() -> None:
    users = [
        engineer("able", "qms-emr"),
        engineer("other", "promed"),
        engineer("gone", "qms-emr", blocked=True),
        engineer("operator", "qms-emr", role=Role.FIRST_LINE),
        engineer("chief", "qms-emr", role=Role.SUPERVISOR),
    ]
    found = decided([rule("qMS", competence="qms-emr")], users)
    assert [user.login for user in found.candidates] == ["able"]
    assert found.competence == "qms-emr"


def at(hour: int) -> datetime:
    return datetime(2026, 11, 23, hour, tzinfo=UTC)


def chosen(staffing: Staffing, **more: Any) -> Route:
    found = route(Dispatch((rule("все", **more),)), REQUEST, staffing)
    assert found is not None
    return found


def test_who_has_waited_longest_for_a_ticket_gets_it_whatever_his_load() -> None:
    users = [engineer("a"), engineer("b"), engineer("c")]
    last = {"a": at(3), "b": at(1), "c": at(2)}
    given = []
    for hour in (4, 5, 6, 7):
        executor = chosen(Staffing(users, {"b": 9}, last)).executor
        assert executor is not None
        given.append(executor.login)
        last[executor.login] = at(hour)
    assert given == ["b", "c", "a", "b"]


def test_who_never_had_a_ticket_comes_first_and_ties_go_by_login() -> None:
    executor = chosen(Staffing([engineer("c"), engineer("b"), engineer("a")], {}, {"a": at(1)})).executor
    assert executor is not None
    assert executor.login == "b"


def away(login: str, substitute: str | None = None) -> Absence:
    return Absence(id=1, since=at(1), until=at(9), login=login, substitute_login=substitute)


def test_who_is_absent_gets_nothing_and_the_decision_says_why() -> None:
    found = chosen(Staffing([engineer("a"), engineer("b")], absences=(away("a"),), at=at(5)))
    assert found.executor is not None
    assert found.executor.login == "b"
    assert [(each.login, each.reason[:11]) for each in found.excluded] == [("a", "отсутствует")]
    assert chosen(Staffing([engineer("a")], absences=(away("a"),), at=at(9))).executor is not None


def test_a_substitute_works_for_the_only_one_who_is_absent() -> None:
    users = [engineer("a", "emr"), engineer("b", "lab"), engineer("c", "lab")]
    found = chosen(Staffing(users, absences=(away("a", "b"), away("b", "c")), at=at(5)), competence="emr")
    assert found.executor is not None
    assert (found.executor.login, found.substitutes) == ("c", ("a", "b", "c"))
    assert "замещает a" in found.reason


def test_substitutes_in_a_circle_are_nobody() -> None:
    users = [engineer("a"), engineer("b")]
    found = chosen(Staffing(users, absences=(away("a", "b"), away("b", "a")), at=at(5)))
    assert found.executor is None


def test_who_is_at_the_limit_gets_nothing() -> None:
    dispatch = Dispatch((rule("все"),), open_per_executor=3)
    found = route(dispatch, REQUEST, Staffing([engineer("a"), engineer("b")], {"a": 3, "b": 2}))
    assert found is not None
    assert found.executor is not None
    assert found.executor.login == "b"
    assert found.excluded[0].reason == "открытых обращений — 3 при пределе 3"


def test_an_empty_pool_tells_the_duty_supervisor() -> None:
    found = route(Dispatch((rule("все", competence="emr"),), duty="orlova"), REQUEST, Staffing([engineer("a")]))
    assert found is not None
    assert (found.executor, found.watchers) == (None, ("orlova",))
    assert "orlova" in found.reason


def test_all_rules_that_match_add_watchers() -> None:
    rules = (rule("один", watchers=("x",)), rule("другой", watchers=("y", "x")))
    found = route(Dispatch(rules), REQUEST, Staffing([engineer("a")]))
    assert found is not None
    assert (found.rule, found.watchers) == ("один", ("x", "y"))


@pytest.mark.parametrize(
    ("words", "module", "holds"),
    [
        ({"реестр счетов"}, (), True),
        ({"рецепты"}, (), False),
        ({"рецепты", "счёт"}, (), True),
        ((), {"billing"}, True),
        ((), {"lab"}, False),
    ],
)
def test_words_and_modules_are_found_in_any_form(words: Any, module: Any, holds: bool) -> None:
    request = replace(REQUEST, text="Не выгружаются реестры счетов\nОстановилось вчера")
    when = RoutingCondition(words=frozenset(words), module=frozenset(module))
    assert matches(when, request, {"billing": ("реестр",), "lab": ("анализ",)}) is holds


def test_a_rule_may_name_its_executor_whatever_the_load() -> None:
    found = decided([rule("дежурный", executor="b")], [engineer("a"), engineer("b")], b=9)
    assert found.executor is not None
    assert found.executor.login == "b"


@pytest.mark.parametrize(
    ("wanted", "users", "reason"),
    [
        ({"competence": "qms-emr"}, [engineer("a", "promed")], "Никого с компетенцией «qms-emr»"),
        ({"executor": "b"}, [engineer("a")], "Никого с логином «b»"),
        ({"executor": "b"}, [engineer("b", blocked=True)], "Никого с логином «b»"),
        ({}, [], "Никого этой линии"),
        ({"line": Line.THIRD}, [engineer("a")], "Никого этой линии"),
    ],
)
def test_an_empty_pool_falls_back_on_nobody_and_says_why(
    wanted: dict[str, Any], users: list[User], reason: str
) -> None:
    found = decided([rule("qMS", **wanted), rule("остальное")], [*users, engineer("op", role=Role.FIRST_LINE)])
    assert (found.rule, found.executor, found.candidates) == ("qMS", None, ())
    assert found.reason.startswith(reason)


@pytest.mark.parametrize("type", list(TicketType))
def test_the_shipped_rules_send_every_request_somewhere(policy: Policy, type: TicketType) -> None:
    for mis in Mis:
        for priority in policy.norms.allowed_priorities(type):
            request = Request(mis, type, priority, Channel.PHONE, "gp1")
            assert route(policy.dispatch, request, Staffing([])) is not None


def test_the_shipped_rules_keep_consultations_at_first_line(policy: Policy) -> None:
    request = Request(Mis.QMS, TicketType.CONSULTATION, Priority.HIGH, Channel.PHONE, "gp1")
    found = route(policy.dispatch, request, Staffing([engineer("op", role=Role.FIRST_LINE), engineer("a")]))
    assert found is not None
    assert (found.line, found.clause) == (Line.FIRST, "п. 5.4")
    assert [user.login for user in found.candidates] == ["op"]
