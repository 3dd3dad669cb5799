"""Cutting out what should never have been written (Прил. 3, п. 5); the store cuts, the log tells."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.clauses import PRIVACY
from core.tickets.command import DeskCommand, TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import DeskEvent, History, TicketEvent, free_text
from core.tickets.narration.accesses import AccessEntry
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration
from core.tickets.redaction import free_text as words
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted(TicketEvent):
    """A text that should never have been there was cut out of event ``event`` of this ticket (Прил. 3, п. 5).

    ``left``: the hash (hex) of that event's row as it is left, where a word stood in the row itself and not beside it;
    the row keeps the hash that it was written under, and so does the chain.
    """

    kind: ClassVar[str] = "redacted"
    clockless: ClassVar[bool] = True
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda event: f"Изъят текст записи {event.event}", "Прил. 3, п. 5"
    )
    entry: ClassVar[LogEntry] = LogEntry(name="redactions", label="Изъятие текста")
    kept: ClassVar[str] = "Изъятый текст не вернуть"
    event: int
    fields: tuple[str, ...]
    left: str | None = None
    reason: str = free_text()

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        data = {"event": self.event, "fields": list(self.fields)}
        return Narration(f"Изъят текст записи {self.event}", self.reason, PRIVACY, False, data)

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return f"запись {self.event}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRedacted(DeskEvent):
    """A text was cut out of an event of the desk (Прил. 3, п. 5); ``event`` is its number in the log.

    ``left``: as in ``Redacted``.
    """

    kind: ClassVar[str] = "fact_redacted"
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda event: f"Изъят текст события {event.event}", "Прил. 3, п. 5"
    )
    event: int
    fields: tuple[str, ...]
    left: str | None = None
    reason: str = free_text()


def words_of(history: History, seq: int) -> tuple[str, ...]:
    """The fields of one event that hold people's words now; empty where there are none, or no such event."""
    event = next((recorded.event for recorded in history if recorded.seq == seq), None)
    return () if event is None else tuple(words.words_of(event))


def redact(ticket: Ticket, command: Redact, context: Context) -> Effects | Refusal:
    """The texts of one event, or those of its fields that are named."""
    if not 1 <= command.event <= ticket.version:
        return not_found("redact.unknown", f"Записи {command.event} в обращении {ticket.number} нет")
    there = words_of(context.history, command.event)
    refusal = _unfit(f"В записи {command.event}", command.fields, there)
    return refusal or (Redacted(event=command.event, fields=command.fields or there, reason=command.reason),)


def redact_fact(command: RedactFact, context: Context) -> Effects | Refusal:
    """The texts of one event of the desk: a call, a shift, a view, an outage, and all else that is no ticket's."""
    if command.event in context.facts.placed:
        number, seq = context.facts.placed[command.event]
        message = f"Событие {command.event} — запись {seq} обращения {number}: изымите текст в нём"
        return bad_input("redact.of_ticket", message, PRIVACY, field="event", number=number, event=seq)
    fact = context.facts.written.get(command.event)
    if fact is None:
        return not_found("redact.unknown", f"События {command.event} в журнале нет")
    there = tuple(words.words_of(fact))
    refusal = _unfit(f"В событии {command.event}", command.fields, there)
    return refusal or (FactRedacted(event=command.event, fields=command.fields or there, reason=command.reason),)


def _unfit(where: str, wanted: Collection[str], there: Collection[str]) -> Refusal | None:
    """Why the texts of an event cannot be cut: it has none, or none of that name."""
    if not there:
        return Refusal("redact.no_text", f"{where} нет текста", PRIVACY)
    strange = [name for name in wanted if name not in there]
    if strange:
        message = f"{where} нет текста «{strange[0]}». Есть: {', '.join(there)}"
        return bad_input("redact.field", message, PRIVACY, field="fields", allowed=list(there))
    return None


def _has_words(ticket: Ticket, context: Context) -> Refusal | None:
    if any(words_of(context.history, each.seq) for each in context.history):
        return None
    return Refusal("redact.no_text", "Изымать нечего: текстов в обращении нет", "Прил. 3, п. 5")


USE_CASES: Final = (
    UseCase(
        Redact,
        redact,
        title="Изъять текст",
        about="Изъять слова из записи, журнал останется целым (Прил. 3, п. 5).",
        denial="Текст изымают руководитель смены и администратор",
        clause="Прил. 3, п. 5",
        rights="-  -  nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -  -",
        premises=(_has_words,),
        rests_on="redactions",
        undo=Reversal.HELD,
    ),
    UseCase(
        RedactFact,
        redact_fact,
        title="Изъять текст из реестра",
        about="Изъять слова из записи реестра, журнал останется целым (Прил. 3, п. 5).",
        denial="Текст изымают руководитель смены и администратор",
        clause="Прил. 3, п. 5",
        rights="-  -  +  +  -  -",
        undo=Reversal.HELD,
    ),
)
