"""An act that its author has taken back at once: both stay in the log."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.log import TicketEvent
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration, records_named

NOT_AGAIN: Final = "Отмену не отменяют: сделайте действие снова"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(TicketEvent):
    """The actor took his own last act back; ``events`` are the ``seq`` of what it had recorded in this ticket."""

    kind: ClassVar[str] = "taken_back"
    clockless: ClassVar[bool] = True
    entry: ClassVar[LogEntry] = LogEntry(name="withdrawals", label="Отменённое действие")
    kept: ClassVar[str] = NOT_AGAIN
    events: tuple[int, ...]

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"Своё действие отменено ({records_named(self.events)})"
        return Narration(title, None, None, False, {"events": list(self.events)})

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return records_named(self.events)
