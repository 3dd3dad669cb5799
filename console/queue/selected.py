"""What can be done with the selected ticket of the queue, as it stands at that moment."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from console.queue.preview_pane import QueuePreview
from console.screens.desk_screen import DeskScreen
from core.desk.views import TicketView
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor


class SelectedTicket:
    """Of one list; ``preview`` knows which it is."""

    def __init__(self, screen: DeskScreen, preview: QueuePreview) -> None:
        self._screen = screen
        self._preview = preview

    def start(self, name: str) -> None:
        """Open a command's dialog, or say why it is refused."""
        self._read(partial(self._start, name))

    def offer(self) -> None:
        """Everything that can be done with it."""
        self._read(self._offer)

    def _read(self, then: Callable[[TicketView | Refusal], None]) -> None:
        pult, number = self._screen.pult, self._preview.selected
        if number is not None and pult.client.actor is not None:
            pult.keys.hold()
            read = partial(_read_ticket, number, pult.client.actor)
            pult.client.ask(read, then, group="action", on_failure=self._unread)

    def _unread(self, refusal: Refusal) -> None:
        self._screen.pult.keys.release()

    def _start(self, name: str, view: TicketView | Refusal) -> None:
        self._screen.pult.keys.release()
        if isinstance(view, TicketView):
            from console.dialogs import start_action

            start_action(self._screen.pult, name, view)

    def _offer(self, view: TicketView | Refusal) -> None:
        self._screen.pult.keys.release()
        if isinstance(view, TicketView):
            from console.dialogs import offer_actions

            self._preview.ticket = view
            offer_actions(self._screen.pult, self._screen, "queue", view)


def _read_ticket(number: int, actor: "Actor", desk: "Desk") -> TicketView | Refusal:
    return desk.tickets.view(number, actor)
