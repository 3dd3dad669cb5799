"""What can happen to the directory: clinics, their people, the staff, their absence (п. 1.2, 3.8, 4.7; гл. 10).

Names, phones, addresses and staff numbers are people's data: they stand beside the log under their hashes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.events.base import free_text
from core.vocabulary import Mis, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationAdded:
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
class PersonAdded:
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
class UserAdded:
    """A member of staff got an account."""

    kind: ClassVar[str] = "user_added"
    login: str
    full_name: str = free_text()
    role: Role
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UserBlocked:
    """A member of staff was blocked (п. 10.2)."""

    kind: ClassVar[str] = "user_blocked"
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserUnblocked:
    """A member of staff is back."""

    kind: ClassVar[str] = "user_unblocked"
    login: str
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged:
    """A member of staff got another role."""

    kind: ClassVar[str] = "role_changed"
    login: str
    old: Role
    new: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSet:
    """The contract of a clinic was set or changed (п. 1.2)."""

    kind: ClassVar[str] = "contract_set"
    id: int
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged:
    """What is known of a person was changed (п. 10.3); None: that field stays."""

    kind: ClassVar[str] = "person_changed"
    id: int
    person_kind: str | None = None
    full_name: str | None = free_text(None)
    phone: str | None = free_text(None)
    email: str | None = free_text(None)
    staff_number: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlocked:
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
class PersonUnblocked:
    """A person is back (гл. 10); ``request``: the request about an account by which, None where by hand."""

    kind: ClassVar[str] = "person_unblocked"
    id: int
    request: int | None = None
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWritten:
    """A letter that the regulation demands was written (п. 10.7): about whom, to whom; None: no head is recorded."""

    kind: ClassVar[str] = "letter_written"
    id: int
    at: datetime
    person: int
    organization: int
    addressee: int | None = None
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSent:
    """A letter was sent on a local date, by whom and how."""

    kind: ClassVar[str] = "letter_sent"
    id: int
    sent_on: str
    sent_by: str
    how: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencesChanged:
    """What a member of staff is competent in was set anew."""

    kind: ClassVar[str] = "competences_changed"
    login: str
    competences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceSet:
    """Somebody of staff (``login``) or of a clinic (``person``) is absent, with who substitutes (п. 4.7)."""

    kind: ClassVar[str] = "absence_set"
    id: int
    since: datetime
    until: datetime
    login: str | None = None
    person: int | None = None
    substitute_login: str | None = None
    substitute_person: int | None = None
    sudden: bool = False
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceCancelled:
    """An absence ended early, or never began."""

    kind: ClassVar[str] = "absence_cancelled"
    id: int
    at: datetime
