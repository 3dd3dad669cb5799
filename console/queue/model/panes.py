"""How a queue's screen is parted: from which width on what stands beside the list, and what is left to the list."""

from typing import Final

ROOM: Final = 120
"""Columns from which there is room for the preview beside the list."""
THREE_PANES: Final = 240
"""Columns from which the list, the card and the story stand side by side: the subject keeps its 60 even then."""
PREVIEW: Final = 46
"""Cells of the preview beside the list, its frame included."""
WIDE_PREVIEW: Final = 51
"""Cells of each of two."""


def row_width(columns: int) -> int:
    """Cells of a row in a terminal of so many columns, where nobody has chosen how the preview stands.

    The scroll bar lies over the gap behind the last column.
    """
    beside = 2 * WIDE_PREVIEW if columns >= THREE_PANES else PREVIEW if columns >= ROOM else 0
    return columns - beside
