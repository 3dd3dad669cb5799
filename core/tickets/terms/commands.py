"""What is asked about terms and waiting (п. 4.6, 4.8, 5.9–6.8)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.vocabulary import ClockName, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(TicketCommand):
    """Say whom the ticket waits for."""

    name: ClassVar[str] = "wait"
    waiting: Waiting
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(TicketCommand):
    """Say that the waiting is over."""

    name: ClassVar[str] = "resume"
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeTerm(TicketCommand):
    """Record a term that both sides agreed on (п. 4.8, 6.7, 6.8)."""

    name: ClassVar[str] = "term"
    due: datetime
    agreed_with: int
    reason: str
    clock: ClockName = ClockName.RESOLUTION


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicateTerm(TicketCommand):
    """Give an indicative term (п. 5.9, 6.7)."""

    name: ClassVar[str] = "indicate"
    due: datetime
    reason: str | None = None
