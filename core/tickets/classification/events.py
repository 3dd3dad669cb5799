"""What happens to type and priority (п. 5.10; Прил. 2)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import TicketEvent, free_text
from core.vocabulary import Priority, TicketType


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeChanged(TicketEvent):
    """Type changed; the priority goes along when the old pair has no row in Прил. 2, табл. 1."""

    kind: ClassVar[str] = "type_changed"
    old: TicketType
    new: TicketType
    priority: Priority
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChanged(TicketEvent):
    """Priority changed by ПЛТП (п. 5.10)."""

    kind: ClassVar[str] = "priority_changed"
    old: Priority
    new: Priority
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityConfirmed(TicketEvent):
    """ПЛТП has clarified urgency and impact, and stands by the priority that was named (Прил. 2; п. 3.9)."""

    kind: ClassVar[str] = "priority_confirmed"
    priority: Priority
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityProposed(TicketEvent):
    """ВЛТП proposes another priority; only ПЛТП sets it (п. 5.10)."""

    kind: ClassVar[str] = "priority_proposed"
    priority: Priority
    reason: str | None = free_text(None)
