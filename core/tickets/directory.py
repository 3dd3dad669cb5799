"""Who and what the rules know by name: clinics, requesters and staff, as frozen facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of the directory that one command refers to, read in its own transaction."""

    organizations: Mapping[int, Organization] = field(default_factory=dict)
    people: Mapping[int, Person] = field(default_factory=dict)
    users: Mapping[str, User] = field(default_factory=dict)
