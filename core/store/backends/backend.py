"""What the store asks of a database: SQLite's file, or a PostgreSQL server. Everything else is one and the same SQL."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, tzinfo
from enum import Enum, auto
from typing import Any, Protocol

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite

from core.store.backends.change_signal import ChangeSignal
from core.store.location import AnyPlace
from core.store.open_consoles.presence import Present
from core.store.open_consoles.sessions import Ended
from core.tickets.registers import OpenSession


class Failed(Enum):
    """What a failure of the driver means for the transaction that met it."""

    FINALLY = auto()
    """Nothing was kept, and again would be no better."""
    IN_A_RACE = auto()
    """Nothing was kept: another transaction came first. The same again will see what it did."""
    CUT_OFF = auto()
    """The connection is gone; whether a commit that was asked for came through is not known."""


class PresenceMarks(Protocol):
    """Who looks at a ticket or writes in it: leases that expire. Nothing here raises."""

    def mark(self, login: str, name: str, ticket: int | None, now: datetime, *, writes: bool = False) -> None:
        """Renew this session's mark, or take it away (no ``ticket``)."""

    def others(self, now: datetime) -> tuple[Present, ...]:
        """Who is where now, this session left out, by name."""


class Attendance(Protocol):
    """Whose consoles are open: leases that expire. Nothing here raises."""

    def mark(self, session: OpenSession, now: datetime) -> Ended | None:
        """Renew a session's lease; who has ended it, if somebody has."""

    def all(self, now: datetime) -> tuple[OpenSession, ...]:
        """Every session whose lease holds, the oldest first."""

    def end(self, session: str, by: str, why: str | None) -> None:
        """Leave the word for a session that somebody has ended it."""

    def forget(self) -> None:
        """Forget why sessions were ended: such a reason was cut out of the log (Прил. 3, п. 5)."""

    def leave(self, session: str) -> None:
        """Take a session's lease away."""


class Backend(Protocol):
    """One database, open."""

    @property
    def place(self) -> AnyPlace:
        """Where it is."""

    def begin(self, *, writes: bool) -> Connection:
        """A connection in a transaction that has begun: of one snapshot, or one that writes. Closing it rolls back."""

    def begin_on(self, connection: Connection, *, beside: bool) -> None:
        """Begin another transaction on a connection that is kept; ``beside``: one that makes temporary tables, which
        are never written to a file of the host, and changes nothing else."""

    def schema(self, connection: Connection) -> str:
        """Where the tables of the store stand, as SQL names it: what is temporary may shadow their names alone."""

    def barred(self) -> str | None:
        """Why nothing may be written here, in Russian; None where it may. Asked anew each time: disks change."""

    def claim(self, connection: Connection, ticket: int | None) -> int | None:
        """Keep every other writer from a ticket, or (None) from the whole desk, until the transaction ends.

        Gives what is claimed: it may be more than was asked for.
        """

    def claim_chain(self, connection: Connection) -> None:
        """Keep every other writer from the end of the log until the transaction ends."""

    def batch(self, connection: Connection) -> AbstractContextManager[Any]:
        """Send what is executed on the driver's own cursors meanwhile in one go, where the database can."""

    def announce(self, connection: Connection) -> None:
        """Have the other consoles told of the changes as soon as they are committed."""

    def judge(self, error: BaseException) -> Failed:
        """What a failure of the driver means."""

    def explain(self, error: BaseException | None) -> str:
        """What a failure means for people, in Russian, with no value of any row."""

    def is_prepared(self, connection: Connection) -> bool | None:
        """Whether migrations have run here; None: they have not, and there are tables of something else."""

    def guards(self, connection: Connection) -> Mapping[str, str]:
        """The triggers that are in force, by name, each with what it does."""

    def unguarded(self, connection: Connection) -> AbstractContextManager[None]:
        """Take the triggers off for a while, within the transaction: only for a log that is copied as it is."""

    def change_signal(self, wake: Callable[[], None] | None = None) -> ChangeSignal:
        """What tells that anybody has committed; ``wake`` is called from a thread at once where that is possible."""

    def presence(self, session: str) -> PresenceMarks:
        """The marks of who is where."""

    def sessions(self, zone: tzinfo) -> Attendance:
        """The leases of open consoles; instants that are read are in ``zone``."""

    def wipe(self) -> bool:
        """See to it that words that were cut out stand nowhere in the database's own log; False: somebody reads there
        still, and whoever comes next may try again. Never raises."""

    def close(self) -> None:
        """Close every pooled connection."""


def upsert(dialect: str, table: Table) -> Any:
    """An INSERT with ``on_conflict_do_…``, in the words of a database."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)
