"""The one query module of the queue: keys of a view, rows by key, counts; frozen values only."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Row, Select, bindparam, case, func, null, or_, select

from core.instants import from_us, to_us
from core.store.prepared import Prepared
from core.store.projections.queue_row import QueueRow
from core.store.projections.queue_views import FLAGS, OPEN, Views, counting
from core.store.projections.text_search import contains_all
from core.store.store import Reading
from core.store.tables import events, organizations, people, tickets, users
from core.vocabulary import ClockName, Line, Mis, Priority, Status, TicketType

if TYPE_CHECKING:
    from core.tickets.filtering import Term

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
_LAST_NUMBER: Final = Prepared(select(func.max(tickets.c.number)))
_OPEN_OF_CLINIC: Final = (
    select(tickets.c.number)
    .where(tickets.c.organization == bindparam("organization"), OPEN)
    .order_by(tickets.c.number.desc())
    .limit(bindparam("most"))
)
_CLOSED_ORDER = (tickets.c.closed_at.desc(), tickets.c.number.desc())


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list is to hold: a view, words, an order, what it is narrowed by, what it is grouped by."""

    view: str
    text: str = ""
    sort: str = "due"
    term: "Term | None" = None
    group: str | None = None


def keys(tx: Reading, views: Views, wanted: ListQuery) -> tuple[tuple[int, str | None], ...]:
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
        from core.store.projections.queue_filter import condition

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
    return dict(tx.connection.execute(*counting(views)).one()._mapping)


def next_dues(tx: Reading, instants: Sequence[datetime]) -> tuple[datetime | None, ...]:
    """The first due of an open ticket at or after each of some instants: one look into the index of dues."""
    query = _next_dues(len(instants))
    values = {f"since_{place}": to_us(instant) for place, instant in enumerate(instants)}
    found = tx.connection.execute(query, values | {"earliest": min(values.values())}).one()
    return tuple(_instant(each, tx) for each in found)


@cache
def _next_dues(count: int) -> Select[Any]:
    """The statement for so many instants; the open statuses are named one by one, so that the index leads to them."""
    due = tickets.c.next_due
    since = [bindparam(f"since_{place}", type_=due.type) for place in range(count)]
    firsts = [func.min(case((due >= each, due))).label(f"due_{place}") for place, each in enumerate(since)]
    living = [each.value for each in Status if each is not Status.CLOSED]
    return select(*firsts).where(tickets.c.status.in_(living), due >= bindparam("earliest", type_=due.type))


def of_outage(tx: Reading, outage: int) -> tuple[int, ...]:
    """The numbers of a mass incident's tickets."""
    query = select(tickets.c.number).where(tickets.c.outage == outage).order_by(tickets.c.number)
    return tuple(tx.connection.execute(query).scalars())


def held_by(tx: Reading, login: str) -> tuple[int, ...]:
    """The numbers of the open tickets that somebody of staff is the executor of."""
    query = select(tickets.c.number).where(tickets.c.assignee == login, OPEN).order_by(tickets.c.number)
    return tuple(tx.connection.execute(query).scalars())


def requested_by(tx: Reading, person: int) -> tuple[int, ...]:
    """The numbers of somebody's open tickets."""
    query = select(tickets.c.number).where(tickets.c.requester == person, OPEN).order_by(tickets.c.number)
    return tuple(tx.connection.execute(query).scalars())


def open_of_clinic(tx: Reading, organization: int, limit: int) -> tuple[int, ...]:
    """The numbers of a clinic's open tickets, the latest first."""
    asked = {"organization": organization, "most": limit}
    return tuple(tx.connection.execute(_OPEN_OF_CLINIC, asked).scalars())


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


def duplicate_of(tx: Reading, number: int) -> int | None:
    """The ticket that one was closed as a duplicate of; None where it was not."""
    found = tx.connection.execute(select(tickets.c.duplicate_of).where(tickets.c.number == number)).scalar()
    return None if found is None else int(found)


def living(tx: Reading) -> tuple[int, ...]:
    """The numbers of the tickets for which time still means something: open ones, and those under dispute."""
    query = select(tickets.c.number).where(or_(OPEN, tickets.c.disputed)).order_by(tickets.c.number)
    return tuple(tx.connection.execute(query).scalars())


def flagged(tx: Reading, view: str) -> tuple[int, ...]:
    """The numbers of a view that depends on no instant and no login."""
    query = select(tickets.c.number).where(FLAGS[view]).order_by(tickets.c.number)
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
    found = _LAST_NUMBER.first(tx)
    return (found and found[0]) or 0


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
        hours=Line(row.next_line),
        received_at=from_us(row.received_at, tx.zone),
        changed_at=from_us(row.changed_at, tx.zone),
        closed_at=_instant(row.closed_at, tx),
    )


def _instant(microseconds: int | None, tx: Reading) -> datetime | None:
    return None if microseconds is None else from_us(microseconds, tx.zone)
