"""Whose consoles are open right now, and which of them somebody has ended: leases, as those of presence."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final

from core.instants import from_us, to_us
from core.store.open_consoles.lease_file import leases
from core.tickets.registers import OpenSession
from core.vocabulary import Role

LEASE: Final = timedelta(seconds=30)
"""How long a session is taken for open without a heartbeat; a console gives one every 10 seconds."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, since INTEGER NOT NULL,
    door TEXT NOT NULL, address TEXT NOT NULL, place TEXT NOT NULL, ticket INTEGER, until INTEGER NOT NULL,
    ended_by TEXT, ended_why TEXT
)
"""
_RENEW: Final = """
INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, role = excluded.role, place = excluded.place, ticket = excluded.ticket, until = excluded.until
"""
_OPEN: Final = """
SELECT id, login, name, role, since, door, address, place, ticket FROM sessions
WHERE until >= ? AND until <= ? ORDER BY since, id
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """Who has ended a session, by name, and why."""

    by: str
    why: str | None


class Sessions:
    """The sessions of all consoles of one store; a lease that cannot be kept hinders nobody, so nothing here raises."""

    def __init__(self, store: Path, zone: tzinfo) -> None:
        """Leases beside the store's file; instants that are read are in ``zone``."""
        self._store = store
        self._zone = zone

    def mark(self, session: OpenSession, now: datetime) -> Ended | None:
        """Renew a session's lease; who has ended it, if somebody has."""
        row = (
            session.id, session.login, session.name, session.role.value, to_us(session.since), session.door,
            session.address, session.place, session.ticket, to_us(now + LEASE),
        )  # fmt: skip
        with leases(self._store, _SCHEMA) as connection:
            if connection is not None:
                connection.execute("DELETE FROM sessions WHERE until < ?", (to_us(now),))
                connection.execute(_RENEW, row)
                connection.commit()
                query = "SELECT ended_by, ended_why FROM sessions WHERE id = ? AND ended_by IS NOT NULL"
                found = connection.execute(query, (session.id,)).fetchone()
                return None if found is None else Ended(*found)
        return None

    def all(self, now: datetime) -> tuple[OpenSession, ...]:
        """Every session whose lease holds, the oldest first.

        One that would hold longer than a lease can was made before the clock was set back: it is over.
        """
        with leases(self._store, _SCHEMA) as connection:
            if connection is not None:
                rows = connection.execute(_OPEN, (to_us(now), to_us(now + LEASE))).fetchall()
                return tuple(self._session(*row) for row in rows)
        return ()

    def _session(self, *row: Any) -> OpenSession:
        identity, login, name, role, since, door, address, place, ticket = row
        return OpenSession(
            id=identity, login=login, name=name, role=Role(role), since=from_us(since, self._zone), door=door,
            address=address, place=place, ticket=ticket,
        )  # fmt: skip

    def end(self, session: str, by: str, why: str | None) -> None:
        """Leave the word for a session that somebody has ended it: its next heartbeat finds it."""
        with leases(self._store, _SCHEMA) as connection:
            if connection is not None:
                change = "UPDATE sessions SET ended_by = ?, ended_why = ? WHERE id = ? AND ended_by IS NULL"
                connection.execute(change, (by, why, session))
                connection.commit()

    def forget(self) -> None:
        """Forget why sessions were ended: such a reason was cut out of the log (Прил. 3, п. 5)."""
        with leases(self._store, _SCHEMA) as connection:
            if connection is not None:
                connection.execute("UPDATE sessions SET ended_why = NULL")
                connection.commit()
                connection.execute("VACUUM")  # rows that are gone already leave no words either

    def leave(self, session: str) -> None:
        """Take a session's lease away: its console is closed."""
        with leases(self._store, _SCHEMA) as connection:
            if connection is not None:
                connection.execute("DELETE FROM sessions WHERE id = ?", (session,))
                connection.commit()
