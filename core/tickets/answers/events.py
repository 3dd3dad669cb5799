"""What was said in a ticket: to the requester, inside the centre, by the requester (п. 4.6)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import TicketEvent, free_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented(TicketEvent):
    """A public comment by staff: the feedback that stops a reaction clock (Прил. 2, «Срок реакции»)."""

    kind: ClassVar[str] = "commented"
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(TicketEvent):
    """An internal note: never seen by the requester, stops no clock."""

    kind: ClassVar[str] = "noted"
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterAnswered(TicketEvent):
    """The requester answered without confirming, or asked for time: silence no longer closes the ticket (п. 4.9)."""

    kind: ClassVar[str] = "requester_answered"
    by: int
    asks_time: bool = False
    text: str = free_text()
