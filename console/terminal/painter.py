"""Writes the cells that differ between what a terminal shows and what it is to show, in as few bytes as will do.

Sequences are those that every terminal knows (ECMA-48): CUP, CUU–CUB, SGR, EL, ECH where there is one. After whatever a
terminal may find wider or narrower than we do the cursor is placed anew: what follows stands where it belongs.
"""

from __future__ import annotations

from typing import Final

from console.terminal.abilities import Abilities
from console.terminal.cells import PLAIN_TEXT, TAIL, CellRow
from console.terminal.pens import PLAIN, PLAIN_BACK, Pen, change

_NEAR: Final = 8
"""Cells over which it may be less to write them again than to move."""
_WORTH_ERASING: Final = 5
"""Blanks at the end of what differs that are worth a sequence."""
_WORTH_SKIPPING: Final = 10
"""And in the midst, where the cursor has to be moved past them as well."""


class Painter:
    """One burst of output. ``at`` is where the cursor is (row, column), None where nobody knows."""

    def __init__(self, width: int, can: Abilities, at: tuple[int, int] | None = None) -> None:
        self._width = width
        self._can = can
        self._out: list[str] = []
        self._at = at
        self._pen = PLAIN

    def say(self, sequence: str, at: tuple[int, int] | None) -> None:
        """Write a sequence as it is; the cursor is at ``at`` after it."""
        self._out.append(sequence)
        self._at = at

    def done(self) -> str:
        """What is to be written; the terminal writes in its plain pen after it."""
        self._take(PLAIN)
        return "".join(self._out)

    def paint(self, y: int, old: CellRow, new: CellRow) -> None:
        """Make row ``y`` be ``new`` where it was ``old``."""
        if old == new:
            return
        start = end = -1
        for x in _differing(old, new):
            if end < 0:
                start = x
            elif x > end and not self._bridged(new, end, x):
                self._run(y, new, start, end)
                start = x
            end = x + 1
        if end >= 0:
            self._run(y, new, start, end)

    def _bridged(self, row: CellRow, end: int, x: int) -> bool:
        """Whether it is less to write the cells from ``end`` to ``x`` again than to move past them."""
        if x - end > _NEAR:
            return False
        text = "".join(row.texts[end:x])
        if not PLAIN_TEXT.fullmatch(text):
            return False
        pens = row.pens
        pen, written = pens[end - 1], len(text.encode())
        if pens[end : x + 1].count(pen) == x + 1 - end:
            return written <= _FORWARD[x - end]
        for at in range(end, x + 1):
            if not (row.texts[at] == " " and pen.blank is pens[at]):
                written += len(change(pen, pens[at]))
                pen = pens[at]
        return written <= _FORWARD[x - end] + len(change(pens[end - 1], pens[x]))

    def _run(self, y: int, row: CellRow, start: int, end: int) -> None:
        """Write the cells from ``start`` to before ``end``, and the rest of a wide character."""
        while end < self._width and row.texts[end] == TAIL:
            end += 1
        x = start
        while x < end:
            blanks = _blanks(row, x, end)
            if blanks and self._erased(y, row, x, x + blanks, end):
                x += blanks
            elif blanks:
                self._write(y, x, " " * blanks, row.pens[x])
                x += blanks
            else:
                x = self._words(y, row, x, end)

    def _words(self, y: int, row: CellRow, x: int, end: int) -> int:
        """Write what stands from ``x`` on in one pen, with the single blanks in it; gives the column after it."""
        texts, pens = row.texts, row.pens
        pen, after = pens[x], x + 1
        blank = pen.blank
        while after < end:
            if texts[after] != " ":
                if pens[after] is not pen:
                    break
            elif pens[after] is not blank or after + 1 >= end or texts[after + 1] == " " or pens[after + 1] is not pen:
                break
            after += 1
        if not PLAIN_TEXT.fullmatch("".join(texts[x:after])):
            after = _certain(texts, x, after)
        self._write(y, x, "".join(texts[x:after]), pen)
        return after

    def _write(self, y: int, x: int, text: str, pen: Pen) -> None:
        self._move(y, x)
        if not (text[0] == " " and self._pen.blank is pen):
            self._take(pen)
        self._out.append(text)
        after = x + len(text)
        self._at = (y, after) if after < self._width and PLAIN_TEXT.fullmatch(text) else None

    def _erased(self, y: int, row: CellRow, x: int, after: int, end: int) -> bool:
        """Erase the blanks from ``x`` to before ``after``, where that is possible and less than to write them."""
        pen = row.pens[x]
        if pen.back != PLAIN_BACK or not pen.erases:
            return False
        if after == end and after - x > len("\x1b[K") and _blanks(row, x, self._width) == self._width - x:
            self._place(y, x, pen)
            self._out.append("\x1b[K")
            return True
        if self._can.erases_cells and after - x > (_WORTH_ERASING if after == end else _WORTH_SKIPPING):
            self._place(y, x, pen)
            self._out.append(f"\x1b[{after - x}X")
            return True
        return False

    def _place(self, y: int, x: int, pen: Pen) -> None:
        self._move(y, x)
        if self._pen.back != pen.back or self._pen.blank is not pen:
            self._take(pen)

    def _take(self, pen: Pen) -> None:
        self._out.append(change(self._pen, pen))
        self._pen = pen

    def _move(self, y: int, x: int) -> None:
        if self._at != (y, x):
            self._out.append(way(self._at, (y, x)))
            self._at = (y, x)


def way(old: tuple[int, int] | None, new: tuple[int, int]) -> str:
    """The shortest sequence that takes the cursor from one place to another (row, column)."""
    y, x = new
    placed = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"
    if old is None:
        return placed
    stepped = _steps(y - old[0], "B", "A") + _steps(x - old[1], "C", "D")
    return stepped if len(stepped) < len(placed) else placed


def _steps(by: int, forward: str, back: str) -> str:
    count = "" if abs(by) == 1 else str(abs(by))
    return f"\x1b[{count}{forward if by > 0 else back}" if by else ""


_FORWARD: Final = tuple(len(_steps(cells, "C", "D")) for cells in range(_NEAR + 1))
"""Bytes that a move over so many cells takes."""


def _certain(texts: list[str], x: int, end: int) -> int:
    """As far as every terminal agrees on the columns; or, from a character on which they do not, after it."""
    after = x
    while PLAIN_TEXT.fullmatch(texts[after]):
        after += 1
    if after > x:
        return after
    after += 1
    while after < end and texts[after] == TAIL:
        after += 1
    return after


def distance(old: CellRow, new: CellRow) -> int:
    """How many cells of two rows differ."""
    return 0 if old is new else len(_differing(old, new))


def _differing(old: CellRow, new: CellRow) -> list[int]:
    pairs = zip(old.texts, new.texts, old.pens, new.pens, strict=True)
    return [x for x, (was, text, had, pen) in enumerate(pairs) if was != text or had is not pen]


def _blanks(row: CellRow, x: int, end: int) -> int:
    """How many blanks of one pen stand from ``x`` on, before ``end``."""
    texts, pens, pen = row.texts, row.pens, row.pens[x]
    after = x
    while after < end and texts[after] == " " and pens[after] is pen:
        after += 1
    return after - x
