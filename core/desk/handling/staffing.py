"""Who could work now and what they have; and which open tickets a new one may be similar to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from core.store.limits import MAX_ID
from core.store.projections import queue
from core.store.projections.workload import OpenCounts, load, turns
from core.store.registers.directory_reads import read_absences, read_users
from core.store.search.alike import likeliest, requests_of
from core.store.store import Reading
from core.tickets.command import Command
from core.tickets.directory import Absence, User
from core.tickets.registration.commands import Register
from core.tickets.registration.similar import Open
from core.tickets.routing.choice import Staffing

COMPARED: Final = 200
"""How many open tickets of a clinic a registration is compared with: all of them, where there are no more."""
LATEST: Final = 40
"""Of more, so many of the latest, and as many of those that have its rarest words, however old they are."""


def open_tickets(tx: Reading, command: Command) -> tuple[Open, ...]:
    """What a registration may be similar to: the clinic's open tickets (п. 5.5)."""
    if not isinstance(command, Register) or not command.subject:
        return ()
    numbers = queue.open_of_clinic(tx, command.organization, MAX_ID)
    if len(numbers) > COMPARED:
        asked = f"{command.subject}\n{command.description}"
        whose = command.organization, command.requester
        alike = likeliest(tx, whose, asked, frozenset(numbers), LATEST)
        numbers = tuple(dict.fromkeys((*numbers[:LATEST], *alike)))
    return tuple(Open(**each) for each in requests_of(tx, numbers))


def staffing(tx: Reading, at: datetime, without: int | None = None) -> Staffing:
    """Who could work at an instant; what somebody has of the ticket ``without`` does not count against him."""
    found = staffing_of(tx, read_users(tx), read_absences(tx, at), at, without)
    return replace(found, load=load(tx, without))


def staffing_of(
    tx: Reading, users: Sequence[User], absences: tuple[Absence, ...], at: datetime, without: int | None
) -> Staffing:
    """The same, of people who were read already; what they have is counted where a rule asks, in this transaction."""
    found = turns(tx, without)
    last = {login: turn.at for login, turn in found.items() if turn.at is not None}
    numbers = {login: turn.number for login, turn in found.items()}
    return Staffing(users, OpenCounts(tx, without), last, absences, at, numbers)
