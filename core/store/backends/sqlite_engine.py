"""The SQLite engine: the driver's own transactions are off, and every transaction says itself what it is."""

import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

from core.store.backends.sqlite_file import connect
from core.store.errors import StoreUnavailable

BEGIN: Final = "pult_begin"
"""Execution option that holds the statement with which the connection begins its transaction."""
READ: Final = "BEGIN"
WRITE: Final = "BEGIN IMMEDIATE"
_FILE: Final = "pult_file"
"""Where a pooled connection remembers which file it has open."""
PAUSE: Final = (0.001, 0.005)
"""Seconds, at least and at most, between two attempts to become the writer."""


def make_engine(path: Path, timeout: float) -> Engine:
    """Make an engine over an existing file; ``timeout`` is how many seconds a writer waits for another."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=connector(path, timeout),
        hide_parameters=True,
        pool_size=4,
        max_overflow=12,
        pool_timeout=timeout,
    )
    event.listen(engine, "connect", partial(_prepare, path))
    event.listen(engine, "begin", partial(_begin, path, timeout))
    event.listen(engine, "checkin", _let_go)
    return engine


def connector(path: Path, timeout: float) -> Callable[[], sqlite3.Connection]:
    """Give what opens the file, never creating it."""
    return partial(connect, path, timeout)


def prepare(connection: sqlite3.Connection) -> None:
    """Switch the driver's own BEGIN off and set what every connection must have."""
    connection.isolation_level = None
    cursor = connection.cursor()
    (read_only,) = cursor.execute("PRAGMA query_only").fetchone()
    for pragma in (
        *(() if read_only else ("journal_mode=WAL",)),
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # a row that REPLACE would push out is then a DELETE that a trigger refuses
        "trusted_schema=OFF",
        "secure_delete=ON",  # what a page frees is overwritten: words that were cut out, and copies of a moved row
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def identity(path: Path | str) -> tuple[int, int] | None:
    """Which file stands at a path now; None when there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare(path: Path, connection: Any, record: Any) -> None:
    prepare(connection)
    record.info[_FILE] = identity(path)


def _let_go(connection: Any, record: Any) -> None:
    """A commit that failed may have left its transaction open, and with it the lock that all other writers wait for."""
    if connection is None or not connection.in_transaction:
        return
    try:
        connection.rollback()
    except sqlite3.Error:
        record.invalidate()


def _begin(path: Path, timeout: float, connection: Connection) -> None:
    if connection.info.get(_FILE) != identity(path):
        # An open file outlives its name: what is committed to one that was removed or replaced is lost.
        connection.invalidate()
        raise StoreUnavailable("Файл хранилища удалён или заменён другим.")
    statement = connection.get_execution_options().get(BEGIN, READ)
    driver = connection.connection.driver_connection
    if statement == WRITE and isinstance(driver, sqlite3.Connection):
        _take_turn(driver, timeout)
    else:
        connection.exec_driver_sql(statement)


def _take_turn(driver: sqlite3.Connection, timeout: float) -> None:
    """BEGIN IMMEDIATE, asked for again after short uneven pauses.

    SQLite's own busy handler sleeps the longer the longer it has waited, so that whoever comes late goes first: of
    sixteen busy writers one waited for fifteen seconds. Raises sqlite3.OperationalError (busy) after ``timeout``.
    """
    deadline = monotonic() + timeout
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while not _begun(driver, last=monotonic() >= deadline):
            sleep(uniform(*PAUSE))
    finally:
        driver.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")


def _begun(driver: sqlite3.Connection, *, last: bool) -> bool:
    """Whether the write lock was free; being busy at the last attempt is raised."""
    try:
        driver.execute(WRITE)
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
