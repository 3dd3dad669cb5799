"""PostgreSQL as a backend: many hosts at one desk, each ticket locked by itself, changes told by NOTIFY."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import tzinfo
from functools import partial
from random import uniform
from time import monotonic, sleep
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from core.store.backends.backend import Failed
from core.store.backends.postgres_errors import RACES, cut_off, explain
from core.store.backends.postgres_signal import ServerSignal
from core.store.errors import StoreUnavailable
from core.store.location import ServerPlace
from core.store.open_consoles.postgres_leases import ServerPresence, ServerSessions

CHANNEL: Final = "pult"
"""What NOTIFY is sent on; each database has channels of its own."""
READ_PATIENCE: Final = 1.0
"""Seconds that a read goes on trying to reach a server, such as one that a standby is taking the place of."""
PAUSE: Final = (0.02, 0.1)
"""Seconds, at least and at most, between two attempts to reach a server."""
_WRITES: Final = "pult_writes"
_LOCKS: Final = 0x70756C74
"""The first key of the program's advisory locks («pult»); the second says what is locked."""
_DESK, _CHAIN = 1, 2
_SNAPSHOT: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_TO_WRITE: Final = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE"
_WHOLE_DESK: Final = text(f"SELECT pg_advisory_xact_lock({_LOCKS}, {_DESK})")
_PART_OF_IT: Final = text(f"SELECT pg_advisory_xact_lock_shared({_LOCKS}, {_DESK})")
_ONE_TICKET: Final = text("SELECT number FROM tickets WHERE number = :ticket FOR UPDATE")
_CHAIN_END: Final = text(f"SELECT pg_advisory_xact_lock({_LOCKS}, {_CHAIN})")
_TELL: Final = text(f"SELECT pg_notify('{CHANNEL}', '')")
_GUARDS: Final = text(
    "SELECT tgname AS name, relname AS relation, tgtype AS moments, prosrc AS source FROM pg_trigger "
    "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgqual IS NULL "
    "AND relnamespace = current_schema()::regnamespace"
)
_TABLES: Final = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
_DEFAULTS: Final[dict[str, Any]] = {
    "application_name": "pult",
    "client_encoding": "UTF8",
    "connect_timeout": 2,
    "dbname": "pult",
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "target_session_attrs": "read-write",  # of several hosts, the one that is the primary now
    "tcp_user_timeout": 5000,
}
"""What a URL that does not say otherwise means; a server that has died silently is noticed within seconds."""


class Postgres:
    """One database of a server. READ COMMITTED for writers, who lock what they decide on; a snapshot for readers."""

    def __init__(self, place: ServerPlace, timeout: float) -> None:
        """Take a URL; nothing is connected yet. Raises StoreUnavailable for one that libpq does not understand."""
        self.place = place
        self._timeout = timeout
        try:
            self._conninfo = make_conninfo("", **(_DEFAULTS | conninfo_to_dict(place.url)))
        except psycopg.ProgrammingError:
            raise StoreUnavailable("Адрес хранилища не понят: нужен postgresql://кто@сервер/база") from None
        self._engine = create_engine(
            "postgresql+psycopg://",
            creator=self._connect,
            hide_parameters=True,
            pool_size=2,
            max_overflow=4,
            pool_timeout=timeout,
        )
        event.listen(self._engine, "connect", lambda connection, _record: _prepare(connection, timeout))
        event.listen(self._engine, "begin", _begin)

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._conninfo)

    def begin(self, *, writes: bool) -> Connection:
        """A transaction on a living connection: one that the pool holds may have died with its server.

        Nothing has been done yet, so that trying again is harmless.
        """
        deadline = monotonic() + (self._timeout if writes else min(self._timeout, READ_PATIENCE))
        while True:
            try:
                return self._begun(writes=writes)
            except DBAPIError as error:
                if self.judge(error) is not Failed.CUT_OFF or monotonic() >= deadline:
                    raise
                sleep(uniform(*PAUSE))

    def _begun(self, *, writes: bool) -> Connection:
        connection = self._engine.connect()
        try:
            connection.execution_options(**{_WRITES: writes})
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    def begin_on(self, connection: Connection, *, beside: bool) -> None:
        """A snapshot, in which rows of temporary tables may change; to make such tables it must be one that writes."""
        connection.execution_options(**{_WRITES: beside})
        connection.begin()

    def schema(self, connection: Connection) -> str:
        """The first of the search path, as the tables were made there."""
        return str(connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one())

    def barred(self) -> str | None:
        """A server tells it at the attempt."""
        return None

    def claim(self, connection: Connection, ticket: int | None) -> int | None:
        """Whoever has a ticket has a share of the desk, which whoever wants the whole desk waits for.

        Always in this order: the desk, the ticket, the end of the log; so nobody waits in a circle.
        """
        if ticket is None:
            connection.execute(_WHOLE_DESK)
            return None
        connection.execute(_PART_OF_IT)
        connection.execute(_ONE_TICKET, {"ticket": ticket})
        return ticket

    def claim_chain(self, connection: Connection) -> None:
        """One after the other: an event's number is taken under a lock that is held to the commit."""
        connection.execute(_CHAIN_END)

    def batch(self, connection: Connection) -> AbstractContextManager[Any]:
        """A pipeline: statements go without waiting for their answers."""
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        return driver.pipeline() if psycopg.Pipeline.is_supported() else nullcontext()

    def announce(self, connection: Connection) -> None:
        """Sent by the server when the transaction is committed, and not otherwise."""
        connection.execute(_TELL)

    def judge(self, error: BaseException) -> Failed:
        """By SQLSTATE; a failure without one is that of a connection."""
        cause = error.orig if isinstance(error, DBAPIError) else error
        state = getattr(cause, "sqlstate", None)
        if state in RACES:
            return Failed.IN_A_RACE
        if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError) and cut_off(state):
            return Failed.CUT_OFF
        return Failed.FINALLY

    def explain(self, error: BaseException | None) -> str:
        """By SQLSTATE: the server's own text may carry values."""
        return explain(error)

    def is_prepared(self, connection: Connection) -> bool | None:
        """Whether Alembic's table stands; None: only others do."""
        tables = set(connection.execute(_TABLES).scalars())
        return "alembic_version" in tables or (None if tables else False)

    def guards(self, connection: Connection) -> Mapping[str, str]:
        """The triggers that are switched on: of which table, when, and what their functions do."""
        rows = connection.execute(_GUARDS)
        return {row.name: f"{row.relation} {row.moments} {row.source}" for row in rows}

    @contextmanager
    def unguarded(self, connection: Connection) -> Iterator[None]:
        """Switch the triggers of the log off and on again; only the owner of its tables may."""
        for switch in ("DISABLE", "ENABLE"):
            for table in ("events", "texts"):
                connection.exec_driver_sql(f"ALTER TABLE {table} {switch} TRIGGER USER")
            if switch == "DISABLE":
                yield

    def change_signal(self, wake: Callable[[], None] | None = None) -> ServerSignal:
        """LISTEN on a connection of its own."""
        return ServerSignal(self._connect, CHANNEL, wake)

    def presence(self, session: str) -> ServerPresence:
        """Marks in a table that is not logged."""
        return ServerPresence(partial(self._begun, writes=True), session)

    def sessions(self, zone: tzinfo) -> ServerSessions:
        """Leases in another such table."""
        return ServerSessions(partial(self._begun, writes=True), zone)

    def wipe(self) -> bool:
        """A server's log and its dead rows are its own to clear away: autovacuum and the archive's retention do."""
        return True

    def close(self) -> None:
        """Close every pooled connection."""
        self._engine.dispose()


def _prepare(connection: Any, timeout: float) -> None:
    """What every connection must have; nobody holds a lock for long, and nobody waits for one forever."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(timeout * 1000)}")
        cursor.execute("SET idle_in_transaction_session_timeout = 60000")
    connection.commit()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql(_TO_WRITE if writes else _SNAPSHOT)
