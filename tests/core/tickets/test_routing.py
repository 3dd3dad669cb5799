"""Where a request goes (Прил. 2, «Статусы обращений»; п. 5.9): the first matching rule, then who can take it."""

from typing import Any

import pytest

from core.policy import Policy, RoutingCondition, RoutingRule
from core.tickets.directory import User
from core.tickets.routing import Request, Route, matches, route
from core.vocabulary import Channel, Line, Mis, Priority, Role, TicketType


def rule(name: str, line: Line = Line.SECOND, **more: Any) -> RoutingRule:
    fields = {"competence": None, "executor": None, "clause": "п. 5.9", "when": RoutingCondition()} | more
    return RoutingRule(name=name, line=line, **fields)


def engineer(login: str, *competences: str, **more: Any) -> User:
    return User(login, login.title(), **({"role": Role.SECOND_LINE, "competences": competences} | more))


REQUEST = Request(Mis.QMS, TicketType.ERROR, Priority.HIGH, Channel.PHONE, "gp1")


def decided(rules: list[RoutingRule], users: list[User], **load: int) -> Route:
    found = route(rules, REQUEST, users, load)
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
    assert route(rules, REQUEST, [engineer("a")], {}) is None


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


def test_the_least_loaded_one_is_proposed() -> None:
    found = decided([rule("все")], [engineer("a"), engineer("b"), engineer("c")], a=3, b=1, c=2)
    assert found.executor is not None
    assert found.executor.login == "b"
    assert "открытых обращений — 1" in found.reason


def test_whoever_has_no_open_tickets_counts_as_zero_and_ties_go_by_login() -> None:
    found = decided([rule("все")], [engineer("c"), engineer("b"), engineer("a")], a=1)
    assert found.executor is not None
    assert found.executor.login == "b"


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
            assert route(policy.routing, Request(mis, type, priority, Channel.PHONE, "gp1"), [], {}) is not None


def test_the_shipped_rules_keep_consultations_at_first_line(policy: Policy) -> None:
    request = Request(Mis.QMS, TicketType.CONSULTATION, Priority.HIGH, Channel.PHONE, "gp1")
    found = route(policy.routing, request, [engineer("op", role=Role.FIRST_LINE), engineer("a")], {})
    assert found is not None
    assert (found.line, found.clause) == (Line.FIRST, "п. 5.4")
    assert [user.login for user in found.candidates] == ["op"]
