"""How long work on a ticket took: what the desk's own history says of the effort that a kind of ticket costs.

Pure. No clause sets an effort; it is what the forecast of a shift reckons with, and it is shown with its spread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.policy import Policy
from core.tickets.assignment.events import Released, SentBack, Taken
from core.tickets.clocks.resolution import solving_line
from core.tickets.clocks.spans import ClockSpan
from core.tickets.clocks.waits import covered, merged, waits, without
from core.tickets.closing.events import Rejected, Reopened, Resolved
from core.tickets.log import History
from core.tickets.undo.standing import standing

LEAST_HISTORY: Final = 5
"""From fewer finished tickets of a kind nothing is reckoned: one odd ticket would decide."""


@dataclass(frozen=True, slots=True)
class Typical:
    """The effort of one kind: quartiles of working time over ``count`` finished tickets."""

    count: int
    low: timedelta
    median: timedelta
    high: timedelta


def effort(history: History, policy: Policy) -> timedelta | None:
    """Working time in which somebody had the ticket in hand: from each taking to the solution, less every wait.

    A hand-over lays it down until somebody takes it again; a rejection gives it back into the hands that solved it.
    By the hours of the line that solved it. None for a ticket that is not solved, or was solved without being taken.
    """
    history = standing(history)
    spans = _in_hand(history)
    if not spans:
        return None
    worktime = policy.worktime(solving_line(history))
    end = max(each.end or each.start for each in spans)  # all of them are over
    return covered(without(spans, merged(waits(history))), worktime, end)


def _in_hand(history: History) -> tuple[ClockSpan, ...]:
    """The spans in which the ticket was in somebody's hands; none unless the last of them ended with a solution."""
    spans: list[ClockSpan] = []
    since: datetime | None = None
    solved = False
    for recorded in history:
        match recorded.event:
            case Taken():
                since, solved = since or recorded.at, False
            case Rejected() | Reopened() if solved:
                since, solved = recorded.at, False
            case Released() | SentBack() | Resolved() if since is not None:
                spans.append(ClockSpan(since, recorded.at))
                since, solved = None, isinstance(recorded.event, Resolved)
    return tuple(spans) if solved else ()


def typical(efforts: Sequence[timedelta]) -> Typical | None:
    """The quartiles of some efforts, in any order; None from fewer than ``LEAST_HISTORY``.

    A quartile is the least effort that at least that share of the tickets did not exceed.
    """
    if len(efforts) < LEAST_HISTORY:
        return None
    ordered = sorted(efforts)

    def share(quarters: int) -> timedelta:
        return ordered[max(0, -(-len(ordered) * quarters // 4) - 1)]

    return Typical(len(ordered), share(1), share(2), share(3))
