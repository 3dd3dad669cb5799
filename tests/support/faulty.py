"""A driver whose n-th call fails: statements and commits of every connection that is made meanwhile are counted.

What fails has not happened, as with a disk that does not write; ``after``: it has, and only the answer is lost.
"""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, NoReturn

_CONNECT: Final = sqlite3.connect


class How(Enum):
    """What becomes of the n-th call."""

    IOERR = sqlite3.SQLITE_IOERR
    FULL = sqlite3.SQLITE_FULL
    """SQLite has rolled the transaction back by itself, as it does when a disk is full."""
    KILL = -1


@dataclass
class Fault:
    """``at``: which call from now on fails, from 1; 0: none. ``calls`` counts them."""

    at: int = 0
    how: How = How.IOERR
    after: bool = False
    calls: int = 0
    writes_fail: bool = False
    """A full disk: every insertion fails until there is room again."""

    def arm(self, at: int, how: How = How.IOERR, *, after: bool = False) -> None:
        """Let the n-th call from now on fail."""
        self.at, self.how, self.after, self.calls = at, how, after, 0

    def call(self, connection: sqlite3.Connection, do: Callable[[], Any], statement: str = "") -> Any:
        """Make one call, or fail."""
        self.calls += 1
        if self.writes_fail and statement.startswith("INSERT"):
            self._fail(connection, How.FULL)
        if self.calls != self.at:
            return do()
        if self.after:
            do()
        if self.how is How.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        self._fail(connection, self.how)

    def _fail(self, connection: sqlite3.Connection, how: How) -> NoReturn:
        if how is How.FULL:
            sqlite3.Connection.rollback(connection)
        error = sqlite3.OperationalError("injected")
        error.sqlite_errorcode, error.sqlite_errorname = how.value, f"SQLITE_{how.name}"
        raise error


@contextmanager
def faulty() -> Iterator[Fault]:
    """Every connection that is made meanwhile fails when its fault says so."""
    fault = Fault()

    class Cursor(sqlite3.Cursor):
        def execute(self, *arguments: Any) -> Any:
            return fault.call(self.connection, lambda: super(Cursor, self).execute(*arguments), arguments[0])

        def executemany(self, *arguments: Any) -> Any:
            return fault.call(self.connection, lambda: super(Cursor, self).executemany(*arguments), arguments[0])

    class Connection(sqlite3.Connection):
        def cursor(self, factory: type[sqlite3.Cursor] = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, *arguments: Any) -> Any:
            return fault.call(self, lambda: sqlite3.Connection.cursor(self).execute(*arguments))

        def commit(self) -> None:
            fault.call(self, super().commit)

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return _CONNECT(*arguments, **options | {"factory": Connection})

    sqlite3.connect = connect  # type: ignore[assignment]
    try:
        yield fault
    finally:
        sqlite3.connect = _CONNECT
