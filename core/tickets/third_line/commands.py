"""ТЛТП: what is asked (гл. 7)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.vocabulary import Destination, RoutingGround, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOut(TicketCommand):
    """Route the ticket to ТЛТП (п. 7.1–7.5)."""

    name: ClassVar[str] = "route"
    destination: Destination
    scenario: Scenario
    ground: RoutingGround
    text: str
    requester_informed: bool = False
    """A public comment that was written since the ticket is critical has told the requester (п. 5.7)."""
    identified_at_once: bool = False
    inform: str | None = None
    """The public word to the requester that the ticket goes to ТЛТП (п. 5.7), written with the hand-over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(TicketCommand):
    """Record that ТЛТП closed on its side (п. 7.6)."""

    name: ClassVar[str] = "route_returned"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify(TicketCommand):
    """Record that the executor verified ТЛТП's solution and agreed it with the requester (п. 7.6).

    ``how``: phone, comment or external; ``text``: what the requester is told in public.
    """

    name: ClassVar[str] = "route_verified"
    agreed_with: int
    how: str
    text: str | None = None
