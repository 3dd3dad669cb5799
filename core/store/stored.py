"""The projection as it stands in its table, row by row, for comparing with the log."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from core.store.store import Reading
from core.store.tables import clocks, tickets

Rows = dict[Any, Mapping[str, Any]]


def stored_tickets(tx: Reading) -> Rows:
    """Every row of the projection by number."""
    found = tx.connection.execute(select(tickets)).mappings()
    return {row["number"]: dict(row) for row in found}


def stored_clocks(tx: Reading) -> Rows:
    """Every row of the clocks, by ticket and clock."""
    found = tx.connection.execute(select(clocks)).mappings()
    return {(row["ticket"], row["clock"]): dict(row) for row in found}
