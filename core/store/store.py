"""The store: the one place where transactions begin and end."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from types import TracebackType
from typing import Final, Self, TypeVar

from sqlalchemy import Connection, NestedTransaction, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from core.store.backends.backend import Backend, Failed
from core.store.backends.change_signal import ChangeSignal
from core.store.errors import UNKNOWN, StoreUnavailable
from core.store.event_log.fold_cache import FoldCache, FoldsInHand
from core.store.limits import REVISION as REVISION
from core.store.location import AnyPlace, FilePlace, place_of

Result = TypeVar("Result")

TIMEOUT: Final = 30.0
"""Seconds that a writer waits for another writer, and for a server that has gone."""
MOST_RACES: Final = 10
"""How many times in a row a transaction may come second before that is an error."""
PAUSE: Final = (0.002, 0.02)
"""Seconds, at least and at most, before a transaction that came second is done again; longer each time."""
UNKNOWN_OUTCOME: Final = "Связь с хранилищем прервалась при записи: проверьте, записано ли, прежде чем повторять"


@dataclass(frozen=True, slots=True)
class Reading:
    """One snapshot of the store; instants that it reads are in ``zone``."""

    connection: Connection
    zone: tzinfo
    backend: Backend
    folds: FoldsInHand = field(default_factory=lambda: FoldsInHand(FoldCache()), kw_only=True)
    """The folds of tickets that are known here; what a transaction adds is remembered only once it is committed."""


@dataclass(frozen=True, slots=True)
class Writing(Reading):
    """One writing transaction: rolled back unless :meth:`commit` is called.

    ``only``: the one ticket that it keeps from others; None: nobody else writes at all.
    """

    only: int | None = None

    def claim(self, ticket: int | None) -> None:
        """Say what is about to be changed: a ticket, or (None) something else of the desk.

        Raises WholeDesk where others may change it at the same time: :meth:`Store.write` then begins anew.
        """
        if self.only not in (None, ticket):
            raise WholeDesk

    def savepoint(self) -> NestedTransaction:
        """A place to which this transaction can be rolled back, without ending it; whoever asks for it ends it.

        A failure of the store leaves it to the end of the transaction: after one, nothing can be asked of the store.
        """
        return self.connection.begin_nested()

    def commit(self) -> None:
        """Keep everything; nothing may be asked of this transaction afterwards."""
        self.backend.announce(self.connection)
        try:
            self.connection.commit()
        except DBAPIError as error:
            if self.backend.judge(error) is Failed.CUT_OFF:
                raise LostInCommit from error
            raise
        self.folds.settle()


class WholeDesk(Exception):
    """A transaction that had one ticket to itself needs more: nothing is kept, and it is begun anew with the desk."""


class LostInCommit(Exception):
    """The connection broke while a commit was asked for: whether it came through is not known."""


class Store:
    """An open store. Safe to use from any thread: each transaction has its own connection."""

    def __init__(self, place: AnyPlace, *, zone: tzinfo = UTC, timeout: float = TIMEOUT) -> None:
        """Take a place that exists; use :meth:`open`, which also checks it."""
        self.place = place
        self.zone = zone
        self._timeout = timeout
        self.backend: Backend = backend_of(place, timeout)
        self.folds = FoldCache()

    @classmethod
    def open(cls, database: str | Path | None, *, zone: tzinfo = UTC, timeout: float = TIMEOUT) -> Self:
        """Open an initialised store of exactly this program's schema.

        Raises StoreUnavailable: no store, not a store, older or newer than the program, no rights.
        """
        place = existing(database)
        store = cls(place, zone=zone, timeout=timeout)
        try:
            store.check_revision()
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Give one snapshot, and leave no read transaction behind."""
        with self._translated(), self.backend.begin(writes=False) as connection:
            yield Reading(connection, self.zone, self.backend, folds=FoldsInHand(self.folds))

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Give the one writing transaction of the moment, rolled back unless committed."""
        with self._translated(), self._writing(None) as tx:
            yield tx

    def write(
        self, work: Callable[[Writing], Result], *, ticket: int | None = None, repeatable: bool = False
    ) -> Result:
        """Do ``work`` in a writing transaction, which it commits if it will, and give what it gives.

        ``ticket``: what is to be changed is one ticket, so that others may go on at the rest of the desk. The work is
        done again from the beginning when another transaction came first, when it turns out to need the whole desk, and
        when the server was lost; after a commit whose answer never came only if it is ``repeatable``: what it did the
        first time it then finds done. Raises StoreUnavailable when that lasts too long.
        """
        deadline, races = monotonic() + self._timeout, 0
        while True:
            try:
                with self._writing(ticket) as tx:
                    return work(tx)
            except WholeDesk:
                ticket = None
            except LostInCommit:
                if not repeatable or monotonic() >= deadline:
                    raise StoreUnavailable(UNKNOWN_OUTCOME) from None
            except (SQLAlchemyError, sqlite3.Error) as error:
                races += 1
                if self._is_final(error, races) or monotonic() >= deadline:
                    raise self._as_unavailable(error) from None
                sleep(uniform(*PAUSE) * races)

    def _is_final(self, error: BaseException, times: int) -> bool:
        failed = self.backend.judge(error)
        return failed is Failed.FINALLY or (failed is Failed.IN_A_RACE and times >= MOST_RACES)

    @contextmanager
    def _writing(self, ticket: int | None) -> Iterator[Writing]:
        with self.backend.begin(writes=True) as connection:
            only = self.backend.claim(connection, ticket)
            yield Writing(connection, self.zone, self.backend, only, folds=FoldsInHand(self.folds))

    def change_signal(self, wake: Callable[[], None] | None = None) -> ChangeSignal:
        """Tell whether anybody, this process included, has committed since; ``wake``: see :class:`Backend`."""
        return self.backend.change_signal(wake)

    def close(self) -> None:
        """Close every pooled connection."""
        self.backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def check_revision(self) -> None:
        """Raise StoreUnavailable where the schema is not the one that the program knows."""
        with self.reading() as tx:
            revision = revision_of(tx)
        if revision is None:
            raise StoreUnavailable(f"Хранилище {self.place.told} не подготовлено: выполните pult init")
        if revision < REVISION:
            raise StoreUnavailable("Хранилище старше программы: выполните pult migrate")
        if revision > REVISION:
            raise StoreUnavailable("Хранилище новее программы: обновите пульт")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Let no error of SQLAlchemy out: its text could carry a statement, never mind values."""
        try:
            yield
        except LostInCommit:
            raise StoreUnavailable(UNKNOWN_OUTCOME) from None
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self._as_unavailable(error) from None

    def _as_unavailable(self, error: BaseException) -> StoreUnavailable:
        if isinstance(error, DBAPIError):
            return StoreUnavailable(self.backend.explain(error.orig))
        if isinstance(error, SQLAlchemyError):
            return StoreUnavailable(f"{UNKNOWN} ({type(error).__name__})")
        return StoreUnavailable(self.backend.explain(error))


def backend_of(place: AnyPlace, timeout: float) -> Backend:
    """The database at a place; ``timeout`` is how many seconds a writer waits. Loads the driver that it needs alone."""
    if isinstance(place, FilePlace):
        from core.store.backends.sqlite import Sqlite

        return Sqlite(place, timeout)
    from core.store.backends.postgres import Postgres

    return Postgres(place, timeout)


def existing(database: str | Path | None) -> AnyPlace:
    """The place of a store that is there; a server tells by itself. Raises StoreUnavailable for a file that is not."""
    place = place_of(database)
    if isinstance(place, FilePlace) and not place.exists():
        raise StoreUnavailable(f"Хранилища {place.told} ещё нет: выполните pult init")
    return place


def revision_of(tx: Reading) -> str | None:
    """The schema's revision; None where no migration has ever run."""
    if not tx.backend.is_prepared(tx.connection):
        return None
    revision = tx.connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if revision is None else str(revision)
