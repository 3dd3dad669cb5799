"""What stands in each cell of a row: a character with its combining marks, and the pen that it is written with.

A wide character has two cells, the second of which is :data:`TAIL`; so nothing that works cell by cell can split one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import cell_len, get_character_cell_size

from console.terminal.pens import PLAIN, Pen

TAIL: Final = ""
"""The second cell of a wide character."""
UNKNOWN: Final = "\0"
"""Nobody knows what stands there."""
_ONE_CELL: Final = (
    "\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u0391-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u218b\u2190-\u2319\u2500-\u25fc\u2713\u2717\u2800-\u28ff"
)
"""Characters that every terminal shows in one cell of their own."""
PLAIN_TEXT: Final = re.compile(f"[{_ONE_CELL}]*")


class CellRow:
    """A row of cells: ``texts`` and ``pens`` go side by side."""

    __slots__ = ("pens", "texts")

    def __init__(self, texts: list[str], pens: list[Pen]) -> None:
        self.texts = texts
        self.pens = pens

    @classmethod
    def blank(cls, width: int) -> CellRow:
        """Nothing stands there."""
        return cls([" "] * width, [PLAIN] * width)

    @classmethod
    def unknown(cls, width: int) -> CellRow:
        """Anything may stand there."""
        return cls([UNKNOWN] * width, [PLAIN] * width)

    def copy(self) -> CellRow:
        """Another row with the same in it."""
        return CellRow(self.texts.copy(), self.pens.copy())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CellRow) and self.texts == other.texts and self.pens == other.pens

    __hash__ = None  # type: ignore[assignment]

    def put(self, at: int, other: CellRow, end: int) -> None:
        """Write ``other`` from column ``at`` on, as far as before column ``end``."""
        room = max(0, min(end, len(self.texts)) - at)
        texts, pens = other.texts[:room], other.pens[:room]
        if not texts:
            return
        if len(other.texts) > room and other.texts[room] == TAIL:
            texts[-1] = " "  # half of a wide character is none
        after = at + len(texts)
        if at and self.texts[at] == TAIL:
            self._halve(at - 1)
        if after < len(self.texts) and self.texts[after] == TAIL:
            self.texts[after] = " "
        self.texts[at:after] = texts
        self.pens[at:after] = pens

    def _halve(self, at: int) -> None:
        """What stands before a column is cut by what is written there."""
        while self.texts[at] == TAIL and at:
            self.texts[at] = " "
            at -= 1
        self.texts[at] = " "


def joined(rows: Sequence[CellRow]) -> CellRow:
    """One row of several; each of them stays as it is."""
    texts: list[str] = []
    pens: list[Pen] = []
    for row in rows:
        texts += row.texts
        pens += row.pens
    return CellRow(texts, pens)


def row_of(pieces: Iterable[tuple[str, Pen]]) -> CellRow:
    """The cells of a line that consists of such pieces. They must hold no controls."""
    texts: list[str] = []
    pens: list[Pen] = []
    for text, pen in pieces:
        start = len(texts)
        if PLAIN_TEXT.fullmatch(text):
            texts.extend(text)
        else:
            _cut(text, texts)
        written = len(texts) - start
        if pen.blank is pen or " " not in text:
            pens.extend([pen] * written)
        elif not text.strip(" "):
            pens.extend([pen.blank] * written)
        else:
            blank = pen.blank
            pens.extend([blank if each == " " else pen for each in texts[start:]])
    return CellRow(texts, pens)


def _cut(text: str, texts: list[str]) -> None:
    """Append the cells of a text in which not every character has one of its own."""
    begun, expected = len(texts), len(texts) + cell_len(text)
    for character in text:
        width = get_character_cell_size(character)
        if width == 0:
            _join(character, texts)
        else:
            texts.append(character)
            texts.extend([TAIL] * (width - 1))
    if len(texts) != expected:  # characters that are measured together, as emoji are: what is seen is one piece
        texts[begun:] = _one_piece(text, expected - begun)


def _join(mark: str, texts: list[str]) -> None:
    """A mark without a cell of its own stands on the character before it."""
    for at in range(len(texts) - 1, -1, -1):
        if texts[at] != TAIL:
            texts[at] += mark
            return


def _one_piece(text: str, width: int) -> list[str]:
    """A text that cannot be told apart by cells: written whole, whenever anything of it is."""
    return [text, *[TAIL] * (width - 1)] if width else []
