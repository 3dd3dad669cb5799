"""Who looks at a ticket or writes in it right now: leases in a file beside the store, which may be lost at any time.

They are no part of the desk's truth, so they stand outside its log; and outside its file, since a heartbeat there
would make every console read again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from core.instants import to_us
from core.store.open_consoles.lease_file import leases

LEASE: Final = timedelta(seconds=30)
"""How long a mark holds without being renewed."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS presence (
    session TEXT PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL, ticket INTEGER, writes INTEGER NOT NULL,
    until INTEGER NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a ticket: ``writes`` while a form is open there."""

    login: str
    name: str
    ticket: int
    writes: bool


class Presence:
    """The marks of all consoles of one store. Nothing here raises: a mark that cannot be kept hinders nobody."""

    def __init__(self, store: Path, session: str) -> None:
        """Marks beside the store's file, under a session's own name."""
        self._store = store
        self._session = session

    def mark(self, login: str, name: str, ticket: int | None, now: datetime, *, writes: bool = False) -> None:
        """Renew this session's mark, or take it away (no ``ticket``)."""
        with leases(self._store, _SCHEMA) as connection:
            if connection is None:
                return
            if ticket is None:
                connection.execute("DELETE FROM presence WHERE session = ?", (self._session,))
            else:
                row = (self._session, login, name, ticket, int(writes), to_us(now + LEASE))
                connection.execute("INSERT OR REPLACE INTO presence VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.execute("DELETE FROM presence WHERE until < ?", (to_us(now),))
            connection.commit()

    def others(self, now: datetime) -> tuple[Present, ...]:
        """Who is where now, this session left out, by name."""
        with leases(self._store, _SCHEMA) as connection:
            if connection is not None:
                query = (
                    "SELECT login, name, ticket, writes FROM presence WHERE session <> ? AND until >= ? ORDER BY name"
                )
                rows = connection.execute(query, (self._session, to_us(now))).fetchall()
                return tuple(Present(login, name, ticket, bool(writes)) for login, name, ticket, writes in rows)
        return ()
