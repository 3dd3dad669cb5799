"""Who holds a ticket: what is asked (п. 4.8, 5.9, 6.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.command import TicketCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(TicketCommand):
    """Take the ticket in progress as its assignee."""

    name: ClassVar[str] = "take"


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
class Assign(TicketCommand):
    """Give the ticket to another executor of the same line (п. 4.8)."""

    name: ClassVar[str] = "assign"
    to: str
    reason: str | None = None
