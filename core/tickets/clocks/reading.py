"""The clocks of a ticket: ``clock = fold(events, calendar, policy)``, derived anew at each reading.

Nothing is stored that could disagree with the log. The desk keeps a due time only as an index, made from here.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from core.policy import Policy
from core.tickets.clocks.classified import classifications
from core.tickets.clocks.clock import Clock, Clocks, ClockStep
from core.tickets.clocks.corrections import Correction, corrections
from core.tickets.clocks.reactions import executor_reaction, first_reaction
from core.tickets.clocks.resolution import SolvingLog, resolution
from core.tickets.clocks.waits import buckets, covered, merged, waits
from core.tickets.fold import replay
from core.tickets.log import History
from core.tickets.registration.events import Registered
from core.tickets.relations.inheritance import whole
from core.tickets.ticket import Ticket
from core.wording import clock_time


def read_clocks(history: History, policy: Policy, now: datetime, ticket: Ticket | None = None) -> Clocks:
    """Read the three clocks and the lifetime of a ticket at ``now`` (not before its last event).

    ``ticket`` is the fold of the same history, where somebody has it already. Raises ValueError for a log that is no
    log, or holds a pair that the table of norms has no row for.
    """
    ticket, history = ticket or replay(history), whole(history)
    now = max(now, ticket.changed_at)
    mistakes, found = corrections(history, policy), waits(history)
    rows = classifications(history, policy, mistakes)
    first = first_reaction(history, rows, policy, now)
    executor = executor_reaction(history, rows, policy, now)
    solved = resolution(SolvingLog(history, rows, found, first), policy, now)
    told = (*_split(history), *(_mistake(each, policy) for each in mistakes))
    worktime = policy.worktime(ticket.line)
    return Clocks(
        _with_steps(first, told),
        _with_steps(executor, told),
        _with_steps(solved, told),
        _lifetime(ticket, policy, now),
        buckets(found, worktime, now),
        covered(merged(found), worktime, now),
    )


def _with_steps(clock: Clock, told: tuple[ClockStep, ...]) -> Clock:
    """The clock with what else happened while it ran."""
    mine = [each for each in told if _ran(clock, each.at)]
    return replace(clock, steps=tuple(sorted((*clock.steps, *mine), key=lambda step: step.at))) if mine else clock


def _ran(clock: Clock, at: datetime) -> bool:
    return (
        clock.started_at is not None and clock.started_at <= at and (clock.stopped_at is None or at < clock.stopped_at)
    )


def _split(history: History) -> tuple[ClockStep, ...]:
    """When the ticket was split off, if it was."""
    registered = history[0].event
    if not isinstance(registered, Registered) or registered.origin is None:
        return ()
    text = f"Выделено из обращения № {registered.origin.ticket}: его ответы, сроки и ожидания до этого учтены"
    return (ClockStep(history[0].at, text, "Прил. 3, п. 1"),)


def _mistake(mistake: Correction, policy: Policy) -> ClockStep:
    zone, labels = policy.zone, policy.labels
    what = " / ".join(f"«{labels.of(each)}»" for each in mistake.mistaken)
    back = clock_time(mistake.corrected_at.astimezone(zone))
    return ClockStep(mistake.at, f"По ошибке поставлено {what}, исправлено в {back}: в сроках не учтено", "п. 5.10")


def _lifetime(ticket: Ticket, policy: Policy, now: datetime) -> timedelta:
    """Working time from creation to closing (п. 4.10)."""
    return policy.worktime().between(ticket.created_at, ticket.closed_at or now)
