"""What a store says of itself: a few named values beside the log and the tables."""

from typing import Final

from sqlalchemy import select

from core.store.backends.backend import upsert
from core.store.store import Reading, Writing
from core.store.tables import meta

STORE_ID: Final = "store_id"
"""What tells one store from another, wherever its file lies: made once, with the store."""
SWEPT: Final = "swept_at"
"""When a sweep last came to its end, in microseconds."""
COPIED: Final = "copied_at"
"""When a copy was last verified, in microseconds; :data:`COPIED_TO` where it was laid."""
COPIED_TO: Final = "copied_to"
REPORTED: Final = "reported_until:"
"""With a scheduled report's code behind it: up to when it is written, in microseconds."""
CENTRE: Final = "centre"
"""Whose desk it is; the same code stands in every row, under a column that no query names."""


def read_metadata(tx: Reading, key: str) -> str | None:
    """A value by its name; None where none was set."""
    return tx.connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def set_metadata(tx: Writing, key: str, value: str) -> None:
    """Set a value."""
    made = upsert(tx.connection.dialect.name, meta).values(key=key, value=value)
    tx.connection.execute(made.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
