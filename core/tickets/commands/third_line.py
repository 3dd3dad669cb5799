"""ТЛТП: hand-over, return and verification (гл. 7)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.commands.base import TicketCommand
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
    identified_at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(TicketCommand):
    """Record that ТЛТП closed on its side (п. 7.6)."""

    name: ClassVar[str] = "route_returned"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify(TicketCommand):
    """Record that ВЛТП verified ТЛТП's solution and agreed it with the requester (п. 7.6)."""

    name: ClassVar[str] = "route_verified"
    text: str | None = None
