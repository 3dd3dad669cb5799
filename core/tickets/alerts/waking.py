"""When time alone may first give a ticket something to say or to do: what the sweep looks for, and nothing earlier.

Every rule of ``due.py`` stands here once more as the instant from which it holds. An instant may be too early, which
costs the sweep a look for nothing; it is never too late.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from core.instants import MICROSECOND
from core.policy import Policy
from core.tickets.clocks.clock import Clock, Clocks
from core.tickets.clocks.corrections import standing_alerts
from core.tickets.closing.disputes import due_of
from core.tickets.closing.silence import silent_until
from core.tickets.log import History
from core.tickets.records import RaisedAlert
from core.tickets.ticket import Ticket
from core.vocabulary import Alert, NormKind, Status

Expected = tuple[RaisedAlert, datetime]
"""An alert and the instant from which it is due."""
ZERO: Final = timedelta(0)
_AT_WORK: Final = (Status.NEW, Status.IN_PROGRESS)


def wake_at(history: History, policy: Policy, ticket: Ticket, clocks: Clocks) -> datetime | None:
    """The earliest instant at which ``timely`` may give a command; None where no time will do.

    ``clocks`` are those of the end of the log. What was said already is left out, and what is told in working hours
    only waits for the next opening of the ticket's line.
    """
    if ticket.status is Status.CLOSED and ticket.dispute is None:
        return None
    said, hours = standing_alerts(history, policy), policy.worktime(ticket.line)
    at = max(history[-1].at, ticket.changed_at)
    found = [hours.next_opening(since) for alert, since in _expected(ticket, clocks, policy, at) if alert not in said]
    if (until := silent_until(ticket, policy)) is not None:
        found.append(until + MICROSECOND)
    return min(found, default=None)


def _expected(ticket: Ticket, clocks: Clocks, policy: Policy, at: datetime) -> Iterator[Expected]:
    yield from _whatever_its_status(ticket, policy)
    if ticket.status in _AT_WORK:
        for clock in clocks:
            yield from _of_clock(clock, policy, at)
        if clocks.no_term:
            worktime = policy.worktime(ticket.line)
            remind = policy.lifecycle.agreement_reminder.duration(worktime.working_days(1))
            since = clocks.resolution.started_at or ticket.received_at
            yield RaisedAlert(Alert.NO_TERM, clocks.resolution.name), worktime.add(since, remind)
    if ticket.status is not Status.CLOSED:
        yield from _of_dates(ticket, policy, at)


def _of_clock(clock: Clock, policy: Policy, at: datetime) -> Iterator[Expected]:
    over = left_from(clock, policy, at)
    if over is None or clock.remaining is None or clock.soft:
        return
    past = clock.remaining < ZERO
    yield RaisedAlert(Alert.BREACHED, clock.name, clock.due_at), at if past else over + MICROSECOND
    warn = policy.lifecycle.warn_before[clock.name].duration(policy.schedule.full_day)
    near = left_from(clock, policy, at, warn)
    if near is not None and not past and clock.kind is not NormKind.NONE:
        yield RaisedAlert(Alert.BREACH_NEAR, clock.name, clock.due_at), near


def _whatever_its_status(ticket: Ticket, policy: Policy) -> Iterator[Expected]:
    if ticket.dispute is not None:
        due = due_of(ticket.dispute, policy)
        yield RaisedAlert(Alert.DISPUTE_OVERDUE, None, due, ticket.dispute.id), due + MICROSECOND
    if (session := ticket.remote_open) is not None:
        limit = policy.lifecycle.remote_limit.duration(policy.schedule.full_day)
        since = policy.worktime(ticket.line).add(session.started_at, limit)
        yield RaisedAlert(Alert.REMOTE_OPEN, None, None, session.id), since


def _of_dates(ticket: Ticket, policy: Policy, at: datetime) -> Iterator[Expected]:
    for task in ticket.tasks:
        if task.open and task.due is not None:
            yield RaisedAlert(Alert.TASK_OVERDUE, None, task.due, task.id), task.due + MICROSECOND
    if (until := silent_until(ticket, policy)) is not None:
        worktime = policy.worktime(ticket.line)
        early = worktime.between(at, until) - policy.schedule.full_day
        since = worktime.add(at, early) if early > ZERO else at
        yield RaisedAlert(Alert.CONFIRMATION_NEAR, None, until), since


def left_from(clock: Clock, policy: Policy, at: datetime, left: timedelta = ZERO) -> datetime | None:
    """The earliest instant, not before ``at``, at which no more than ``left`` remains of a clock read at ``at``.

    None where it has no due, or was stopped. Working time of the clock's own line is used up one to one from there on:
    whatever changes that is an event, by which the clock is read again.
    """
    if clock.due_at is None or clock.remaining is None or clock.stopped_at is not None:
        return None
    ahead = clock.remaining - left
    return policy.worktime(clock.line).add(at, ahead) if ahead > ZERO else at
