"""What a change of a ticket is: fields by name, made from the ticket, the event and its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from core.vocabulary import Waiting

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket

Changed = Mapping[str, Any]
Change: TypeAlias = "Callable[[Ticket, Any, Any], Changed]"


def no_longer(ticket: Ticket, waiting: Waiting) -> Changed:
    """The end of a wait for somebody that was said by hand; no change where the ticket waits for somebody else."""
    return {"waiting": None, "waiting_since": None} if ticket.waiting is waiting else {}
