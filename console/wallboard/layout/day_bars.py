"""The day in half hours as two aligned rows of bars over one axis: what came, what was closed; and how many were open.

Blocks and halves of blocks alone: they stand in the font of every terminal, a bare text console's too.
"""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Final

from console.widgets.line_view import ACCENT, GOOD, MUTED, STRONG, Line
from core.desk.oversight.breach_panel import HALF_HOUR, HalfHour

_NAME: Final = 9
"""Columns of what a row is called."""
_WIDEST: Final = 9
_AROUND: Final = 4
"""Lines that are no bars: the figures of both rows, the hours, how many were open."""
_MOST_OF_ONE: Final = 2.0
"""Lines of a bar for one: a quiet day has low bars."""
_CLOCK: Final = len("08:30 ")


def day_lines(day: Sequence[HalfHour], until: datetime, width: int, height: int) -> list[Line]:
    """The lines below the words: the whole working day ``until`` its end, so that nothing stretches by the hour."""
    spans = max(len(day), ceil((until - day[0].start) / HALF_HOUR))
    column = min(_WIDEST, max(2, (width - _NAME) // spans))
    shown = day[-max(1, (width - _NAME) // column) :]
    came, gone = [each.come for each in shown], [each.gone for each in shown]
    room = max(2, height - _AROUND)
    low = min(room - 1, ceil(room * max(gone) / (max(came) + max(gone) or 1))) or 1
    tallest = ((max(came), room - low), (max(gone), low))
    scale = min((lines / most for most, lines in tallest if most), default=_MOST_OF_ONE)
    scale = min(scale, _MOST_OF_ONE)
    came_lines, gone_lines = (max(1, ceil(most * scale)) for most, _ in tallest)
    hours = [shown[0].start + place * HALF_HOUR for place in range(min(spans, (width - _NAME) // column))]
    lines = [
        *_row("пришло", ACCENT, figures(came, column), bars(came, column, scale, came_lines)),
        *_row("закрыто", GOOD, figures(gone, column), bars(gone, column, scale, gone_lines)),
        ((" " * _NAME, ""), (_hours(hours, column), MUTED)),
        (("открыто".ljust(_NAME), ""), (figures([each.backlog for each in shown], column), STRONG)),
    ]
    return lines[:height]


def _row(title: str, style: str, numbers: str, drawn: Sequence[str]) -> list[Line]:
    """The figures of a row, then its bars."""
    head: Line = ((title.ljust(_NAME), style), (numbers, STRONG))
    return [head, *(((" " * _NAME, ""), (line, style)) for line in drawn)]


def bars(values: Sequence[int], column: int, scale: float, tall: int) -> list[str]:
    """Bars in ``tall`` lines, ``scale`` lines for each that is counted, in halves of a line; one is at least a half."""
    halves = [max(1, round(each * scale * 2)) if each else 0 for each in values]
    lines = []
    for line in range(tall - 1, -1, -1):
        blocks = ("█" if each > 2 * line + 1 else "▄" if each > 2 * line else " " for each in halves)
        lines.append("".join(block * (column - 1) + " " for block in blocks))
    return lines


def figures(values: Sequence[int], column: int) -> str:
    """A figure over the right end of its bar; where they are too wide for that, some, and always the last of them."""
    step = ceil((max(len(str(each)) for each in values) + 1) / column)
    last = len(values) - 1
    said = ""
    for place, value in enumerate(values):
        if (last - place) % step == 0 and len(str(value)) < (place + 1) * column:
            said = said.ljust((place + 1) * column - 1 - len(str(value))) + (str(value) if value else "·") + " "
    return said


def _hours(hours: Sequence[datetime], column: int) -> str:
    """The hours, each where its half hour begins and where it finds room whole."""
    step = 2 if column * 2 >= _CLOCK else 4
    places = range(0, len(hours), step)
    return "".join(
        f"{hours[place]:%H:%M}".ljust(column * step)
        for place in places
        if place * column + _CLOCK - 1 <= max(_CLOCK - 1, len(hours) * column)
    )
