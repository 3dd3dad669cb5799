"""A list of records in columns with a cursor that stays on its record when the records are read again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from console.queue.widgets.queue_columns import GAP, fit
from console.registers.spec import ColumnSpec, Record
from console.widgets.line_view import BAD, GOOD, LINE_STYLES, MUTED, WARN
from core.text import safe_line

_LEAST: int = 12


class RecordList(ScrollView, can_focus=True):
    """The first line is the head of the columns; the rest scrolls below it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {MUTED, GOOD, WARN, BAD, "records--cursor", "records--blurred"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
    ]
    DEFAULT_CSS = (
        """
    RecordList {
        overflow-x: hidden; scrollbar-size-vertical: 1; background: $background;
        & > .records--cursor { background: $block-cursor-background; text-style: $block-cursor-text-style; }
        & > .records--blurred {
            background: $block-cursor-blurred-background; text-style: $block-cursor-blurred-text-style;
        }
    }
    """
        + LINE_STYLES
    )

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another record, or on none."""

        record: Record | None

    @dataclass
    class Chosen(Message):
        """A record was clicked twice."""

        record: Record

    def __init__(self, columns: Sequence[ColumnSpec], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self.records: tuple[Record, ...] = ()
        self.cursor = 0
        self.empty = ""

    @property
    def selected(self) -> Record | None:
        """The record under the cursor."""
        return self.records[self.cursor] if self.records else None

    def show(self, records: Sequence[Record], empty: str) -> None:
        """Show other records; the cursor stays on its own where that is still there."""
        kept = self.selected.key if self.selected is not None else None
        self.records, self.empty = tuple(records), empty
        places = {record.key: place for place, record in enumerate(self.records)}
        self.cursor = places.get(kept or "", max(0, min(self.cursor, len(self.records) - 1)))
        self.virtual_size = Size(self.size.width, len(self.records) + 1)
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Highlighted(self.selected))

    def render_line(self, y: int) -> Strip:
        """The head, then a record a line."""
        width = self.scrollable_content_region.width
        if y == 0:
            cells = [column.title for column in self._columns]
            return self._strip(cells, self.rich_style + self._named(MUTED), width, " ")
        place = y - 1 + self.scroll_offset.y
        if place >= len(self.records):
            said = f"  {self.empty}" if not self.records and y == 2 else ""
            return Strip([Segment(fit(said, width), self.rich_style + self._named(MUTED))], width)
        record = self.records[place]
        style = self.rich_style + (self._named(record.tone) if record.tone else Style())
        if place == self.cursor:
            style += self._named("records--cursor" if self.has_focus else "records--blurred")
        return self._strip(record.cells, style, width, "▌" if place == self.cursor else " ")

    def _named(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)

    def _strip(self, cells: Sequence[str], style: Style, width: int, mark: str) -> Strip:
        fixed = 1 + sum(column.width + GAP for column in self._columns)
        rest = max(_LEAST, width - fixed)
        text = mark + " ".join(
            fit(safe_line(cell), column.width or rest) for cell, column in zip(cells, self._columns, strict=True)
        )
        return Strip([Segment(fit(text, width), style)], width)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many records."""
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by so many pages."""
        self._go(self.cursor + by * max(1, self.size.height - 2))

    def action_edge(self, end: int) -> None:
        """Move the cursor to the first (0) or the last (1) record."""
        self._go(len(self.records) - 1 if end else 0)

    def _go(self, place: int) -> None:
        place = max(0, min(place, len(self.records) - 1))
        if place != self.cursor:
            self.cursor = place
            self._keep_in_sight()
            self.refresh()
            self.post_message(self.Highlighted(self.selected))

    def _keep_in_sight(self) -> None:
        height, first = self.size.height - 1, self.scroll_offset.y
        if height > 0 and not first <= self.cursor < first + height:
            self.scroll_to(y=max(0, self.cursor - height // 2), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click selects, a second one chooses."""
        event.stop()
        place = event.y - 1 + self.scroll_offset.y
        if event.y and place < len(self.records):
            self._go(place)
            if event.chain > 1:
                self.post_message(self.Chosen(self.records[place]))

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self.records) + 1)
        self._keep_in_sight()
