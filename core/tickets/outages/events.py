"""Mass incidents: what happens (п. 5.4, 6.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.tickets.log import Changed, DeskEvent, Recorded, TicketEvent, free_text
from core.tickets.narration.values import Names, Narration
from core.tickets.outages.commands import JoinOutage
from core.tickets.ticket import Ticket
from core.vocabulary import Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageJoined(TicketEvent):
    """The ticket belongs to a mass incident (п. 5.4, 6.3), or no longer."""

    kind: ClassVar[str] = "outage_joined"
    outage: int
    left: bool = False

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"outage": None if self.left else self.outage}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"{'Отделено от сбоя' if self.left else 'Отнесено к сбою'} № {self.outage}"
        return Narration(title, None, "п. 5.4, 6.3", False, {"outage": self.outage, "left": self.left})

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return JoinOutage(number=before.number, outage=self.outage, left=not self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageOpened(DeskEvent):
    """A mass incident was announced (п. 5.4, 6.3); no ``organizations``: all of them."""

    kind: ClassVar[str] = "outage_opened"
    id: int
    at: datetime
    mis: Mis | None = None
    organizations: tuple[int, ...] = ()
    expected_end: datetime | None = None
    title: str = free_text()
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageUpdated(DeskEvent):
    """News of a mass incident."""

    kind: ClassVar[str] = "outage_updated"
    id: int
    at: datetime
    expected_end: datetime | None = None
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageEnded(DeskEvent):
    """A mass incident is over."""

    kind: ClassVar[str] = "outage_ended"
    id: int
    at: datetime
    text: str | None = free_text(None)
