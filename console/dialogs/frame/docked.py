"""A form that stands below what it answers to, and hides none of it: the story goes on above, and scrolls."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen

from console.commands.registry import commands
from console.dialogs.frame.ticket_dialog import TicketDialog
from console.link.messages import DeskChanged
from console.ticket.card import TicketCard
from console.ticket.pinned import Pinned
from console.widgets.fields.text_fields import TextBody
from core.desk.views import RequesterBackground

_LOW = 36
"""Rows below which every one is dear."""


class DockedDialog(TicketDialog):
    """Over its ticket's card it takes the lower part of the story's column, and the card makes room for it; over a list
    it has the whole width, and tells what it answers to itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(spec.binding for spec in commands("compose") if spec.id.startswith("compose.story")),
        Binding("ctrl+up", "story(-1)", show=False, priority=True),
        Binding("ctrl+down", "story(1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    DockedDialog { align: left bottom; background: transparent; }
    DockedDialog #box { width: 100%; max-width: 100%; max-height: 85%; }
    DockedDialog .lead { margin-bottom: 0; }
    DockedDialog TextBody, DockedDialog TextBody:focus { height: 8; border: none; padding: 0; }
    DockedDialog #refusal, DockedDialog #foot { margin-top: 0; }
    DockedDialog.-low TextBody { height: 4; }
    DockedDialog Pinned { margin-bottom: 1; }
    DockedDialog.-low Pinned { margin-bottom: 0; }
    """

    def about(self) -> ComposeResult:
        """What is answered to, where no card below shows it; a form begins with it."""
        if self.card is None:
            asked = Pinned(id="asked")
            now = self.pult.client.now()
            asked.show(self.view, RequesterBackground(), self.labels, now)
            asked.give_room(2 if self.app.size.height < _LOW else 4, with_requester=True)
            yield asked

    @property
    def card(self) -> TicketCard | None:
        """The card of the form's ticket, right below it; None over anything else."""
        stack: list[Screen[Any]] = list(self.pult.screen_stack)
        place = stack.index(self) if self in stack else len(stack)
        below = stack[place - 1] if place else None
        return below if isinstance(below, TicketCard) and below.number == self.number else None

    def on_mount(self) -> None:
        """Keep in step with the card: its place, its news, its hours."""
        self.screen_layout_refresh_signal.subscribe(self, self._laid)
        self.set_interval(1, self._tick)

    def on_resize(self, event: Resize) -> None:
        """Another place to stand in."""
        self.set_class(event.size.height < _LOW, "-low")
        self._stand()

    def _stand(self) -> None:
        """In the column of the story, where that is not all there is."""
        card, box = self.card, self.query_one("#box")
        column = card.column if card is not None else None
        box.styles.width = column.width if column is not None else "100%"

    def _laid(self, _screen: Screen[Any]) -> None:
        """The form is laid: the card above leaves free what it takes, the line of keys below the panes apart."""
        if (card := self.card) is not None and self.alive:
            card.make_room(max(0, self.query_one("#box").outer_size.height - 1))

    def _tick(self) -> None:
        if (card := self.card) is not None:
            card.on_tick(self.pult.client.now())

    def on_desk_changed(self, event: DeskChanged) -> None:
        """Somebody committed something: what one answers to may have gone on."""
        if (card := self.card) is not None:
            card.reread()

    def on_unmount(self) -> None:
        """Gone: the story has its place again, unless the other of answer and note has taken this one's."""
        stack = self.pult.screen_stack if self.app.is_running else ()
        if any(isinstance(screen, DockedDialog) and screen is not self for screen in stack):
            return
        for screen in stack:
            if isinstance(screen, TicketCard) and screen.number == self.number:
                screen.make_room(0)

    def action_story(self, step: int) -> None:
        """Scroll the story while one writes."""
        if (card := self.card) is not None:
            card.scroll_story(step)

    def action_page(self, step: int) -> None:
        """A page of what is typed, where that has several; else of the story."""
        body = self.focused
        if isinstance(body, TextBody) and body.max_scroll_y > 0:
            (body.action_cursor_page_up if step < 0 else body.action_cursor_page_down)()
        elif (card := self.card) is not None:
            card.scroll_story(step, page=True)
