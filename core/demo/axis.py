"""The working time before an instant as one unbroken axis: what the invented desk is planned on."""

from bisect import bisect_left
from datetime import datetime, timedelta

from core.instants import SECOND
from core.worktime import Interval, WorkTime

_LOOK_BACK = timedelta(days=90)


class Axis:
    """The last working days before ``now``, in working seconds from 0 to :attr:`length`.

    What lies past :attr:`length` has not happened yet. At a boundary the close of the earlier piece is meant.
    """

    def __init__(self, worktime: WorkTime, now: datetime, days: int) -> None:
        """Lay the axis over the last ``days`` working days, counted in full days of the schedule."""
        self._spans = _last(worktime.counted(now - _LOOK_BACK, now), worktime.working_days(days))
        self._ends: list[int] = []
        total = 0
        for span in self._spans:
            total += span.amount // SECOND
            self._ends.append(total)
        self.day = worktime.working_days(1) // SECOND
        self.length = total

    @property
    def start(self) -> datetime:
        """The instant of second 0."""
        return self._spans[0].start

    def at(self, second: int) -> datetime:
        """The instant at which ``second`` working seconds are used up, in the desk's zone."""
        index = min(bisect_left(self._ends, second), len(self._spans) - 1)
        span = self._spans[index]
        return span.end - (self._ends[index] - second) * SECOND

    def same_piece(self, first: int, last: int) -> bool:
        """Whether no break lies between two seconds of the axis."""
        return bisect_left(self._ends, first) == bisect_left(self._ends, last)

    def break_after(self, second: int) -> tuple[int, datetime, datetime] | None:
        """The break after the piece that ``second`` lies in: its second, begin and end; None after the last piece."""
        index = bisect_left(self._ends, second)
        if index >= len(self._spans) - 1:
            return None
        return self._ends[index], self._spans[index].end, self._spans[index + 1].start


def _last(spans: tuple[Interval, ...], amount: timedelta) -> tuple[Interval, ...]:
    """The last pieces that hold at most ``amount``; at least one."""
    kept, left = len(spans), amount
    while kept and spans[kept - 1].amount <= left:
        kept -= 1
        left -= spans[kept].amount
    return spans[min(kept, len(spans) - 1) :]
