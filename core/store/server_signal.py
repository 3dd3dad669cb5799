"""LISTEN as a change signal: a thread waits for the server's word, so that whoever asks never waits."""

import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, Final

import psycopg

from core.store.errors import StoreUnavailable
from core.store.sqlstates import explain

REREAD: Final = 15.0
"""Seconds after which one reads again without having been told: a word may be lost with a silent connection."""
_PAUSE: Final = 0.25
"""Seconds between two attempts to reach the server again."""
_PATIENCE: Final = 2.0
"""Seconds without a connection after which whoever asks is told of it: a change of servers takes less."""
_LOOK: Final = 5.0
"""Seconds between two looks at whether the connection still lives and is still wanted."""

Connect = Callable[[], "psycopg.Connection[Any]"]


class ServerSignal:
    """Connect, LISTEN, and only then let people read: what was committed meanwhile is told by «something changed»."""

    def __init__(self, connect: Connect, channel: str, wake: Callable[[], None] | None = None) -> None:
        """Begin to listen; ``wake`` is called from the thread at every change, and must not wait."""
        self._connect = connect
        self._channel = channel
        self._wake = wake or (lambda: None)
        self._changed = threading.Event()
        self._closed = threading.Event()
        self._failure: StoreUnavailable | None = None
        self._lost_at: float | None = None
        self._told_at = monotonic()
        self._connection = self._listening()
        self._thread = threading.Thread(target=self._listen, name="pult-listen", daemon=True)
        self._thread.start()

    def changed(self) -> bool:
        """Whether anything was committed since the last call, or nothing was heard for so long that one must look."""
        if self._lost_at is not None and monotonic() - self._lost_at > _PATIENCE:
            raise self._failure or StoreUnavailable(explain(None))
        told = self._changed.is_set() or monotonic() - self._told_at > REREAD
        if told:
            self._changed.clear()
            self._told_at = monotonic()
        return told

    def close(self) -> None:
        """Stop listening."""
        self._closed.set()
        with suppress(psycopg.Error, OSError):
            self._connection.close()

    def _listening(self) -> "psycopg.Connection[Any]":
        """A connection that listens. Raises StoreUnavailable."""
        try:
            connection = self._connect()
            connection.autocommit = True
            connection.execute(f"LISTEN {self._channel}")
        except psycopg.Error as error:
            raise StoreUnavailable(explain(error)) from None
        return connection

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                for _ in self._connection.notifies(timeout=_LOOK):
                    self._tell()
                self._connection.execute("")  # is the other end still there?
            except (psycopg.Error, OSError, ValueError) as error:
                self._reconnect(error)

    def _reconnect(self, error: BaseException) -> None:
        self._lost_at, self._failure = monotonic(), StoreUnavailable(explain(error))
        with suppress(psycopg.Error, OSError):
            self._connection.close()
        while not self._closed.wait(_PAUSE):
            try:
                self._connection = self._listening()
            except StoreUnavailable as still:
                self._failure = still
                continue
            self._lost_at = self._failure = None
            return self._tell()

    def _tell(self) -> None:
        self._changed.set()
        if not self._closed.is_set():
            self._wake()
