"""A form for one command to a ticket that was read."""

from typing import ClassVar

from console.screens.dialogs.form import UNKEPT as UNKEPT
from console.screens.dialogs.form import FormDialog, key_hints
from core.desk.views import TicketView

__all__ = ["TicketDialog", "key_hints"]


class TicketDialog(FormDialog):
    """A form for the ticket of ``view``; what came after that version is told, and never overwritten unseen."""

    TELLS: ClassVar[bool] = False
    """Whether the requester hears of what the form does, and with him whoever follows the ticket."""

    def __init__(self, view: TicketView) -> None:
        super().__init__(view.ticket.number, view.ticket.version)
        self.view = view
        self.ticket = view.ticket

    def told(self) -> str:
        """Everybody who must be told besides the requester, where what the form does is for the requester to hear."""
        others = [each.line for each in self.view.others_to_inform]
        return f"Сообщите и другим: {'; '.join(others)}." if self.TELLS and others else ""
