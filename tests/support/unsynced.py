"""Commits that wait for no disk: no test pulls the plug of its machine, and a process that dies loses nothing by it.

What a commit of the product waits for is pinned once, by a test that opens its store ``synced``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from core.store.backends import sqlite_engine

_prepare = sqlite_engine.prepare


def spare_syncs() -> None:
    """Let every connection that this process opens from now on leave the sync to the system."""
    sqlite_engine.prepare = _unsynced


@contextmanager
def synced() -> Iterator[None]:
    """Open connections as the product does."""
    sqlite_engine.prepare = _prepare
    try:
        yield
    finally:
        spare_syncs()


def _unsynced(connection: sqlite3.Connection) -> None:
    _prepare(connection)
    connection.execute("PRAGMA synchronous=OFF")
