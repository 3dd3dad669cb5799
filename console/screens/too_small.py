"""The page of a terminal that is too small: it says so, and what is below it waits untouched."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.environment import LEAST_HEIGHT, LEAST_WIDTH


def too_small(width: int, height: int) -> bool:
    """Whether nothing could be read at this size."""
    return width < LEAST_WIDTH or height < LEAST_HEIGHT


class SmallScreen(ModalScreen[None]):
    """Stands over everything until the terminal is large enough."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    SmallScreen { align: center middle; background: $background; }
    SmallScreen Static { width: auto; height: auto; text-align: center; }
    """

    def compose(self) -> ComposeResult:
        """What is missing."""
        yield Static("", markup=False)

    def on_mount(self) -> None:
        """Say it."""
        self._say(self.app.size.width, self.app.size.height)

    def on_resize(self, event: Resize) -> None:
        """Say it anew, or go."""
        if too_small(event.size.width, event.size.height):
            self._say(event.size.width, event.size.height)
        elif self.is_current:
            self.dismiss()

    def _say(self, width: int, height: int) -> None:
        lines = ("Терминал мал", f"сейчас {width}×{height}", f"нужно {LEAST_WIDTH}×{LEAST_HEIGHT}", "набранное цело")
        self.query_one(Static).update(Content("\n").join(Content(line) for line in lines))
