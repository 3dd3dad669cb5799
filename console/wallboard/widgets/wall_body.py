"""The page of the breach panel: its parts at the places that the plan gives them for the present size."""

from dataclasses import dataclass

from textual.containers import Container
from textual.events import Resize
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from console.wallboard.layout.plan import Page, plan


class _Planned(Layout):
    """Every child at the place of its id, on one page of the plan of whatever size there is."""

    name = "planned"

    def __init__(self) -> None:
        self.number = 0

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place the children that are on the page."""
        parent.pre_layout(self)
        pages = plan(size.width, size.height).pages
        places = {str(part): place for part, place in pages[min(self.number, len(pages) - 1)].items()}
        return [
            WidgetPlacement(Region(place.x, place.y, place.width, place.height), NULL_OFFSET, Spacing(), child)
            for child in children
            if (place := places.get(child.id or "")) is not None
        ]


class WallBody(Container):
    """Holds the parts by their ids; those that are not on the page are not displayed."""

    DEFAULT_CSS = "WallBody { width: 1fr; height: 1fr; }"

    @dataclass
    class Resized(Message):
        """Another size has another plan: a banner above takes a line too."""

        width: int
        height: int

    def __init__(self, *children: Widget, id: str | None = None) -> None:
        super().__init__(*children, id=id)
        self._planned = _Planned()

    @property
    def layout(self) -> Layout:
        """The plan, and no layout of a style sheet: those are known by name only."""
        return self._planned

    def on_resize(self, event: Resize) -> None:
        """Ask for the plan of this size."""
        self.post_message(self.Resized(event.size.width, event.size.height))

    def turn(self, number: int, page: Page) -> None:
        """Show a page of the plan."""
        self._planned.number = number
        for child in self.children:
            child.display = child.id in page
            child.refresh(layout=True)  # what its places were is forgotten with it
