"""Finding by what people type: an id, a code or login, or an unambiguous name."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from core.language.naming import best_named
from core.store.registers.directory_reads import read_organizations, read_people, read_users
from core.store.store import Reading
from core.text import fold, safe_line
from core.tickets.directory import Organization, Person, User
from core.tickets.refusal import Refusal, bad_input, not_found

Found = TypeVar("Found", Organization, Person, User)

SHOWN: Final = 10
"""Candidates that an ambiguous name is answered with."""


def find_organization(tx: Reading, name: str) -> Organization | Refusal:
    """A clinic by id, code, or name."""
    known = read_organizations(tx)
    exact = [each for each in known if str(each.id) == name.strip() or fold(each.code) == fold(name)]
    missing = not_found("organization.unknown", f"Нет организации «{safe_line(name)}»")
    if len(exact) == 1:
        return exact[0]
    return _several(exact, name, _clinic) if exact else _by_name(known, name, missing, _clinic)


def find_person(tx: Reading, name: str, organization: int | None = None) -> Person | Refusal:
    """A person by id or name, of one clinic or of all."""
    known = read_people(tx, organization=organization)
    where = "" if organization is None else " в этой организации"
    missing = not_found("person.unknown", f"Нет человека «{safe_line(name)}»{where}")
    exact = _by_id(known, name)
    return exact[0] if exact else _by_name(known, name, missing, lambda each: {"id": each.id})


def find_user(tx: Reading, name: str) -> User | Refusal:
    """A member of staff by login or name."""
    known = read_users(tx)
    exact = [each for each in known if each.login == fold(name)]
    missing = not_found("user.unknown", f"Нет сотрудника «{safe_line(name)}»")
    return exact[0] if exact else _by_name(known, name, missing, lambda each: {"login": each.login})


def _by_id(known: Sequence[Any], name: str) -> list[Any]:
    stripped = name.strip()
    return [each for each in known if str(each.id) == stripped]


def _by_name(
    known: Sequence[Found], name: str, missing: Refusal, describe: Callable[[Found], dict[str, Any]]
) -> Found | Refusal:
    """The name that fits best, where that is one alone."""
    found = best_named(known, lambda each: each.name, name)
    if len(found) == 1:
        return found[0]
    return _several(found, name, describe) if found else missing


def _clinic(organization: Organization) -> dict[str, Any]:
    return {"id": organization.id, "code": organization.code}


def _several(found: Sequence[Found], name: str, describe: Callable[[Found], dict[str, Any]]) -> Refusal:
    """Refuse a name that more than one could be meant by, with the first of them."""
    names = ", ".join(f"{each.name} ({next(reversed(describe(each).values()))})" for each in found[:SHOWN])
    more = f" и ещё {len(found) - SHOWN}" if len(found) > SHOWN else ""
    candidates = [describe(each) | {"name": each.name} for each in found[:SHOWN]]
    return bad_input("name.ambiguous", f"«{safe_line(name)}» — это несколько: {names}{more}", candidates=candidates)
