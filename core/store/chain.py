"""The hash chain: canonical JSON, the hash of an event over its predecessor's, the salted hash of a text."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any, Final

GENESIS: Final = ""
"""What the first event takes for its predecessor's hash."""
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One row of the log without its hash; ``at`` is in microseconds, ``body`` canonical JSON."""

    number: int
    ticket: int | None
    seq: int | None
    at: int
    actor: str
    role: str
    session: str
    kind: str
    body: str
    prev: str

    def hash(self) -> str:
        """SHA-256 (hex) over everything here, and so over everything before."""
        parts = [self.number, self.ticket, self.seq, self.at, self.actor, self.role, self.session, self.kind, self.body]
        return hashlib.sha256(f"{self.prev}\n{canonical(parts)}".encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def new_salt() -> bytes:
    """Random bytes that keep a text's hash from being guessed once the text is cut out."""
    return secrets.token_bytes(SALT_BYTES)


def text_hash(salt: bytes, text: str) -> str:
    """Salted SHA-256 (hex) of one text of people."""
    return hashlib.sha256(salt + text.encode()).hexdigest()
