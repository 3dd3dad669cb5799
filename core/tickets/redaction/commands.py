"""Cutting out what should never have been written: what is asked (Прил. 3, п. 5)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import DeskCommand, TicketCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact(TicketCommand):
    """Cut people's words out of one event of the ticket (Прил. 3, п. 5); no ``fields``: all of its texts."""

    name: ClassVar[str] = "redact"
    event: int
    reason: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactFact(DeskCommand):
    """Cut people's words out of one event of the desk's registers (Прил. 3, п. 5); ``event``: its number in the log."""

    name: ClassVar[str] = "redact_fact"
    event: int
    reason: str
    fields: tuple[str, ...] = ()
