"""The floor of a key: as many rows drawn by Textual's Line API alone, with nothing else on the screen."""

import sys

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import Key
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROW = "  2 ч 10 м  {:>7}  Выс  Ошиб  Нов  ПЛТП  kkb  qMS  Не печатается лист назначений  Иванова"


class Lines(ScrollView, can_focus=True):
    """Rows of text with a cursor."""

    def __init__(self, count: int) -> None:
        """Show so many."""
        super().__init__()
        self._count = count
        self.place = 0
        self.virtual_size = Size(120, count)

    def render_line(self, y: int) -> Strip:
        """One row; the cursor's is reversed."""
        row = y + self.scroll_offset.y
        style = Style(reverse=row == self.place)
        return Strip([Segment(ROW.format(row) if row < self._count else "", style)]).extend_cell_length(self.size.width)

    def on_key(self, event: Key) -> None:
        """Move the cursor by a row or by a page."""
        step = {"down": 1, "up": -1, "pagedown": self.size.height, "pageup": -self.size.height}.get(event.key)
        if step is None and event.key != "home":
            return
        self.place = 0 if step is None else min(max(self.place + step, 0), self._count - 1)
        top = self.scroll_offset.y
        if not top <= self.place < top + self.size.height:
            self.scroll_to(y=self.place if self.place < top else self.place - self.size.height + 1, animate=False)
        self.refresh()


class LinesApp(App[None]):
    """The list alone."""

    def compose(self) -> ComposeResult:
        """Show it."""
        yield Lines(int(sys.argv[1]))

    def on_mount(self) -> None:
        """Give it the keys."""
        self.query_one(Lines).focus()


if __name__ == "__main__":
    LinesApp().run()
