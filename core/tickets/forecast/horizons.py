"""What is late and what soon will be, as instants: one reckoning for the breach panel and for the filter language.

Pure. A due is late at ``now`` exactly when working time has passed since it; it is within a horizon when no more than
that much working time is left until it. The spans that compliance is told for are here too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from core.instants import MICROSECOND, midnight
from core.policy import Policy
from core.vocabulary import Line
from core.worktime import WorkTime


@dataclass(frozen=True, slots=True)
class DueBounds:
    """The instants that part the due times of one line: late before the first, then up to each of the horizons."""

    late_before: datetime
    until: tuple[datetime, ...] = ()


def bounds(policy: Policy, now: datetime, horizons: tuple[timedelta, ...]) -> dict[Line, DueBounds]:
    """The bounds of every line; ``horizons`` are working time. Raises ValueError where the calendars do not reach."""
    found: dict[WorkTime, DueBounds] = {}
    for worktime in policy.worktimes.values():
        if worktime not in found:
            until = tuple(worktime.next_opening(worktime.add(now, each)) for each in horizons)
            found[worktime] = DueBounds(worktime.last_counted(now), until)
    return {line: found[policy.worktime(line)] for line in policy.worktimes}


def late_at(due: datetime, worktime: WorkTime) -> datetime:
    """The first instant at which a due is late: a due of 13:00 is from a microsecond after 14:00 on."""
    return worktime.add(due, MICROSECOND)


def within_at(due: datetime, horizon: timedelta, now: datetime, worktime: WorkTime) -> datetime:
    """The first instant, ``now`` or later, at which a due is within a horizon."""
    return worktime.add(now, max(worktime.between(now, due) - horizon, timedelta(0)))


class Period(StrEnum):
    """Spans up to now; the last month is whole."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    LAST_MONTH = "last_month"


SHOWN: Final = (Period.TODAY, Period.WEEK, Period.MONTH)
"""The spans that the panel shows; months are compared apart."""


def spans(now: datetime) -> Mapping[Period, tuple[datetime, datetime]]:
    """Begin and end, not included, of every period, in the zone of ``now``; a week begins on Monday.

    What happens at ``now`` itself is inside: who has just solved a ticket finds it among the solved.
    """
    today, after = midnight(now), now + MICROSECOND
    month = today.replace(day=1)
    return {
        Period.TODAY: (today, after),
        Period.WEEK: (today - timedelta(days=today.weekday()), after),
        Period.MONTH: (month, after),
        Period.LAST_MONTH: ((month - timedelta(days=1)).replace(day=1), month),
    }


@dataclass(frozen=True, slots=True)
class Judged:
    """Some clocks of a span: how many ``ended`` in it, how many of those were ``breached``, how many more were breached
    and still ``open`` at its end (п. 4.11): a share of the ended ones alone would hide what nobody ends."""

    ended: int = 0
    breached: int = 0
    open: int = 0

    @property
    def of(self) -> int:
        """Of how many a share is."""
        return self.ended + self.open

    @property
    def missed(self) -> int:
        """How many were not kept."""
        return self.breached + self.open

    def plus(self, ended: int, breached: int, open_: int) -> "Judged":
        """With others."""
        return Judged(self.ended + ended, self.breached + breached, self.open + open_)
