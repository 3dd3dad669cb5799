"""The first frame: the head of the list and its rows where the application will paint them, in the same words."""

from collections.abc import Iterator
from typing import Final

from console.first_rows.pens import FirstPens
from console.labels import DESK_NAME
from console.queue.model.panes import row_width
from console.queue.widgets.countdown_cell import countdown_cell
from console.queue.widgets.queue_columns import QueueColumn, cells_of, columns_for, fit
from console.queue.widgets.queue_line import head_of, pieces_of, standing_until
from core.desk.queue.glance import QueueGlance
from core.desk.views import QueueRow
from core.policy.labels import Labels

ABOVE: Final = 3
"""Lines above the rows: the desk's, the views, the head of the list."""
BELOW: Final = 1
"""Lines below them: the keys."""
_PLAIN_LINES: Final = "\x1b[?25l\x1b[?7l"
"""No cursor, and nothing goes on below the last column."""


def rows_shown(height: int) -> int:
    """How many rows a terminal of so many lines shows."""
    return height - ABOVE - BELOW


def frame(seen: QueueGlance, labels: Labels, size: tuple[int, int], pens: FirstPens) -> str:
    """What a terminal of ``size`` (columns, rows) is to be written; its other screen is empty."""
    width = row_width(size[0])
    columns = columns_for(width)
    lines = [pens.ground(), *(_at(line) + " " * size[0] for line in range(size[1]))]
    lines += [_at(0) + pens.name() + DESK_NAME, _at(ABOVE - 1) + _head(seen, columns, width, pens)]
    for place, row in enumerate(seen.rows[: rows_shown(size[1])]):
        lines.append(_at(ABOVE + place) + "".join(_row(seen, row, columns, labels, pens, selected=place == 0)))
    return f"{_PLAIN_LINES}{''.join(lines)}\x1b[m{_at(size[1] - 1)}"


def _head(seen: QueueGlance, columns: tuple[QueueColumn, ...], width: int, pens: FirstPens) -> str:
    until = standing_until(seen.time)
    first, titles = head_of(columns, until)
    room = width - len(first)
    return f"{pens.head(loud=until is not None)}{first}{pens.head(loud=False)}{fit(titles, room)}"


def _row(
    seen: QueueGlance,
    row: QueueRow,
    columns: tuple[QueueColumn, ...],
    labels: Labels,
    pens: FirstPens,
    *,
    selected: bool,
) -> Iterator[str]:
    countdown = countdown_cell(row, seen.countdowns.get(row.number), seen.time.now)
    for text, tone in pieces_of(row, countdown, columns, cells_of(row, columns, labels), selected=selected):
        yield pens.row(tone, selected=selected) + text


def _at(line: int) -> str:
    return f"\x1b[{line + 1};1H"
