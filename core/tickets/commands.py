"""What an actor can ask for: one frozen value per use case.

A command holds ids and codes that are already resolved and texts that are already cleaned; the desk does both before
the rules see it. ``number`` names the ticket.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.vocabulary import Channel, Mis, Outcome, Priority, Role, TicketType


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
    ground: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Answer the requester in public (Прил. 2, «Срок реакции»)."""

    name: ClassVar[str] = "comment"
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Write an internal note."""

    name: ClassVar[str] = "note"
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """Take the ticket in progress as its assignee."""

    name: ClassVar[str] = "take"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetType:
    """Change the type; ``priority`` must come along where the present one has no row with the new type."""

    name: ClassVar[str] = "type"
    number: int
    type: TicketType
    priority: Priority | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPriority:
    """Change the priority (п. 5.10)."""

    name: ClassVar[str] = "priority"
    number: int
    priority: Priority
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """End ПЛТП's stage and hand over to an executor of ВЛТП (п. 5.9, 6.4)."""

    name: ClassVar[str] = "release"
    number: int
    to: str
    watchers: tuple[str, ...] = ()
    indicative_due: datetime | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve:
    """Report the ticket as solved, with the solution (п. 6.9)."""

    name: ClassVar[str] = "resolve"
    number: int
    solution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """Record that the requester accepted the solution; ``how``: phone, comment or external."""

    name: ClassVar[str] = "confirm"
    number: int
    by: int
    how: str = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Record that the requester rejected the solution."""

    name: ClassVar[str] = "reject"
    number: int
    by: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Close without a confirmed solution: out of scope, redirected, withdrawn or refused."""

    name: ClassVar[str] = "close"
    number: int
    outcome: Outcome
    reason: str


TicketCommand = Comment | Note | Take | SetType | SetPriority | Release | Resolve | Confirm | Reject | Close


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganization:
    """Add a clinic (МО); dates of the contract are local ISO dates (п. 1.2)."""

    name: ClassVar[str] = "org_add"
    title: str
    code: str
    mis: tuple[Mis, ...] = (Mis.QMS, Mis.PROMED)
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """Add a requester of a clinic (п. 3.8, гл. 10); ``person_kind``: medic, it, it_head or head."""

    name: ClassVar[str] = "person_add"
    full_name: str
    organization: int
    person_kind: str = "medic"
    phone: str | None = None
    email: str | None = None
    staff_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUser:
    """Add a member of staff with a login of the form ``[a-z][a-z0-9_-]{0,31}``."""

    name: ClassVar[str] = "user_add"
    login: str
    full_name: str
    role: Role
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockUser:
    """Block a member of staff: people are never deleted (гл. 10)."""

    name: ClassVar[str] = "user_block"
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole:
    """Give a member of staff another role."""

    name: ClassVar[str] = "user_role"
    login: str
    role: Role


DirectoryCommand = AddOrganization | AddPerson | AddUser | BlockUser | ChangeRole
Command = Register | TicketCommand | DirectoryCommand
