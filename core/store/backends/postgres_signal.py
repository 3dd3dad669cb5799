"""LISTEN as a change signal: a thread waits for the server's word, so that whoever asks never waits."""

import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, Final

import psycopg

from core.store.backends.postgres_errors import explain
from core.store.errors import StoreUnavailable

REREAD: Final = 15.0
"""Seconds after which one reads again without having been told: a word may be lost with a silent connection."""
_PAUSE: Final = 0.25
"""Seconds between two attempts to reach the server again."""
_PATIENCE: Final = 2.0
"""Seconds without a connection after which whoever asks is told of it: a change of servers takes less."""
_LOOK: Final = 5.0
"""Seconds between two looks at whether the connection still lives."""

Connect = Callable[[], "psycopg.Connection[Any]"]


class ServerSignal:
    """Connect, LISTEN, and only then let people read: what was committed meanwhile is told by «something changed».

    All of it is done by a thread, the first connection too; asking whether anything has changed takes no time.
    """

    def __init__(self, connect: Connect, channel: str, wake: Callable[[], None] | None = None) -> None:
        """Begin to listen; ``wake`` is called from the thread at every change, and must not wait."""
        self._connect = connect
        self._channel = channel
        self._wake = wake or (lambda: None)
        self._changed = threading.Event()
        self._closed = threading.Event()
        self._connection: psycopg.Connection[Any] | None = None
        self._failure = StoreUnavailable(explain(None))
        self._deaf_since: float | None = monotonic()
        self._told_at = monotonic()
        threading.Thread(target=self._listen, name="pult-listen", daemon=True).start()

    @property
    def wakes(self) -> bool:
        """The server tells."""
        return True

    def changed(self) -> bool:
        """Whether anything was committed since the last call, or nothing was heard for so long that one must look."""
        deaf_since = self._deaf_since
        if self._closed.is_set() or (deaf_since is not None and monotonic() - deaf_since > _PATIENCE):
            raise self._failure
        told = self._changed.is_set() or monotonic() - self._told_at > REREAD
        if told:
            self._changed.clear()
            self._told_at = monotonic()
        return told

    def close(self) -> None:
        """Stop listening; closing twice is harmless."""
        self._closed.set()
        self._let_go()

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                self._hear(self._listening())
            except (psycopg.Error, OSError) as error:
                self._failure = StoreUnavailable(explain(error))
                self._deaf_since = self._deaf_since or monotonic()
            self._let_go()
            self._closed.wait(_PAUSE)

    def _listening(self) -> "psycopg.Connection[Any]":
        connection = self._connection = self._connect()
        connection.autocommit = True
        connection.execute(f"LISTEN {self._channel}")
        self._deaf_since = None
        self._tell()
        return connection

    def _hear(self, connection: "psycopg.Connection[Any]") -> None:
        """Pass on what the server tells, until the connection breaks or is closed."""
        while not self._closed.is_set():
            for _ in connection.notifies(timeout=_LOOK):
                self._tell()
            connection.execute("SELECT 1")  # is the other end still there?

    def _tell(self) -> None:
        self._changed.set()
        if not self._closed.is_set():
            self._wake()

    def _let_go(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error, OSError):
                self._connection.close()
