"""ТЛТП: outside the desk, reached through ПЛТП or ВЛТП (гл. 7)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import TicketEvent, free_text
from core.vocabulary import Destination, RoutingGround, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedOut(TicketEvent):
    """The ticket went to ТЛТП (п. 7.1–7.5) with its ground and its scenario of responsibility."""

    kind: ClassVar[str] = "routed_out"
    destination: Destination
    scenario: Scenario
    ground: RoutingGround
    requester_informed: bool = False
    identified_at_once: bool = False
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(TicketEvent):
    """ТЛТП closed on its side; ours stays in progress until its executor has verified (п. 7.6)."""

    kind: ClassVar[str] = "returned"
    text: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(TicketEvent):
    """The executor verified what ТЛТП did and agreed it with the requester (п. 7.6): with whom and how."""

    kind: ClassVar[str] = "verified"
    text: str | None = free_text(None)
    agreed_with: int | None = None
    """None in an older log."""
    how: str | None = None
    for_requester: int | None = None
    """The absent requester whom ``agreed_with`` substitutes (п. 4.7)."""
