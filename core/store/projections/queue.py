"""The queries of the queue besides its keys and counts: rows by key, and who has which tickets; frozen values only."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, bindparam, func, or_, select

from core.instants import to_us
from core.store.prepared import Prepared, PreparedFor, Rows
from core.store.projections.queue_row import QueueRow, made_of
from core.store.projections.queue_views import FLAGS, OPEN
from core.store.store import Reading
from core.store.tables import organizations, people, tickets, users
from core.vocabulary import Line, Status

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
_LAST_NUMBER: Final = Prepared(select(func.max(tickets.c.number)))
_OPEN_CALLERS: Final = select(
    tickets.c.number, tickets.c.subject, tickets.c.requester, tickets.c.organization, tickets.c.external_number
).where(OPEN)
_CALLERS: Final = Prepared(_OPEN_CALLERS)
_CALLERS_OF: Final = PreparedFor(lambda keys: _OPEN_CALLERS.where(tickets.c.number.in_(keys)))
_CLOSED_CALLERS: Final = select(
    tickets.c.number, tickets.c.requester, tickets.c.external_number, tickets.c.created_at
).where(tickets.c.status == Status.CLOSED.value, tickets.c.created_at >= bindparam("since"))
_EARLIER: Final = Prepared(_CLOSED_CALLERS)
_EARLIER_OF: Final = PreparedFor(lambda keys: _CLOSED_CALLERS.where(tickets.c.number.in_(keys)))
_OPEN_OF_CLINIC: Final = Prepared(
    select(tickets.c.number)
    .where(tickets.c.organization == bindparam("organization"), OPEN)
    .order_by(tickets.c.number.desc())
    .limit(bindparam("most"))
)
_OPEN_OF: Final = Prepared(
    select(tickets.c.number, tickets.c.subject, tickets.c.status)
    .where(tickets.c.requester == bindparam("person"), OPEN)
    .order_by(tickets.c.number.desc())
)
_LATEST_OF: Final = Prepared(
    select(tickets.c.received_at, tickets.c.subject, tickets.c.number, tickets.c.channel)
    .where(tickets.c.requester == bindparam("person"))
    .order_by(tickets.c.number.desc())
    .limit(bindparam("most"))
)


def rows(tx: Reading, numbers: Sequence[int]) -> tuple[QueueRow, ...]:
    """The rows of some numbers, in the order asked; those that do not exist are left out."""
    found: dict[int, QueueRow] = {}
    for start in range(0, len(numbers), _ROWS_AT_ONCE):
        wanted = numbers[start : start + _ROWS_AT_ONCE]
        for row in tx.connection.execute(ROW.where(tickets.c.number.in_(wanted))):
            found[row.number] = queue_row(row, tx)
    return tuple(found[number] for number in numbers if number in found)


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


def open_of_requester(tx: Reading, person: int) -> Rows:
    """Number, subject and status of somebody's open tickets, the latest first."""
    return _OPEN_OF.rows(tx, {"person": person})


def latest_of_requester(tx: Reading, person: int, most: int) -> Rows:
    """Instant in microseconds, subject, number and channel of the last tickets that somebody has sent, open or not."""
    return _LATEST_OF.rows(tx, {"person": person, "most": most})


def open_of_clinic(tx: Reading, organization: int, limit: int) -> tuple[int, ...]:
    """The numbers of a clinic's open tickets, the latest first."""
    asked = {"organization": organization, "most": limit}
    return tuple(number for (number,) in _OPEN_OF_CLINIC.rows(tx, asked))


def of_callers(tx: Reading, numbers: Iterable[int] | None = None) -> Rows:
    """Number, subject, requester, clinic and external number of the open tickets, or of the open ones of some."""
    return _CALLERS.rows(tx) if numbers is None else _CALLERS_OF.rows(tx, numbers)


def callers_before(tx: Reading, since: int, numbers: Iterable[int] | None = None) -> Rows:
    """Number, requester, external number and registration of the closed tickets, or of the closed ones of some, that
    were registered since an instant; both in microseconds."""
    given = {"since": since}
    return _EARLIER.rows(tx, given) if numbers is None else _EARLIER_OF.rows(tx, numbers, given)


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


def awake(tx: Reading, now: datetime, working: Collection[Line]) -> tuple[int, ...]:
    """The numbers of the tickets in which time alone may have caused something by ``now``, in order.

    ``working``: the lines that work just now; of the others only the solved, which silence closes at any hour.
    """
    heard = or_(tickets.c.line.in_([each.value for each in working]), tickets.c.status == Status.RESOLVED.value)
    query = select(tickets.c.number).where(tickets.c.wake_at <= to_us(now), heard)
    return tuple(sorted(tx.connection.execute(query).scalars()))


def flagged(tx: Reading, view: str) -> tuple[int, ...]:
    """The numbers of a view that depends on no instant and no login, in order. Sorted here: so its index is read."""
    return tuple(sorted(tx.connection.execute(select(tickets.c.number).where(FLAGS[view])).scalars()))


def last_number(tx: Reading) -> int:
    """The highest ticket number given so far; 0 before the first."""
    found = _LAST_NUMBER.first(tx)
    return (found and found[0]) or 0


def queue_row(row: Row[Any], tx: Reading) -> QueueRow:
    """What was selected by ``ROW``, as a value."""
    return made_of(row, tx.zone)
