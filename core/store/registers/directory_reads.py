"""The directory: clinics, their people, the staff and who is absent, read as frozen values."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, select

from core.instants import to_us
from core.store.prepared import Prepared, PreparedFor
from core.store.projections.text_search import contains_all
from core.store.registers.absence_row import absence_of
from core.store.store import Reading
from core.store.tables import absences, organizations, people, users
from core.text import fold
from core.tickets.directory import Absence, Organization, Person, User
from core.tickets.people.namesakes import Card
from core.vocabulary import Mis, Role

_PERSON = [column for column in people.columns if column.name != "staff_number"]
"""Every column of a person that may be read: the staff number is protected (п. 10.3)."""
_ORGANIZATIONS: Final = select(organizations).order_by(organizations.c.search, organizations.c.id)
_PEOPLE: Final = select(*_PERSON).order_by(people.c.search, people.c.id)
_USERS: Final = select(users).order_by(users.c.login)
_THESE_ORGANIZATIONS: Final = PreparedFor(lambda ids: _ORGANIZATIONS.where(organizations.c.id.in_(ids)))
_THESE_PEOPLE: Final = PreparedFor(lambda ids: _PEOPLE.where(people.c.id.in_(ids)))
_THESE_USERS: Final = PreparedFor(lambda logins: _USERS.where(users.c.login.in_(logins)))
_STAFF: Final = Prepared(_USERS)
_ABSENCES: Final = Prepared(
    select(absences).where(absences.c.until > bindparam("at")).order_by(absences.c.since, absences.c.id)
)
"""What every command asks for is compiled once: to build a statement costs three times what its execution does."""


def read_organizations(
    tx: Reading, ids: Iterable[int] | None = None, code: str | None = None
) -> tuple[Organization, ...]:
    """Clinics by name: all, those of some ids, or the one of a code in any case."""
    if ids is not None:
        return tuple(_organization(row) for row in _THESE_ORGANIZATIONS.rows(tx, ids))
    query = _ORGANIZATIONS if code is None else _ORGANIZATIONS.where(organizations.c.code_folded == fold(code))
    return tuple(_organization(row) for row in tx.connection.execute(query))


def read_people(
    tx: Reading, ids: Iterable[int] | None = None, organization: int | None = None, text: str = ""
) -> tuple[Person, ...]:
    """People by name: all, those of some ids, of a clinic, or whose name has every word of ``text``."""
    if ids is not None:
        return tuple(_person(row) for row in _THESE_PEOPLE.rows(tx, ids))
    query = _PEOPLE if organization is None else _PEOPLE.where(people.c.organization == organization)
    query = _worded(query, people.c.search, text) if text else query
    return tuple(_person(row) for row in tx.connection.execute(query))


def read_cards(tx: Reading, organization: int) -> tuple[Card, ...]:
    """What tells the cards of a clinic from each other, staff numbers included: for comparing, never for showing."""
    query = select(people).where(people.c.organization == organization).order_by(people.c.id)
    return tuple(
        Card(row.id, row.name, row.phone, row.staff_number, row.blocked) for row in tx.connection.execute(query)
    )


def read_users(tx: Reading, logins: Iterable[str] | None = None) -> tuple[User, ...]:
    """Staff by login: all, or those of some logins."""
    return tuple(_user(row) for row in (_STAFF.rows(tx) if logins is None else _THESE_USERS.rows(tx, logins)))


def read_absences(tx: Reading, at: datetime) -> tuple[Absence, ...]:
    """Every absence that is not over at an instant, those to come included, by its beginning."""
    return tuple(absence_of(row, tx.zone) for row in _ABSENCES.rows(tx, {"at": to_us(at)}))


def _worded(query: Select[Any], column: ColumnElement[str], text: str) -> Select[Any]:
    condition = contains_all(column, text)
    return query if condition is None else query.where(condition)


def _organization(row: Sequence[Any]) -> Organization:
    id_, code, _folded, name, _search, mis, contract, since, until = row
    return Organization(id_, code, name, tuple(Mis(each) for each in json.loads(mis)), contract, since, until)


def _person(row: Sequence[Any]) -> Person:
    id_, name, _search, organization, kind, phone, email, blocked = row
    return Person(id_, name, organization, kind, phone, email, blocked)


def _user(row: Sequence[Any]) -> User:
    login, name, _search, role, competences, blocked = row
    return User(login, name, Role(role), tuple(json.loads(competences)), blocked)
