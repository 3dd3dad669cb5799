"""What a command leads to: events of its own ticket, events of other tickets, facts of the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from core.tickets.context import Context
from core.tickets.log import DeskEvent, TicketEvent
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An event of another ticket than the command names; the number of a new one is ``Facts.next_ticket``."""

    number: int
    event: TicketEvent


Effect = TicketEvent | Elsewhere | DeskEvent
Effects = tuple[Effect, ...]

Rule: TypeAlias = Callable[[Ticket, Any, Context], Effects | Refusal]
"""How a command of a ticket is decided; the gate and the guards have let it through."""
DeskRule: TypeAlias = Callable[[Any, Context], Effects | Refusal]
"""How a command of the desk is decided; the gate has let it through."""
