"""What every full screen of the console shares: header, key bar, the way to the application."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.dom import DOMNode
from textual.screen import Screen

from console.commands.registry import Scope

if TYPE_CHECKING:
    from console.app import PultApp


def pult_of(node: DOMNode) -> "PultApp":
    """The application of a screen or widget, with its type."""
    return cast("PultApp", node.app)


class DeskScreen(Screen[None]):
    """A full screen with the desk's header above and the key bar below what :meth:`compose_body` gives.

    A subclass sets ``SCOPE`` and ``BINDINGS = bindings(SCOPE)``; it may define ``on_tick(now)`` (call super) and
    ``on_desk_changed(event)``.
    """

    SCOPE: ClassVar[Scope] = "app"
    SINGLE: ClassVar[bool] = False
    """At most one screen of this class stands in the stack."""

    @property
    def pult(self) -> "PultApp":
        """The application, with its type."""
        return pult_of(self)

    def compose(self) -> ComposeResult:
        """Lay header, body, key bar."""
        from console.widgets.desk_header import DeskHeader
        from console.widgets.key_bar import KeyBar

        yield DeskHeader()
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What the screen shows between header and key bar."""
        yield from ()

    def on_tick(self, now: datetime) -> None:
        """Once a second, in desk time."""
