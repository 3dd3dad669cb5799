"""A number that is read from across the room, with its key, its sign and its name above it."""

from typing import ClassVar, Final

from textual.strip import Strip
from textual.widget import Widget

from console.queue.widgets.queue_columns import fit
from console.wallboard.layout.bitmap import Scale, drawn, fitting
from console.wallboard.layout.cells import SIGNS
from console.wallboard.layout.out_of import OutOf, beside
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
        self._whole: OutOf | None = None

    def put(self, number: str, style: str, whole: OutOf | None = None) -> None:
        """Show a number in the style of its state, beside it what it is out of."""
        if (number, style, whole) != (*self._said, self._whole):
            self._said, self._whole = (number, style), whole
            self.refresh()

    @property
    def plain(self) -> str:
        """The number with its sign and what it is out of, as text."""
        number, style = self._said
        more = f" · {self._whole.said}" if self._whole is not None else ""
        return f"{SIGNS.get(style, ' ')} {self._title}: {number}{more}"

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
            title = f"{SIGNS.get(style, ' ')} {self._title if width >= _WIDE else self._short}"
            return ((key, MUTED), (fit(title, max(0, width - len(key) - 1)), style if style != MUTED else ""))
        if Scale.SMALL.width(number) > width - 1:
            return ((f" {number}", style or STRONG),) if y == 2 else ()
        scale, place = fitting(number, width - 2, self.largest), y - 1
        if place >= scale.lines:
            return ()
        gap = min(scale.value[0], 3)
        side = beside(self._whole, scale, width - 1 - scale.width(number) - 2 * gap)
        return ((" ", ""), (drawn(number, scale)[place], style), (" " * gap + side[place], ""))
