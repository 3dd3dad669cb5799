"""What is left of working time until a due, and what the desk's hours are doing: no store is read."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.desk.views import Countdown, DeskTime, QueueRow
from core.policy import Policy
from core.worktime import WorkTime


def row_countdown(policy: Policy, row: QueueRow, now: datetime) -> Countdown | None:
    """What is left of a row's next clock, by the hours that it is counted by; None without a due."""
    if row.due_at is None:
        return None
    counted = countdown(policy.worktime(row.hours), row.due_at, now, row.uncounted)
    return replace(counted, overdue=counted.overdue or row.breached)


def remaining(worktime: WorkTime, due: datetime, now: datetime, uncounted: timedelta = timedelta(0)) -> timedelta:
    """Working time until ``due``, negative once it is past; ``uncounted`` of what is past does not count."""
    return uncounted - worktime.between(due, now) if due < now else worktime.between(now, due)


def countdown(worktime: WorkTime, due: datetime, now: datetime, uncounted: timedelta = timedelta(0)) -> Countdown:
    """What is left of working time until ``due``, and whether any runs now."""
    late = due < worktime.last_counted(now)
    state = worktime.state(now)
    left = remaining(worktime, due, now, uncounted)
    resumes = None if state.open else state.until
    return Countdown(left, late, not state.open, resumes, worktime.working_days(1))


def desk_time(policy: Policy, now: datetime) -> DeskTime:
    """Whether the desk works now, and until when that stays so."""
    state = policy.worktime().state(now)
    return DeskTime(now, state.open, state.until, state.reason)
