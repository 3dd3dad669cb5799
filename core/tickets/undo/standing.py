"""What of a log stands: an act that was taken back at once is read by nobody as if it had been.

Its events stay in the log and in the timeline. The fold of a ticket, its clocks and its waits read them as nothing.
"""

from dataclasses import replace
from typing import Final

from core.tickets.log import History
from core.tickets.undo.events import TakenBack

NOTHING: Final = TakenBack(events=())
"""What stands in the place of an event that was taken back, so that every other one keeps its own."""


def taken_back(history: History) -> frozenset[int]:
    """The ``seq`` of every event that was taken back."""
    acts = (each.event.events for each in history if isinstance(each.event, TakenBack))
    return frozenset(seq for act in acts for seq in act)


def standing(history: History) -> History:
    """The log with nothing in the place of what was taken back; the log itself where nothing was."""
    gone = taken_back(history)
    if not gone:
        return history
    return tuple(replace(each, event=NOTHING) if each.seq in gone else each for each in history)
