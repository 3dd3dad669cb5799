"""What is said in a ticket: to the requester, inside the centre, by the requester (п. 4.6)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import TicketCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(TicketCommand):
    """Answer the requester in public (Прил. 2, «Срок реакции»)."""

    name: ClassVar[str] = "comment"
    text: str
    watchers: tuple[str, ...] = ()
    """Who is mentioned in it and watches from now on; nobody of a login is no mistake."""
    documented_as: int | None = None
    """The documented solution that it gives (п. 5.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(TicketCommand):
    """Write an internal note."""

    name: ClassVar[str] = "note"
    text: str
    watchers: tuple[str, ...] = ()
    documented_as: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(TicketCommand):
    """Record that the requester answered without confirming, or asked for time (п. 4.9)."""

    name: ClassVar[str] = "answered"
    by: int
    text: str
    asks_time: bool = False
