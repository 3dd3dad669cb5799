"""What time alone has made the program say."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.log import TicketEvent
from core.vocabulary import Alert, ClockName


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted(TicketEvent):
    """What time alone made the program say: once for each clock and due."""

    kind: ClassVar[str] = "alerted"
    alert: Alert
    clock: ClockName | None = None
    due: datetime | None = None
    item: int | None = None
