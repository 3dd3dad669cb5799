"""The selected ticket beside the queue: read once the cursor rests, told in one part or in two, or not at all."""

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.timer import Timer

from console.link.messages import ASIDE
from console.presence.presence_text import told
from console.queue.filtering import SETTLE
from console.queue.model.panes import ROOM, THREE_PANES
from console.queue.model.queue_model import QueueModel
from console.queue.widgets.ticket_preview import Part, TicketPreview
from console.screens.desk_screen import DeskScreen
from core.desk.views import TicketView
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.tickets.directory import Actor

_WAYS: Final = ("side", "zoom", "none")


class QueuePreview:
    """Of one screen, for the ticket that ``model`` has selected."""

    def __init__(self, screen: DeskScreen, model: QueueModel) -> None:
        self._screen = screen
        self._model = model
        self.wanted: str | None = None
        """«side», «zoom» or «none»; None: what suits the width."""
        self.ticket: TicketView | None = None
        """What is told."""
        self._reader: Actor | None = None
        """Who has read it."""
        self._resting: Timer | None = None
        self._again: Timer | None = None
        """Reads the selected ticket again, once the list is painted."""

    @property
    def widget(self) -> TicketPreview:
        """Where it is told."""
        return self._screen.query_one("#preview", TicketPreview)

    @property
    def settled(self) -> bool:
        """Whether the selected ticket is told, and is not to be read again."""
        return self._again is None and self.widget.number == self._model.selected

    @property
    def selected(self) -> int | None:
        """Which ticket the cursor stands on."""
        return self._model.selected

    # -- where it stands ----------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Beside the list, over the whole screen, not at all."""
        present = "side" if self._screen.has_class("-preview") else "none"
        present = "zoom" if self._screen.has_class("-zoom") else present
        self.wanted = _WAYS[(_WAYS.index(present) + 1) % len(_WAYS)]
        self.lay()
        self.ask()

    def lay(self) -> None:
        """A wide screen has room for it; what was chosen stays."""
        width = self._screen.app.size.width
        wanted = self.wanted or ("side" if width >= ROOM else "none")
        self._screen.set_class(wanted != "none", "-preview")
        self._screen.set_class(wanted == "zoom", "-zoom")
        self._screen.set_class(width >= THREE_PANES, "-three-panes")
        self.widget.show_part(Part.CARD if width >= THREE_PANES else Part.WHOLE)

    # -- what it tells ------------------------------------------------------------------------------------------

    def rest(self) -> None:
        """The cursor has moved: read the ticket once it rests."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self._screen.set_timer(SETTLE, self.ask)

    def ask_anew(self) -> None:
        """Read the selected ticket again: at once where another one is shown, else once the list is painted."""
        if self._model.selected is None or self.widget.number != self._model.selected:
            return self.ask()
        if self._again is None:
            self._again = self._screen.set_timer(ASIDE, self._ask_again)

    def _ask_again(self) -> None:
        self._again = None
        self.ask()

    def ask(self) -> None:
        """Read the selected ticket."""
        client = self._screen.pult.client
        number, actor = self._model.selected, client.actor
        if number is None or actor is None:
            return self.show(None)
        client.ask(lambda desk: desk.tickets.view(number, actor), partial(self._read, actor), group="preview")

    def known(self, number: int) -> TicketView | None:
        """A ticket as it was read last; None where another one was, or somebody else than who sits here now has."""
        ticket, reader = self.ticket, self._reader
        same = ticket is not None and ticket.ticket.number == number and reader == self._screen.pult.client.actor
        return ticket if same else None

    def _read(self, reader: "Actor", view: TicketView | Refusal) -> None:
        self._reader = reader
        self.show(view)

    def show(self, view: TicketView | Refusal | None) -> None:
        """Tell a ticket; nothing of one that cannot be read, or of none."""
        self.ticket = view if isinstance(view, TicketView) else None
        policy = self._screen.pult.client.policy
        if policy is not None:
            for preview in self._screen.query(TicketPreview):
                preview.tell(self.ticket, policy.labels, self._others())
        self._screen.tell_keys()

    def tell_others(self) -> None:
        """Say who else is at the ticket."""
        policy = self._screen.pult.client.policy
        if policy is not None:
            self.widget.tell(self.ticket, policy.labels, self._others())

    def _others(self) -> str:
        if self.ticket is None:
            return ""
        pult = self._screen.pult
        return told(pult.leases.others_at(self.ticket.ticket.number), pult.login)
