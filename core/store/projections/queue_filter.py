"""A filter of the queue as a condition of SQL; everything that people typed goes in as a bound value."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, and_, exists, false, func, literal, not_, or_, select, true

from core.instants import to_us
from core.language.naming import best_named
from core.store.projections import text_search as words
from core.store.projections.lateness import Lateness, open_breach
from core.store.projections.queue_views import OPEN
from core.store.store import Reading
from core.store.tables import clocks, organizations, people, tickets, users
from core.text import fold, initials
from core.tickets.filtering import terms

if TYPE_CHECKING:
    from core.store.projections.queue_views import Views

Condition = ColumnElement[bool]
_Dated = terms.Received | terms.Created | terms.ClosedTerm
_FIELDS: Final = {name: tickets.c[name] for name in ("type", "priority", "status", "line", "mis", "channel", "waiting")}


def condition(term: terms.Term, views: "Views", tx: Reading) -> Condition:
    """What a row of ``tickets`` must satisfy; ``views`` tells the flags and who «я» is."""
    match term:
        case terms.All(inner):
            return and_(true(), *(condition(each, views, tx) for each in inner))
        case terms.Any(inner):
            return or_(false(), *(condition(each, views, tx) for each in inner))
        case terms.Not(inner_term):
            return not_(func.coalesce(condition(inner_term, views, tx), false()))  # NULL is no «yes»
        case terms.Flag(name):
            return and_(true(), views.of(name))
        case terms.Assignee() | terms.OrganizationTerm() | terms.RequesterTerm():
            return _named(term, views, tx)
        case terms.BurningTerm() | terms.Broken():
            return _of_clocks(term)
        case _:
            return _of_row(term)


def _of_row(
    term: terms.WordsTerm | terms.Codes | terms.Numbered | terms.External | terms.Due | _Dated,
) -> Condition:
    """What the row itself tells."""
    match term:
        case terms.WordsTerm(text):
            found = words.contains_all(tickets.c.search, text)
            return true() if found is None else found
        case terms.Codes(field, codes):
            return _FIELDS[field].in_(codes)
        case terms.Numbered(numbers):
            return tickets.c.number.in_(numbers)
        case terms.External(there):
            return or_(*(tickets.c.external_number.startswith(each, autoescape=True) for each in there))
        case terms.Due(since, until):
            return and_(tickets.c.next_due.is_not(None), *_between(tickets.c.next_due, since, until))
        case terms.Received(since, until):
            return and_(true(), *_between(tickets.c.received_at, since, until))
        case terms.Created(since, until):
            return and_(true(), *_between(tickets.c.created_at, since, until))
        case terms.ClosedTerm(since, until):
            return and_(tickets.c.closed_at.is_not(None), *_between(tickets.c.closed_at, since, until))


def _named(
    term: terms.Assignee | terms.OrganizationTerm | terms.RequesterTerm, views: "Views", tx: Reading
) -> Condition:
    """By the names of the directory."""
    match term:
        case terms.Assignee(names, me):
            mine = [views.own()] if me else []
            nobody = [tickets.c.assignee.is_(None)] if None in names else []
            theirs = [_user(name, tx) for name in names if name is not None]
            return or_(false(), *mine, *nobody, *theirs)
        case terms.OrganizationTerm(names):
            return tickets.c.organization.in_(_clinics(names, tx))
        case terms.RequesterTerm(names):
            found = [select(people.c.id).where(_named_best(people.c.search, name, tx)) for name in names]
            return or_(*(tickets.c.requester.in_(each) for each in found))


def _of_clocks(term: terms.BurningTerm | terms.Broken) -> Condition:
    """By a clock of the ticket, as the breach panel counts them."""
    match term:
        case terms.BurningTerm(bounds, near, names):
            lateness = Lateness(dict(bounds))
            conditions = [OPEN, clocks.c.ended_at.is_(None), lateness.within(0) if near else lateness.late()]
        case terms.Broken(since, until, bounds, names):
            ended = and_(clocks.c.ended_at.is_not(None), clocks.c.breached, *_between(clocks.c.ended_at, since, until))
            conditions = [or_(ended, open_breach(until, dict(bounds)))]
    named = [clocks.c.clock.in_([name.value for name in names])] if names else []
    return exists().where(clocks.c.ticket == tickets.c.number, *conditions, *named)


def _user(name: str, tx: Reading) -> Condition:
    found = select(users.c.login).where(or_(users.c.login == name.lower(), _named_best(users.c.search, name, tx)))
    return tickets.c.assignee.is_not(None) & tickets.c.assignee.in_(found)


def _named_best(column: ColumnElement[str], name: str, tx: Reading) -> Condition:
    """By whole words where anybody is named so, else by parts: «сергеев» is Сергеев, and Сергеева where he is none."""
    whole = words.names(column, name, whole=True)
    anybody = tx.connection.execute(select(exists(select(literal(1)).where(whole)))).scalar()
    return whole if anybody else words.names(column, name)


def _clinics(names: tuple[str, ...], tx: Reading) -> list[int]:
    """The ids of the clinics that any of the names means: by code, by initials, or by words of the name."""
    rows = tx.connection.execute(select(organizations.c.id, organizations.c.code_folded, organizations.c.name)).all()
    return [row.id for name in names for row in _clinics_of(fold(name), rows)]


def _clinics_of(name: str, rows: Sequence[Any]) -> list[Any]:
    """By code or initials, else those whose names fit best."""
    exact = [row for row in rows if name in (row.code_folded, initials(row.name))]
    return exact or best_named(rows, lambda row: str(row.name), name)


def _between(column: ColumnElement[Any], since: datetime | None, until: datetime | None) -> list[Condition]:
    after = [column >= to_us(since)] if since is not None else []
    return after + ([column < to_us(until)] if until is not None else [])
