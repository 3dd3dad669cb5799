"""What happens at the registration of a request (п. 3.6, 5.5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.log import TicketEvent, free_text
from core.tickets.registration.origin import Origin
from core.tickets.routing.decision import Decision
from core.vocabulary import (
    Channel,
    Ground,
    Mis,
    Priority,
    TicketType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(TicketEvent):
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
class ExternallyRegistered(TicketEvent):
    """The number under which the request stands in ИСКИЗ or Интерактив (п. 3.6)."""

    kind: ClassVar[str] = "externally_registered"
    external_number: str
