"""A scrolling view of ready lines: each line is pieces of text with the name of a style, laid for the present width."""

import re
from abc import abstractmethod
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import ClassVar, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.events import Resize
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from console.textual_overrides.scroll_bars import lay_scroll_bars

Piece: TypeAlias = tuple[str, str]
"""Text and the component class that styles it; an empty class is the widget's own style."""
Line: TypeAlias = tuple[Piece, ...]

_MANY = 8
"""Lines that are painted one by one; of more all are, and those that stand there already are not written."""
_TIE = "\u00a0"
_BOUND = re.compile(r"(?<=\bп\.) |(?<=\bПрил\.) |(?<=\bтабл\.) |(?<=\bгл\.) |(?<=№) |(?<=·) | (?=[А-ЯЁ]\.)")
"""Spaces at which a clause, a number or a name with initials is not broken."""

MUTED, STRONG, ACCENT, GOOD, WARN, BAD, INNER = (
    f"line-view--{name}" for name in ("muted", "strong", "accent", "good", "warn", "bad", "inner")
)


LINE_STYLES = """
    .line-view--muted { color: $text-muted; }
    .line-view--strong { text-style: bold; }
    .line-view--accent { color: $text-accent; text-style: bold; }
    .line-view--good { color: $text-success; }
    .line-view--warn { color: $text-warning; text-style: bold; }
    .line-view--bad { color: $text-error; text-style: bold; }
    .line-view--inner { color: $text-warning; }
    .-no-color .line-view--bad, .-no-color .line-view--warn, .-no-color .line-view--good { color: $foreground; }
"""
"""What the classes look like, for the DEFAULT_CSS of every widget that uses them. Without colours red would be dim."""


class LineView(ScrollView, can_focus=True):
    """Lines with styles, scrolled by the keys of every scroll view. A subclass gives :meth:`lay`.

    The texts must have passed :func:`core.text.safe`: lines go to the terminal as they are.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {MUTED, STRONG, ACCENT, GOOD, WARN, BAD, INNER}
    DEFAULT_CSS = (
        """
    LineView {
        scrollbar-size: 0 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
    }
    """
        + LINE_STYLES
    )

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[Line] = []
        self._laid_for = 0
        """The width that the lines were laid for."""
        self._styles: dict[str, Style] = {}

    @abstractmethod
    def lay(self, width: int) -> Sequence[Line]:
        """The lines for a width in cells."""

    @property
    def laid(self) -> bool:
        """Whether there is a width to lay lines for."""
        return self.scrollable_content_region.width > 0

    def begin(self) -> None:
        """Other matter is told by the next :meth:`relay`, and read from the top."""
        self.scroll_to(0, 0, animate=False, immediate=True)

    def relay(self) -> None:
        """Lay the lines anew and paint those that have changed; the scroll position stays."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        before, self._lines = self._lines, list(self.lay(width))
        if (len(before), self._laid_for) != (len(self._lines), width):
            self._take_size(Size(width, len(self._lines)), len(before))
        if self._laid_for != width:
            self._laid_for = width
            self.refresh()
            return
        changed = []
        for index, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue=())):
            if old != new:
                start, end = _differing(old, new) or (0, width)
                changed.append(Region(start, index - self.scroll_offset.y, end - start, 1))
        if len(changed) > _MANY:
            self.refresh()
        elif changed:
            self.refresh(*changed)

    def _take_size(self, size: Size, before: int) -> None:
        """Be so large, after ``before`` lines: only what suits its lines, or scrolls them, is laid anew for that."""
        if self.styles.auto_dimensions:
            self.virtual_size = size
            self.refresh(layout=before != size.height)
            return
        self.set_reactive(LineView.virtual_size, size)
        if max(before, size.height) > self.container_size.height:
            lay_scroll_bars(self, size)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the width takes, where the height is ``auto``."""
        return len(self.lay(max(1, width - self.scrollbar_size_vertical)))

    def on_resize(self, event: Resize) -> None:
        """Another width breaks the lines elsewhere."""
        self.relay()

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they were laid last."""
        return self._lines

    @property
    def plain(self) -> str:
        """The lines as text."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def render_line(self, y: int) -> Strip:
        """Give one line of what is visible, with a style on every segment."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self._lines):
            return Strip.blank(width, self.style_of(""))
        return self.styled(self._lines[index], width)

    def styled(self, line: Line, width: int) -> Strip:
        """A line as a strip of exactly ``width`` cells, in the styles that are kept."""
        return _strip(line, width, self.style_of)

    def style_of(self, name: str) -> Style:
        """What a component class looks like on this widget, «» for the widget itself; asked of Textual once."""
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = _style_of(self, name)
        return style

    def notify_style_update(self) -> None:
        """Colours changed: the theme, NO_COLOR, focus."""
        self._styles.clear()
        super().notify_style_update()


def _differing(old: Line, new: Line) -> tuple[int, int] | None:
    """The columns at which two lines of equal build differ; None for lines of another build."""
    if [(len(text), style) for text, style in old] != [(len(text), style) for text, style in new]:
        return None
    ends = [Content(text).cell_length for text, _ in new]
    if ends != [Content(text).cell_length for text, _ in old]:
        return None
    places = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    return sum(ends[: places[0]]), sum(ends[: places[-1] + 1])


def strip_of(widget: Widget, line: Line, width: int) -> Strip:
    """A line as a strip of exactly ``width`` cells, with a style on every segment."""
    styles = {name: _style_of(widget, name) for name in {"", *(name for _, name in line)}}
    return _strip(line, width, styles.__getitem__)


def _style_of(widget: Widget, name: str) -> Style:
    base = widget.rich_style
    return base + widget.get_component_rich_style(name, partial=True) if name else base


def _strip(line: Line, width: int, style_of: Callable[[str], Style]) -> Strip:
    return Strip([Segment(text, style_of(name)) for text, name in line]).adjust_cell_length(width, style_of(""))


def padded(line: Line, width: int) -> Line:
    """A line with blanks after it up to ``width`` cells, so that another one can stand beside it."""
    used = sum(Content(text).cell_length for text, _ in line)
    return (*line, (" " * max(0, width - used), ""))


def wrap(text: str, width: int) -> list[str]:
    """Break clean text into lines of at most ``width`` cells, at spaces where there are any; its own breaks stay."""
    return [line.plain.rstrip() for line in Content(text).wrap(max(1, width))]


def flow(pieces: Sequence[Piece], width: int, indent: int = 0) -> list[Line]:
    """Break styled pieces into lines of at most ``width`` cells; lines after the first begin ``indent`` cells in."""
    words = [(word, name) for text, name in pieces for word in _words(_BOUND.sub(_TIE, text))]
    lines: list[Line] = []
    line: list[Piece] = []
    used = 0
    for word, name in words:
        size = Content(word.rstrip()).cell_length
        if used + size > width and used > (indent if lines else 0):
            lines.append(tuple(line))
            line, used = [(" " * indent, "")] if indent else [], indent
        if not word.strip() and lines and used == indent:
            continue
        line.append((word.replace(_TIE, " "), name))
        used += Content(word).cell_length
    return [*lines, tuple(line)]


def hanging(text: str, style: str, width: int) -> list[Line]:
    """Break a text into lines that stand under its own indent."""
    body = text.lstrip()
    indent = len(text) - len(body)
    lines = flow([(body, style)], width - indent, 2)
    return [((" " * indent, ""), *line) for line in lines] if indent else lines


def _words(text: str) -> list[str]:
    """The words of a text, each with the spaces after it."""
    words, start = [], 0
    for index in range(1, len(text)):
        if text[index - 1] == " " and text[index] != " ":
            words.append(text[start:index])
            start = index
    return [*words, text[start:]] if text else []
