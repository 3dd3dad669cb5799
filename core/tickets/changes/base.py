"""What a change of a ticket is: fields by name, made from the ticket, the event and its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket

Changed = Mapping[str, Any]
Change: TypeAlias = "Callable[[Ticket, Any, Any], Changed]"
