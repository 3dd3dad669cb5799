"""Values of a record as an operator reads them in a table: people by name, codes by their Russian titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from console.titles import ACCOUNT_STATES, ALL_VIEW_TITLES, DOORS, KEY_KINDS, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from console.cli.session import Session

Spoken = Mapping[Any, str]
"""What stands in the table for a value of one field; a value that is missing stands as it is."""

STAFF = frozenset({"actor", "assignee", "by", "login", "owner", "started_by", "to", "who"})
"""Fields that hold a login."""
PEOPLE = frozenset({"person", "requested_by", "requester"})
"""Fields that hold the number of somebody of a clinic."""


def spoken(session: Session, fields: Iterable[str]) -> Mapping[str, Spoken]:
    """For each of these fields that holds codes: how its values are told. Reads of the store only what is asked for."""
    return {field: found for field in fields if (found := _told(session, field))}


def _told(session: Session, field: str) -> Spoken:
    from core.tickets.accounts import KINDS, SYSTEMS
    from core.tickets.actions import TITLES

    if field in STAFF:
        return {each.login: each.name for each in session.desk.users()}
    if field in PEOPLE:
        return {each.id: each.name for each in session.desk.people()}
    titles: Mapping[str, Spoken] = {
        "account_kind": KINDS,
        "algorithm": KEY_KINDS,
        "command": TITLES,
        "door": DOORS,
        "place": PLACES,
        "severity": {"error": "ошибка", "warning": "предупреждение"},
        "state": ACCOUNT_STATES,
        "system": SYSTEMS,
        "view": ALL_VIEW_TITLES,
    }
    return titles.get(field, {})
