"""The life of a ticket: registration, answers, taking, classification, hand-over, solution and closing."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.events.base import free_text
from core.tickets.events.decision import Decision
from core.tickets.events.origin import Origin
from core.vocabulary import Channel, Ground, Mis, Outcome, Priority, RefusalGround, TicketType


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
    ground: Ground | None = None
    template: str | None = None
    imported: bool = False
    decision: Decision | None = None
    """Whom the routing rules chose at once (Прил. 2, «Новый»)."""
    masked: tuple[str, ...] = ()
    """Kinds of personal data that were masked in an imported text (Прил. 3, п. 5)."""
    admitted: str | None = free_text(None)
    """Why a supervisor let a clinic without a contract in (п. 1.2)."""
    different_from: tuple[int, ...] = ()
    """Similar open tickets that the registrar judged to be about something else (п. 5.5)."""
    origin: Origin | None = None
    """The ticket that this one was split from, and the life that it goes on with (Прил. 3, п. 1)."""


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
class PriorityConfirmed:
    """ПЛТП has clarified urgency and impact, and stands by the priority that was named (Прил. 2; п. 3.9)."""

    kind: ClassVar[str] = "priority_confirmed"
    priority: Priority
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """ПЛТП finished its stage and handed the ticket to an executor of ВЛТП (п. 5.9, 6.4)."""

    kind: ClassVar[str] = "released"
    to: str
    decision: Decision | None = None
    watchers: tuple[str, ...] = ()
    indicative_due: datetime | None = None
    despite_absence: bool = False
    text: str | None = free_text(None)
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """ВЛТП returned to ПЛТП what was sent by mistake (п. 5.9, 6.4), to whoever had sent it; None: to nobody yet."""

    kind: ClassVar[str] = "sent_back"
    to: str | None = None
    reason: str = free_text()


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
    for_requester: int | None = None
    """The absent requester whom ``by`` substitutes (п. 4.7); None when the requester answered in person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The requester rejected the solution: back in progress, the resolution clock resumes."""

    kind: ClassVar[str] = "rejected"
    by: int
    reason: str = free_text()
    for_requester: int | None = None
    """The absent requester whom ``by`` substitutes (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Closed by staff without a confirmed solution, with a reason that the requester is told; or by silence.

    ``effective_at``: the end of the term of silence, whenever the program came to record it (Прил. 2); None: at once.
    """

    kind: ClassVar[str] = "closed"
    outcome: Outcome
    ground: RefusalGround | None = None
    """Of a refusal: why."""
    reason: str = free_text()
    effective_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A closed ticket is in progress again: only by the decision of a dispute (Прил. 2, disputes)."""

    kind: ClassVar[str] = "reopened"
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityProposed:
    """ВЛТП proposes another priority; only ПЛТП sets it (п. 5.10)."""

    kind: ClassVar[str] = "priority_proposed"
    priority: Priority
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """An executor inside the line, by the rules or by hand; ``accepted`` stays empty until he takes it himself."""

    kind: ClassVar[str] = "assigned"
    to: str | None
    automatic: bool = False
    decision: Decision | None = None
    despite_absence: bool = False
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """ПЛТП's checklist of primary processing (п. 5.5): what was judged, and the impact on the clinic's work (п. 3.9).

    ``missing`` names what the request still lacks, ``details`` is what was learned since the registration.
    """

    kind: ClassVar[str] = "processed"
    relevant: bool
    correct: bool
    complete: bool
    category: bool
    urgency: bool
    impact: str | None = free_text(None)
    missing: str | None = free_text(None)
    details: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterAnswered:
    """The requester answered without confirming, or asked for time: silence no longer closes the ticket (п. 4.9)."""

    kind: ClassVar[str] = "requester_answered"
    by: int
    asks_time: bool = False
    text: str = free_text()
