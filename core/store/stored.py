"""The projection and the directory as they stand in their tables, row by row, for comparing with the log."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, select

from core.store.directory import organization_row, person_row, user_row
from core.store.facts import DirectoryEvent, OrganizationAdded, PersonAdded, RoleChanged, UserAdded, UserBlocked
from core.store.store import Reading
from core.store.tables import organizations, people, tickets, users

Rows = dict[Any, Mapping[str, Any]]


def stored_tickets(tx: Reading) -> Rows:
    """Every row of the projection by number."""
    return _rows(tx, tickets, "number")


def stored_directory(tx: Reading) -> dict[str, Rows]:
    """Every row of the directory, by table and key."""
    return {
        "organizations": _rows(tx, organizations, "id"),
        "people": _rows(tx, people, "id"),
        "users": _rows(tx, users, "login"),
    }


def fold_directory(facts: Iterable[DirectoryEvent]) -> dict[str, Rows]:
    """The rows that the directory's events make, by table and key."""
    clinics: Rows = {}
    persons: Rows = {}
    staff: Rows = {}
    for event in facts:
        match event:
            case OrganizationAdded():
                clinics[event.id] = organization_row(event)
            case PersonAdded():
                persons[event.id] = person_row(event)
            case UserAdded():
                staff[event.login] = user_row(event)
            case UserBlocked(login=login):
                staff[login] = {**staff.get(login, {}), "blocked": True}
            case RoleChanged(login=login, new=role):
                staff[login] = {**staff.get(login, {}), "role": role.value}
    return {"organizations": clinics, "people": persons, "users": staff}


def _rows(tx: Reading, table: Table, key: str) -> Rows:
    found = tx.connection.execute(select(table)).mappings()
    return {row[key]: dict(row) for row in found}
