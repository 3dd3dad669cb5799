"""The projection as it stands in its tables, row by row, for comparing with the log."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Select, Table, column, func, select, type_coerce
from sqlalchemy.types import NullType

from core.store.metadata import CENTRE, read_metadata
from core.store.store import Reading
from core.store.tables import clocks, metadata, tickets

Rows = dict[Any, Mapping[str, Any]]


def as_it_stands(table: Table) -> Select[*tuple[Any, ...]]:
    """The rows of a table without the readings of its types: SQLite lets a 2 stand for a truth, or bytes for a text."""
    return select(*(type_coerce(column, NullType()).label(column.name) for column in table.columns))


def stored_tickets(tx: Reading, numbers: tuple[int, int]) -> Rows:
    """The rows of the tickets from one number to another, by number."""
    found = tx.connection.execute(as_it_stands(tickets).where(tickets.c.number.between(*numbers))).mappings()
    return {row["number"]: dict(row) for row in found}


def stored_clocks(tx: Reading, numbers: tuple[int, int]) -> Rows:
    """The rows of their clocks, by ticket and clock."""
    found = tx.connection.execute(as_it_stands(clocks).where(clocks.c.ticket.between(*numbers))).mappings()
    return {(row["ticket"], row["clock"]): dict(row) for row in found}


def of_other_centres(tx: Reading) -> Iterator[tuple[str, int]]:
    """The tables with rows that are not of the store's own centre, and how many; all of them where it has none."""
    own = read_metadata(tx, CENTRE)
    for table in metadata.sorted_tables:
        others = column("centre", NullType()).is_distinct_from(own)
        count = tx.connection.execute(select(func.count()).select_from(table).where(others)).scalar_one()
        if count:
            yield table.name, count


def stray_clocks(tx: Reading) -> list[str]:
    """What stands for a ticket's number in the clocks and is none: SQLite lets anything stand anywhere."""
    found = tx.connection.execute(select(clocks.c.ticket).distinct()).scalars()
    return [str(number) for number in found if not isinstance(number, int)]
