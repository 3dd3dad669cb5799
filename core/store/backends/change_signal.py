"""The change signal: has anybody committed since it was last asked? It carries no data: it means «read again»."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from core.store.backends.sqlite_engine import identity
from core.store.errors import StoreUnavailable, explain


class ChangeSignal(Protocol):
    """Asked now and then by one thread."""

    def changed(self) -> bool:
        """Whether something was committed since the last call; never waits for a server. Raises StoreUnavailable."""

    def close(self) -> None:
        """Let go of the connection; closing twice is harmless."""


class FileSignal:
    """``PRAGMA data_version`` on a connection of its own, which never writes and holds no transaction.

    The pragma counts the commits of all *other* connections. To be used by one thread at a time.
    """

    def __init__(self, path: Path, connect: Callable[[], sqlite3.Connection]) -> None:
        """Open the connection to the file at ``path``; the first :meth:`changed` compares with this instant."""
        self._path = path
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._closed = False
        try:
            self._open()
        except sqlite3.Error as error:
            raise StoreUnavailable(explain(error)) from None

    def _open(self) -> None:
        self._connection = connection = self._connect()
        connection.isolation_level = None
        self._seen = _version(connection)
        self._file = identity(self._path)

    def changed(self) -> bool:
        """Whether something was committed since the last call. Costs microseconds. Raises StoreUnavailable.

        Another file in the store's place is a change, and so is the same one after it was away; none is a failure.
        """
        if self._closed:
            raise StoreUnavailable(explain(None))
        try:
            if self._connection is None or identity(self._path) != self._file:
                self._let_go()
                self._open()
                return True
            version = _version(self._connection)
        except sqlite3.Error as error:
            raise StoreUnavailable(explain(error)) from None
        if version == self._seen:
            return False
        self._seen = version
        return True

    def close(self) -> None:
        """Close the connection; closing twice is harmless."""
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
