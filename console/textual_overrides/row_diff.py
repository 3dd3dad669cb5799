"""A full repaint writes only the rows that are not on the terminal already: over a slow line the others cost seconds.

Textual: 8.2.8.
Why: Textual paints the whole screen anew, up to three times, when one screen comes over another. This stands where a
repaint is turned into bytes; tests that read a pty would see a wrong row.
Test: tests/console/textual_overrides/test_textual_flaws.py::test_a_repaint_writes_rows_that_stand_there_already
"""

from typing import Final

from rich.console import Console
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region, Size

PLAIN_WHOLE: Final = LayoutUpdate.render_segments
"""What Textual writes for a repaint of the whole terminal."""
PLAIN_PARTS: Final = ChopsUpdate.render_segments
"""And for parts of it."""


class Written:
    """What stands on the terminal, as far as it is known: whole rows as they were last written."""

    def __init__(self) -> None:
        self._rows: dict[int, str] = {}
        self._size = Size(0, 0)

    def forget(self) -> None:
        """Something else may stand there: the next repaint writes everything."""
        self._rows.clear()

    def touched(self, row: int) -> None:
        """A part of a row was written."""
        self._rows.pop(row, None)

    def row(self, row: int, text: str) -> str:
        """What has to be written so that a row is ``text``: nothing where it is that already."""
        if self._rows.get(row) == text:
            return ""
        self._rows[row] = text
        return f"\x1b[{row + 1};1H{text}"

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return self._size.width

    def is_whole(self, region: Region) -> bool:
        """Whether a repaint is of the whole terminal; another size of it makes everything forgotten."""
        if region.offset != (0, 0):
            return False
        if region.size != self._size:
            self._size = region.size
            self.forget()
        return True


WRITTEN: Final = Written()
"""Of this process's one terminal."""


def install() -> None:
    """Put it in place; doing so twice is harmless."""
    LayoutUpdate.render_segments = _changed  # type: ignore[method-assign]
    ChopsUpdate.render_segments = _noted  # type: ignore[method-assign]


def _changed(self: LayoutUpdate, console: Console) -> str:
    if not WRITTEN.is_whole(self.region):
        WRITTEN.forget()
        return PLAIN_WHOLE(self, console)
    strips = enumerate(self.strips)
    return "".join([WRITTEN.row(row, "".join([strip.render(console) for strip in line])) for row, line in strips])


def _noted(self: ChopsUpdate, console: Console) -> str:
    """Whole rows are compared like those of a full repaint; of the others it is no longer known what they are."""
    rows, rest = [], []
    for span in self.spans:
        row, start, end = span
        strips = [strip for strip in self.chops[row].values() if strip is not None]
        if start <= 0 and end >= WRITTEN.width and len(strips) == len(self.chops[row]):
            rows.append(WRITTEN.row(row, "".join([strip.render(console) for strip in strips])))
        else:
            WRITTEN.touched(row)
            rest.append(span)
    if rest:
        rows.append(PLAIN_PARTS(ChopsUpdate(self.chops, rest, self.chop_ends), console))
    return "".join(rows)
