"""SQLite as a backend: one file, one writer at a time, every console of the host at it."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import tzinfo

from sqlalchemy import Connection, text

from core.store.backends.backend import Failed
from core.store.backends.change_signal import FileSignal
from core.store.backends.sqlite_engine import BEGIN, READ, WRITE, connector, make_engine
from core.store.backends.sqlite_file import barred
from core.store.backends.sqlite_wipe import empty_log
from core.store.errors import StoreUnavailable, explain
from core.store.location import FilePlace
from core.store.open_consoles.presence import Presence
from core.store.open_consoles.sessions import Sessions


class Sqlite:
    """One file. BEGIN IMMEDIATE claims all of it at once, so that no finer claim is ever needed."""

    def __init__(self, place: FilePlace, timeout: float) -> None:
        self.place = place
        self._timeout = timeout
        self._engine = make_engine(place.path, timeout)

    def begin(self, *, writes: bool) -> Connection:
        """BEGIN for one snapshot, BEGIN IMMEDIATE for the one writer of the moment."""
        if writes and (why := self.barred()):
            raise StoreUnavailable(why)
        connection = self._engine.connect()
        try:
            connection.execution_options(**{BEGIN: WRITE if writes else READ})
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    def begin_on(self, connection: Connection, *, beside: bool) -> None:
        """BEGIN for one snapshot; what is temporary stands in memory, also where the file itself is only read."""
        driver = connection.connection.driver_connection
        if beside and isinstance(driver, sqlite3.Connection):
            driver.execute("PRAGMA temp_store = MEMORY")
            driver.execute("PRAGMA query_only = OFF")
        connection.begin()

    def schema(self, connection: Connection) -> str:
        """The file's own."""
        return "main"

    def barred(self) -> str | None:
        """A second name of the file, a disk or rights that let it only be read."""
        return barred(self.place.path)

    def claim(self, connection: Connection, ticket: int | None) -> int | None:
        """The writer has the whole desk already."""

    def claim_chain(self, connection: Connection) -> None:
        """The writer has it already."""

    def batch(self, connection: Connection) -> AbstractContextManager[None]:
        """There is no way to be saved."""
        return nullcontext()

    def announce(self, connection: Connection) -> None:
        """``data_version`` moves by itself."""

    def judge(self, error: BaseException) -> Failed:
        """Waiting for one's turn is done by :mod:`core.store.backends.sqlite_engine`: what fails still, fails."""
        return Failed.FINALLY

    def explain(self, error: BaseException | None) -> str:
        """By the name of SQLite's result code."""
        return explain(error)

    def is_prepared(self, connection: Connection) -> bool | None:
        """Whether Alembic's table stands; None: only others do."""
        tables = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
        return "alembic_version" in tables or (None if tables else False)

    def guards(self, connection: Connection) -> Mapping[str, str]:
        """The triggers with their SQL."""
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        return {row.name: str(row.sql) for row in rows}

    @contextmanager
    def unguarded(self, connection: Connection) -> Iterator[None]:
        """Drop the triggers and make them again as they were."""
        guards = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for guard in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {guard.name}")
        yield
        for guard in guards:
            connection.exec_driver_sql(guard.sql)

    def change_signal(self, wake: Callable[[], None] | None = None) -> FileSignal:
        """``PRAGMA data_version`` on a connection of its own, asked when the system tells of the file."""
        return FileSignal(self.place.path, self._connect, wake)

    def _connect(self) -> sqlite3.Connection:
        return connector(self.place.path, self._timeout)()

    def presence(self, session: str) -> Presence:
        """Marks in a file beside the store's."""
        return Presence(self.place.path, session)

    def sessions(self, zone: tzinfo) -> Sessions:
        """Leases in the same file."""
        return Sessions(self.place.path, zone)

    def wipe(self) -> bool:
        """Empty the write-ahead log, which keeps pages as they were."""
        return self.barred() is None and empty_log(self.place.path)

    def close(self) -> None:
        """Close every pooled connection."""
        self._engine.dispose()
