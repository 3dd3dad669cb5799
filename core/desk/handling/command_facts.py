"""What a command refers to besides its ticket, read in its own transaction: the directory, other tickets, registers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from core.desk.handling.staffing import open_tickets, staffing_of
from core.store.event_log.folded import ticket_of_log
from core.store.event_log.log import beside, fact_of, histories_of, history, placed
from core.store.projections import queue
from core.store.projections.queue import last_number
from core.store.registers.desk_registers import ACCOUNTS, CALLS, KEYS, LETTERS, OUTAGES, SHIFTS, SOLUTIONS, VIEWS
from core.store.registers.directory_reads import read_absences, read_cards, read_organizations, read_people, read_users
from core.store.registers.directory_registers import ABSENCES, ORGANIZATIONS, PEOPLE
from core.store.registers.folding import next_id
from core.store.registers.register_reads import (
    read_accounts,
    read_archive,
    read_keys,
    read_letters,
    read_outages,
    read_shifts,
    read_solutions,
    read_views,
)
from core.store.registers.register_table import RegisterTable as StoreRegister
from core.store.store import Reading
from core.tickets.closing.commands import Duplicate
from core.tickets.command import Command, TicketCommand
from core.tickets.context import Facts
from core.tickets.directory import Absence, Organization, Person
from core.tickets.log import DeskEvent, History
from core.tickets.outages.common_answers import AnswerOutage, ResolveOutage
from core.tickets.people.commands import AddOrganization, AddPerson, BlockPerson
from core.tickets.redaction.archiving import ArchiveWords
from core.tickets.redaction.redacting import RedactFact
from core.tickets.registers import StaffKey
from core.tickets.staff.commands import BlockUser, ChangeRole, UnblockUser
from core.tickets.staff.keys import AddKey
from core.tickets.staff.public_keys import fingerprint_of
from core.tickets.ticket import Ticket
from core.tickets.undo.commands import TakeBack
from core.tickets.undo.taking_back import countering, last_act
from core.vocabulary import Channel

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
    "letter": "letters",
    "saved": "views",
    "shift": "shifts",
    "ssh_key": "keys",
}
"""Which rows a field of a command or of a ticket names."""
_KEYS: Final[Mapping[str, type]] = {"users": str}
"""What the key of a row is, where it is no number; a field of the same name may hold people's words."""
_MAKES: Final[Mapping[str, StoreRegister]] = {
    "org_add": ORGANIZATIONS,
    "person_add": PEOPLE,
    "call_log": CALLS,
    "account_request": ACCOUNTS,
    "person_block": LETTERS,
    "solution_add": SOLUTIONS,
    "resolve": SOLUTIONS,
    "outage_open": OUTAGES,
    "absence_set": ABSENCES,
    "view_save": VIEWS,
    "shift_hand_over": SHIFTS,
    "key_add": KEYS,
}
"""The register in which a command may make a new row."""
STAFFED: Final = frozenset({"register", "release", "split", "send_back", "user_block", "user_unblock", "user_role"})
"""The commands that may choose an executor, or look at everybody of staff."""
_NUMBERED: Final = frozenset({"register", "split"})
"""The commands that may make a ticket."""


def facts_for(
    tx: Reading, command: Command, at: datetime, ticket: Ticket | None = None, known: Iterable[Absence] | None = None
) -> Facts:
    """Everything that a command, and the ticket it names, refer to.

    ``known``: the absences that are not over at ``at`` or at an instant before it, where they were read already.
    """
    log = history(tx, command.number) if isinstance(command, TakeBack) else ()
    named = _named(_counter(log) or command, ticket)
    absences = _not_over(tx, at, known)
    tickets = _tickets(tx, named["tickets"] | _of_outage(tx, command) | _left(tx, command))
    if isinstance(command, Duplicate) and ticket is not None:
        _with_chain(tx, tickets, ticket)
        named["organizations"] |= {each.organization for each in tickets.values()}
    accounts = _read(tx, read_accounts, named["accounts"])
    people = _people(tx, command, named["people"].union(each.person for each in accounts), absences)
    clinics = named["organizations"] | {person.organization for person in people}
    staffed = command.name in STAFFED  # whom the rules choose is known too
    users = read_users(tx) if staffed else _read(tx, read_users, named["users"].union(_away(absences)))
    return Facts(
        organizations=_by_id((*_read(tx, read_organizations, clinics), *_same_code(tx, command))),
        people=_by_id(people),
        cards=read_cards(tx, command.organization) if isinstance(command, AddPerson) else (),
        users={each.login: each for each in users},
        absences=absences,
        tickets=tickets,
        outages=_by_id(_read(tx, read_outages, named["outages"])),
        solutions=_by_id(_read(tx, read_solutions, named["solutions"])),
        accounts=_by_id(accounts),
        letters=_by_id(_read(tx, read_letters, named["letters"])),
        views=_by_id(_read(tx, read_views, named["views"])),
        shifts=_by_id(_read(tx, read_shifts, named["shifts"])),
        keys=_by_id((*_read(tx, read_keys, named["keys"]), *_same_key(tx, command))),
        external_numbers=_external(tx, command),
        open_tickets=open_tickets(tx, command) if getattr(command, "channel", None) is Channel.PHONE else (),
        staffing=staffing_of(tx, users, absences, at, _own(command, ticket)) if staffed else None,
        next_ticket=last_number(tx) + 1 if command.name in _NUMBERED else 0,
        next_ids=_next_ids(tx, command),
        **_of_the_log(tx, command, log),
    )


def _of_the_log(tx: Reading, command: Command, log: History) -> dict[str, Any]:
    """What a command that goes back to earlier events refers to; ``log``: of the ticket where one is taken back."""
    if isinstance(command, ArchiveWords):
        return {"archives": read_archive(tx, command.archive)}
    if isinstance(command, RedactFact):
        found = {"written": fact_of(tx, command.event), "placed": placed(tx, command.event)}
        return {name: _only(command, each) for name, each in found.items()}
    act_logs, act_facts = _act(tx, log)
    return {"act_logs": act_logs, "act_facts": act_facts}


def _not_over(tx: Reading, at: datetime, known: Iterable[Absence] | None) -> tuple[Absence, ...]:
    return read_absences(tx, at) if known is None else tuple(each for each in known if each.until > at)


def _read(
    tx: Reading, reader: Callable[[Reading, Iterable[Any]], tuple[Any, ...]], ids: Iterable[Any]
) -> tuple[Any, ...]:
    """Most commands name few things: what none is named of is not asked for."""
    return reader(tx, ids) if ids else ()


def _people(tx: Reading, command: Command, named: set[Any], absences: Iterable[Absence]) -> tuple[Person, ...]:
    """The people who are named, those who are away, and their substitutes; with one to be blocked his whole clinic, for
    its head gets a letter."""
    away = {each for out in absences for each in (out.person, out.substitute_person) if each is not None}
    people: tuple[Person, ...] = _read(tx, read_people, named | away)
    own = next((each for each in people if isinstance(command, BlockPerson) and each.id == command.person), None)
    return people if own is None else (*people, *read_people(tx, organization=own.organization))


def _away(absences: Iterable[Absence]) -> set[str]:
    """Who of the staff is away, and the substitutes."""
    return {login for each in absences for login in (each.login, each.substitute_login) if login}


def _next_ids(tx: Reading, command: Command) -> dict[str, int]:
    register = _MAKES.get(command.name)
    return {} if register is None else {register.name: next_id(tx, register)}


def _act(tx: Reading, log: History) -> tuple[dict[int, History], tuple[DeskEvent, ...]]:
    """Where the command that is to be taken back has recorded something beside its own ticket, whose log this is."""
    act = last_act(log)[-1].act if log else 0
    if not act:
        return {}, ()
    tickets, facts = beside(tx, act)
    return histories_of(tx, sorted(tickets - {log[0].ticket})), facts


def _counter(log: History) -> TicketCommand | None:
    """What may be given in the place of a taking back in a ticket of this log: it refers to others than that does."""
    counter = countering(log, fresh=False) if log else ""
    return None if isinstance(counter, str) else counter


def _only(command: RedactFact, found: Any) -> dict[int, Any]:
    """What the event of the log is that a command names; nothing where it is none."""
    return {} if found is None else {command.event: found}


def _of_outage(tx: Reading, command: Command) -> set[int]:
    """The tickets of the mass incident that a command is about."""
    return set(queue.of_outage(tx, command.outage)) if isinstance(command, AnswerOutage | ResolveOutage) else set()


def _left(tx: Reading, command: Command) -> set[int]:
    """The open tickets that a member of staff holds, or has tasks in, where he is to be blocked, let back or moved."""
    if not isinstance(command, BlockUser | UnblockUser | ChangeRole):
        return set()
    return set(queue.held_by(tx, command.login)) | set(queue.flagged(tx, "tasks"))


def _same_key(tx: Reading, command: Command) -> tuple[StaffKey, ...]:
    """The SSH key that stands in the register already under the fingerprint of one that is to be added."""
    fingerprint = fingerprint_of(command.public_key) if isinstance(command, AddKey) else None
    return () if fingerprint is None else read_keys(tx, fingerprint=fingerprint)


def _same_code(tx: Reading, command: Command) -> tuple[Organization, ...]:
    """The clinic that has the code already that a new one is to have."""
    return read_organizations(tx, code=command.code) if isinstance(command, AddOrganization) else ()


def _external(tx: Reading, command: Command) -> dict[str, int]:
    number = getattr(command, "external_number", None)
    return queue.by_external_number(tx, number) if number else {}


def _own(command: Command, ticket: Ticket | None) -> int | None:
    """The ticket whose own executor is chosen: that he was named for it is no turn of his."""
    return ticket.number if ticket is not None and command.name == "release" else None


def _named(command: Command, ticket: Ticket | None) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = {table: set() for table in _REFERENCES.values()}
    for source in (command, ticket):
        of: Any = type(source)
        for name, table, kind in _referring(of):
            value = getattr(source, name)
            if value is not None:
                values = value if isinstance(value, tuple) else (value,)
                found[table].update(each for each in values if isinstance(each, kind))
    return found


@cache
def _referring(source: type[Any]) -> tuple[tuple[str, str, type], ...]:
    """The fields of a command, or of a ticket, that name rows: field, table, what the key of a row is."""
    own = {field.name for field in fields(source)} if is_dataclass(source) else set()
    return tuple((name, table, _KEYS.get(table, int)) for name, table in _REFERENCES.items() if name in own)


def _tickets(tx: Reading, numbers: Iterable[int]) -> dict[int, Ticket]:
    found = {number: ticket_of_log(tx, number) for number in numbers}
    return {number: ticket for number, ticket in found.items() if ticket is not None}


def _with_chain(tx: Reading, tickets: dict[int, Ticket], own: Ticket) -> None:
    """Read besides every ticket of the chain of duplicates: to its last original, and down to its ends."""
    wanted = {*own.duplicates} | {further for each in tickets.values() for further in _chained(each)}
    while wanted := wanted - tickets.keys() - {own.number}:
        found = _tickets(tx, wanted)
        if not found:
            return
        tickets |= found
        wanted = {further for each in found.values() for further in _chained(each)}


def _chained(ticket: Ticket) -> tuple[int, ...]:
    return ticket.duplicates if ticket.duplicate_of is None else (ticket.duplicate_of, *ticket.duplicates)


def _by_id(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.id: row for row in rows}
