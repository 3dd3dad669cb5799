"""A line of the queue as pieces of text, each with the name of its tone: the same for whoever paints it."""

from collections.abc import Sequence
from typing import Final

from console.queue.widgets.countdown_cell import CountdownCell
from console.queue.widgets.queue_columns import COUNTDOWN_WIDTH, GAP, QueueColumn, fit
from console.wording.instants import until_when
from core.desk.views import DeskTime, QueueRow
from core.vocabulary import Priority

Piece = tuple[str, str]
"""A text, and its tone: a name of the table's styles («plain», «quiet», «overdue»…)."""
LEFT: Final = "   Осталось"
"""The title over the countdowns."""
_MARKS: Final = {(False, False): " ", (False, True): "▌", (True, False): "■", (True, True): "▣"}
"""What stands before a row that is marked, and selected."""
_PRIORITY_TONES: Final = {Priority.VERY_HIGH: "urgent", Priority.HIGH: "plain"}


def pieces_of(
    row: QueueRow,
    countdown: CountdownCell,
    columns: Sequence[QueueColumn],
    cells: Sequence[str],
    *,
    selected: bool,
    marked: bool = False,
    sign: str = "",
) -> list[Piece]:
    """A row from its left end on; ``cells``: what it says in each of the columns, fitted; ``sign`` stands before a row
    that is neither selected nor marked."""
    mark = _MARKS[marked, selected]
    return [
        (sign, "sign") if sign and mark == " " else (mark, "mark"),
        (fit(f"{countdown.glyph or ' '} {countdown.text}", COUNTDOWN_WIDTH - 1), countdown.tone),
        *((text, _tone(column, row)) for column, text in zip(columns, cells, strict=True)),
    ]


def _tone(column: QueueColumn, row: QueueRow) -> str:
    return _PRIORITY_TONES.get(row.priority, "quiet") if column.tone == "priority" else column.tone


def standing_until(time: DeskTime) -> str | None:
    """Until when the countdowns stand still, outside working hours."""
    return None if time.open else until_when(time.until, time.now)


def head_of(columns: Sequence[QueueColumn], until: str | None, title: str = LEFT) -> tuple[str, str]:
    """The head of the countdowns, which warns where they stand still ``until`` then, and the titles of the columns."""
    first = title if until is None else f" ‖ {until}"
    titles = (fit(column.title, column.width, right=column.right) + " " * GAP for column in columns)
    return fit(first, COUNTDOWN_WIDTH), "".join(titles)
