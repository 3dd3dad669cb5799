"""The projection: the row that lists and counters read for one ticket, made from its fold and its clocks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import NoResultFound

from core.instants import to_us
from core.store.backends.backend import upsert
from core.store.prepared import Prepared, at_once
from core.store.projections.open_work import PromiseEntry, written
from core.store.store import Reading, Writing
from core.store.tables import NEVER, clocks, organizations, people, tickets
from core.text import fold
from core.tickets.ticket import Ticket
from core.vocabulary import ClockName, Line, Status

_NAMES = Prepared(
    select(organizations.c.search, people.c.search.label("person_search"))
    .join(people, people.c.id == bindparam("person"))
    .where(organizations.c.id == bindparam("clinic"))
)
_US = timedelta(microseconds=1)
_FORGET = Prepared(delete(clocks).where(clocks.c.ticket == bindparam("number")))
_CLOCKS = Prepared(insert(clocks))


@dataclass(frozen=True, slots=True)
class ClockEntry:
    """One clock whose excess is a breach, as the breach panel counts it; ``ended``: None while it runs.

    ``breached``: of an ended one its verdict; of a running one that it went past an earlier due and no term was agreed
    since. ``breached_at``: the first instant of the first breach, settled or not; None: none. ``line``: by whose hours.
    """

    clock: ClockName
    due: datetime
    ended: datetime | None
    breached: bool
    uncounted: timedelta = timedelta(0)
    cause: str | None = None
    breached_at: datetime | None = None
    line: Line = Line.FIRST


@dataclass(frozen=True, slots=True)
class DueIndex:
    """The running clock with the earliest due, as the queue sorts by it; ``soft``: its excess is no breach.

    ``breached``: a running clock of the ticket, this one or another, went past an earlier due, and no term was agreed
    since (п. 6.8). ``uncounted``, ``line``: see ``Clock``.
    ``no_term``: by agreement, and nothing agreed yet; ``needs_term``: breached, and no term agreed since (п. 6.8).
    ``clocks``: all of them; ``effort``: working time in hand until solved. ``wake``: when time alone may first cause
    something; ``promised``: what was promised last for each clock that runs.
    """

    clock: ClockName | None = None
    due: datetime | None = None
    soft: bool = False
    line: Line = Line.FIRST
    breached: bool = False
    uncounted: timedelta = timedelta(0)
    no_term: bool = False
    needs_term: bool = False
    clocks: tuple[ClockEntry, ...] = ()
    effort: timedelta | None = None
    wake: datetime | None = None
    promised: tuple[PromiseEntry, ...] = ()


def project(tx: Writing, ticket: Ticket, due: DueIndex) -> None:
    """Write the row of a ticket and those of its clocks, new or again."""
    names = names_of(tx, ticket.organization, ticket.requester)
    with at_once(tx):
        _ROW.run(tx, row_of(ticket, due, names))
        _FORGET.run(tx, {"number": ticket.number})
        _CLOCKS.run_each(tx, clock_rows(ticket, due))


def project_new(tx: Writing, rows: list[dict[str, Any]], of_clocks: list[dict[str, Any]]) -> None:
    """Write the rows of tickets that have none yet, and those of their clocks, many at a time."""
    _NEW.run_each(tx, rows)
    _CLOCKS.run_each(tx, of_clocks)


def _written(dialect: str) -> Any:
    """The statement that writes the row of a ticket, new or again."""
    made = upsert(dialect, tickets)
    columns = {column.name: column for column in made.excluded if column.name != "number"}
    return made.on_conflict_do_update(index_elements=["number"], set_=columns)


_ROW = Prepared(_written)
_NEW = Prepared(insert(tickets))


def clock_rows(ticket: Ticket, due: DueIndex) -> list[dict[str, Any]]:
    """What the rows of a ticket's clocks must hold, column by column."""
    return [
        {
            "ticket": ticket.number,
            "clock": each.clock.value,
            "organization": ticket.organization,
            "due_at": to_us(each.due),
            "ended_at": _us(each.ended),
            "breached": each.breached,
            "breached_at": _us(each.breached_at),
            "line": each.line.value,
            "uncounted": each.uncounted // _US,
            "cause": each.cause,
        }
        for each in due.clocks
    ]


def row_of(ticket: Ticket, due: DueIndex, names: str) -> dict[str, Any]:
    """What the row of a ticket must hold, column by column; ``names``: of its clinic and requester, for search."""
    return {
        "number": ticket.number,
        "version": ticket.version,
        "subject": ticket.subject,
        "type": ticket.type.value,
        "priority": ticket.priority.value,
        "status": ticket.status.value,
        "outcome": ticket.outcome.value if ticket.outcome else None,
        "line": ticket.line.value,
        "assignee": ticket.assignee,
        "watchers": json.dumps(ticket.watchers),
        "organization": ticket.organization,
        "requester": ticket.requester,
        "mis": ticket.mis.value,
        "channel": ticket.channel.value,
        "external_number": ticket.external_number,
        "received_at": to_us(ticket.received_at),
        "created_at": to_us(ticket.created_at),
        "changed_at": to_us(ticket.changed_at),
        "resolved_at": _us(ticket.resolved_at),
        "closed_at": _us(ticket.closed_at),
        "indicative_due": _us(ticket.indicative_due),
        "search": search_of(ticket.number, ticket.subject, names, ticket.external_number),
        "next_clock": due.clock.value if due.clock else None,
        "next_due": _us(due.due),
        "sort_due": NEVER if due.due is None else to_us(due.due),
        "next_soft": due.soft,
        "next_line": due.line.value,
        "next_breached": due.breached,
        "next_uncounted": due.uncounted // _US,
        "no_term": due.no_term,
        "needs_term": due.needs_term,
        "effort": None if due.effort is None else due.effort // _US,
        "wake_at": _us(due.wake),
        "promised": written(due.promised),
        **_standing(ticket),
    }


def _standing(ticket: Ticket) -> dict[str, Any]:
    """What lists know of a ticket beyond its fields."""
    waiting, away = ticket.waits_for, ticket.at_third_line
    closed = ticket.status is Status.CLOSED
    at_first = ticket.line is Line.FIRST and ticket.status in (Status.NEW, Status.IN_PROGRESS)
    return {
        "waiting": None if closed or waiting is None else waiting.value,
        "duplicate_of": ticket.duplicate_of,
        "outage": ticket.outage,
        "third_line": None if closed or away is None else away.destination.value,
        "assigned_at": _us(ticket.assigned_at),
        "no_executor": ticket.ownerless and not closed,
        "named": ticket.named if at_first and ticket.named != ticket.assignee else None,
        "unregistered": ticket.external_number is None,
        "masked": bool(ticket.masked),
        "disputed": ticket.dispute is not None,
        "open_tasks": sum(task.open for task in ticket.tasks),
        "connected": ticket.remote_open is not None and (not closed or ticket.dispute is not None),
    }


def search_of(number: int, subject: str, names: str, external_number: str | None) -> str:
    """What a ticket is found by; ``names``: of its clinic and requester, as they are searched."""
    return fold(" ".join((str(number), subject, names, external_number or "")))


def seek_anew(tx: Writing, *, organization: int | None = None, requester: int | None = None) -> None:
    """Write anew what the tickets of a clinic or of a requester are found by, whose name reads otherwise now."""
    of_it = tickets.c.organization == organization if requester is None else tickets.c.requester == requester
    rows = tx.connection.execute(select(tickets).where(of_it)).all()
    for row in rows:
        names = names_of(tx, row.organization, row.requester)
        found = search_of(row.number, row.subject, names, row.external_number)
        tx.connection.execute(update(tickets).where(tickets.c.number == row.number).values(search=found))


def search_names(tx: Reading) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """What search knows of every clinic and of every person, by id."""
    clinics = tx.connection.execute(select(organizations.c.id, organizations.c.search))
    persons = tx.connection.execute(select(people.c.id, people.c.search))
    return {row.id: row.search for row in clinics}, {row.id: row.search for row in persons}


def names_of(tx: Reading, clinic: int, person: int) -> str:
    """What search knows of a ticket's clinic and requester. Raises NoResultFound where one is not there."""
    found = _NAMES.first(tx, {"clinic": clinic, "person": person})
    if found is None:
        raise NoResultFound
    return " ".join(found)


def _us(instant: datetime | None) -> int | None:
    return None if instant is None else to_us(instant)
