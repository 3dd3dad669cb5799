"""What the leftmost cell of a queue row says: a glyph for the state and a countdown that changes seldom.

State is never told by hue alone: ``●`` overdue, ``▲`` soon, and no glyph for what is calm; their hollow twins ``○``
and ``△`` say that no working time runs now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from console.text import left
from core.desk.views import Countdown, QueueRow
from core.instants import ceil_seconds
from core.vocabulary import Status

Tone = Literal["overdue", "soon", "calm", "still", "none"]

SOON: Final = timedelta(minutes=30)
"""Working time before a due from which the countdown warns, where a norm is long enough for it."""
_DAY: Final = timedelta(hours=8)
_SECONDS_BELOW: Final = timedelta(minutes=5, seconds=1)


@dataclass(frozen=True, slots=True)
class CountdownCell:
    """Glyph, text and tone of one countdown."""

    glyph: str
    text: str
    tone: Tone


def countdown_cell(row: QueueRow, countdown: Countdown | None, now: datetime) -> CountdownCell:
    """Say when a row is due; ``countdown`` is None exactly when the row has no due time."""
    if row.status is Status.CLOSED:
        closed = row.closed_at or row.changed_at
        return CountdownCell("", f"{closed.astimezone(now.tzinfo):%d.%m %H:%M}", "none")
    if countdown is None:
        return CountdownCell("", "ждём ответ" if row.status is Status.RESOLVED else "без срока", "none")
    if countdown.overdue:
        if row.soft:
            return CountdownCell("", "не сразу", "soon")
        # A breach that a later due does not undo keeps its mark, and tells the time that is left to the new one.
        text = over(-countdown.remaining) if countdown.remaining <= timedelta() else left(countdown.remaining)
        return CountdownCell("○" if countdown.standing else "●", text, "overdue")
    text = left(countdown.remaining)
    if countdown.remaining < SOON:
        return CountdownCell("△" if countdown.standing else "▲", text, "soon")
    return CountdownCell("", text, "still" if countdown.standing else "calm")


def holds_for(countdown: Countdown | None) -> timedelta:
    """For how much working time a cell stays true: seconds are shown at the end alone, minutes at most before it."""
    if countdown is None:
        return timedelta(hours=1)
    if timedelta() <= countdown.remaining < _SECONDS_BELOW:
        return timedelta()
    return countdown.remaining % timedelta(minutes=1)


def over(excess: timedelta) -> str:
    """Say how long a due is past, rounded up, in its largest unit alone: «−12 м», «−3 ч», «−2 дн»."""
    minutes = max(1, -(-ceil_seconds(excess) // 60))
    if minutes < 60:
        return f"−{minutes} м"
    hours, day_hours = minutes // 60, int(_DAY.total_seconds()) // 3600
    return f"−{hours} ч" if hours < day_hours else f"−{hours // day_hours} дн"
