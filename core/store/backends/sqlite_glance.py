"""A glance at the open tickets that are due first, by the bare driver: no library is loaded, and nothing is written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import quote

PATIENCE: Final = 0.05
"""Seconds that a glance waits for a file that is locked."""
STEPS: Final = 50_000
"""Instructions of SQLite after which a glance gives up: a window of a well-kept store takes some thousands."""
_OPEN: Final = """
SELECT t.number, t.version, t.subject, t.type, t.priority, t.status, t.line, t.assignee, u.name AS assignee_name,
  o.code AS organization_code, o.name AS organization_name, p.name AS requester_name, t.mis, t.next_clock, t.next_due,
  t.next_soft, t.next_breached, t.next_uncounted, t.next_line, t.received_at, t.changed_at, t.closed_at
FROM (SELECT * FROM tickets WHERE status <> 'closed' AND sort_due >= 0 ORDER BY sort_due, number LIMIT ?) t
JOIN organizations o ON o.id = t.organization JOIN people p ON p.id = t.requester
LEFT JOIN users u ON u.login = t.assignee
ORDER BY t.sort_due, t.number"""
_ABSENT: Final = """
SELECT id, since, until, login, person, substitute_login, substitute_person, sudden, reason
FROM absences WHERE since <= ? AND until > ? AND login IS NOT NULL ORDER BY since, id"""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What stood in a store at one moment: columns as they are, microseconds and codes."""

    revision: str
    facts: dict[str, str]
    """What the store says of itself."""
    name: str
    role: str
    """Of whoever looks."""
    rows: tuple[Any, ...]
    """Open tickets, those that are due first before others: each with its columns as attributes."""
    absent: tuple[tuple[Any, ...], ...]
    """Who of the staff is away, as the table has it."""


def glimpse(path: Path, login: str, at: int, most: int) -> Glimpse | None:
    """Look at the first ``most`` open tickets, in one snapshot; ``at``: now, in microseconds.

    None where the login is unknown or blocked. Raises sqlite3.Error for whatever cannot be read at once.
    """
    with _looking(path) as connection:
        user = connection.execute("SELECT name, role, blocked FROM users WHERE login = ?", (login,)).fetchone()
        if user is None or user[2]:
            return None
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return Glimpse(
            revision,
            dict(connection.execute("SELECT key, value FROM meta")),
            user[0],
            user[1],
            tuple(_named(connection.execute(_OPEN, (most,)))),
            tuple(connection.execute(_ABSENT, (at, at))),
        )


@contextmanager
def _looking(path: Path) -> Iterator[sqlite3.Connection]:
    """One snapshot of a file, which cannot be written here."""
    uri = f"file:{quote(os.fsencode(path))}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.set_progress_handler(lambda: 1, STEPS)
        connection.execute("BEGIN")
        yield connection


def _named(found: sqlite3.Cursor) -> Iterator[SimpleNamespace]:
    names = [each[0] for each in found.description]
    for row in found:
        yield SimpleNamespace(**dict(zip(names, row, strict=True)))
