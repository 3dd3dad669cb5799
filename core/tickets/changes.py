"""What several events share in how they change a ticket."""

from dataclasses import replace
from typing import Any

from core.tickets.log import Changed
from core.tickets.ticket import Ticket
from core.vocabulary import Waiting


def no_longer(ticket: Ticket, waiting: Waiting) -> Changed:
    """The end of a wait for somebody that was said by hand; no change where the ticket waits for somebody else."""
    return {"waiting": None, "waiting_since": None} if ticket.waiting is waiting else {}


def with_one(items: tuple[Any, ...], identity: int, **changes: Any) -> tuple[Any, ...]:
    """The items with one of them changed, known by its ``id``."""
    return tuple(replace(each, **changes) if each.id == identity else each for each in items)
