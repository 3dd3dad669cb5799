"""The life of a ticket: registration, answers, classification, hand-over, solution and closing."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.commands.base import TicketCommand
from core.vocabulary import Channel, Ground, Mis, Outcome, Priority, RefusalGround, TicketType


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Register a request (п. 3.6, 5.5); ``answer`` is the first public comment, given with the registration."""

    name: ClassVar[str] = "register"
    subject: str
    description: str
    organization: int
    requester: int
    mis: Mis
    type: TicketType
    priority: Priority
    channel: Channel
    received_at: datetime | None = None
    external_number: str | None = None
    answer: str | None = None
    ground: Ground | None = None
    template: str | None = None
    admit_reason: str | None = None
    """A supervisor's reason for a clinic without a contract (п. 1.2)."""
    different_from: tuple[int, ...] = ()
    """Similar open tickets that are about something else (п. 5.5)."""
    repeat_of: int | None = None
    """The closed ticket that this one repeats."""
    outage: int | None = None
    imported: bool = False
    """Came from ИСКИЗ or Интерактив by an import: personal data is masked, not refused (Прил. 3, п. 5)."""
    masked: tuple[str, ...] = ()
    """Kinds of personal data that the gate has masked in an import; nobody else sets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(TicketCommand):
    """Answer the requester in public (Прил. 2, «Срок реакции»)."""

    name: ClassVar[str] = "comment"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(TicketCommand):
    """Write an internal note."""

    name: ClassVar[str] = "note"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(TicketCommand):
    """Take the ticket in progress as its assignee."""

    name: ClassVar[str] = "take"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetType(TicketCommand):
    """Change the type; ``priority`` must come along where the present one has no row with the new type."""

    name: ClassVar[str] = "type"
    type: TicketType
    priority: Priority | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPriority(TicketCommand):
    """Change the priority (п. 5.10)."""

    name: ClassVar[str] = "priority"
    priority: Priority
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(TicketCommand):
    """End ПЛТП's stage and hand over to an executor of ВЛТП (п. 5.9, 6.4); no ``to``: the rules' choice."""

    name: ClassVar[str] = "release"
    to: str | None = None
    watchers: tuple[str, ...] = ()
    indicative_due: datetime | None = None
    text: str | None = None
    reason: str | None = None
    """Why to somebody who is absent (п. 4.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack(TicketCommand):
    """Return to ПЛТП what was sent to ВЛТП by mistake (п. 5.9, 6.4)."""

    name: ClassVar[str] = "send_back"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve(TicketCommand):
    """Report the ticket as solved, with the solution (п. 6.9)."""

    name: ClassVar[str] = "resolve"
    solution: str
    documented_as: int | None = None
    """A documented solution that was given (п. 5.4)."""
    document: bool = False
    """Document this solution in the base (п. 6.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(TicketCommand):
    """Record that the requester accepted the solution; ``how``: phone, comment or external."""

    name: ClassVar[str] = "confirm"
    by: int
    how: str = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(TicketCommand):
    """Record that the requester rejected the solution."""

    name: ClassVar[str] = "reject"
    by: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(TicketCommand):
    """Close without a confirmed solution: out of scope, redirected, withdrawn or refused.

    ``for_all``: those whose duplicates are solved here withdraw too. ``ground``: of a refusal, why; None: what the
    contract and the clinic's data say.
    """

    name: ClassVar[str] = "close"
    outcome: Outcome
    reason: str
    for_all: bool = False
    ground: RefusalGround | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Process(TicketCommand):
    """Record ПЛТП's checklist of primary processing (п. 5.5); ``impact``: on the clinic's work (п. 3.9).

    ``details``: what was learned since the registration, with lines «label: value» for fields of the template.
    """

    name: ClassVar[str] = "process"
    relevant: bool = True
    correct: bool = True
    complete: bool = True
    category: bool = True
    urgency: bool = True
    impact: str | None = None
    missing: str | None = None
    details: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInformation(TicketCommand):
    """Ask the requester in public for what is missing (п. 5.4, 6.6); the ticket then waits for the requester."""

    name: ClassVar[str] = "request_information"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePriority(TicketCommand):
    """Propose another priority to ПЛТП, who alone sets it (п. 5.10)."""

    name: ClassVar[str] = "propose_priority"
    priority: Priority
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(TicketCommand):
    """Give the ticket to another executor of the same line (п. 4.8)."""

    name: ClassVar[str] = "assign"
    to: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceClose(TicketCommand):
    """Close after more than 10 working days without a confirmation (п. 4.9)."""

    name: ClassVar[str] = "force_close"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate(TicketCommand):
    """Close as a duplicate of an earlier ticket that is still open (Прил. 3, п. 2).

    ``across``: why a ticket of another clinic is the same problem; needed there.
    """

    name: ClassVar[str] = "duplicate"
    of: int
    text: str | None = None
    across: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSilent(TicketCommand):
    """Close by itself after 5 working days of silence (Прил. 2): the program alone gives this command."""

    name: ClassVar[str] = "close_silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(TicketCommand):
    """Open a closed ticket again: only where the policy allows it without a dispute (Прил. 2)."""

    name: ClassVar[str] = "reopen"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(TicketCommand):
    """Record that the requester answered without confirming, or asked for time (п. 4.9)."""

    name: ClassVar[str] = "answered"
    by: int
    text: str
    asks_time: bool = False
