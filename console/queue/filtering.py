"""The line that narrows the queue: opened, typed into, taken over, left; and what is said beside it."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from console.queue.listing import QueueListing
from console.queue.widgets.filter_line import FilterLine, FilterNames
from console.screens.desk_screen import DeskScreen
from console.widgets.one_line import OneLine
from console.wording.counts import at_most
from core.text import safe_line

if TYPE_CHECKING:
    from core.desk.desk import Desk

SETTLE: Final = 0.12
"""Seconds that the cursor or the search rests before the desk is asked."""


class QueueFilter:
    """The filter of one list. ``escape`` says what Escape does with it."""

    def __init__(self, screen: DeskScreen, listing: QueueListing, escape: str) -> None:
        self._screen = screen
        self._listing = listing
        self._escape = escape
        self._typing: Timer | None = None
        self._said: FilterLine.Told | None = None

    @property
    def line(self) -> FilterLine:
        """Where it is typed."""
        return self._screen.query_one("#search", FilterLine)

    @property
    def open(self) -> bool:
        """Whether the line is to be seen."""
        return self._screen.has_class("-searching")

    @property
    def typing(self) -> bool:
        """Whether what was typed last is still to be asked for."""
        return self._typing is not None

    def supply(self) -> None:
        """Give the line what it is read with, once that is known."""
        client = self._screen.pult.client
        desk, policy = client.desk, client.policy
        if desk is not None and policy is not None and not self.line.supplied:
            self.line.supply(desk.queue.read_filter, policy)
            client.ask(_names, partial(self.line.supply, desk.queue.read_filter, policy), group="filter-names")

    def enter(self) -> None:
        """Open the line, and type."""
        self._screen.add_class("-searching")
        self.line.focus()
        self.line.look()

    def put(self, text: str, *, shown: bool) -> None:
        """Let the line say a text that is asked for already, or hide it."""
        with self._screen.prevent(Input.Changed):
            self.line.value = text
        self._screen.set_class(shown, "-searching")

    def typed(self, text: str) -> None:
        """Narrow once the typing rests."""
        self.stop_typing()
        self._typing = self._screen.set_timer(SETTLE, partial(self.search, text))

    def search(self, text: str) -> None:
        """Narrow now."""
        self.stop_typing()
        self._listing.ask_for(replace(self._listing.query, filter=text.strip()))

    def stop_typing(self) -> None:
        """What was typed last is asked for by something else."""
        if self._typing is not None:
            self._typing.stop()
            self._typing = None

    # -- what is said -------------------------------------------------------------------------------------------

    def told(self, said: FilterLine.Told) -> None:
        """Say what is wrong with the filter, or what may come next."""
        self._said = said
        self.tell_found()

    def tell_found(self) -> None:
        """How much was found; what is wrong with the filter, or how its next word may go on."""
        said, width = self._said, max(1, self._screen.size.width)
        line = _beside(said, focused=self.line.has_focus) if said is not None else Content("")
        self._screen.query_one("#told", OneLine).put(line.truncate(width, ellipsis=True))
        self._screen.set_class(bool(line.plain), "-told")
        model = self._listing.model
        told = str(model.count) if model.whole else at_most(model.count)
        part = " без непонятого" if said is not None and said.problem else ""
        found = f"найдено{part} {told} · Esc — {self._escape} "
        found = found if self._listing.query.filter and self._listing.settled else ""
        self._screen.query_one("#found", OneLine).put(Content(found))


def _beside(said: FilterLine.Told, *, focused: bool) -> Content:
    """A problem, the completions, or what was understood."""
    if said.problem:
        return Content.styled(f" ✗ {safe_line(said.problem)}", "bold $text-error")
    if said.completions and focused:
        shown = [
            Content.styled(f"[{each.text}]" if place == said.chosen else f" {each.text} ",
                           "bold $accent" if place == said.chosen else "$text-muted")
            for place, each in enumerate(said.completions)
        ]  # fmt: skip
        return Content.assemble((" Tab ", "$text-muted"), *shown)
    if said.meant and focused:
        return Content.styled(f" понято: {said.meant}", "$text-muted")
    return Content("")


def _names(desk: "Desk") -> FilterNames:
    """Codes of the clinics and logins of the staff, for completion."""
    clinics = tuple(each.code for each in desk.directory.organizations())
    return FilterNames(clinics, tuple(each.login for each in desk.directory.users() if not each.blocked))
