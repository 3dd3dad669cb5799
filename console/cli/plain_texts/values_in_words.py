"""Values of a record as an operator reads them in a table: people by name, codes by their Russian titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from console.labels import ACCOUNT_STATES, ALL_VIEW_TITLES, DOORS, KEY_KINDS, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from console.cli.session import Session

Spoken = Mapping[Any, str]
"""What stands in the table for a value of one field; a value that is missing stands as it is."""

STAFF = frozenset({"actor", "assignee", "by", "login", "owner", "started_by", "to", "who"})
"""Fields that hold a login."""
PEOPLE = frozenset({"person", "requested_by", "requester"})
"""Fields that hold the number of somebody of a clinic."""


_TITLES: Mapping[str, Spoken] = {
    "algorithm": KEY_KINDS,
    "door": DOORS,
    "place": PLACES,
    "severity": {"error": "ошибка", "warning": "предупреждение"},
    "state": ACCOUNT_STATES,
    "view": ALL_VIEW_TITLES,
}


def spoken(session: Session, fields: Iterable[str]) -> Mapping[str, Spoken]:
    """For those of these fields that hold codes: how their values are told.

    Staff and people are read once each, and only where a field holds them.
    """
    wanted = frozenset(fields)
    told = {field: titles for field in wanted if (titles := _TITLES.get(field) or _titles_of_core(field))}
    if logins := wanted & STAFF:
        staff = {each.login: each.name for each in session.desk.directory.users()}
        told |= dict.fromkeys(logins, staff)
    if numbers := wanted & PEOPLE:
        people = {each.id: each.name for each in session.desk.directory.people()}
        told |= dict.fromkeys(numbers, people)
    return told


def _titles_of_core(field: str) -> Spoken | None:
    if field == "command":
        from core.tickets.use_cases.catalogue import USE_CASES

        return {name: each.title for name, each in USE_CASES.items()}
    if field in ("account_kind", "system"):
        from core.tickets.people.accounts import KINDS, SYSTEMS

        return KINDS if field == "account_kind" else SYSTEMS
    return None
