"""What happens to terms and waiting (п. 4.6, 4.8, 5.9–6.8)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.log import TicketEvent, free_text
from core.vocabulary import ClockName, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingStarted(TicketEvent):
    """The ticket waits for somebody; waiting is measured, and stops no clock unless the policy says so."""

    kind: ClassVar[str] = "waiting_started"
    waiting: Waiting
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEnded(TicketEvent):
    """What the ticket waited for has come, or is no longer waited for."""

    kind: ClassVar[str] = "waiting_ended"
    text: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAgreed(TicketEvent):
    """A term that both sides agreed on (п. 4.8, 6.7, 6.8): the actor for the desk, ``agreed_with`` for the clinic.

    ``due`` is absolute: neither waiting nor holidays move it.
    """

    kind: ClassVar[str] = "term_agreed"
    clock: ClockName
    due: datetime
    agreed_with: int
    reason: str = free_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermIndicated(TicketEvent):
    """An indicative term, a hint by the executor: it judges nothing (п. 5.9, 6.7)."""

    kind: ClassVar[str] = "term_indicated"
    due: datetime
    reason: str | None = free_text(None)
