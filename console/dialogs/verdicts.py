"""The requester's verdict on a solution: accepted or rejected."""

from typing import ClassVar

from textual.app import ComposeResult

from console.dialogs.frame.ticket_dialog import TicketDialog
from console.widgets.fields.choice import Choice, Option
from console.widgets.fields.text_fields import TextBody
from core.tickets.closing.commands import Confirm, Reject
from core.tickets.closing.outcomes import CONFIRMED_HOW
from core.tickets.command import TicketCommand

_HOW = tuple(Option(how, title.capitalize()) for how, title in CONFIRMED_HOW.items())


class ConfirmDialog(TicketDialog):
    """The solution was accepted: the ticket is closed."""

    NAME: ClassVar[str] = "confirm"
    TELLS: ClassVar[bool] = True
    HEADING: ClassVar[str] = "ИНИЦИАТОР ПОДТВЕРДИЛ РЕШЕНИЕ"
    GLYPH: ClassVar[str] = "✓"
    CLAUSE: ClassVar[str] = "Прил. 2, «Статусы обращений»"
    SAVE: ClassVar[str] = "Подтвердить и закрыть"
    DONE: ClassVar[str] = "решение подтверждено, обращение закрыто"

    def lead(self) -> str:
        """Whose word it is."""
        return f"Подтверждает {self.view.requester.name}. Обращение будет закрыто и не открывается снова."

    def compose_form(self) -> ComposeResult:
        """How it was said."""
        yield self.row("Как сообщил", Choice(_HOW, id="how"))
        yield from self.dropping()

    def command(self) -> TicketCommand | str:
        """A confirmation."""
        how = self.query_one("#how", Choice).value
        return Confirm(number=self.ticket.number, by=self.ticket.requester, how=how, drop=self.dropped())


class RejectDialog(TicketDialog):
    """The solution was rejected: back in progress."""

    NAME: ClassVar[str] = "reject"
    HEADING: ClassVar[str] = "ИНИЦИАТОР ОТКЛОНИЛ РЕШЕНИЕ"
    GLYPH: ClassVar[str] = "✗"
    CLAUSE: ClassVar[str] = "Прил. 2, «Статусы обращений»"
    SAVE: ClassVar[str] = "Вернуть в работу"
    DONE: ClassVar[str] = "решение отклонено, снова в работе"

    def lead(self) -> str:
        """Whose word it is and what follows."""
        return f"Отклоняет {self.view.requester.name}. Обращение вернётся в работу, срок решения пойдёт дальше."

    def compose_form(self) -> ComposeResult:
        """The reason."""
        yield TextBody(id="reason", placeholder="Что не так, словами инициатора…")

    def command(self) -> TicketCommand | str:
        """A rejection."""
        reason = self.text_of("reason")
        if not reason.strip():
            return "Запишите, что не устроило инициатора."
        return Reject(number=self.ticket.number, by=self.ticket.requester, reason=reason)
