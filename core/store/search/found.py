"""What the documents that a search has found are about, read for those that are shown."""

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row, bindparam, select

from core.store.event_log.codec import kinds
from core.store.prepared import Prepared, PreparedFor
from core.store.projections.queue_views import OPEN, Views
from core.store.store import Reading
from core.store.tables import calls, events, organizations, people, solutions, texts, tickets
from core.tickets.redaction.free_text import within

if TYPE_CHECKING:
    from core.tickets.filtering import Term

_STATES: Final = PreparedFor(lambda keys: select(tickets.c.number, tickets.c.status).where(tickets.c.number.in_(keys)))
_CLOSED: Final = Prepared(
    select(tickets.c.number)
    .where(tickets.c.closed_at.is_not(None))
    .order_by(tickets.c.closed_at.desc(), tickets.c.number.desc())
    .limit(bindparam("most"))
)
Said = tuple[int, str, str, str]
"""A place in a ticket's log, the kind of its event, a field, the words there."""


def states(tx: Reading, numbers: Sequence[int], narrowed: "tuple[Term, Views] | None") -> dict[int, bool]:
    """Of some tickets those that a filter lets through, each with whether it is open."""
    if narrowed is None:
        return {number: status != "closed" for number, status in _STATES.rows(tx, numbers)}
    from core.store.projections.queue_filter import condition

    these, wanted = tickets.c.number.in_(list(numbers)), condition(*narrowed, tx)
    rows = tx.connection.execute(select(tickets.c.number, tickets.c.status).where(these, wanted))
    return {number: status != "closed" for number, status in rows}


def closed_lately(tx: Reading, most: int) -> tuple[int, ...]:
    """The tickets that were closed last."""
    return tuple(number for (number,) in _CLOSED.rows(tx, {"most": most}))


def filtered(tx: Reading, narrowed: "tuple[Term, Views]", most: int) -> list[int]:
    """The numbers of the latest tickets that a filter lets through, the open ones first."""
    from core.store.projections.queue_filter import condition

    wanted = condition(*narrowed, tx)
    found: list[int] = []
    for state in (OPEN, ~OPEN):
        left = max(0, most - len(found))
        query = select(tickets.c.number).where(wanted, state).order_by(tickets.c.number.desc()).limit(left)
        found += tx.connection.execute(query).scalars()
    return found


def ticket_rows(tx: Reading, numbers: Collection[int]) -> dict[int, Row[Any]]:
    """What is shown of some tickets."""
    query = (
        select(tickets, organizations.c.code.label("clinic"), organizations.c.name.label("clinic_name"),
               people.c.name.label("requester_name"))
        .join(organizations, organizations.c.id == tickets.c.organization)
        .join(people, people.c.id == tickets.c.requester)
        .where(tickets.c.number.in_(list(numbers)))
    )  # fmt: skip
    return {row.number: row for row in tx.connection.execute(query)}


def words_of_tickets(tx: Reading, numbers: Collection[int]) -> dict[int, list[Said]]:
    """People's words in some tickets, in their order."""
    query = (
        select(events.c.ticket, events.c.seq, events.c.kind, texts.c.field, texts.c.body)
        .join(texts, texts.c.event == events.c.number)
        .where(events.c.ticket.in_(list(numbers)), texts.c.body.is_not(None))
        .order_by(events.c.ticket, events.c.seq)
    )
    found: dict[int, list[Said]] = {}
    for ticket, *said in tx.connection.execute(query):
        found.setdefault(ticket, []).append(tuple(said))
    worded = [name for name, kind in kinds().items() if within(kind)]
    inside = select(events.c.ticket, events.c.seq, events.c.kind, events.c.body).where(
        events.c.ticket.in_(list(numbers)), events.c.kind.in_(worded)
    )
    for ticket, seq, kind, body in tx.connection.execute(inside):
        told = json.loads(body)
        own = ((seq, kind, name, told[name]) for name in within(kinds()[kind]) if isinstance(told.get(name), str))
        found.setdefault(ticket, []).extend(own)
    return found


def solution_rows(tx: Reading, ids: Collection[int]) -> dict[int, Any]:
    """Documented solutions by id."""
    query = select(solutions).where(solutions.c.id.in_(list(ids)))
    return {row["id"]: row for row in tx.connection.execute(query).mappings()}


def person_rows(tx: Reading, ids: Collection[int]) -> dict[int, Any]:
    """People by id, with their clinics; the staff number is never read (п. 10.3)."""
    columns = (people.c.id, people.c.name, people.c.phone, people.c.email, people.c.kind, people.c.blocked)
    query = (
        select(*columns, organizations.c.code.label("clinic"), organizations.c.name.label("clinic_name"))
        .join(organizations, organizations.c.id == people.c.organization)
        .where(people.c.id.in_(list(ids)))
    )
    return {row["id"]: row for row in tx.connection.execute(query).mappings()}


def clinic_rows(tx: Reading, ids: Collection[int]) -> dict[int, Any]:
    """Clinics by id."""
    query = select(organizations).where(organizations.c.id.in_(list(ids)))
    return {row["id"]: row for row in tx.connection.execute(query).mappings()}


def call_rows(tx: Reading, ids: Collection[int]) -> dict[int, Any]:
    """Calls by id, with whose they were."""
    query = (
        select(calls, organizations.c.code.label("clinic"), people.c.name.label("requester_name"))
        .join(organizations, organizations.c.id == calls.c.organization)
        .join(people, people.c.id == calls.c.requester)
        .where(calls.c.id.in_(list(ids)))
    )
    return {row["id"]: row for row in tx.connection.execute(query).mappings()}
