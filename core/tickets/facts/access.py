"""What can happen to who comes in: SSH keys added, revoked, given a term; consoles ended by somebody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.tickets.events.base import free_text


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAdded:
    """A member of staff got a key; ``algorithm`` as OpenSSH names it, ``blob`` is the public key in base64."""

    kind: ClassVar[str] = "key_added"
    id: int
    login: str
    at: datetime
    algorithm: str
    bits: int
    blob: str
    fingerprint: str
    expires_at: datetime | None = None
    comment: str | None = free_text(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRevoked:
    """A key was taken back."""

    kind: ClassVar[str] = "key_revoked"
    id: int
    revoked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyExpirySet:
    """Until when a key lets in was set."""

    kind: ClassVar[str] = "key_expiry_set"
    id: int
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded:
    """Somebody ended the console of ``login``: its session, and the door that it had come in by."""

    kind: ClassVar[str] = "session_ended"
    console: str
    login: str
    door: str
    reason: str | None = free_text(None)
