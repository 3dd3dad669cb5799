"""The directory: clinics, their people, the staff, their absence (п. 1.2, 3.8, 4.7; гл. 10)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.commands.base import DeskCommand
from core.vocabulary import Mis, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganization(DeskCommand):
    """Add a clinic (МО); dates of the contract are local ISO dates (п. 1.2)."""

    name: ClassVar[str] = "org_add"
    title: str
    code: str
    mis: tuple[Mis, ...] = (Mis.QMS, Mis.PROMED)
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson(DeskCommand):
    """Add a requester of a clinic (п. 3.8, гл. 10); ``person_kind``: medic, it, it_head or head."""

    name: ClassVar[str] = "person_add"
    full_name: str
    organization: int
    person_kind: str = "medic"
    phone: str | None = None
    email: str | None = None
    staff_number: str | None = None
    namesake: bool = False
    """Somebody else than the one of the same name whom the clinic has already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUser(DeskCommand):
    """Add a member of staff with a login of the form ``[a-z][a-z0-9_-]{0,31}``."""

    name: ClassVar[str] = "user_add"
    login: str
    full_name: str
    role: Role
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockUser(DeskCommand):
    """Block a member of staff: people are never deleted (гл. 10)."""

    name: ClassVar[str] = "user_block"
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockUser(DeskCommand):
    """Let a member of staff back who was blocked by mistake or returns: the same account."""

    name: ClassVar[str] = "user_unblock"
    login: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole(DeskCommand):
    """Give a member of staff another role."""

    name: ClassVar[str] = "user_role"
    login: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SetContract(DeskCommand):
    """Set or change the contract of a clinic (п. 1.2); dates are local ISO dates."""

    name: ClassVar[str] = "org_contract"
    organization: int
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCompetences(DeskCommand):
    """Set what a member of staff is competent in: routing chooses by it."""

    name: ClassVar[str] = "user_competences"
    login: str
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAbsence(DeskCommand):
    """Record an absence of staff (``login``) or of a requester (``person``) with who substitutes (п. 4.7).

    ``sudden``: learnt of when it had begun. The substitute is of the same sort as the absent one.
    """

    name: ClassVar[str] = "absence_set"
    since: datetime
    until: datetime
    login: str | None = None
    person: int | None = None
    substitute_login: str | None = None
    substitute_person: int | None = None
    sudden: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAbsence(DeskCommand):
    """End an absence early, or take back one that has not begun."""

    name: ClassVar[str] = "absence_cancel"
    absence: int
