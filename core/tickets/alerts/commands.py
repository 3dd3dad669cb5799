"""What the program itself says about terms."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.vocabulary import Alert, ClockName


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseAlert(TicketCommand):
    """Say what time alone has caused: the program alone gives this command."""

    name: ClassVar[str] = "alert"
    alert: Alert
    clock: ClockName | None = None
    due: datetime | None = None
    item: int | None = None
