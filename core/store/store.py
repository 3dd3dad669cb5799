"""The store: the one place where transactions begin and end."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from core.store.engine import BEGIN, READ, WRITE, connector, make_engine
from core.store.errors import StoreUnavailable, explain
from core.store.place import Place, place_of
from core.store.signal import ChangeSignal

REVISION: Final = "0005"
"""The schema that this program speaks: the head of the migrations."""
TIMEOUT: Final = 30.0
"""Seconds that a writer waits for another writer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One snapshot of the store; instants that it reads are in ``zone``."""

    connection: Connection
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Writing(Reading):
    """One writing transaction: rolled back unless :meth:`commit` is called."""

    def commit(self) -> None:
        """Keep everything; nothing may be asked of this transaction afterwards."""
        self.connection.commit()


class Store:
    """An open store. Safe to use from any thread: each transaction has its own connection."""

    def __init__(self, place: Place, *, zone: tzinfo = UTC, timeout: float = TIMEOUT) -> None:
        """Take a file that exists; use :meth:`open`, which also checks it."""
        self.place = place
        self.zone = zone
        self._timeout = timeout
        self._engine: Engine = make_engine(place.path, timeout)

    @classmethod
    def open(cls, database: str | Path | None, *, zone: tzinfo = UTC, timeout: float = TIMEOUT) -> Self:
        """Open an initialised store of exactly this program's schema.

        Raises StoreUnavailable: no store, not a store, older or newer than the program, no rights.
        """
        place = place_of(database)
        if not place.exists():
            raise StoreUnavailable(f"Хранилища {place.path} ещё нет: выполните pult init")
        store = cls(place, zone=zone, timeout=timeout)
        try:
            store._check_revision()
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Give one snapshot, and leave no read transaction behind."""
        with _translated(), self._engine.connect() as connection:
            connection.execution_options(**{BEGIN: READ})
            with connection.begin() as transaction:
                yield Reading(connection, self.zone)
                transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Give the one writing transaction of the moment (BEGIN IMMEDIATE), rolled back unless committed."""
        with _translated(), self._engine.connect() as connection:
            connection.execution_options(**{BEGIN: WRITE})
            connection.begin()
            yield Writing(connection, self.zone)

    def change_signal(self) -> ChangeSignal:
        """Open the connection that tells whether anybody, this process included, has committed since."""
        return ChangeSignal(self.place.path, connector(self.place.path, self._timeout))

    def close(self) -> None:
        """Close every pooled connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _check_revision(self) -> None:
        with self.reading() as tx:
            revision = revision_of(tx.connection)
        if revision is None:
            raise StoreUnavailable(f"Хранилище {self.place.path} не подготовлено: выполните pult init")
        if revision < REVISION:
            raise StoreUnavailable("Хранилище старше программы: выполните pult migrate")
        if revision > REVISION:
            raise StoreUnavailable("Хранилище новее программы: обновите пульт")


def revision_of(connection: Connection) -> str | None:
    """The schema's revision; None where no migration has ever run."""
    known = connection.execute(text("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"))
    if known.first() is None:
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if revision is None else str(revision)


@contextmanager
def _translated() -> Iterator[None]:
    """Let no error of SQLAlchemy out: its text could carry a statement, never mind values."""
    try:
        yield
    except DBAPIError as error:
        raise StoreUnavailable(explain(error.orig)) from None
    except sqlite3.Error as error:
        raise StoreUnavailable(explain(error)) from None
    except SQLAlchemyError as error:
        raise StoreUnavailable(f"Хранилище недоступно ({type(error).__name__})") from None
