"""Whom an SSH key lets in: the one read that sshd waits for at each login, so without SQLAlchemy.

Ten times as fast as opening a store: sshd asks for every key that a client offers, before anybody is known.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from core.instants import from_us
from core.store.backends.sqlite_file import connect
from core.store.errors import StoreUnavailable, explain
from core.store.location import FilePlace, ServerPlace, place_of
from core.vocabulary import Role

PATIENCE: Final = 5.0
"""Seconds that the read waits for a store that is busy."""
_HOLDER: Final = """
SELECT ssh_keys.id, ssh_keys.login, users.role, users.blocked, ssh_keys.algorithm, ssh_keys.blob,
       ssh_keys.fingerprint, ssh_keys.expires_at, ssh_keys.revoked_at
FROM ssh_keys JOIN users ON users.login = ssh_keys.login
WHERE ssh_keys.fingerprint = :fingerprint OR ssh_keys.id = :number
"""


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """A key with whose it is, as both stand now; ``blob`` is the key itself in base64."""

    key: int
    login: str
    role: Role
    blocked: bool
    algorithm: str
    blob: str
    fingerprint: str
    expires_at: datetime | None
    revoked_at: datetime | None

    def refusal(self, now: datetime) -> str | None:
        """Why it does not let in at an instant, in a word for the system log; None where it does."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at is not None and now >= self.expires_at:
            return "expired"
        return "blocked" if self.blocked else None


def find_holder(
    database: str | Path | None, *, fingerprint: str | None = None, number: int | None = None
) -> KeyHolder | None:
    """Whose the key of a fingerprint or of a number is; None for one that is not known. Raises StoreUnavailable."""
    place = place_of(database)
    asked = {"fingerprint": fingerprint, "number": number}
    row = _of_file(place, asked) if isinstance(place, FilePlace) else _of_server(place, asked)
    if row is None:
        return None
    key, login, role, blocked, algorithm, blob, found, expires, revoked = row
    return KeyHolder(
        key, login, Role(role), bool(blocked), algorithm, blob, found, _instant(expires), _instant(revoked)
    )


def _of_file(place: FilePlace, asked: dict[str, Any]) -> Sequence[Any] | None:
    """Without SQLAlchemy: sshd waits for the answer."""
    if not place.exists():
        raise StoreUnavailable(f"Хранилища {place.path} нет")
    try:
        with closing(connect(place.path, PATIENCE)) as connection:
            connection.execute("PRAGMA query_only=ON")
            found: Sequence[Any] | None = connection.execute(_HOLDER, asked).fetchone()
            return found
    except sqlite3.Error as error:
        raise StoreUnavailable(explain(error)) from None


def _of_server(place: ServerPlace, asked: dict[str, Any]) -> Sequence[Any] | None:
    from sqlalchemy import Integer, Text, bindparam, text

    from core.store.store import Store

    query = text(_HOLDER).bindparams(bindparam("fingerprint", type_=Text), bindparam("number", type_=Integer))
    with Store(place, timeout=PATIENCE) as store, store.reading() as tx:
        return tx.connection.execute(query, asked).first()


def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else from_us(microseconds)
