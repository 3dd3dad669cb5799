"""The staff of the desk: what is asked (п. 4.7, 10.2)."""

from dataclasses import dataclass
from typing import ClassVar

from core.tickets.command import DeskCommand
from core.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUser(DeskCommand):
    """Add a member of staff with a login of the form ``[a-z][a-z0-9_-]{0,31}``."""

    name: ClassVar[str] = "user_add"
    login: str
    full_name: str
    role: Role
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockUser(DeskCommand):
    """Block a member of staff: people are never deleted (гл. 10)."""

    name: ClassVar[str] = "user_block"
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockUser(DeskCommand):
    """Let a member of staff back who was blocked by mistake or returns: the same account."""

    name: ClassVar[str] = "user_unblock"
    login: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole(DeskCommand):
    """Give a member of staff another role."""

    name: ClassVar[str] = "user_role"
    login: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCompetences(DeskCommand):
    """Set what a member of staff is competent in: routing chooses by it."""

    name: ClassVar[str] = "user_competences"
    login: str
    competences: tuple[str, ...] = ()
