"""Taking what a colleague has: asked first, because the colleague loses it."""

from typing import ClassVar

from textual.app import ComposeResult

from console.dialogs.frame.ticket_dialog import TicketDialog
from core.desk.views import TicketView
from core.tickets.assignment.commands import Take
from core.tickets.command import TicketCommand
from core.vocabulary import Line


def a_colleague_has_it(view: TicketView, me: str) -> bool:
    """Whether somebody else has the ticket; one whom the rules have only named, while it is at ПЛТП, has not."""
    ticket = view.ticket
    if ticket.assignee in (None, me):
        return False
    named = view.decision is not None and view.decision.executor == ticket.assignee
    return not (ticket.line is Line.FIRST and ticket.accepted_by is None and named)


class TakeDialog(TicketDialog):
    """The ticket changes its assignee; nothing is typed, the saving key says yes."""

    NAME: ClassVar[str] = "take"
    HEADING: ClassVar[str] = "ЗАБРАТЬ У КОЛЛЕГИ"
    GLYPH: ClassVar[str] = "◆"
    CLAUSE: ClassVar[str] = "Прил. 2, «Статусы обращений»"
    SAVE: ClassVar[str] = "Забрать себе"
    DONE: ClassVar[str] = "взято в работу"

    def lead(self) -> str:
        """Who has it now."""
        return f"Исполнитель обращения — {self.view.assignee_name}. После этого исполнителем будете вы."

    def compose_form(self) -> ComposeResult:
        """Nothing to fill in."""
        yield from ()

    def command(self) -> TicketCommand | str:
        """The taking."""
        return Take(number=self.ticket.number)
