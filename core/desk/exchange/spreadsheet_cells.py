"""Cells that no spreadsheet takes for a formula."""

from typing import Final

Cell = str | int | bool | None
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: Cell) -> Cell:
    """A cell whose text begins no formula: such a one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
