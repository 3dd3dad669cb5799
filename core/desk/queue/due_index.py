"""The due index: the next due of each ticket, kept for sorting, made from the log and never trusted over it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from core.policy import Policy
from core.store.errors import StoreUnavailable
from core.store.event_log.log import histories
from core.store.limits import TERMS
from core.store.metadata import set_metadata
from core.store.projections.open_work import PromiseEntry
from core.store.projections.ticket_rows import ClockEntry, DueIndex, project
from core.store.store import Writing
from core.tickets.alerts.waking import left_from, wake_at
from core.tickets.clocks.clock import Clock, Clocks
from core.tickets.clocks.reading import read_clocks
from core.tickets.fold import replay
from core.tickets.forecast.effort import effort
from core.tickets.log import History
from core.tickets.ticket import Ticket
from core.vocabulary import Status


def due_index(history: History, policy: Policy, ticket: Ticket) -> DueIndex:
    """What the log, whose fold is ``ticket``, says about the next due; it does not depend on the present instant.

    ``history``: all of it, or what of it clocks read (:func:`core.tickets.fold.sifted`): the answer is the same.
    """
    clocks = read_clocks(history, policy, ticket.changed_at, ticket)
    found = DueIndex(
        no_term=clocks.no_term,
        needs_term=clocks.unsettled,
        clocks=tuple(_entries(clocks)),
        effort=effort(history, policy),
        wake=wake_at(history, policy, ticket, clocks),
        promised=tuple(_promised(history[-1].at, policy, ticket, clocks)),
    )
    clock = clocks.next
    if clock is None:
        return found
    return replace(
        found,
        clock=clock.name,
        due=clock.due_at,
        soft=clock.soft,
        line=clock.line,
        breached=any(_recorded(each) and not each.soft and each.stopped_at is None for each in clocks),
        uncounted=clock.uncounted,
    )


def _entries(clocks: Clocks) -> Iterator[ClockEntry]:
    """Every clock that has begun and has a due whose excess is a breach."""
    for each in clocks:
        if each.started_at is not None and each.due_at is not None and not each.soft:
            breached = _recorded(each) if each.stopped_at is None else each.overdue
            yield ClockEntry(
                each.name,
                each.due_at,
                each.stopped_at,
                breached,
                each.uncounted,
                each.cause,
                each.breached_at,
                each.line,
            )


def _promised(at: datetime, policy: Policy, ticket: Ticket, clocks: Clocks) -> Iterator[PromiseEntry]:
    """What was promised last for each clock that runs, while work goes on (п. 4.8, 6.7, 6.8)."""
    if ticket.status in (Status.RESOLVED, Status.CLOSED):
        return
    for clock in clocks:
        made = [each for each in ticket.promises if each.clock is clock.name]
        if made and clock.stopped_at is None:
            spent = left_from(clock, policy, max(at, ticket.changed_at))
            yield PromiseEntry(made[-1], len(made), clock.line, clock.overdue, spent)


def _recorded(clock: Clock) -> bool:
    """Whether a running clock went past an earlier due than its present one, and no term was agreed since."""
    return clock.overdue and clock.remaining is not None and clock.remaining >= timedelta(0)


def rebuild(tx: Writing, policy: Policy) -> None:
    """Make every ticket's row again from its log, under the terms in force.

    Raises StoreUnavailable where they have no row for a ticket that stands under an older one, or a log is no log.
    """
    for number, history in histories(tx).items():
        try:
            ticket = replay(history)
            project(tx, ticket, due_index(history, policy, ticket))
        except ValueError as error:
            raise StoreUnavailable(f"Обращение {number}: по этим настройкам срок не посчитать ({error})") from error
    set_metadata(tx, TERMS, policy.terms_fingerprint)
