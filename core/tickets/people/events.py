"""Clinics and their people: what happens (п. 1.2; гл. 10)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.log import DeskEvent, free_text
from core.tickets.narration.accesses import AccessEntry
from core.vocabulary import Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationAdded(DeskEvent):
    """A clinic (МО) was added (п. 1.2)."""

    kind: ClassVar[str] = "organization_added"
    id: int
    code: str
    title: str = free_text()
    mis: tuple[Mis, ...]
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(DeskEvent):
    """A requester of a clinic was added (п. 3.8)."""

    kind: ClassVar[str] = "person_added"
    id: int
    organization: int
    person_kind: str
    namesake: bool = False
    full_name: str = free_text()
    phone: str | None = free_text(None)
    email: str | None = free_text(None)
    staff_number: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSet(DeskEvent):
    """The contract of a clinic was set or changed (п. 1.2)."""

    kind: ClassVar[str] = "contract_set"
    id: int
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(DeskEvent):
    """What is known of a person was changed (п. 10.3); None: that field stays."""

    kind: ClassVar[str] = "person_changed"
    id: int
    person_kind: str | None = None
    full_name: str | None = free_text(None)
    phone: str | None = free_text(None)
    email: str | None = free_text(None)
    staff_number: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlocked(DeskEvent):
    """A person was blocked, never deleted (п. 10.2, 10.7); ``ground``: dismissal, maternity or abuse.

    ``decision`` and ``decided_on`` are those of the УК; ``letter_to`` is the head of the clinic whom a letter goes to.
    """

    kind: ClassVar[str] = "person_blocked"
    id: int
    ground: str
    decision: str | None = None
    decided_on: str | None = None
    letter_to: int | None = None
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnblocked(DeskEvent):
    """A person is back (гл. 10); ``request``: the request about an account by which, None where by hand."""

    kind: ClassVar[str] = "person_unblocked"
    id: int
    request: int | None = None
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWritten(DeskEvent):
    """A letter that the regulation demands was written (п. 10.7): about whom, to whom; None: no head is recorded."""

    kind: ClassVar[str] = "letter_written"
    id: int
    at: datetime
    person: int
    organization: int
    addressee: int | None = None
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSent(DeskEvent):
    """A letter was sent on a local date, by whom and how."""

    kind: ClassVar[str] = "letter_sent"
    id: int
    sent_on: str
    sent_by: str
    how: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNumberRead(DeskEvent):
    """Somebody read a protected staff number (п. 10.3)."""

    kind: ClassVar[str] = "staff_number_read"
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda _: "Просмотрен табельный номер", "п. 10.3", person=lambda event: event.id
    )
    id: int
    reason: str = free_text()
