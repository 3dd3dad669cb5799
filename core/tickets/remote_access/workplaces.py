"""The checklist of a workplace (гл. 9)."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.text import nearest
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import TicketEvent, free_text
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration
from core.tickets.refusal import Refusal, bad_input
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceChecked(TicketEvent):
    """The checklist of п. 9.1 and 9.2 for one PC; ``missing`` holds the codes of what is not there."""

    kind: ClassVar[str] = "workplace_checked"
    clockless: ClassVar[bool] = True
    entry: ClassVar[LogEntry] = LogEntry(name="workplaces", label="Рабочее место", additive=True)
    missing: tuple[str, ...] = ()
    pc: str = free_text()

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = "Рабочее место проверено: " + ("не хватает средств" if self.missing else "всё на месте")
        return Narration(title, self.pc, "п. 9.1, 9.2", False, {"missing": list(self.missing)})

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return f"{self.pc}: {'не хватает средств' if self.missing else 'всё на месте'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWorkplace(TicketCommand):
    """Record the checklist of a workplace (п. 9.1, 9.2); ``missing``: codes of what is not there."""

    name: ClassVar[str] = "workplace"
    pc: str
    missing: tuple[str, ...] = ()


MEANS: Final = {
    "antivirus": "антивирусная защита",
    "assistant": "«Ассистент»",
    "browser": "отечественный браузер",
    "mis": "МИС",
    "crypto": "криптопровайдер",
    "office": "офисный пакет",
    "reader": "чтение .pdf, .zip и .rar",
    "network": "защищённая сеть",
}
"""What a workplace must have (п. 9.1), and where it must stand (п. 9.2)."""


def check_workplace(ticket: Ticket, command: CheckWorkplace, context: Context) -> Effects | Refusal:
    """The checklist of one PC."""
    for code in command.missing:
        if code not in MEANS:
            close = nearest(code, MEANS)
            hint = f"; ближайшее — {close}" if close else ""
            message = f"Такого пункта нет: «{code}»{hint}. Пункты: {', '.join(MEANS)}"
            return bad_input("workplace.unknown", message, "п. 9.1", field="missing", allowed=list(MEANS))
    return (WorkplaceChecked(pc=command.pc, missing=tuple(dict.fromkeys(command.missing))),)


USE_CASES: Final = (
    UseCase(
        CheckWorkplace,
        check_workplace,
        title="Проверка рабочего места",
        about="Записать проверку рабочего места (п. 9.1, 9.2).",
        denial="Рабочее место проверяют специалисты ПЛТП и ВЛТП",
        clause="п. 9.1",
        rights="nw/nw/nw  -/nw/nw  -  -  -  -",
        rests_on="",
        undo=Reversal.MARKED,
    ),
)
