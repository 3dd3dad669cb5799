"""What can happen to the directory: events of the same chain, without a ticket.

Names, phones, addresses and staff numbers are people's data: they stand beside the log under their hashes.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.tickets.events import free_text
from core.vocabulary import Mis, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationAdded:
    """A clinic (МО) was added (п. 1.2)."""

    kind: ClassVar[str] = "organization_added"
    id: int
    code: str
    title: str = free_text()
    mis: tuple[Mis, ...]
    contract: str | None = None
    contract_from: str | None = None
    contract_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded:
    """A requester of a clinic was added (п. 3.8)."""

    kind: ClassVar[str] = "person_added"
    id: int
    organization: int
    person_kind: str
    full_name: str = free_text()
    phone: str | None = free_text(None)
    email: str | None = free_text(None)
    staff_number: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAdded:
    """A member of staff got an account."""

    kind: ClassVar[str] = "user_added"
    login: str
    full_name: str = free_text()
    role: Role
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UserBlocked:
    """A member of staff was blocked (п. 10.2)."""

    kind: ClassVar[str] = "user_blocked"
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged:
    """A member of staff got another role."""

    kind: ClassVar[str] = "role_changed"
    login: str
    old: Role
    new: Role


DirectoryEvent = OrganizationAdded | PersonAdded | UserAdded | UserBlocked | RoleChanged

DIRECTORY_KINDS: dict[str, type[Any]] = {
    cls.kind: cls for cls in (OrganizationAdded, PersonAdded, UserAdded, UserBlocked, RoleChanged)
}
