"""A repaint writes only the cells that are not on the terminal already: over a slow line the others cost seconds.

Textual: 8.2.8.
Why: Textual sends every cell of every region that was refreshed, each piece with its whole style, and paints the whole
screen anew, up to three times, when one screen comes over another. This stands where a repaint is turned into bytes.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_a_repaint_writes_rows_that_stand_there_already
"""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, InlineUpdate, LayoutUpdate
from textual.strip import Strip

from console.first_rows.early_screen import EARLY
from console.terminal.cells import PLAIN_TEXT, CellRow, joined, row_of
from console.terminal.pens import Pen, pen_of
from console.terminal.shown import TERMINAL
from console.textual_overrides.output_filter import harmless, is_foreign

PLAIN_WHOLE: Final = LayoutUpdate.render_segments
"""What Textual writes for a repaint of the whole terminal."""
PLAIN_INLINE: Final = InlineUpdate.render_segments
"""And where it has only some lines of it."""
_PAINTED: Final[dict[int, tuple[Strip, ColorSystem, CellRow]]] = {}
"""The cells of the strips that were painted last, by the strip's identity, which is its own while it is kept here."""
_MOST_PAINTED: Final = 400
"""Some two screens and what moves on them."""


def install() -> None:
    """Put it in place; doing so twice is harmless."""
    LayoutUpdate.render_segments = _whole  # type: ignore[method-assign]
    ChopsUpdate.render_segments = _parts  # type: ignore[method-assign]
    InlineUpdate.render_segments = _inline  # type: ignore[method-assign]


def _whole(self: LayoutUpdate, console: Console) -> str:
    left, top, width, height = self.region
    if (left, top) == (0, 0):
        TERMINAL.resize(width, height)
    columns, lines = TERMINAL.size
    if left + width > columns or top + height > lines:
        TERMINAL.forget()  # a part of a terminal whose size nobody has told
        return PLAIN_WHOLE(self, console)
    system = _system(console)
    rows = {}
    for y, strips in enumerate(self.strips, top):
        rows[y] = TERMINAL.row(y)
        rows[y].put(left, _row(strips, system), left + width)
    return _painted(rows)


def _parts(self: ChopsUpdate, console: Console) -> str:
    TERMINAL.resize(max((ends[-1] for ends in self.chop_ends if ends), default=0), len(self.chops))
    system = _system(console)
    rows: dict[int, CellRow] = {}
    for y, start, end in self.spans:
        if y not in rows:
            rows[y] = TERMINAL.row(y)
        for stop, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
            if strip is not None and x < end and stop > start:
                rows[y].put(x, _cells(strip, system), min(stop, end))
    return _painted(rows)


def _inline(self: InlineUpdate, console: Console) -> str:
    TERMINAL.forget()
    return PLAIN_INLINE(self, console)


def _painted(rows: dict[int, CellRow]) -> str:
    if EARLY.covers:
        TERMINAL.forget()  # other rows stand there, and are read, until the application has its own
        return ""
    try:
        return TERMINAL.paint(rows)
    except Exception:
        TERMINAL.forget()  # it is not known any more what was written
        raise


def _system(console: Console) -> ColorSystem:
    return console._color_system or ColorSystem.TRUECOLOR


def _row(strips: Iterable[Strip], system: ColorSystem) -> CellRow:
    return joined([_cells(strip, system) for strip in strips])


def _cells(strip: Strip, system: ColorSystem) -> CellRow:
    """The cells of a strip: one that was painted a moment ago, as most of a repaint were, is not taken apart again."""
    found = _PAINTED.get(id(strip))
    if found is not None and found[1] is system:
        return found[2]
    cells = row_of(_pieces(strip, system))
    _PAINTED[id(strip)] = strip, system, cells
    if len(_PAINTED) > _MOST_PAINTED:
        del _PAINTED[next(iter(_PAINTED))]
    return cells


def _pieces(strip: Strip, system: ColorSystem) -> Iterator[tuple[str, Pen]]:
    """The pieces of a line, each passed by the last net; one of plain characters has nothing to be caught in it."""
    for segment in strip:
        plain = PLAIN_TEXT.fullmatch(segment.text) is not None
        shown = harmless(segment) if not plain and is_foreign(segment) else segment
        yield shown.text, pen_of(shown.style, system)
