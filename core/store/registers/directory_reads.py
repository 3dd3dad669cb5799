"""The directory: clinics, their people, the staff and who is absent, read as frozen values."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Row, Select, bindparam, select

from core.instants import from_us, to_us
from core.store.projections.text_search import contains_all
from core.store.store import Reading
from core.store.tables import absences, organizations, people, users
from core.text import fold
from core.tickets.directory import Absence, Organization, Person, User
from core.tickets.people.namesakes import Card
from core.vocabulary import Mis, Role

_PERSON = [column for column in people.columns if column.name != "staff_number"]
"""Every column of a person that may be read: the staff number is protected (п. 10.3)."""
_IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_ORGANIZATIONS: Final = select(organizations).order_by(organizations.c.search, organizations.c.id)
_PEOPLE: Final = select(*_PERSON).order_by(people.c.search, people.c.id)
_USERS: Final = select(users).order_by(users.c.login)
_THESE_ORGANIZATIONS: Final = _ORGANIZATIONS.where(organizations.c.id.in_(_IDS))
_THESE_PEOPLE: Final = _PEOPLE.where(people.c.id.in_(_IDS))
_THESE_USERS: Final = _USERS.where(users.c.login.in_(_IDS))
_ABSENCES: Final = select(absences).where(absences.c.until > bindparam("at")).order_by(absences.c.since, absences.c.id)
"""What every command asks for is built once: to build a statement costs three times what its execution does."""


def read_organizations(
    tx: Reading, ids: Iterable[int] | None = None, code: str | None = None
) -> tuple[Organization, ...]:
    """Clinics by name: all, those of some ids, or the one of a code in any case."""
    query = _ORGANIZATIONS if ids is None else _THESE_ORGANIZATIONS
    if code is not None:
        query = query.where(organizations.c.code_folded == fold(code))
    return tuple(_organization(row) for row in tx.connection.execute(query, _these(ids)))


def read_people(
    tx: Reading, ids: Iterable[int] | None = None, organization: int | None = None, text: str = ""
) -> tuple[Person, ...]:
    """People by name: all, those of some ids, of a clinic, or whose name has every word of ``text``."""
    query = _PEOPLE if ids is None else _THESE_PEOPLE
    if organization is not None:
        query = query.where(people.c.organization == organization)
    query = _worded(query, people.c.search, text) if text else query
    return tuple(_person(row) for row in tx.connection.execute(query, _these(ids)))


def read_cards(tx: Reading, organization: int) -> tuple[Card, ...]:
    """What tells the cards of a clinic from each other, staff numbers included: for comparing, never for showing."""
    query = select(people).where(people.c.organization == organization).order_by(people.c.id)
    return tuple(
        Card(row.id, row.name, row.phone, row.staff_number, row.blocked) for row in tx.connection.execute(query)
    )


def read_users(tx: Reading, logins: Iterable[str] | None = None) -> tuple[User, ...]:
    """Staff by login: all, or those of some logins."""
    query = _USERS if logins is None else _THESE_USERS
    return tuple(_user(row) for row in tx.connection.execute(query, _these(logins)))


def read_absences(tx: Reading, at: datetime) -> tuple[Absence, ...]:
    """Every absence that is not over at an instant, those to come included, by its beginning."""
    return tuple(_absence(row, tx) for row in tx.connection.execute(_ABSENCES, {"at": to_us(at)}))


def _these(ids: Iterable[Any] | None) -> dict[str, list[Any]] | None:
    return None if ids is None else {"ids": list(ids)}


def _absence(row: Row[Any], tx: Reading) -> Absence:
    return Absence(
        id=row.id,
        since=from_us(row.since, tx.zone),
        until=from_us(row.until, tx.zone),
        login=row.login,
        person=row.person,
        substitute_login=row.substitute_login,
        substitute_person=row.substitute_person,
        sudden=row.sudden,
        reason=row.reason,
    )


def _worded(query: Select[Any], column: ColumnElement[str], text: str) -> Select[Any]:
    condition = contains_all(column, text)
    return query if condition is None else query.where(condition)


def _organization(row: Row[Any]) -> Organization:
    mis = tuple(Mis(each) for each in json.loads(row.mis))
    return Organization(row.id, row.code, row.name, mis, row.contract, row.contract_from, row.contract_until)


def _person(row: Row[Any]) -> Person:
    return Person(row.id, row.name, row.organization, row.kind, row.phone, row.email, row.blocked)


def _user(row: Row[Any]) -> User:
    return User(row.login, row.name, Role(row.role), tuple(json.loads(row.competences)), row.blocked)
