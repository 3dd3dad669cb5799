"""Plain tables of text, aligned by the cells that a terminal gives to each character."""

import unicodedata
from collections.abc import Iterable, Sequence

from core.text import safe_line

GAP = "  "
CUT = "…"


def cells(text: str) -> int:
    """Count the terminal cells of a line: wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def fit(text: str, width: int) -> str:
    """Cut a line to at most *width* cells; a cut ends with «…»."""
    if cells(text) <= width:
        return text
    kept, used = [], cells(CUT)
    for char in text:
        used += _width(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept) + CUT


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, limits: dict[int, int] | None = None) -> str:
    """Lay rows under heads, columns aligned; *limits* caps columns (from 0) at so many cells.

    Every cell is made harmless and one line. An empty table is its heads alone.
    """
    limits = limits or {}
    lines = [list(heads), *([safe_line(cell) for cell in row] for row in rows)]
    lines = [[fit(cell, limits[i]) if i in limits else cell for i, cell in enumerate(line)] for line in lines]
    widths = [max(cells(line[i]) for line in lines) for i in range(len(heads))]
    lines.insert(1, ["─" * width for width in widths])
    return "\n".join(
        GAP.join(pad(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def pad(text: str, width: int) -> str:
    """Fill a line up to *width* cells with spaces on the right."""
    return text + " " * (width - cells(text))


def fields(pairs: Iterable[tuple[str, str | None]]) -> str:
    """Lay names and values in two columns, pairs without a value left out; names are ours, values people's."""
    present = [(name, safe_line(value)) for name, value in pairs if value]
    width = max((cells(name) for name, _ in present), default=0)
    return "\n".join(f"{pad(name, width)}{GAP}{value}" for name, value in present)
