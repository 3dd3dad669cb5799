"""What stands on the terminal, cell by cell, as far as it is known; whatever is to be shown is compared with it.

Whoever writes on the terminal past this says so by :meth:`ShownCells.forget`, or by :meth:`ShownCells.cleared`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from console.terminal.abilities import Abilities, abilities
from console.terminal.cells import UNKNOWN, CellRow
from console.terminal.painter import Painter, distance
from console.terminal.scrolling import Scroll, scroll_between

_PRICE: Final = 16
"""How many cells a scroll has to save."""


class ShownCells:
    """The cells of one terminal. ``can``: what it knows; None: what the environment names, once it is asked."""

    def __init__(self, can: Abilities | None = None) -> None:
        self._can = can
        self._rows: list[CellRow] = []
        self._width = 0
        self._blank = False
        self._strange = True
        """Whether it may write in another pen than the plain one, and not all that stands there is known yet."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows, as they were painted last."""
        return self._width, len(self._rows)

    def forget(self) -> None:
        """Something else may stand there: whatever is painted next is written whole."""
        self._rows, self._width, self._blank, self._strange = [], 0, False, True

    def cleared(self) -> None:
        """Nothing stands there: what is painted next is written without its blanks."""
        self.forget()
        self._blank = True

    def row(self, y: int) -> CellRow:
        """A copy of what stands in a row."""
        return self._rows[y].copy()

    def resize(self, width: int, height: int) -> None:
        """It has this size; another one than before makes everything forgotten."""
        if self.size != (width, height):
            blank = self._blank and not self._rows
            self.forget()
            self._width = width
            self._rows = [CellRow.blank(width) if blank else CellRow.unknown(width) for _ in range(height)]

    def paint(self, rows: Mapping[int, CellRow]) -> str:
        """What has to be written so that these rows stand there."""
        scroll = None if self._strange else scroll_between(self._rows, rows)
        if scroll is not None and not self._saves(scroll, rows):
            scroll = None
        written, after = self._written(rows, scroll)
        self._rows = after
        reset = "\x1b[m" if self._strange and written else ""
        self._strange = self._strange and any(UNKNOWN in row.texts for row in after)
        return reset + written

    def _saves(self, scroll: Scroll, rows: Mapping[int, CellRow]) -> bool:
        """Whether less cells differ over a scroll than over what stands there: it moves what stands beside as well."""
        wanted = [rows.get(y, row) for y, row in enumerate(self._rows)]
        over = zip(scroll.applied(self._rows), wanted, strict=True)
        plain = zip(self._rows, wanted, strict=True)
        return sum(distance(*pair) for pair in over) + _PRICE < sum(distance(*pair) for pair in plain)

    def _written(self, rows: Mapping[int, CellRow], scroll: Scroll | None) -> tuple[str, list[CellRow]]:
        """What writes them, over a scroll or over what stands there; and what stands there then."""
        if self._can is None:
            self._can = abilities(os.environ)
        painter, before = Painter(self._width, self._can), list(self._rows)
        wanted: dict[int, CellRow] = dict(rows)
        if scroll is not None:
            painter.say(scroll.sequence, at=None)
            kept = range(scroll.top, scroll.bottom + 1)
            wanted = {y: before[y] for y in kept} | wanted
            before = scroll.applied(before)
        after = before.copy()
        for y in sorted(wanted):
            painter.paint(y, before[y], wanted[y])
            after[y] = wanted[y]
        return painter.done(), after


TERMINAL: Final = ShownCells()
"""Of this process's one terminal."""
