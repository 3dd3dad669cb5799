"""An act that its author has taken back at once: both stay in the log."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import TicketEvent
from core.tickets.narration.values import Names, Narration, records_named


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(TicketEvent):
    """The actor took his own last act back; ``events`` are the ``seq`` of what it had recorded in this ticket."""

    kind: ClassVar[str] = "taken_back"
    events: tuple[int, ...]

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"Своё действие отменено ({records_named(self.events)})"
        return Narration(title, None, None, False, {"events": list(self.events)})
