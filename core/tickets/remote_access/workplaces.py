"""The checklist of a workplace (гл. 9)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.tickets.log import TicketEvent, free_text
from core.tickets.narration.values import Names, Narration


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceChecked(TicketEvent):
    """The checklist of п. 9.1 and 9.2 for one PC; ``missing`` holds the codes of what is not there."""

    kind: ClassVar[str] = "workplace_checked"
    missing: tuple[str, ...] = ()
    pc: str = free_text()

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = "Рабочее место проверено: " + ("не хватает средств" if self.missing else "всё на месте")
        return Narration(title, self.pc, "п. 9.1, 9.2", False, {"missing": list(self.missing)})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWorkplace(TicketCommand):
    """Record the checklist of a workplace (п. 9.1, 9.2); ``missing``: codes of what is not there."""

    name: ClassVar[str] = "workplace"
    pc: str
    missing: tuple[str, ...] = ()
