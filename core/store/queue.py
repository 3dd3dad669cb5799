"""The one query module of the queue: keys of a view, rows by key, counts; frozen values only."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import ColumnElement, Row, and_, case, exists, false, func, null, or_, select, true

from core.instants import from_us, to_us
from core.store.rows import QueueRow
from core.store.store import Reading
from core.store.tables import clocks, events, organizations, people, tickets, users
from core.store.words import contains_all
from core.vocabulary import ClockName, Line, Mis, Priority, Status, TicketType

if TYPE_CHECKING:
    from core.tickets.filtering import Term

Instants = TypeVar("Instants")
"""The instants that part the dues of one line."""
_ROWS_AT_ONCE: Final = 500
ROW: Final = (
    select(
        tickets,
        users.c.name.label("assignee_name"),
        organizations.c.code.label("organization_code"),
        organizations.c.name.label("organization_name"),
        people.c.name.label("requester_name"),
    )
    .join(organizations, organizations.c.id == tickets.c.organization)
    .join(people, people.c.id == tickets.c.requester)
    .outerjoin(users, users.c.login == tickets.c.assignee)
)
_URGENCY = case({each.value: rank for rank, each in enumerate(Priority)}, value=tickets.c.priority)
_BY_DUE = (tickets.c.next_due.is_(None), tickets.c.next_due, tickets.c.number)
_ORDERS: Final[Mapping[str, tuple[ColumnElement[Any], ...]]] = {
    "due": _BY_DUE,
    "number": (tickets.c.number.desc(),),
    "priority": (_URGENCY, *_BY_DUE),
    "changed": (tickets.c.changed_at.desc(), tickets.c.number.desc()),
}
_GROUPS: Final[Mapping[str, ColumnElement[Any]]] = {
    "organization": organizations.c.name,
    "line": tickets.c.line,
    "assignee": users.c.name,
}
_CLOSED_ORDER = (tickets.c.closed_at.desc(), tickets.c.number.desc())
OPEN: Final = tickets.c.status != Status.CLOSED.value


@dataclass(frozen=True, slots=True)
class Horizon:
    """Two instants that part the due times of one line: before ``overdue_before`` is overdue, up to ``soon_until`` is
    soon. Both come from the working-time engine, so the queue needs no clock of its own."""

    overdue_before: datetime
    soon_until: datetime


@dataclass(frozen=True, slots=True)
class Views:
    """The conditions of the views at one instant, for one login («Мои»)."""

    horizons: Mapping[Line, Horizon]
    me: str | None

    def of(self, view: str) -> ColumnElement[bool]:
        """The condition of one view. Raises KeyError for a view that does not exist."""
        return self.all()[view]

    def all(self) -> dict[str, ColumnElement[bool]]:
        """Every view's condition, by name."""
        mine = false() if self.me is None else tickets.c.assignee == self.me
        return {
            "new": tickets.c.status == Status.NEW.value,
            "mine": and_(mine, OPEN),
            "open": OPEN,
            "soon": and_(OPEN, self._each_line(_soon)),
            "overdue": and_(OPEN, tickets.c.next_soft.is_(false()), self._overdue()),
            "confirmation": tickets.c.status == Status.RESOLVED.value,
            "closed": tickets.c.status == Status.CLOSED.value,
            "all": true(),
            "needs_term": and_(OPEN, tickets.c.status != Status.RESOLVED.value, self._needs_term()),
            **self.flags(),
        }

    def flags(self) -> dict[str, ColumnElement[bool]]:
        """The conditions that depend on no instant and on no login."""
        return {
            "no_term": and_(OPEN, tickets.c.no_term),
            "no_executor": and_(OPEN, tickets.c.no_executor),
            "unregistered": tickets.c.unregistered,
            "waiting": and_(OPEN, tickets.c.waiting.is_not(None)),
            "third_line": and_(OPEN, tickets.c.third_line.is_not(None)),
            "masked": and_(OPEN, tickets.c.masked),
            "disputed": and_(tickets.c.disputed, true()),
            "tasks": and_(OPEN, tickets.c.open_tasks > 0),
            "outage": and_(OPEN, tickets.c.outage.is_not(None)),
            "to_solve": and_(OPEN, tickets.c.status != Status.RESOLVED.value, _solving()),
        }

    def _needs_term(self) -> ColumnElement[bool]:
        """A breach that nobody has settled: recorded and not agreed since, or a due that has passed (п. 6.8)."""
        return or_(tickets.c.needs_term, and_(tickets.c.next_soft.is_(False), self._each_line(_overdue)))

    def _overdue(self) -> ColumnElement[bool]:
        return or_(tickets.c.next_breached, self._each_line(_overdue))

    def _each_line(self, condition: Callable[[Horizon], ColumnElement[bool]]) -> ColumnElement[bool]:
        return each_line(self.horizons, tickets.c.next_clock, condition)


def each_line(
    horizons: Mapping[Line, Instants],
    clock: ColumnElement[Any],
    condition: Callable[[Instants], ColumnElement[bool]],
) -> ColumnElement[bool]:
    """A condition on a clock of a ticket by the hours of its line; a first reaction is always by ПЛТП's.

    Lines that keep the same hours share one condition.
    """
    distinct = set(horizons.values())
    if len(distinct) == 1:
        return and_(true(), condition(distinct.pop()))
    of_line = case((clock == ClockName.FIRST_REACTION.value, Line.FIRST.value), else_=tickets.c.line)
    return or_(*(and_(of_line == line.value, condition(instants)) for line, instants in horizons.items()))


def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of a select meet a condition; 0 of none."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _solving() -> ColumnElement[bool]:
    """A term of resolution runs; under a name of its own, since what encloses it may read clocks too."""
    own = clocks.alias("solving")
    running = (own.c.ticket == tickets.c.number, own.c.ended_at.is_(None))
    return exists().where(*running, own.c.clock == ClockName.RESOLUTION.value)


def _overdue(horizon: Horizon) -> ColumnElement[bool]:
    return tickets.c.next_due < to_us(horizon.overdue_before)


def _soon(horizon: Horizon) -> ColumnElement[bool]:
    return tickets.c.next_due.between(to_us(horizon.overdue_before), to_us(horizon.soon_until))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is to hold: a view, words, an order, what it is narrowed by, what it is grouped by."""

    view: str
    text: str = ""
    sort: str = "due"
    term: "Term | None" = None
    group: str | None = None


def keys(tx: Reading, views: Views, wanted: Wanted) -> tuple[tuple[int, str | None], ...]:
    """The numbers of a whole view in order, each with the title of its group; closed tickets come the latest first."""
    query = select(tickets.c.number, _GROUPS.get(wanted.group or "", null()).label("group")).where(
        views.of(wanted.view)
    )
    if wanted.group == "organization":
        query = query.join(organizations, organizations.c.id == tickets.c.organization)
    if wanted.group == "assignee":
        query = query.outerjoin(users, users.c.login == tickets.c.assignee)
    words = contains_all(tickets.c.search, wanted.text)
    if words is not None:
        query = query.where(words)
    if wanted.term is not None:
        from core.store.queue_filter import condition

        query = query.where(condition(wanted.term, views, tx))
    order = _CLOSED_ORDER if (wanted.view, wanted.sort) == ("closed", "due") else _ORDERS[wanted.sort]
    return tuple((row.number, row.group) for row in tx.connection.execute(query.order_by(*order)))


def rows(tx: Reading, numbers: Sequence[int]) -> tuple[QueueRow, ...]:
    """The rows of some numbers, in the order asked; those that do not exist are left out."""
    found: dict[int, QueueRow] = {}
    for start in range(0, len(numbers), _ROWS_AT_ONCE):
        wanted = numbers[start : start + _ROWS_AT_ONCE]
        for row in tx.connection.execute(ROW.where(tickets.c.number.in_(wanted))):
            found[row.number] = queue_row(row, tx)
    return tuple(found[number] for number in numbers if number in found)


def counts(tx: Reading, views: Views) -> dict[str, int]:
    """How many tickets each view has, in one statement."""
    sums = [how_many(condition).label(name) for name, condition in views.all().items()]
    return dict(tx.connection.execute(select(*sums)).one()._mapping)


def load(tx: Reading) -> dict[str, int]:
    """How many open tickets each assignee has, by login."""
    query = select(tickets.c.assignee, func.count().label("open")).where(tickets.c.assignee.is_not(None), OPEN)
    return {row.assignee: row.open for row in tx.connection.execute(query.group_by(tickets.c.assignee))}


def last_assigned(tx: Reading) -> dict[str, datetime]:
    """When each assignee last got a ticket that he still has or had at its end, by login."""
    query = select(tickets.c.assignee, func.max(tickets.c.assigned_at).label("at")).where(
        tickets.c.assignee.is_not(None), tickets.c.assigned_at.is_not(None)
    )
    return {row.assignee: from_us(row.at, tx.zone) for row in tx.connection.execute(query.group_by(tickets.c.assignee))}


def of_outage(tx: Reading, outage: int) -> tuple[int, ...]:
    """The numbers of a mass incident's tickets."""
    query = select(tickets.c.number).where(tickets.c.outage == outage).order_by(tickets.c.number)
    return tuple(tx.connection.execute(query).scalars())


def open_of_clinic(tx: Reading, organization: int, limit: int) -> tuple[int, ...]:
    """The numbers of a clinic's open tickets, the latest first."""
    here = select(tickets.c.number).where(tickets.c.organization == organization, OPEN)
    return tuple(tx.connection.execute(here.order_by(tickets.c.number.desc()).limit(limit)).scalars())


def of_callers(tx: Reading, since: datetime) -> tuple[Row[Any], ...]:
    """Number, subject, requester, clinic, external number and status of the tickets that are open or newer."""
    wanted = (tickets.c.number, tickets.c.subject, tickets.c.requester, tickets.c.organization)
    query = select(*wanted, tickets.c.external_number, tickets.c.status)
    return tuple(tx.connection.execute(query.where(or_(OPEN, tickets.c.created_at >= to_us(since)))))


def by_external_number(tx: Reading, number: str) -> dict[str, int]:
    """The ticket that has an external number, if one has."""
    query = select(tickets.c.number).where(tickets.c.external_number == number).order_by(tickets.c.number).limit(1)
    found = tx.connection.execute(query).scalar()
    return {} if found is None else {number: found}


def living(tx: Reading) -> tuple[int, ...]:
    """The numbers of the tickets for which time still means something: open ones, and those under dispute."""
    query = select(tickets.c.number).where(or_(OPEN, tickets.c.disputed)).order_by(tickets.c.number)
    return tuple(tx.connection.execute(query).scalars())


def flagged(tx: Reading, view: str) -> tuple[int, ...]:
    """The numbers of a view that depends on no instant and no login."""
    query = select(tickets.c.number).where(Views({}, None).flags()[view]).order_by(tickets.c.number)
    return tuple(tx.connection.execute(query).scalars())


def solutions_used(tx: Reading) -> dict[int, tuple[int, ...]]:
    """Which tickets each documented solution was given in, or documented from, by its id."""
    used = select(events.c.ticket, events.c.body).where(events.c.kind == "solution_used").order_by(events.c.number)
    found: dict[int, tuple[int, ...]] = {}
    for ticket, body in tx.connection.execute(used):
        solution = json.loads(body)["solution"]
        found[solution] = (*found.get(solution, ()), ticket)
    return found


def last_number(tx: Reading) -> int:
    """The highest ticket number given so far; 0 before the first."""
    return tx.connection.execute(select(func.max(tickets.c.number))).scalar() or 0


def queue_row(row: Row[Any], tx: Reading) -> QueueRow:
    """What was selected by ``ROW``, as a value."""
    return QueueRow(
        number=row.number,
        version=row.version,
        subject=row.subject,
        type=TicketType(row.type),
        priority=Priority(row.priority),
        status=Status(row.status),
        line=Line(row.line),
        assignee=row.assignee,
        assignee_name=row.assignee_name,
        organization=row.organization_code,
        organization_name=row.organization_name,
        requester=row.requester_name,
        mis=Mis(row.mis),
        next_clock=ClockName(row.next_clock) if row.next_clock else None,
        due_at=_instant(row.next_due, tx),
        soft=row.next_soft,
        breached=row.next_breached,
        uncounted=timedelta(microseconds=row.next_uncounted),
        received_at=from_us(row.received_at, tx.zone),
        changed_at=from_us(row.changed_at, tx.zone),
        closed_at=_instant(row.closed_at, tx),
    )


def _instant(microseconds: int | None, tx: Reading) -> datetime | None:
    return None if microseconds is None else from_us(microseconds, tx.zone)
