"""Cutting out what should never have been written (Прил. 3, п. 5); the store cuts, the log tells."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from core.tickets.commands import Redact
from core.tickets.context import Context
from core.tickets.effects import Effects, Rule
from core.tickets.events import FREE_TEXT, History, Redacted
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.ticket import Ticket

PRIVACY: Final = "Прил. 3, п. 5"


def words_of(history: History, seq: int) -> tuple[str, ...]:
    """The fields of one event that hold people's words now; empty where there are none, or no such event."""
    event = next((recorded.event for recorded in history if recorded.seq == seq), None)
    if event is None:
        return ()
    marked = (field.name for field in fields(event) if FREE_TEXT.keys() <= field.metadata.keys())
    return tuple(name for name in marked if getattr(event, name) is not None)


def redact(ticket: Ticket, command: Redact, context: Context) -> Effects | Refusal:
    """The texts of one event, or those of its fields that are named."""
    if not 1 <= command.event <= ticket.version:
        return not_found("redact.unknown", f"Записи {command.event} в обращении {ticket.number} нет")
    there = words_of(context.history, command.event)
    if not there:
        return Refusal("redact.no_text", f"В записи {command.event} нет текста", PRIVACY)
    strange = [name for name in command.fields if name not in there]
    if strange:
        message = f"В записи {command.event} нет текста «{strange[0]}». Есть: {', '.join(there)}"
        return bad_input("redact.field", message, PRIVACY, field="fields", allowed=list(there))
    return (Redacted(event=command.event, fields=command.fields or there, reason=command.reason),)


RULES: Final[Mapping[str, Rule]] = {Redact.name: redact}
