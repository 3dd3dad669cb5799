"""What commands refer to, held in memory: the directory as it was read, tickets as they were made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from core.desk.batch.turns import Turns
from core.desk.handling.command_facts import STAFFED
from core.desk.handling.staffing import COMPARED
from core.store.projections.queue import last_number
from core.store.registers.directory_reads import read_absences, read_organizations, read_people, read_users
from core.store.registers.folding import REGISTERS, next_id
from core.store.store import Reading
from core.tickets.closing.commands import Duplicate
from core.tickets.command import Command, TicketCommand
from core.tickets.context import Facts
from core.tickets.directory import Organization, Person, User
from core.tickets.log import History
from core.tickets.outages.common_answers import AnswerOutage, ResolveOutage
from core.tickets.redaction.redacting import Redact
from core.tickets.registration.commands import Register
from core.tickets.registration.similar import Open
from core.tickets.routing.choice import Staffing
from core.tickets.ticket import Ticket
from core.tickets.undo.commands import TakeBack
from core.vocabulary import Channel, Status

BEYOND: Final = (AnswerOutage, Duplicate, Redact, ResolveOutage, TakeBack)
"""Commands to a ticket that refer to more of the store than stands here."""


class BeyondABatch(Exception):
    """A batch was given what it does not know all the facts of; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Clinics, people and staff as they stand, and the ids that new rows of the registers get."""

    organizations: Mapping[int, Organization]
    people: Mapping[int, Person]
    users: Mapping[str, User]
    next_ids: Mapping[str, int]


@dataclass(slots=True)
class KnownDesk:
    """The facts of commands to tickets that were all made here: what :mod:`command_facts` would read.

    Raises BeyondABatch for a desk where somebody is away: a batch knows no absences.
    """

    directory: Directory
    next_ticket: int
    tickets: dict[int, Ticket] = field(default_factory=dict)
    logs: dict[int, History] = field(default_factory=dict)
    _turns: Turns = field(default_factory=Turns)
    _external: dict[str, int] = field(default_factory=dict)
    _open: dict[int, dict[int, Open]] = field(default_factory=dict)
    """What registrations are compared with: a clinic's open tickets as they were registered."""

    def put(self, ticket: Ticket, log: History) -> None:
        """A ticket stands so now."""
        self.tickets[ticket.number], self.logs[ticket.number] = ticket, log
        self._turns.put(ticket)
        if ticket.external_number:
            self._external.setdefault(ticket.external_number, ticket.number)
        opened = self._open.setdefault(ticket.organization, {})
        if ticket.status is Status.CLOSED:
            opened.pop(ticket.number, None)
        elif ticket.number not in opened:
            opened[ticket.number] = _as_registered(ticket, log)
        self.next_ticket = max(self.next_ticket, ticket.number + 1)

    def facts_for(self, command: Register | TicketCommand, at: datetime) -> Facts:
        """Everything that a command and its ticket refer to."""
        if isinstance(command, BEYOND):
            raise BeyondABatch(command.name)
        number = getattr(command, "external_number", None)
        return Facts(
            organizations=self.directory.organizations,
            people=self.directory.people,
            users=self.directory.users,
            tickets=self.tickets,
            external_numbers={number: self._external[number]} if number in self._external else {},
            open_tickets=self._compared(command),
            staffing=self._staffing(command, at),
            next_ticket=self.next_ticket,
            next_ids=self.directory.next_ids,
        )

    def _compared(self, command: Command) -> tuple[Open, ...]:
        if not isinstance(command, Register) or command.channel is not Channel.PHONE:
            return ()
        opened = self._open.get(command.organization, {})
        return tuple(opened[number] for number in sorted(opened, reverse=True)[:COMPARED])

    def _staffing(self, command: Command, at: datetime) -> Staffing | None:
        """Who could work; of a ticket that is released nothing counts against whom it was with."""
        own = self.tickets.get(getattr(command, "number", 0)) if command.name == "release" else None
        if own is not None:
            self._turns.drop(own.number)
        elif command.name not in STAFFED:
            return None
        turns, users = self._turns, tuple(self.directory.users.values())
        found = Staffing(users, turns.load(), turns.last(), (), at, turns.numbers())
        if own is not None:
            turns.put(own)
        return found


def directory_of(tx: Reading, at: datetime) -> Directory:
    """The directory as it stands. Raises BeyondABatch where somebody is away, now or later."""
    if read_absences(tx, at):
        raise BeyondABatch("absences")
    return Directory(
        {each.id: each for each in read_organizations(tx)},
        {each.id: each for each in read_people(tx)},
        {each.login: each for each in read_users(tx)},
        {each.name: next_id(tx, each) for each in REGISTERS if each.key == "id"},
    )


def known_desk(tx: Reading, at: datetime) -> KnownDesk:
    """A desk that has no ticket of its own yet. Raises BeyondABatch where the store has some."""
    if last_number(tx):
        raise BeyondABatch("tickets")
    return KnownDesk(directory_of(tx, at), 1)


def _as_registered(ticket: Ticket, log: History) -> Open:
    first: Any = log[0].event
    return Open(
        number=ticket.number,
        subject=first.subject,
        description=first.description,
        organization=first.organization,
        requester=first.requester,
        mis=first.mis,
    )
