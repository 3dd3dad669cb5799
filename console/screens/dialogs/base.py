"""A form for one command to a ticket that was read."""

from console.screens.dialogs.form import UNKEPT as UNKEPT
from console.screens.dialogs.form import FormDialog, key_hints
from core.desk.views import TicketView

__all__ = ["TicketDialog", "key_hints"]


class TicketDialog(FormDialog):
    """A form for the ticket of ``view``; what came after that version is told, and never overwritten unseen."""

    def __init__(self, view: TicketView) -> None:
        super().__init__(view.ticket.number, view.ticket.version)
        self.view = view
        self.ticket = view.ticket
