"""Who comes in and who must leave: the staff's SSH keys, the sessions of consoles."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.commands.base import DeskCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class AddKey(DeskCommand):
    """Let a member of staff in by a public SSH key, given as the line of its ``.pub`` file; None: it never expires.

    ``comment`` says whose or where it is; without one that of the line stands.
    """

    name: ClassVar[str] = "key_add"
    login: str
    public_key: str
    expires_at: datetime | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeKey(DeskCommand):
    """Take a key back for good: it was lost, or its owner has gone."""

    name: ClassVar[str] = "key_revoke"
    ssh_key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireKey(DeskCommand):
    """Set until when a key lets in."""

    name: ClassVar[str] = "key_expire"
    ssh_key: int
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession(DeskCommand):
    """End somebody's console; what is typed there stays a draft. ``console`` is the id of its session."""

    name: ClassVar[str] = "session_end"
    console: str
    reason: str | None = None
