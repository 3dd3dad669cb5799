"""The SQLite engine: the driver's own transactions are off, and every transaction says itself what it is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event

BEGIN: Final = "pult_begin"
"""Execution option that holds the statement with which the connection begins its transaction."""
READ: Final = "BEGIN"
WRITE: Final = "BEGIN IMMEDIATE"


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
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def connector(path: Path, timeout: float) -> Callable[[], sqlite3.Connection]:
    """Give what opens the file, never creating it: ``mode=rw``."""
    uri = f"file:{quote(str(path))}?mode=rw"
    return lambda: sqlite3.connect(uri, timeout=timeout, uri=True, check_same_thread=False)


def prepare(connection: sqlite3.Connection) -> None:
    """Switch the driver's own BEGIN off and set what every connection must have."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # a row that REPLACE would push out is then a DELETE that a trigger refuses
        "trusted_schema=OFF",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare(connection: Any, _record: Any) -> None:
    prepare(connection)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, READ))
