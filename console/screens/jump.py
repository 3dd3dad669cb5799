"""F12: a letter stands at each place of the screen that can have the focus; that letter goes there."""

from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.errors import NoWidget
from textual.events import Key
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from console.commands.registry import Scope
from console.keys.keyboard_layout import twins

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""In the order in which they are given out: the home row first."""


class JumpLabel(Static):
    """A letter over the place that it leads to."""

    DEFAULT_CSS = """
    JumpLabel {
        position: absolute; width: auto; height: 1; padding: 0 1;
        background: $accent; color: $banner-foreground; text-style: bold;
    }
    """


class JumpScreen(ModalScreen[Widget | None]):
    """The letters over ``below``; answers with the widget that was chosen."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f12", "leave", "Закрыть", priority=True)]
    DEFAULT_CSS = """
    JumpScreen { background: $veil-thin; }
    """

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self.places: dict[str, Widget] = dict(zip(LETTERS, _places(below), strict=False))

    def compose(self) -> ComposeResult:
        """A label a place."""
        for letter, widget in self.places.items():
            label = JumpLabel(letter.upper(), markup=False)
            label.styles.offset = Offset(widget.region.x, widget.region.y)
            yield label

    def on_key(self, event: Key) -> None:
        """Either layout: the letter goes to its place, any other key leaves."""
        event.stop()
        wanted = (event.key.lower(), *twins(event.key))
        self.dismiss(next((self.places[key] for key in wanted if key in self.places), None))

    def action_leave(self) -> None:
        """Nowhere."""
        self.dismiss(None)


def _places(below: Screen[Any]) -> list[Widget]:
    """What can have the focus and is to be seen, from the upper left on."""
    seen = [widget for widget in below.focus_chain if _shown(below, widget)]
    return sorted(seen, key=lambda widget: (widget.region.y, widget.region.x))


def _shown(below: Screen[Any], widget: Widget) -> bool:
    """Whether its first cell is scrolled into sight."""
    try:
        place = below.find_widget(widget)
    except NoWidget:
        return False
    return bool(place.visible_region) and place.visible_region.offset == place.region.offset
