"""The hash chain: canonical JSON, the hash of an event over its predecessor's, the salted hash of a text."""

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as _quoted
from typing import Any, Final

GENESIS: Final = ""
"""What the first event takes for its predecessor's hash."""
SALT_BYTES: Final = 16
_NULL: Final = "null"
_DECODER: Final[Any] = json.JSONDecoder()
_scan: Final[Callable[[str, int], tuple[Any, int]]] = _DECODER.scan_once


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
        return event_hash(tuple(self.columns().values()))

    def columns(self) -> dict[str, Any]:
        """The row column by column, in their order; as it stands, where the library's ``asdict`` copies every value."""
        return {
            "number": self.number,
            "ticket": self.ticket,
            "seq": self.seq,
            "at": self.at,
            "actor": self.actor,
            "role": self.role,
            "session": self.session,
            "kind": self.kind,
            "body": self.body,
            "prev": self.prev,
        }


def event_hash(row: Sequence[Any]) -> str:
    """The hash of a row of the log, in the order of its columns: over the previous hash and the JSON of all the rest.

    Spelled by hand, since an audit asks for it a million times: an encoder takes twice as long over nine plain values.
    """
    number, ticket, seq, at, actor, role, session, kind, body, prev = row
    parts = (
        f"[{number},{_NULL if ticket is None else ticket},{_NULL if seq is None else seq},{at},"
        f"{_quoted(actor)},{_quoted(role)},{_quoted(session)},{_quoted(kind)},{_quoted(body)}]"
    )
    return hashlib.sha256(f"{prev}\n{parts}".encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def parsed(text: str) -> Any:
    """What JSON says; as ``json.loads``, without its detours for a text that is nothing but one value.

    Raises ValueError for what is no JSON.
    """
    try:
        value, end = _scan(text, 0)
    except StopIteration:
        end = -1
    return value if end == len(text) else json.loads(text)


def new_salt() -> bytes:
    """Random bytes that keep a text's hash from being guessed once the text is cut out."""
    return secrets.token_bytes(SALT_BYTES)


def text_hash(salt: bytes, text: str) -> str:
    """Salted SHA-256 (hex) of one text of people."""
    return hashlib.sha256(salt + text.encode()).hexdigest()
