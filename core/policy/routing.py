"""The routing rules as typed values; matching them with tickets is a rule of tickets (Прил. 2, «Статусы обращений»)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    module: frozenset[str] = frozenset()
    """Codes of modules, each known by its words."""
    words: frozenset[str] = frozenset()
    """Words one of which must stand in the subject or the description, in any form."""


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """One rule of the ordered list: the first that matches decides the line and who of it; all that match add watchers.

    At most one of *competence* (a word that the executor must have) and *executor* (a login) is set; with neither,
    anybody of the line will do.
    """

    name: str
    when: RoutingCondition
    line: Line
    competence: str | None
    executor: str | None
    clause: str
    watchers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutingCase:
    """A golden case kept beside the rules: a request, and where it must go."""

    name: str
    mis: Mis
    type: TicketType
    priority: Priority
    channel: Channel
    organization: str
    text: str
    rule: str
    line: Line
    competence: str | None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Everything that routing goes by: rules in their order, modules with their words, limits, the duty supervisor."""

    rules: tuple[RoutingRule, ...]
    modules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open_per_executor: int | None = None
    duty: str | None = None
    """The login of the supervisor who is told when nobody can take a ticket."""
    cases: tuple[RoutingCase, ...] = ()
    competences: Mapping[str, str] = field(default_factory=dict)
    """What the codes of competences are called for people."""

    def competence(self, code: str) -> str:
        """What a competence is called; the code itself where nobody has named it."""
        return self.competences.get(code, code)
