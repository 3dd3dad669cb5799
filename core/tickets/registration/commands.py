"""What is asked at the registration of a request (п. 3.6, 5.5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.command import Command, TicketCommand
from core.vocabulary import (
    Channel,
    Ground,
    Mis,
    Priority,
    TicketType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Command):
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
class SetExternal(TicketCommand):
    """Record the number of the request in ИСКИЗ or Интерактив (п. 3.6); ``register``: in which of them it is."""

    name: ClassVar[str] = "external"
    external_number: str
    register: Channel | None = None
