"""An act that its author has taken back at once: both stay in the log."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import TicketEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(TicketEvent):
    """The actor took his own last act back; ``events`` are the ``seq`` of what it had recorded in this ticket."""

    kind: ClassVar[str] = "taken_back"
    events: tuple[int, ...]
