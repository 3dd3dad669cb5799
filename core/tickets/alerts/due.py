"""What time alone makes the program say about a ticket (п. 4.5, 6.8; Прил. 2): in working time, never at night."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from core.policy import Policy
from core.tickets.alerts.raising import RaiseAlert
from core.tickets.clocks.clock import Clock, Clocks
from core.tickets.clocks.corrections import standing_alerts
from core.tickets.clocks.reading import read_clocks
from core.tickets.closing.commands import CloseSilent
from core.tickets.closing.disputes import due_of
from core.tickets.closing.silence import silent_until
from core.tickets.command import TicketCommand
from core.tickets.fold import replay
from core.tickets.log import History
from core.tickets.records import RaisedAlert
from core.tickets.ticket import Ticket
from core.vocabulary import Alert, NormKind, Status

ZERO: Final = timedelta(0)


def timely(history: History, policy: Policy, now: datetime) -> tuple[TicketCommand, ...]:
    """The commands that time alone gives to a ticket at ``now``: alerts that were not raised yet, and its closing."""
    ticket = replay(history)
    until = silent_until(ticket, policy)
    silent = until is not None and now > until
    closing = (CloseSilent(number=ticket.number),) if silent else ()
    if not policy.worktime(ticket.line).is_open(now):
        return closing
    found = list(_whatever_its_status(ticket, policy, now))
    if not silent:
        found += _of_clocks(ticket, read_clocks(history, policy, now, ticket), policy, now)
        found += _of_dates(ticket, policy, now)
    raised = standing_alerts(history, policy)
    wanted = dict.fromkeys(said for said in found if said not in raised)
    return closing + tuple(
        RaiseAlert(number=ticket.number, alert=said.alert, clock=said.clock, due=said.due, item=said.item)
        for said in wanted
    )


def _of_clocks(ticket: Ticket, clocks: Clocks, policy: Policy, now: datetime) -> Iterator[RaisedAlert]:
    if ticket.status not in (Status.NEW, Status.IN_PROGRESS):
        return
    for clock in clocks:
        yield from _of_clock(clock, policy)
    if clocks.no_term:
        worktime = policy.worktime(ticket.line)
        since = clocks.resolution.started_at or ticket.received_at
        remind = policy.lifecycle.agreement_reminder.duration(worktime.working_days(1))
        if worktime.between(since, now) >= remind:
            yield RaisedAlert(Alert.NO_TERM, clocks.resolution.name)


def _of_clock(clock: Clock, policy: Policy) -> Iterator[RaisedAlert]:
    if clock.due_at is None or clock.stopped_at is not None or clock.remaining is None or clock.soft:
        return
    if clock.remaining < ZERO:
        yield RaisedAlert(Alert.BREACHED, clock.name, clock.due_at)
        return
    warn = policy.lifecycle.warn_before[clock.name].duration(policy.schedule.full_day)
    if clock.remaining <= warn and clock.kind is not NormKind.NONE:
        yield RaisedAlert(Alert.BREACH_NEAR, clock.name, clock.due_at)


def _whatever_its_status(ticket: Ticket, policy: Policy, now: datetime) -> Iterator[RaisedAlert]:
    """What is told of a closed ticket too: a closing by the same sweep must leave nothing for the next one."""
    if ticket.dispute is not None and (due := due_of(ticket.dispute, policy)) < now:
        yield RaisedAlert(Alert.DISPUTE_OVERDUE, None, due, ticket.dispute.id)
    session, limit = ticket.remote_open, policy.lifecycle.remote_limit.duration(policy.schedule.full_day)
    if session is not None and policy.worktime(ticket.line).between(session.started_at, now) >= limit:
        yield RaisedAlert(Alert.REMOTE_OPEN, None, None, session.id)


def _of_dates(ticket: Ticket, policy: Policy, now: datetime) -> Iterator[RaisedAlert]:
    if ticket.status is Status.CLOSED:
        return
    for task in ticket.tasks:
        if task.open and task.due is not None and task.due < now:
            yield RaisedAlert(Alert.TASK_OVERDUE, None, task.due, task.id)
    until = silent_until(ticket, policy)
    if until is not None and policy.worktime(ticket.line).between(now, until) <= policy.schedule.full_day:
        yield RaisedAlert(Alert.CONFIRMATION_NEAR, None, until)
