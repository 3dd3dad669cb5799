"""A file of leases beside the store: what holds only while somebody renews it, and may be lost at any time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path


def beside(store: Path) -> Path:
    """The file of leases of a store's file."""
    return store.with_name(f"{store.name}-presence")


@contextmanager
def leases(path: Path, schema: str) -> Iterator[sqlite3.Connection | None]:
    """A connection to the file with ``schema`` in it; None where there is none to be had, which hinders nobody.

    Nothing raises: a statement inside that fails ends the block. The caller commits.
    """
    try:
        if not path.exists():
            path.touch(mode=0o600)
        connection = sqlite3.connect(path, timeout=0.2)
    except (sqlite3.Error, OSError):
        yield None
        return
    with closing(connection), suppress(sqlite3.Error):
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(schema)
        yield connection
