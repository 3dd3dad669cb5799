"""The directory: clinics, their people and the staff, as rows written with their events and read as frozen values."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, update

from core.store.facts import DirectoryEvent, OrganizationAdded, PersonAdded, RoleChanged, UserAdded, UserBlocked
from core.store.store import Reading, Writing
from core.store.tables import organizations, people, users
from core.store.words import contains_all
from core.text import fold
from core.tickets.directory import Organization, Person, User
from core.vocabulary import Mis, Role

_PERSON = [column for column in people.columns if column.name != "staff_number"]
"""Every column of a person that may be read: the staff number is protected (п. 10.3)."""


def record(tx: Writing, event: DirectoryEvent) -> None:
    """Carry one event of the directory into its rows."""
    connection = tx.connection
    match event:
        case OrganizationAdded():
            connection.execute(insert(organizations).values(**organization_row(event)))
        case PersonAdded():
            connection.execute(insert(people).values(**person_row(event)))
        case UserAdded():
            connection.execute(insert(users).values(**user_row(event)))
        case UserBlocked(login=login):
            connection.execute(update(users).where(users.c.login == login).values(blocked=True))
        case RoleChanged(login=login, new=role):
            connection.execute(update(users).where(users.c.login == login).values(role=role.value))


def organization_row(event: OrganizationAdded) -> dict[str, Any]:
    """The row that a new clinic makes."""
    return {
        "id": event.id,
        "code": event.code,
        "code_folded": fold(event.code),
        "name": event.title,
        "search": fold(f"{event.code} {event.title}"),
        "mis": json.dumps(event.mis),
        "contract": event.contract,
        "contract_from": event.contract_from,
        "contract_until": event.contract_until,
    }


def person_row(event: PersonAdded) -> dict[str, Any]:
    """The row that a new person makes."""
    return {
        "id": event.id,
        "name": event.full_name,
        "search": fold(event.full_name),
        "organization": event.organization,
        "kind": event.person_kind,
        "phone": event.phone,
        "email": event.email,
        "blocked": False,
        "staff_number": event.staff_number,
    }


def user_row(event: UserAdded) -> dict[str, Any]:
    """The row that a new member of staff makes."""
    return {
        "login": event.login,
        "name": event.full_name,
        "search": fold(f"{event.login} {event.full_name}"),
        "role": event.role.value,
        "competences": json.dumps(event.competences, ensure_ascii=False),
        "blocked": False,
    }


def next_organization(tx: Reading) -> int:
    """The id that the next clinic gets."""
    return (tx.connection.execute(select(func.max(organizations.c.id))).scalar() or 0) + 1


def next_person(tx: Reading) -> int:
    """The id that the next person gets."""
    return (tx.connection.execute(select(func.max(people.c.id))).scalar() or 0) + 1


def read_organizations(
    tx: Reading, ids: Iterable[int] | None = None, code: str | None = None
) -> tuple[Organization, ...]:
    """Clinics by name: all, those of some ids, or the one of a code in any case."""
    query = select(organizations).order_by(organizations.c.search, organizations.c.id)
    if ids is not None:
        query = query.where(organizations.c.id.in_(tuple(ids)))
    if code is not None:
        query = query.where(organizations.c.code_folded == fold(code))
    return tuple(_organization(row) for row in tx.connection.execute(query))


def read_people(
    tx: Reading, ids: Iterable[int] | None = None, organization: int | None = None, text: str = ""
) -> tuple[Person, ...]:
    """People by name: all, those of some ids, of a clinic, or whose name has every word of ``text``."""
    query = select(*_PERSON).order_by(people.c.search, people.c.id)
    if ids is not None:
        query = query.where(people.c.id.in_(tuple(ids)))
    if organization is not None:
        query = query.where(people.c.organization == organization)
    return tuple(_person(row) for row in tx.connection.execute(_worded(query, people.c.search, text)))


def read_users(tx: Reading, logins: Iterable[str] | None = None) -> tuple[User, ...]:
    """Staff by login: all, or those of some logins."""
    query = select(users).order_by(users.c.login)
    if logins is not None:
        query = query.where(users.c.login.in_(tuple(logins)))
    return tuple(_user(row) for row in tx.connection.execute(query))


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
