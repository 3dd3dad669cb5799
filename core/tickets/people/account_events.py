"""Requests about accounts in ИСКИЗ and the МИС: what happens (п. 10.3–10.6)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.log import DeskEvent, free_text


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRequested(DeskEvent):
    """A request about an account (п. 10.3–10.5); ``late``: blocking was asked for after 3 working days."""

    kind: ClassVar[str] = "account_requested"
    id: int
    account_kind: str
    system: str
    person: int
    requested_by: int
    position: str | None = None
    specialization: str | None = None
    dismissed_on: str | None = None
    late: bool = False
    ticket: int | None = None
    external_number: str | None = None
    at: datetime
    reason: str | None = free_text(None)
    staff_number: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRegistered(DeskEvent):
    """The number under which a request about an account stands in ИСКИЗ (п. 3.6)."""

    kind: ClassVar[str] = "account_registered"
    id: int
    external_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDone(DeskEvent):
    """A request about an account was carried out."""

    kind: ClassVar[str] = "account_done"
    id: int
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRefused(DeskEvent):
    """A request about an account was refused for data that does not match (п. 10.6)."""

    kind: ClassVar[str] = "account_refused"
    id: int
    mismatch: str = free_text()
