"""The staff of the desk: what happens (п. 4.7, 10.2)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.log import DeskEvent, free_text
from core.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAdded(DeskEvent):
    """A member of staff got an account."""

    kind: ClassVar[str] = "user_added"
    login: str
    full_name: str = free_text()
    role: Role
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UserBlocked(DeskEvent):
    """A member of staff was blocked (п. 10.2)."""

    kind: ClassVar[str] = "user_blocked"
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserUnblocked(DeskEvent):
    """A member of staff is back."""

    kind: ClassVar[str] = "user_unblocked"
    login: str
    reason: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(DeskEvent):
    """A member of staff got another role."""

    kind: ClassVar[str] = "role_changed"
    login: str
    old: Role
    new: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencesChanged(DeskEvent):
    """What a member of staff is competent in was set anew."""

    kind: ClassVar[str] = "competences_changed"
    login: str
    competences: tuple[str, ...]
