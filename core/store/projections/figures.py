"""The figures of the breach panel as the projection has them: counts and rows by SQL, frozen values only.

What has a due is counted by the clock, not by the ticket: a ticket may be late by two of its clocks (п. 4.10).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, or_, select

from core.instants import from_us, to_us
from core.store.projections.lateness import Lateness, open_breach
from core.store.projections.queue import ROW, queue_row
from core.store.projections.queue_row import QueueRow
from core.store.projections.queue_views import FLAGS, OPEN, how_many
from core.store.store import Reading
from core.store.tables import calls, clocks, tickets, users
from core.tickets.forecast.horizons import DueBounds
from core.vocabulary import Channel, ClockName, Line, Priority, Status, TicketType, Waiting

_US: Final = timedelta(microseconds=1)
_LINES: Final = {each.value: each for each in Line}
_TYPES: Final = {each.value: each for each in TicketType}
_PRIORITIES: Final = {each.value: each for each in Priority}
_RUNNING: Final = and_(OPEN, clocks.c.ended_at.is_(None))
_Judged: TypeAlias = tuple[tuple[ColumnElement[Any], ...], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock that runs, with its ticket and what tells why it is late; ``hours``: the line whose hours count."""

    ticket: QueueRow
    clock: ClockName
    due: datetime
    hours: Line
    breached: bool
    uncounted: timedelta
    cause: str | None
    waiting: Waiting | None
    created_at: datetime


class ToSolve(NamedTuple):
    """An open ticket with its term of resolution, by the hours of a line (``hours``): ``due`` and ``uncounted`` in
    microseconds, and a plain tuple, since there are many."""

    number: int
    line: Line
    assignee: str | None
    kind: tuple[TicketType, Priority]
    due: int
    uncounted: int
    hours: Line


@dataclass(frozen=True, slots=True)
class Share:
    """Of the clocks of a clinic that are alike in these: how many ended in a span, how many of them breached; ``open``:
    how many were breached and still ran at its end."""

    clock: ClockName
    type: TicketType
    priority: Priority
    assignee: str | None
    assignee_name: str | None
    ended: int
    breached: int
    open: int


@dataclass(frozen=True, slots=True)
class ClockTally:
    """Of the clocks that ended in a span, and of a clinic where one is named: how many, how many of them breached;
    ``open``: how many were breached and still ran at its end."""

    clock: ClockName
    ended: int
    breached: int
    open: int
    organization: int = 0


def urgency(tx: Reading, lateness: Lateness) -> dict[ClockName, tuple[int, ...]]:
    """For each clock: how many are breached now, then how many are due by each horizon, nested."""
    conditions = lateness.all()
    query = _of_running(clocks.c.clock, *map(how_many, conditions)).group_by(clocks.c.clock)
    found = {ClockName(row[0]): tuple(row[1:]) for row in tx.connection.execute(query)}
    return {name: found.get(name, (0,) * len(conditions)) for name in ClockName}


def urgent_tickets(tx: Reading, lateness: Lateness) -> tuple[int, ...]:
    """How many tickets have a clock that is breached, then one that is due by each horizon, nested."""
    query = _of_running(*(func.count(distinct(case((each, clocks.c.ticket)))) for each in lateness.all()))
    return tuple(tx.connection.execute(query).one())


def next_dues(tx: Reading, lateness: Lateness) -> dict[tuple[Line, ...], tuple[datetime | None, ...]]:
    """For the lines that keep the same hours: the next due, then the next one past each horizon, or None."""
    wanted = lateness.next_dues()
    query = _of_running(*(column for each in wanted.values() for column in each)).where(clocks.c.breached.is_(False))
    found = iter(tx.connection.execute(query).one())
    return {
        lines: tuple(None if at is None else from_us(at, tx.zone) for at, _ in zip(found, each, strict=False))
        for lines, each in wanted.items()
    }


def _of_running(*columns: ColumnElement[Any]) -> Select[Any]:
    """A select over the running clocks and their tickets."""
    return select(*columns).join_from(clocks, tickets, tickets.c.number == clocks.c.ticket).where(_RUNNING)


def running(tx: Reading, condition: ColumnElement[bool], limit: int | None = None) -> tuple[RunningClock, ...]:
    """Running clocks that a condition picks, the earliest due first."""
    query = (
        ROW.add_columns(
            clocks.c.clock,
            clocks.c.due_at,
            clocks.c.line.label("hours"),
            clocks.c.breached,
            clocks.c.uncounted,
            clocks.c.cause,
        )
        .join(clocks, clocks.c.ticket == tickets.c.number)
        .where(_RUNNING, condition)
        .order_by(clocks.c.due_at, clocks.c.ticket, clocks.c.clock)
        .limit(limit)
    )
    return tuple(
        RunningClock(
            ticket=queue_row(row, tx),
            clock=ClockName(row.clock),
            due=from_us(row.due_at, tx.zone),
            hours=Line(row.hours),
            breached=row.breached,
            uncounted=row.uncounted * _US,
            cause=row.cause,
            waiting=Waiting(row.waiting) if row.waiting else None,
            created_at=from_us(row.created_at, tx.zone),
        )
        for row in tx.connection.execute(query)
    )


def _judged(since: datetime, until: datetime, bounds: Mapping[Line, DueBounds]) -> _Judged:
    """What is counted of the clocks that ended in [since, until), and of those that were breached and open at its end.

    A select of these alone reads two ends of an index.
    """
    ended = and_(clocks.c.ended_at >= to_us(since), clocks.c.ended_at < to_us(until))
    still = open_breach(until, bounds)
    columns = (
        how_many(ended).label("ended"),
        how_many(and_(ended, clocks.c.breached)).label("breached"),
        how_many(still).label("open"),
    )
    return columns, or_(ended, still)


def kept(
    tx: Reading, since: datetime, until: datetime, bounds: Mapping[Line, DueBounds], *, by_clinic: bool = False
) -> tuple[ClockTally, ...]:
    """How many clocks ended in [since, until), were breached, and were breached and open at its end: by clock, and by
    clinic where asked. ``bounds`` are those of ``until``, or of now."""
    wanted = (clocks.c.clock, clocks.c.organization) if by_clinic else (clocks.c.clock,)
    columns, condition = _judged(since, until, bounds)
    query = select(*wanted, *columns).where(condition).group_by(*wanted).order_by(*wanted)
    return tuple(
        ClockTally(ClockName(row.clock), row.ended, row.breached, row.open, row.organization if by_clinic else 0)
        for row in tx.connection.execute(query)
    )


def shares(
    tx: Reading, organization: int, since: datetime, until: datetime, bounds: Mapping[Line, DueBounds]
) -> tuple[Share, ...]:
    """The clocks of one clinic that ended in [since, until) or were breached and open at its end, by what they have in
    common."""
    alike = (clocks.c.clock, tickets.c.type, tickets.c.priority, tickets.c.assignee, users.c.name)
    columns, condition = _judged(since, until, bounds)
    query = (
        select(*alike, *columns)
        .join_from(clocks, tickets, tickets.c.number == clocks.c.ticket)
        .outerjoin(users, users.c.login == tickets.c.assignee)
        .where(clocks.c.organization == organization, condition)
        .group_by(*alike)
        .order_by(*alike)
    )
    return tuple(
        Share(
            ClockName(row.clock), TicketType(row.type), Priority(row.priority), row.assignee, row.name,
            row.ended, row.breached, row.open,
        )
        for row in tx.connection.execute(query)
    )  # fmt: skip


def efforts(tx: Reading, type_: TicketType, priority: Priority, limit: int) -> tuple[timedelta, ...]:
    """What the last solved tickets of a kind took, the latest first."""
    query = (
        select(tickets.c.effort)
        .where(
            tickets.c.type == type_.value,
            tickets.c.priority == priority.value,
            tickets.c.resolved_at.is_not(None),
            tickets.c.effort.is_not(None),
        )
        .order_by(tickets.c.resolved_at.desc())
        .limit(limit)
    )
    return tuple(value * _US for value in tx.connection.execute(query).scalars())


def instants(tx: Reading, since: datetime) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """When tickets were registered and when tickets were closed from an instant on, each in order."""
    created = select(tickets.c.created_at).where(tickets.c.created_at >= to_us(since)).order_by(tickets.c.created_at)
    closed = select(tickets.c.closed_at).where(tickets.c.closed_at >= to_us(since)).order_by(tickets.c.closed_at)
    come, gone = (
        tuple(from_us(at, tx.zone) for at in tx.connection.execute(each).scalars()) for each in (created, closed)
    )
    return come, gone


def standing(tx: Reading) -> dict[str, int]:
    """How many tickets are open, wait for confirmation, have no term, and wait for whom (``waiting.<bucket>``)."""
    sums = {
        "open": OPEN,
        "unconfirmed": tickets.c.status == Status.RESOLVED.value,
        **{name: FLAGS[name] for name in ("no_term", "no_executor")},
    }
    counted = [how_many(each).label(name) for name, each in sums.items()]
    found: dict[str, int] = dict(tx.connection.execute(select(*counted).where(OPEN)).one()._mapping)
    buckets = select(tickets.c.waiting, func.count()).where(OPEN, tickets.c.waiting.is_not(None))
    for bucket, count in tx.connection.execute(buckets.group_by(tickets.c.waiting)):
        found[f"waiting.{bucket}"] = count
    return found


def contacts(tx: Reading, since: datetime) -> tuple[int, int, int]:
    """Calls since an instant, those of them that were solved at once, and how many tickets came by phone.

    A call of the log and the ticket that it names are one call.
    """
    logged = select(func.count(), how_many(calls.c.solved)).where(calls.c.started_at >= to_us(since))
    count, solved = tx.connection.execute(logged).one()
    named = select(calls.c.ticket).where(calls.c.ticket.is_not(None), calls.c.started_at >= to_us(since))
    unnamed = how_many(tickets.c.number.not_in(named))
    by_phone = select(func.count(), unnamed).where(
        tickets.c.created_at >= to_us(since), tickets.c.channel == Channel.PHONE.value
    )
    phoned, alone = tx.connection.execute(by_phone).one()
    return count + alone, solved, phoned


def loads(tx: Reading) -> tuple[ToSolve, ...]:
    """Every open ticket that somebody still has to solve, the earliest due first."""
    wanted = (tickets.c.number, tickets.c.line, tickets.c.assignee, tickets.c.type, tickets.c.priority)
    query = (
        select(*wanted, clocks.c.due_at, clocks.c.uncounted, clocks.c.line.label("hours"))
        .join_from(clocks, tickets, tickets.c.number == clocks.c.ticket)
        .where(clocks.c.ended_at.is_(None), clocks.c.clock == ClockName.RESOLUTION.value)
        .where(FLAGS["to_solve"])
        .order_by(clocks.c.due_at, clocks.c.ticket)
    )
    return tuple(
        ToSolve(number, _LINES[line], assignee, (_TYPES[type_], _PRIORITIES[priority]), due, uncounted, _LINES[hours])
        for number, line, assignee, type_, priority, due, uncounted, hours in tx.connection.execute(query)
    )
