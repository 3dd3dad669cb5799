"""What is asked about type and priority (п. 5.10; Прил. 2)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.vocabulary import Priority, TicketType


@dataclass(frozen=True, slots=True, kw_only=True)
class SetType(TicketCommand):
    """Change the type; ``priority`` must come along where the present one has no row with the new type."""

    name: ClassVar[str] = "type"
    type: TicketType
    priority: Priority | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPriority(TicketCommand):
    """Change the priority (п. 5.10)."""

    name: ClassVar[str] = "priority"
    priority: Priority
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPriority(TicketCommand):
    """Say that urgency and impact are clarified and the present priority is right (п. 3.9; Прил. 2)."""

    name: ClassVar[str] = "priority_confirm"
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePriority(TicketCommand):
    """Propose another priority to ПЛТП, who alone sets it (п. 5.10)."""

    name: ClassVar[str] = "propose_priority"
    priority: Priority
    reason: str | None = None
