"""Mass incidents: what is asked (п. 5.4, 6.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.command import DeskCommand, TicketCommand
from core.vocabulary import Mis


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOutage(DeskCommand):
    """Announce a mass incident (п. 5.4, 6.3); no ``organizations``: all of them."""

    name: ClassVar[str] = "outage_open"
    title: str
    text: str
    mis: Mis | None = None
    organizations: tuple[int, ...] = ()
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOutage(DeskCommand):
    """Tell news of a mass incident."""

    name: ClassVar[str] = "outage_update"
    outage: int
    text: str
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOutage(DeskCommand):
    """Answer the requesters of all tickets of a mass incident at once."""

    name: ClassVar[str] = "outage_answer"
    outage: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveOutage(DeskCommand):
    """Resolve all tickets of a mass incident with one solution, and end it."""

    name: ClassVar[str] = "outage_resolve"
    outage: int
    solution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOutage(DeskCommand):
    """End a mass incident; its tickets stay as they are."""

    name: ClassVar[str] = "outage_end"
    outage: int
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinOutage(TicketCommand):
    """Attach the ticket to a mass incident, or take it off (п. 5.4, 6.3)."""

    name: ClassVar[str] = "join_outage"
    outage: int
    left: bool = False
