"""People's data that leaves the desk as a file: who may take it, and that it is on record before it goes.

The regulation names no rule for exports; that lists of people are a matter of the shift's supervisor and of the
administrator is this desk's own reading.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import DeskEvent
from core.tickets.narration.accesses import AccessEntry
from core.tickets.refusal import Refusal, bad_input, denied, not_found
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Role

KINDS: Final = {
    "people": "сотрудники МО",
    "calls": "журнал звонков",
    "bundle": "дело спора",
    "attachment": "файл обращения",
    "report": "сводка",
}
"""What can leave the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(DeskEvent):
    """People's data left the desk: what, how many records, of which ticket; who and when say the event itself."""

    kind: ClassVar[str] = "exported"
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda event: f"Выгружено: {KINDS.get(event.what, event.what)}, {event.count}"
    )
    what: str
    count: int
    ticket: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExport(DeskCommand):
    """Record that people's data leaves the desk: ``what`` (a code of ``KINDS``), how many records."""

    name: ClassVar[str] = "export"
    what: str
    count: int
    ticket: int | None = None


OF_MANY: Final = frozenset({"people", "calls"})
"""What holds the data of many people at once."""
_OVERSEERS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)


def record(command: RecordExport, context: Context) -> Effects | Refusal:
    """That something is taken out, by whom, and how many records of it."""
    if command.what not in KINDS:
        message = f"Выгружать «{command.what}» нельзя. Можно: {', '.join(KINDS)}"
        return bad_input("export.unknown", message, field="what", allowed=list(KINDS))
    if command.what in OF_MANY and context.actor.role not in _OVERSEERS:
        return denied("access.export", "Списки людей и звонков выгружают руководитель смены и администратор")
    if command.ticket is not None and command.ticket not in context.facts.tickets:
        return not_found("ticket.unknown", f"Обращения № {command.ticket} нет")
    return (Exported(what=command.what, count=command.count, ticket=command.ticket),)


USE_CASES: Final = (
    UseCase(
        RecordExport,
        record,
        title="Выгрузить в файл",
        about="Людей МО или журнал звонков; кто и что выгрузил, записывается.",
        denial="Данные выгружают сотрудники ЦК",
        rights="+  +  +  +  +  -",
        undo=Reversal.FINAL,
        instead="Выгруженное уже вне пульта, и это записано",
    ),
)
