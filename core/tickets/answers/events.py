"""What was said in a ticket: to the requester, inside the centre, by the requester (п. 4.6)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import TicketCommand
from core.tickets.log import Changed, Recorded, TicketEvent, free_text, no_longer
from core.tickets.narration.comparison import LogEntry
from core.tickets.narration.values import Names, Narration
from core.tickets.ticket import Ticket
from core.vocabulary import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented(TicketEvent):
    """A public comment by staff: the feedback that stops a reaction clock (Прил. 2, «Срок реакции»)."""

    kind: ClassVar[str] = "commented"
    entry: ClassVar[LogEntry] = LogEntry(name="answers", label="Ответ инициатору")
    text: str = free_text()

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration("Ответ инициатору", self.text, "Прил. 2, «Срок реакции»", public=True)

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return "Ответ инициатор мог уже прочесть: напишите следующим ответом, что изменилось"

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(TicketEvent):
    """An internal note: never seen by the requester, stops no clock."""

    kind: ClassVar[str] = "noted"
    clockless: ClassVar[bool] = True
    entry: ClassVar[LogEntry] = LogEntry(name="notes", label="Заметка", additive=True)
    text: str = free_text()

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration("Внутренняя заметка", self.text)

    def compensated(self, before: Ticket) -> TicketCommand | str:
        """The command that compensates it, or why there is none."""
        return "Заметка остаётся в журнале: поправьте её следующей заметкой"

    def entered(self, names: Names) -> str:
        """What the entry says, in short."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterAnswered(TicketEvent):
    """The requester answered without confirming, or asked for time: silence no longer closes the ticket (п. 4.9)."""

    kind: ClassVar[str] = "requester_answered"
    by: int
    asks_time: bool = False
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        answered = {} if self.asks_time else no_longer(ticket, Waiting.REQUESTER)
        return {"heard_at": recorded.at, **answered}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        what = "просит время на проверку" if self.asks_time else "ответил, но не подтвердил"
        title = f"Инициатор {what}: {names.person(self.by)}"
        return Narration(title, self.text, "п. 4.9", True, {"by": self.by, "asks_time": self.asks_time})
