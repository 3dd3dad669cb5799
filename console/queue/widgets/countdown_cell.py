"""What the leftmost cell of a queue row says: a glyph for the state and a countdown that changes seldom.

State is never told by hue alone: ``●`` overdue, ``▲`` soon, and no glyph for what is calm; their hollow twins ``○``
and ``△`` say that no working time runs now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from core.desk.views import Countdown, QueueRow
from core.durations import SECONDS_BELOW, brief
from core.vocabulary import Status

Tone = Literal["overdue", "soon", "calm", "still", "none"]

SOON: Final = timedelta(minutes=30)
"""Working time before a due from which the countdown warns, where a norm is long enough for it."""


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
    text = brief(countdown.remaining, countdown.day, breached=countdown.overdue, soft=row.soft)
    if countdown.overdue:
        glyph = "" if row.soft else "○" if countdown.standing else "●"
        return CountdownCell(glyph, text, "soon" if row.soft else "overdue")
    if countdown.remaining < SOON:
        return CountdownCell("△" if countdown.standing else "▲", text, "soon")
    return CountdownCell("", text, "still" if countdown.standing else "calm")


def holds_for(countdown: Countdown | None) -> timedelta:
    """For how much working time a cell stays true: seconds are shown at the end alone, minutes at most before it."""
    if countdown is None:
        return timedelta(hours=1)
    if timedelta() <= countdown.remaining < SECONDS_BELOW + timedelta(seconds=1):
        return timedelta()
    return countdown.remaining % timedelta(minutes=1)
