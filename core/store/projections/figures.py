"""The figures of the breach panel as the projection has them: counts and rows by SQL, frozen values only.

What has a due is counted by the clock, not by the ticket: a ticket may be late by two of its clocks (п. 4.10).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import BindParameter, ColumnElement, Integer, and_, bindparam, case, func, literal_column, or_, select

from core.instants import from_us, to_us
from core.store.prepared import Prepared
from core.store.projections.lateness import open_breach
from core.store.projections.queue import ROW, queue_row
from core.store.projections.queue_row import QueueRow
from core.store.projections.queue_views import FLAGS, OPEN, how_many
from core.store.store import Reading
from core.store.tables import calls, clocks, tickets, users
from core.tickets.forecast.horizons import DueBounds
from core.vocabulary import Channel, ClockName, Line, Priority, Status, TicketType, Waiting

_US: Final = timedelta(microseconds=1)
_RUNNING: Final = and_(OPEN, clocks.c.ended_at.is_(None))
_AT_ONCE: Final = 500
_SHOWN: Final = (
    ROW.add_columns(
        clocks.c.clock,
        clocks.c.due_at,
        clocks.c.line.label("hours"),
        clocks.c.breached,
        clocks.c.uncounted,
        clocks.c.cause,
    )
    .join(clocks, clocks.c.ticket == tickets.c.number)
    .where(_RUNNING)
)
_EDGES: Final[tuple[BindParameter[int], ...]] = tuple(bindparam(f"edge_{place}") for place in range(5))
_PLACE: Final = case(
    *((clocks.c.ended_at < edge, literal_column(str(place))) for place, edge in enumerate(_EDGES[1:-1])),
    else_=literal_column("3"),
).label("place")
_ENDED: Final = Prepared(
    select(_PLACE, clocks.c.clock, clocks.c.organization, func.count(), how_many(clocks.c.breached))
    .where(clocks.c.ended_at >= _EDGES[0], clocks.c.ended_at < _EDGES[-1])
    .group_by(_PLACE.name, clocks.c.clock, clocks.c.organization)
)
_OPEN_ONCE: Final = Prepared(
    select(clocks.c.clock, clocks.c.organization, func.count())
    .where(clocks.c.ended_at >= bindparam("until"), clocks.c.breached_at < bindparam("until"))
    .group_by(clocks.c.clock, clocks.c.organization)
)
_EFFORTS: Final = Prepared(
    select(tickets.c.effort)
    .where(
        tickets.c.type == bindparam("type"),
        tickets.c.priority == bindparam("priority"),
        tickets.c.resolved_at.is_not(None),
        tickets.c.effort.is_not(None),
    )
    .order_by(tickets.c.resolved_at.desc())
    .limit(bindparam("most", type_=Integer))
)
_COME, _GONE = (
    Prepared(select(column).where(column >= bindparam("since")).order_by(column))
    for column in (tickets.c.created_at, tickets.c.closed_at)
)
_LAST_END: Final = Prepared(select(func.max(clocks.c.ended_at)))
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


class EndedTally(NamedTuple):
    """Of the clocks of a clinic (its id) that ended between two edges: how many, and how many of them breached.

    ``place``: of the earlier edge.
    """

    place: int
    clock: str
    organization: int
    ended: int
    breached: int


def running(tx: Reading, wanted: Iterable[int]) -> dict[tuple[int, str], RunningClock]:
    """The running clocks of some open tickets, by ticket and name."""
    numbers, found = list(wanted), {}
    for start in range(0, len(numbers), _AT_ONCE):
        query = _SHOWN.where(tickets.c.number.in_(numbers[start : start + _AT_ONCE]))
        for row in tx.connection.execute(query):
            found[row.number, row.clock] = RunningClock(
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
    return found


def ended(tx: Reading, edges: Sequence[datetime]) -> tuple[EndedTally, ...]:
    """How many clocks ended between each of five edges, in their order, and the next one; by clock and clinic."""
    given = {f"edge_{place}": to_us(edge) for place, edge in enumerate(edges)}
    return tuple(EndedTally(*row) for row in _ENDED.rows(tx, given))


def open_once(tx: Reading, until: datetime) -> Counter[tuple[str, int]]:
    """How many of the clocks that have ended since were breached and ran at an instant: by clock and clinic."""
    rows = _OPEN_ONCE.rows(tx, {"until": to_us(until)})
    return Counter({(clock, organization): count for clock, organization, count in rows})


def last_end(tx: Reading) -> int:
    """When the last clock ended, in microseconds; 0 where none has."""
    found = _LAST_END.first(tx)
    return (found and found[0]) or 0


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
    rows = _EFFORTS.rows(tx, {"type": type_.value, "priority": priority.value, "most": limit})
    return tuple(value * _US for (value,) in rows)


def instants(tx: Reading, since: datetime) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """When tickets were registered and when tickets were closed from an instant on, each in order."""
    come, gone = (each.rows(tx, {"since": to_us(since)}) for each in (_COME, _GONE))
    return tuple(from_us(at, tx.zone) for (at,) in come), tuple(from_us(at, tx.zone) for (at,) in gone)


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
