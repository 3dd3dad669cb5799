"""A number that is read from across the room, with its key, its sign and its name above it."""

from typing import ClassVar, Final

from textual.strip import Strip
from textual.widget import Widget

from console.queue.widgets.queue_columns import fit
from console.wallboard.layout.bitmap import Scale, drawn, fitting
from console.wallboard.layout.cells import SIGNS
from console.widgets.line_view import BAD, GOOD, LINE_STYLES, MUTED, STRONG, WARN, Line, strip_of

_WIDE: Final = 23
"""Columns that every whole title needs with its key and sign: all of them are whole, or none."""
_NARROW: Final = 12
"""Columns from which the key stands before the title."""


class BigFigure(Widget):
    """One figure of the breach panel; painted again only when it says something else."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {MUTED, STRONG, GOOD, WARN, BAD}
    DEFAULT_CSS = "BigFigure { width: 1fr; height: 1fr; }" + LINE_STYLES
    ALLOW_SELECT = False

    def __init__(self, key: str, title: str, short: str, *, id: str) -> None:
        """``short`` is the title where the whole one finds no room."""
        super().__init__(id=id)
        self._key = key
        self._title = title
        self._short = short
        self.largest = Scale.MEDIUM
        self._said = ("", "")
        self._titles: tuple[str, ...] = ()

    def put(self, number: str, style: str, titles: tuple[str, ...] = ()) -> None:
        """Show a number in the style of its state, under the first of the ``titles`` that finds room."""
        if (number, style, titles) != (*self._said, self._titles):
            self._said, self._titles = (number, style), titles
            self.refresh()

    @property
    def plain(self) -> str:
        """The number and its sign, as text."""
        number, style = self._said
        return f"{SIGNS.get(style, ' ')} {next(iter(self._titles), self._title)}: {number}"

    def scale(self, largest: Scale) -> None:
        """Let the number be as large as this, where it fits."""
        if largest is not self.largest:
            self.largest = largest
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The name, then the lines of the number."""
        return strip_of(self, self._line(y), self.size.width)

    def _line(self, y: int) -> Line:
        number, style = self._said
        width = self.size.width
        if y == 0:
            key = f" {self._key} " if self._key and width >= _NARROW else " "
            rest = max(0, width - len(key) - 1)
            usual = self._title if width >= _WIDE else self._short
            said = next((each for each in self._titles if len(each) + 2 <= rest), usual)
            title = fit(f"{SIGNS.get(style, ' ')} {said}", rest)
            return ((key, MUTED), (title, style if style != MUTED else ""))
        if Scale.SMALL.width(number) > width - 1:
            return ((f" {number}", style or STRONG),) if y == 2 else ()
        lines = drawn(number, fitting(number, width - 2, self.largest))
        place = y - 1
        return ((" ", ""), (lines[place], style)) if place < len(lines) else ()
