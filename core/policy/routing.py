"""The routing rules as typed values; matching them with tickets is a rule of tickets (Прил. 2, «Статусы обращений»)."""

from dataclasses import dataclass

from core.vocabulary import Channel, Line, Mis, Priority, TicketType


@dataclass(frozen=True, slots=True)
class RoutingCondition:
    """What a ticket must be for the rule to apply: an empty set asks nothing, all the others must hold."""

    mis: frozenset[Mis] = frozenset()
    type: frozenset[TicketType] = frozenset()
    priority: frozenset[Priority] = frozenset()
    channel: frozenset[Channel] = frozenset()
    organization: frozenset[str] = frozenset()
    """Codes of organisations."""


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """One rule of the ordered list: the first that matches decides the line and who of it.

    At most one of *competence* (a word that the executor must have) and *executor* (a login) is set; with neither,
    anybody of the line will do.
    """

    name: str
    when: RoutingCondition
    line: Line
    competence: str | None
    executor: str | None
    clause: str
