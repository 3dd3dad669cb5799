"""Who and what the rules know by name: clinics, requesters and staff, as frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from core.vocabulary import Mis, Role

if TYPE_CHECKING:
    from core.tickets.log import DeskEvent, History
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
    from core.tickets.routing.rules import Staffing
    from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Organization:
    """A clinic (МО); ``contract_from`` and ``contract_until`` are local ISO dates (п. 1.2)."""

    id: int
    code: str
    name: str
    mis: tuple[Mis, ...]
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a clinic who can be a requester; ``kind``: medic, it, it_head or head."""

    id: int
    name: str
    organization: int
    kind: str = "medic"
    phone: str | None = None
    email: str | None = None
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class User:
    """A member of staff."""

    login: str
    name: str
    role: Role
    competences: tuple[str, ...] = ()
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command: the one thing that the gate of access knows about the outside."""

    login: str
    name: str
    role: Role
    stands_for: tuple[str, ...] = ()
    """The absent executors whom the actor substitutes now (п. 4.7)."""


SYSTEM: Final = Actor("system", "Программа", Role.SYSTEM)
"""Who acts when time alone causes something; no account may have this login."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody of staff (``login``) or of a clinic (``person``) is away from ``since`` up to, not including, ``until``.

    The substitute, if one is named, is of the same sort (п. 4.7).
    """

    id: int
    since: datetime
    until: datetime
    login: str | None = None
    person: int | None = None
    substitute_login: str | None = None
    substitute_person: int | None = None
    sudden: bool = False
    reason: str | None = None

    def covers(self, at: datetime) -> bool:
        """Whether the absence holds at an instant."""
        return self.since <= at < self.until


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
