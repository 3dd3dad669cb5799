"""A file of leases beside the store: what holds only while somebody renews it, and may be lost at any time."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path


@contextmanager
def leases(store: Path, schema: str) -> Iterator[sqlite3.Connection | None]:
    """A connection to the leases of a store's file, with ``schema`` in them; None where it cannot be had.

    Nothing raises: a statement inside that fails ends the block. The caller commits.
    """
    path = store.with_name(f"{store.name}-presence")
    try:
        if not path.exists():
            _make(path, store)
        connection = _open(path, schema)
    except (sqlite3.Error, OSError):
        yield None
        return
    with closing(connection), suppress(sqlite3.Error):
        yield connection


def _open(path: Path, schema: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0.2)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(schema)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _make(path: Path, store: Path) -> None:
    """Make the file, private; root leaves it to whom the store belongs, or nobody else could ever open it."""
    path.touch(mode=0o600)
    if os.geteuid() == 0:
        owner = store.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
