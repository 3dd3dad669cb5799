"""Taking one's last act back: what is asked."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import TicketCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(TicketCommand):
    """Take the actor's own last act on the ticket back; ``typed``: by the command line, where a minute counts."""

    name: ClassVar[str] = "undo"
    typed: bool = False
