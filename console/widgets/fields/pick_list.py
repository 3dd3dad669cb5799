"""A short list of ready items with one of them chosen; it takes no focus, the field above it moves the choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

NOBODY: Final = -1
"""The place of a row that belongs to no item."""
NO_HEADS: Final[Mapping[int, str]] = {}


class PickList(Widget):
    """Items of one row or of several; those beyond its height scroll with the choice."""

    DEFAULT_CSS = """
    PickList { width: 1fr; }
    """
    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """An item was clicked."""

        index: int

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[int, Content]] = []
        """Every row with the place of its item."""
        self._count = 0
        self._empty = ""
        self._first = 0
        self.chosen = 0

    def tell(self, items: Sequence[Content], empty: str, chosen: int = 0, heads: Mapping[int, str] = NO_HEADS) -> None:
        """Show other items; a line break begins another row of an item. ``empty`` is said where there are none,
        ``heads`` above the items of these places: nobody chooses them."""
        self._rows = []
        for place, item in enumerate(items):
            if (head := heads.get(place)) is not None:
                self._rows.append((NOBODY, Content.styled(head, "$text-accent")))
            self._rows += [(place, row) for row in item.split("\n", allow_blank=True)]
        self._count, self._empty, self._first, self.chosen = len(items), empty, 0, chosen
        self.refresh(layout=True)
        self.move(0)

    def move(self, by: int) -> None:
        """Move the choice within the items."""
        self.chosen = max(0, min(self.chosen + by, self._count - 1))
        height = self.size.height or len(self._rows)
        own = [row for row, (place, _) in enumerate(self._rows) if place == self.chosen] or [0]
        above = own[0] - 1 if own[0] and self._rows[own[0] - 1][0] == NOBODY else own[0]
        self._first = max(min(self._first, above), own[-1] - height + 1)
        self.refresh()

    def on_resize(self) -> None:
        """As much of the items is in sight as there is room for now."""
        self._first = 0
        self.move(0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the items have."""
        return max(1, len(self._rows))

    def render(self) -> RenderResult:
        """The rows in sight."""
        if not self._rows:
            return Content.styled(self._empty, "$text-muted")
        shown = self._rows[self._first : self._first + max(1, self.size.height)]
        return Content("\n").join(self._row(place, row) for place, row in shown)

    def _row(self, place: int, row: Content) -> Content:
        if place == NOBODY:
            return row
        if place != self.chosen:
            return Content("  ") + row
        return Content.styled("▌ ", "$primary") + row.stylize(
            "$block-cursor-text-style $block-cursor-foreground on $block-cursor-background"
        )

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        row = self._first + event.y
        if row < len(self._rows) and self._rows[row][0] != NOBODY:
            self.post_message(self.Chosen(self._rows[row][0]))
