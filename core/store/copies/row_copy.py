"""A whole desk from one database to another: row by row under one snapshot, and compared row by row afterwards."""

from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, Text, delete, func, insert, select

from core.store.errors import StoreUnavailable
from core.store.search.rebuilding import rebuild_index
from core.store.store import Reading, Writing
from core.store.tables import events, meta, metadata

AT_ONCE: Final = 1000
"""Rows that are written by one statement, and held in memory."""


def copy_rows(source: Reading, target: Writing) -> int:
    """Copy every row of every table into a new store of the same schema; gives how many events.

    Raises StoreUnavailable where a row has not arrived as it was. The caller commits.
    """
    target.connection.execute(delete(meta))
    with target.backend.unguarded(target.connection):
        for table in metadata.sorted_tables:
            for page in _pages(source.connection, table):
                target.connection.execute(insert(table), [row._asdict() for row in page])
    for table in metadata.sorted_tables:
        _compare(source.connection, target.connection, table)
    rebuild_index(target)
    return target.connection.execute(select(func.count()).select_from(events)).scalar() or 0


def _compare(source: Connection, target: Connection, table: Table) -> None:
    """Raise StoreUnavailable unless both hold the same rows."""
    here, there = (chain.from_iterable(_pages(each, table)) for each in (source, target))
    for one, other in zip_longest(here, there):
        if one is None or other is None or tuple(one) != tuple(other):
            key = ", ".join(str(getattr(one or other, column.name)) for column in table.primary_key)
            where = f"таблица {table.name}, строка {key}. На новом месте ничего нет"
            raise StoreUnavailable(f"При сверке переноса найдено расхождение: {where}")


def _pages(connection: Connection, table: Table) -> Iterator[list[Row[Any]]]:
    """The rows of a table in the order of its key, which is the same in every database."""
    order = [_bytewise(connection, column) for column in table.primary_key]
    query = select(table).order_by(*order).execution_options(yield_per=AT_ONCE)
    with connection.execute(query) as result:
        for page in result.partitions():
            yield list(page)


def _bytewise(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    """A column as it sorts by its bytes: SQLite does so by itself, a server by the language of the database."""
    server = connection.dialect.name == "postgresql"
    return column.collate("C") if server and isinstance(column.type, Text) else column
