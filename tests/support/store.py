"""Reaching around the store, as only a test, or somebody with bad intentions, would."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection to the file, with autocommit, past everything that the program does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def unguard(path: Path) -> None:
    """Take off the guards of the log."""
    with raw(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")


def tamper(path: Path, *statements: str) -> None:
    """Change the file with the guards taken off and put back, so that only the change itself can be found."""
    with raw(path) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in guards:
            connection.execute(sql)


def plain_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that hold rows of their own; those of a virtual table, which is none of these, are among them."""
    listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') ORDER BY name"
    return [name for (name,) in connection.execute(listed).fetchall()]


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table: two equal contents are one and the same state."""
    with raw(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for (name,) in tables}


def unchanged(path: Path, before: dict[str, list[tuple[object, ...]]]) -> bool:
    """Whether a refused command has changed nothing: a denial by the gate leaves its record in the log, and no more."""
    after = content(path)
    denials = [row for row in after["events"] if "access_denied" in row and row not in before["events"]]
    after["events"] = [row for row in after["events"] if row not in denials]
    return after == before and len(denials) <= 1
