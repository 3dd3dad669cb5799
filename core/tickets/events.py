"""What can happen to a ticket: one frozen payload per kind of event.

An event is a fact and carries only what cannot be derived from earlier facts. Fields marked by :func:`free_text`
are people's words: the store keeps them beside the log under their own hash, so that they can be cut out while
the chain stays whole.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from core.vocabulary import Channel, Mis, Outcome, Priority, Role, TicketType

FREE_TEXT = {"free_text": True}


def free_text(default: Any = ...) -> Any:
    """Declare a dataclass field that holds people's words."""
    return field(metadata=FREE_TEXT) if default is ... else field(default=default, metadata=FREE_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A request became a ticket (п. 5.5, 3.6). ``received_at`` starts the clocks: the start of the call, or the
    registration time in ИСКИЗ or Интерактив."""

    kind: ClassVar[str] = "registered"
    subject: str = free_text()
    description: str = free_text()
    type: TicketType
    priority: Priority
    channel: Channel
    mis: Mis
    organization: int
    requester: int
    received_at: datetime
    external_number: str | None = None
    ground: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented:
    """A public comment by staff: the feedback that stops a reaction clock (Прил. 2, «Срок реакции»)."""

    kind: ClassVar[str] = "commented"
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An internal note: never seen by the requester, stops no clock."""

    kind: ClassVar[str] = "noted"
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The actor became the assignee and the ticket is in progress (Прил. 2, «В работе»)."""

    kind: ClassVar[str] = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeChanged:
    """Type changed; the priority goes along when the old pair has no row in Прил. 2, табл. 1."""

    kind: ClassVar[str] = "type_changed"
    old: TicketType
    new: TicketType
    priority: Priority
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChanged:
    """Priority changed by ПЛТП (п. 5.10)."""

    kind: ClassVar[str] = "priority_changed"
    old: Priority
    new: Priority
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """ПЛТП finished its stage and handed the ticket to an executor of ВЛТП (п. 5.9, 6.4)."""

    kind: ClassVar[str] = "released"
    to: str
    watchers: tuple[str, ...] = ()
    indicative_due: datetime | None = None
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The executor resolved the ticket and described the solution (п. 6.9); it waits for confirmation."""

    kind: ClassVar[str] = "resolved"
    solution: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The requester accepted the solution: the ticket is closed (Прил. 2, «Закрыта»)."""

    kind: ClassVar[str] = "confirmed"
    by: int
    how: str = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The requester rejected the solution: back in progress, the resolution clock resumes."""

    kind: ClassVar[str] = "rejected"
    by: int
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Closed by staff without a confirmed solution, with a reason that the requester is told."""

    kind: ClassVar[str] = "closed"
    outcome: Outcome
    reason: str = free_text()


Event = (
    Registered
    | Commented
    | Noted
    | Taken
    | TypeChanged
    | PriorityChanged
    | Released
    | Resolved
    | Confirmed
    | Rejected
    | Closed
)

EVENT_KINDS: dict[str, type[Any]] = {
    cls.kind: cls
    for cls in (
        Registered,
        Commented,
        Noted,
        Taken,
        TypeChanged,
        PriorityChanged,
        Released,
        Resolved,
        Confirmed,
        Rejected,
        Closed,
    )
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the log tells it.

    ``seq`` counts within the ticket from 1 and is the ticket's version after the event; ``at`` is an aware instant;
    ``actor`` a login; ``role`` the actor's role at that time, so that history never depends on today's accounts.
    """

    ticket: int
    seq: int
    at: datetime
    actor: str
    role: Role
    event: Event


History = tuple[Recorded, ...]
