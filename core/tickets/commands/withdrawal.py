"""Taking one's own last act back (Прил. 2 says nothing of it: a slip of a key is no decision)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.commands.base import TicketCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(TicketCommand):
    """Take the actor's own last act on the ticket back; ``typed``: by the command line, where a minute counts."""

    name: ClassVar[str] = "undo"
    typed: bool = False
