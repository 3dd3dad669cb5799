"""Who and what the rules know by name: clinics, requesters and staff, as frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.vocabulary import Mis, Role


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
