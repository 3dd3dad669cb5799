"""Where a request goes: ordered rules, the first match decides, then those of the line who can take it.

Source: Прил. 2, «Статусы обращений»; п. 5.9. The decision is a value that can say why it is what it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.policy import RoutingCondition, RoutingRule
from core.tickets.directory import User
from core.vocabulary import Channel, Line, Mis, Priority, Role, TicketType

ROLE_OF_LINE = {Line.FIRST: Role.FIRST_LINE, Line.SECOND: Role.SECOND_LINE}


@dataclass(frozen=True, slots=True)
class Request:
    """What the rules look at; ``organization`` is the code of the clinic."""

    mis: Mis
    type: TicketType
    priority: Priority
    channel: Channel
    organization: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where the first matching rule sends a request, who could take it, and whom the chooser proposes.

    ``executor`` is None when nobody can: nothing falls back silently, ``reason`` says what is missing.
    """

    rule: str
    clause: str
    line: Line
    competence: str | None
    candidates: tuple[User, ...]
    executor: User | None
    reason: str


def route(
    rules: Sequence[RoutingRule], request: Request, users: Sequence[User], load: Mapping[str, int]
) -> Route | None:
    """Decide by the first rule that matches; None when no rule does.

    ``load`` counts the open tickets of each login: the proposal is the least loaded candidate, ties by login.
    """
    rule = next((rule for rule in rules if matches(rule.when, request)), None)
    if rule is None:
        return None
    candidates = tuple(user for user in users if _fits(rule, user))
    executor = min(candidates, key=lambda user: (load.get(user.login, 0), user.login), default=None)
    return Route(
        rule.name, rule.clause, rule.line, rule.competence, candidates, executor, _reason(rule, executor, load)
    )


def matches(when: RoutingCondition, request: Request) -> bool:
    """Whether every condition that the rule sets holds; an empty one asks nothing."""
    return (
        _asks(when.mis, request.mis)
        and _asks(when.type, request.type)
        and _asks(when.priority, request.priority)
        and _asks(when.channel, request.channel)
        and _asks(when.organization, request.organization)
    )


def _asks(allowed: frozenset[Any], value: object) -> bool:
    return not allowed or value in allowed


def _fits(rule: RoutingRule, user: User) -> bool:
    if user.blocked or user.role is not ROLE_OF_LINE.get(rule.line):
        return False
    if rule.executor is not None:
        return user.login == rule.executor
    return rule.competence is None or rule.competence in user.competences


def _reason(rule: RoutingRule, executor: User | None, load: Mapping[str, int]) -> str:
    wanted = f"с компетенцией «{rule.competence}»" if rule.competence else "этой линии"
    if rule.executor is not None:
        wanted = f"с логином «{rule.executor}»"
    if executor is None:
        return f"Никого {wanted}: исполнителя назначьте сами"
    return f"{executor.name}: {wanted}, открытых обращений — {load.get(executor.login, 0)}"
