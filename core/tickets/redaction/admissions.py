"""Texts with personal data that a supervisor has let in with a reason (Прил. 3, п. 5)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.clauses import PRIVACY
from core.tickets.log import DeskEvent, TicketEvent, free_text
from core.tickets.narration.accesses import AccessEntry
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataAdmitted(TicketEvent):
    """A supervisor let a text with personal data in, with a reason (Прил. 3, п. 5); ``kinds`` never holds a value."""

    kind: ClassVar[str] = "personal_data_admitted"
    clockless: ClassVar[bool] = True
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda _: "Приняты персональные данные в тексте", "Прил. 3, п. 5"
    )
    entry: ClassVar[LogEntry] = LogEntry(name="admissions", label="Персональные данные", additive=True)
    fields: tuple[str, ...]
    kinds: tuple[str, ...]
    reason: str = free_text()

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        data = {"fields": list(self.fields), "kinds": list(self.kinds)}
        return Narration("Текст с персональными данными принят с основанием", self.reason, PRIVACY, False, data)

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return ", ".join(self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAdmitted(DeskEvent):
    """A supervisor let a text with personal data into the desk's own registers, with a reason (Прил. 3, п. 5).

    ``fields`` are those of ``command``; ``kinds`` never holds a value. On a ticket it is
    :class:`PersonalDataAdmitted`.
    """

    kind: ClassVar[str] = "text_admitted"
    access: ClassVar[AccessEntry | None] = AccessEntry(
        lambda _: "Приняты персональные данные в тексте", "Прил. 3, п. 5"
    )
    command: str
    fields: tuple[str, ...]
    kinds: tuple[str, ...]
    reason: str = free_text()
