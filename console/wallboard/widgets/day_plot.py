"""The day in half hours: two rows of bars that stand below each other, drawn again only when a figure has changed."""

from datetime import datetime
from typing import Any, ClassVar

from textual.strip import Strip
from textual.widget import Widget

from console.wallboard.figures import since_morning
from console.wallboard.layout.cells import Shown
from console.wallboard.layout.day_bars import day_lines
from console.widgets.line_view import ACCENT, GOOD, LINE_STYLES, MUTED, STRONG, Line, strip_of


class DayPlot(Widget):
    """Inflow, outflow and how many were open, in a frame; no figure of it leads anywhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {MUTED, STRONG, GOOD, ACCENT}
    DEFAULT_CSS = (
        """
    DayPlot {
        border: round $border; border-title-color: $text-accent; border-title-style: bold; padding: 0 1;
    }
    """
        + LINE_STYLES
    )
    BORDER_TITLE = "День по получасам"
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._shown: Shown | None = None
        self._drawn: tuple[Any, ...] = ()
        self._lines: list[Line] = []

    @property
    def plain(self) -> str:
        """The lines as text."""
        return "\n".join("".join(text for text, _ in line).rstrip() for line in self._lines)

    def on_resize(self) -> None:
        """Another size has other bars."""
        self._draw()

    def show(self, shown: Shown) -> None:
        """Show another reading."""
        self._shown = shown
        self._draw()

    def _draw(self) -> None:
        if self._shown is None or self.size.height < 1:
            return
        wall, until = self._shown.wall, _end_of_day(self._shown)
        drawn = (wall.day, wall.open, until, self.size)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        told = f"▲ пришло {wall.come}  ▼ закрыто {wall.gone}  открыто {wall.open} ({since_morning(wall)} с утра)"
        width, height = self.size
        self._lines = [((told, ""),), *day_lines(wall.day, until, width, height - 1)]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of it."""
        return strip_of(self, self._lines[y] if y < len(self._lines) else (), self.size.width)


def _end_of_day(shown: Shown) -> datetime:
    """When today's work ends; now on a day off."""
    now, worktime = shown.now, shown.policy.worktime()
    hours = worktime.schedule.hours_on(now.date(), worktime.calendar(now.year))
    return datetime.combine(now.date(), hours[-1][1], now.tzinfo) if hours else now
