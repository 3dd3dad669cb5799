"""A form for one command to a ticket that was read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from console.dialogs.frame.form_dialog import UNKEPT as UNKEPT
from console.dialogs.frame.form_dialog import FormDialog
from console.widgets.fields.text_fields import TextLine
from console.widgets.key_hints import key_hints
from core.desk.views import TicketView
from core.text import safe_line

__all__ = ["TicketDialog", "key_hints"]


class TicketDialog(FormDialog):
    """A form for the ticket of ``view``; what came after that version is told, and never overwritten unseen."""

    TELLS: ClassVar[bool] = False
    """Whether the requester hears of what the form does, and with him whoever follows the ticket."""

    def __init__(self, view: TicketView) -> None:
        super().__init__(view.ticket.number, view.ticket.version)
        self.view = view
        self.ticket = view.ticket
        self.open_inside = view.ticket.left_open
        """What must be finished, or dropped with a reason, before the ticket ends (п. 4.4, 8.4)."""

    def told(self) -> str:
        """Everybody who must be told besides the requester, where what the form does is for the requester to hear."""
        others = [each.line for each in self.view.others_to_inform]
        return f"Сообщите и другим: {'; '.join(others)}." if self.TELLS and others else ""

    def dropping(self) -> ComposeResult:
        """The field that drops what is open inside; nothing where nothing is."""
        if self.open_inside:
            titles = ", ".join(each.title for each in self.open_inside)
            yield Static(safe_line(f"Не завершено: {titles}. Снять, потому что:"), classes="label", markup=False)
            yield TextLine(id="drop", placeholder="причина; или завершите их раньше")

    def dropped(self) -> str | None:
        """The reason that was given for it."""
        return self.text_of("drop").strip() or None if self.open_inside else None
