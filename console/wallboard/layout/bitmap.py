"""Digits that are read from five metres: a 3×5 bitmap in three sizes, of full blocks, so that no colour is needed."""

from collections.abc import Sequence
from enum import Enum
from typing import Final

_GLYPHS: Final = {
    "0": "111 101 101 101 111",
    "1": "010 110 010 010 111",
    "2": "111 001 111 100 111",
    "3": "111 001 111 001 111",
    "4": "101 101 111 001 001",
    "5": "111 100 111 001 111",
    "6": "111 100 111 101 111",
    "7": "111 001 001 001 001",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 111",
    "—": "000 000 111 000 000",
    "−": "000 000 111 000 000",
    "+": "000 010 111 010 000",
}
_ROWS: Final = 5
_HALVES: Final = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


class Scale(Enum):
    """How large: columns of a dot, and lines of a number; the smallest packs two dots into a line."""

    SMALL = (1, 3)
    MEDIUM = (2, 5)
    LARGE = (4, 10)

    @property
    def lines(self) -> int:
        """How many lines a number takes."""
        return self.value[1]

    def width(self, text: str) -> int:
        """How many columns a number takes: three dots a digit and one between two."""
        return (4 * len(text) - 1) * self.value[0] if text else 0


def fitting(text: str, width: int, largest: Scale) -> Scale:
    """The largest scale up to ``largest`` in which a number fits a width; the smallest where none does."""
    scales = list(Scale)
    for scale in reversed(scales[: scales.index(largest) + 1]):
        if scale.width(text) <= width:
            return scale
    return Scale.SMALL


def drawn(text: str, scale: Scale) -> Sequence[str]:
    """The lines of a number; a character without a glyph stays blank."""
    dots = ["0".join(_GLYPHS.get(each, "000 000 000 000 000").split()[row] for each in text) for row in range(_ROWS)]
    if scale is Scale.SMALL:
        dots.append("0" * len(dots[0]))
        return ["".join(_HALVES[pair] for pair in zip(*dots[row : row + 2], strict=True)) for row in (0, 2, 4)]
    columns, height = scale.value
    lines = ["".join(("█" if dot == "1" else " ") * columns for dot in line) for line in dots]
    return [line for line in lines for _ in range(height // _ROWS)]
