"""What a command refers to besides its ticket, read in its own transaction: the directory, other tickets, registers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from core.store.directory import read_absences, read_organizations, read_people, read_users
from core.store.log import history
from core.store.queue import last_number
from core.store.registers import next_id
from core.store.registers.base import Register
from core.store.registers.desk import ACCOUNTS, CALLS, OUTAGES, SOLUTIONS
from core.store.registers.directory import ABSENCES
from core.store.registers.reading import read_accounts, read_outages, read_solutions
from core.store.store import Reading
from core.tickets.commands import Command
from core.tickets.directory import Facts
from core.tickets.ticket import Ticket, replay

_REFERENCES: Final[Mapping[str, str]] = {
    "organization": "organizations",
    "organizations": "organizations",
    "requester": "people",
    "by": "people",
    "person": "people",
    "agreed_with": "people",
    "consent_by": "people",
    "requested_by": "people",
    "substitute_person": "people",
    "watching_people": "people",
    "to": "users",
    "user": "users",
    "login": "users",
    "substitute_login": "users",
    "watchers": "users",
    "assignee": "users",
    "of": "tickets",
    "other": "tickets",
    "repeat_of": "tickets",
    "different_from": "tickets",
    "ticket": "tickets",
    "outage": "outages",
    "solution": "solutions",
    "documented_as": "solutions",
    "request": "accounts",
}
"""Which rows a field of a command or of a ticket names."""
_MAKES: Final[Mapping[str, Register]] = {
    "call_log": CALLS,
    "account_request": ACCOUNTS,
    "solution_add": SOLUTIONS,
    "resolve": SOLUTIONS,
    "outage_open": OUTAGES,
    "absence_set": ABSENCES,
}
"""The register in which a command may make a new row."""


def facts_for(tx: Reading, command: Command, at: datetime, ticket: Ticket | None = None) -> Facts:
    """Everything that a command, and the ticket it names, refer to."""
    named = _named(command, ticket)
    people = read_people(tx, named["people"])
    clinics = named["organizations"] | {person.organization for person in people}
    absences = read_absences(tx, at)
    away = (login for each in absences for login in (each.login, each.substitute_login) if login)
    users = read_users(tx, named["users"].union(away))
    register = _MAKES.get(command.name)
    return Facts(
        organizations=_by_id(read_organizations(tx, clinics)),
        people=_by_id(people),
        users={each.login: each for each in users},
        absences=absences,
        tickets=_tickets(tx, named["tickets"]),
        outages=_by_id(read_outages(tx, named["outages"])),
        solutions=_by_id(read_solutions(tx, named["solutions"])),
        accounts=_by_id(read_accounts(tx, named["accounts"])),
        next_ticket=last_number(tx) + 1,
        next_ids={} if register is None else {register.name: next_id(tx, register)},
    )


def _named(command: Command, ticket: Ticket | None) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = {table: set() for table in _REFERENCES.values()}
    for source in (command, ticket):
        for name, table in _REFERENCES.items():
            value = getattr(source, name, None)
            found[table].update(value if isinstance(value, tuple) else () if value is None else (value,))
    return found


def _tickets(tx: Reading, numbers: Iterable[int]) -> dict[int, Ticket]:
    logs = {number: history(tx, number) for number in numbers}
    return {number: replay(log) for number, log in logs.items() if log}


def _by_id(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.id: row for row in rows}
