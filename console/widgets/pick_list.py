"""A short list of ready lines with one of them chosen; it takes no focus, the field above it moves the choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget


class PickList(Widget):
    """Lines of content; those beyond its height scroll with the choice."""

    DEFAULT_CSS = """
    PickList { width: 1fr; }
    """
    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A line was clicked."""

        index: int

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Content] = []
        self._empty = ""
        self._first = 0
        self.chosen = 0

    def tell(self, lines: Sequence[Content], empty: str) -> None:
        """Show other lines, the first of them chosen; ``empty`` is said where there are none."""
        self._lines, self._empty, self._first, self.chosen = list(lines), empty, 0, 0
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        """Move the choice within the lines."""
        self.chosen = max(0, min(self.chosen + by, len(self._lines) - 1))
        height = max(1, self.size.height)
        self._first = max(min(self._first, self.chosen), self.chosen - height + 1)
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row a line."""
        return max(1, len(self._lines))

    def render(self) -> RenderResult:
        """The lines in sight."""
        if not self._lines:
            return Content.styled(self._empty, "$text-muted")
        shown = self._lines[self._first : self._first + max(1, self.size.height)]
        return Content("\n").join(self._line(line, self._first + index) for index, line in enumerate(shown))

    def _line(self, line: Content, index: int) -> Content:
        if index != self.chosen:
            return Content("  ") + line
        return Content.styled("▌ ", "$primary") + line.stylize(
            "bold $block-cursor-foreground on $block-cursor-background"
        )

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        index = self._first + event.y
        if index < len(self._lines):
            self.post_message(self.Chosen(index))
