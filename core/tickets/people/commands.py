"""Clinics and their people: what is asked (п. 1.2; гл. 10)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import DeskCommand
from core.vocabulary import Mis


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
class SetContract(DeskCommand):
    """Set or change the contract of a clinic (п. 1.2); dates are local ISO dates."""

    name: ClassVar[str] = "org_contract"
    organization: int
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson(DeskCommand):
    """Change what is known of somebody of a clinic (п. 10.3); what is None stays."""

    name: ClassVar[str] = "person_change"
    person: int
    full_name: str | None = None
    person_kind: str | None = None
    phone: str | None = None
    email: str | None = None
    staff_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPerson(DeskCommand):
    """Block somebody of a clinic: people are never deleted (п. 10.2).

    ``ground``: dismissal, maternity, abuse. Abuse needs the decision of the УК (п. 10.7).
    """

    name: ClassVar[str] = "person_block"
    person: int
    ground: str
    reason: str | None = None
    decision: str | None = None
    decided_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockPerson(DeskCommand):
    """Let somebody of a clinic back, blocked by mistake or returned from leave: the same card and account (гл. 10)."""

    name: ClassVar[str] = "person_unblock"
    person: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLetter(DeskCommand):
    """Record that a letter was sent (п. 10.7): how, and on which local date; None: today."""

    name: ClassVar[str] = "letter_sent"
    letter: int
    how: str
    sent_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowStaffNumber(DeskCommand):
    """Read a protected staff number (п. 10.3); that it was read is recorded."""

    name: ClassVar[str] = "staff_number"
    person: int
    reason: str
