"""What every full screen of the console shares: header, key bar, the way to the application."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.screen import Screen

from console.commands.registry import Scope
from console.host import Host, pult_of
from console.widgets.desk_header import DeskHeader
from console.widgets.key_bar import KeyBar
from core.tickets.refusal import Refusal


class DeskScreen(Screen[None]):
    """A full screen with the desk's header above and the key bar below what :meth:`compose_body` gives.

    A subclass sets ``SCOPE`` and ``BINDINGS = bindings(SCOPE)``; it may define ``on_tick(now)`` (call super) and
    ``on_desk_changed(event)``, :meth:`tell_others`, and :meth:`refusal` for the key bar.
    """

    SCOPE: ClassVar[Scope] = "app"
    _header: DeskHeader | None = None
    _keys: KeyBar | None = None
    """Both are asked for once a second, so they are not looked for."""
    _styled_for: object = None
    """Of what of the application its styles were made."""

    @property
    def pult(self) -> Host:
        """The application, with its type."""
        return pult_of(self)

    def compose(self) -> ComposeResult:
        """Lay header, body, key bar."""
        self._header = DeskHeader()
        yield self._header
        yield from self.compose_body()
        self._keys = KeyBar(recalls=self.SCOPE != "intake")  # whose letters are those of a text
        yield self._keys

    def compose_body(self) -> ComposeResult:
        """What the screen shows between header and key bar."""
        yield from ()

    def refusal(self, core_name: str) -> Refusal | None:
        """Why one of the core's actions is not allowed now; None when it is, or while that is not known."""
        return None

    def action_search_all(self) -> None:
        """F3: search over everything."""
        self.pult.navigation.open_search()

    def tell_others(self) -> None:
        """Others have come to tickets, or gone: a screen that shows one says who is there."""

    def on_tick(self, now: datetime) -> None:
        """Once a second, in desk time; the application calls it."""
        if self._header is not None and self._header.children:  # there are none while the screen is being laid or left
            self._header.tell(now)
        if self._keys is not None and self._keys.is_mounted:
            self._keys.on_tick(now)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """On top again: the clock has gone on meanwhile, and so may the desk."""
        event.refresh_styles = self._restyled(event.refresh_styles)
        self.on_tick(self.pult.client.now())
        self.tell_others()
        self.pult.changes.catch_up(self)

    def _restyled(self, asked: bool) -> bool:
        """Whether it has to be styled anew, where Textual asks for that: not while all that styles depend on is as it
        was when they were made."""
        before, self._styled_for = self._styled_for, (self.app.theme, self.app.app_focus, frozenset(self.app.classes))
        return asked and before != self._styled_for

    def tell_keys(self) -> None:
        """Write the key bar anew, after :meth:`refusal` has changed its mind."""
        if self._keys is not None:
            self._keys.tell()
