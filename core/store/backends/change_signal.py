"""The change signal: has anybody committed since it was last asked? It carries no data: it means «read again»."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from core.store.backends.file_events import FileEvents
from core.store.backends.sqlite_engine import identity
from core.store.errors import StoreUnavailable, explain

_LOOKS: Final = (0.0, 0.008, 0.05)
"""Seconds before each look after an event of the file: it comes before the commit that it is of can be seen."""


class ChangeSignal(Protocol):
    """Asked now and then by one thread."""

    @property
    def wakes(self) -> bool:
        """Whether it says by itself when it is to be asked; else one must ask often."""

    def changed(self) -> bool:
        """Whether something was committed since the last call; never waits for a server. Raises StoreUnavailable."""

    def close(self) -> None:
        """Let go of the connection; closing twice is harmless."""


class FileVersions:
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


class FileSignal:
    """The versions of a file; a thread that sleeps until the file is written to says when to ask for them.

    Without ``wake``, or where the system tells nothing of files, nobody says so.
    """

    def __init__(
        self, path: Path, connect: Callable[[], sqlite3.Connection], wake: Callable[[], None] | None = None
    ) -> None:
        """``wake`` is called from the thread, and must not wait. Raises StoreUnavailable."""
        self._versions = FileVersions(path, connect)
        self._again: Callable[[], FileVersions] = partial(FileVersions, path, connect)
        self._closed = threading.Event()
        self._events = _events_of(path) if wake is not None else None
        if self._events is not None and wake is not None:
            watching = threading.Thread(
                target=self._watch, args=(self._events, wake), name="pult-file-events", daemon=True
            )
            watching.start()

    @property
    def wakes(self) -> bool:
        """Whether the system tells when the file is written to."""
        return self._events is not None

    def changed(self) -> bool:
        """Whether something was committed since the last call. Costs microseconds. Raises StoreUnavailable."""
        changed = self._versions.changed()
        if changed and self._events is not None and not self._closed.is_set():
            self._events.watch()  # another file may stand there, or the log of this one anew
        return changed

    def close(self) -> None:
        """Close the connection and end the thread; closing twice is harmless."""
        if self._events is not None and not self._closed.is_set():
            self._closed.set()
            self._events.end()
        self._versions.close()

    def _watch(self, events: FileEvents, wake: Callable[[], None]) -> None:
        """Look when the file was written to, and wake whoever asks once there is something to be seen."""
        versions: FileVersions | None = None
        try:
            with suppress(StoreUnavailable):
                versions = self._again()
            while events.wait():
                for pause in _LOOKS:
                    if pause and self._closed.wait(pause):
                        break
                    if versions is None or _moved(versions):
                        wake()
        finally:
            events.close()
            if versions is not None:
                versions.close()


def _moved(versions: FileVersions) -> bool:
    """Whether there is something to ask for, be it why the store cannot be read."""
    try:
        return versions.changed()
    except StoreUnavailable:
        return True


def _events_of(path: Path) -> FileEvents | None:
    try:
        return FileEvents((path, path.with_name(f"{path.name}-wal")))
    except OSError:
        return None  # not on this system, or there are too many already: whoever asks asks often


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
