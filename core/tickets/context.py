"""What the rules are given besides the ticket and the command: everything that would otherwise be read from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from core.policy import Policy
from core.tickets.command import TicketCommand
from core.tickets.directory import Absence, Actor, Organization, Person, User
from core.tickets.log import DeskEvent, History, TicketEvent, WholeLog
from core.tickets.people.namesakes import Card
from core.tickets.records import LeftOpen
from core.tickets.refusal import Refusal
from core.tickets.registers import (
    AccountRequest,
    Call,
    Letter,
    OpenSession,
    Outage,
    SavedView,
    Shift,
    Solution,
    StaffKey,
)
from core.tickets.registration.similar import Open
from core.tickets.routing.choice import Staffing
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Facts:
    """What one command refers to besides its ticket, read in its own transaction.

    ``tickets`` are other tickets by number; ``next_ticket`` is the number that a new one gets, ``next_ids`` the id of
    a new row by the name of its register. ``accounts`` are requests about accounts (гл. 10).
    """

    organizations: Mapping[int, Organization] = field(default_factory=dict)
    people: Mapping[int, Person] = field(default_factory=dict)
    users: Mapping[str, User] = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()
    tickets: Mapping[int, Ticket] = field(default_factory=dict)
    outages: Mapping[int, Outage] = field(default_factory=dict)
    solutions: Mapping[int, Solution] = field(default_factory=dict)
    accounts: Mapping[int, AccountRequest] = field(default_factory=dict)
    calls: Mapping[int, Call] = field(default_factory=dict)
    letters: Mapping[int, Letter] = field(default_factory=dict)
    views: Mapping[int, SavedView] = field(default_factory=dict)
    shifts: Mapping[int, Shift] = field(default_factory=dict)
    keys: Mapping[int, StaffKey] = field(default_factory=dict)
    sessions: Mapping[str, OpenSession] = field(default_factory=dict)
    """The consoles that are open, where a command is about one."""
    session: str = ""
    """The session in which the command is given."""
    external_numbers: Mapping[str, int] = field(default_factory=dict)
    """Which ticket has which of the external numbers that the command names."""
    open_tickets: tuple[Open, ...] = ()
    """Open tickets of the requester and of the clinic that a registration may be similar to."""
    staffing: Staffing | None = None
    """Who could work now; None where no rule needs it."""
    archives: Mapping[int, int] = field(default_factory=dict)
    """The archive that the command names: before which year, by the number of the event that recorded it."""
    act_logs: Mapping[int, History] = field(default_factory=dict)
    """The whole logs of the other tickets in which the command that is to be taken back has recorded something."""
    act_facts: tuple[DeskEvent, ...] = ()
    """What it has recorded outside of all tickets."""
    written: Mapping[int, DeskEvent] = field(default_factory=dict)
    """The facts of the log that the command names by their numbers in it."""
    placed: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Which ticket, and which of its events, an event is that the command names by its number in the log."""
    next_ticket: int = 0
    next_ids: Mapping[str, int] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    """The cards of the clinic that is to get a new one, staff numbers included: for comparing, never for showing."""


class Rulebook(Protocol):
    """The rules as a whole, for the few rules that need others: one answer to many tickets, taking back, ending."""

    def guard(self, name: str, ticket: Ticket, actor: Actor, staff: Mapping[str, User]) -> Refusal | None:
        """Why the actor may not give a command to a ticket now; None when he may."""

    def dropped(self, left: LeftOpen, reason: str) -> TicketEvent:
        """The event that ends without a result what is open inside a ticket that ends."""

    def judged(self, command: TicketCommand, ticket: Ticket, context: "Context") -> tuple[Any, ...] | Refusal:
        """The effects of a command to a ticket as it stands, or why it is refused."""


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, at which instant, under which policy, and the directory's rows that the command refers to."""

    actor: Actor
    now: datetime
    policy: Policy
    facts: Facts = field(default_factory=Facts)
    log: WholeLog = ()
    """The whole log of the command's own ticket, or what reads it; empty for a registration."""
    rulebook: Rulebook | None = None
    """The rules that the deciding one is a part of; :mod:`core.tickets.decide` lends it to every rule."""

    @property
    def history(self) -> History:
        """The whole log of the command's own ticket, read now where it was not yet; empty for a registration."""
        return self.log() if callable(self.log) else self.log
