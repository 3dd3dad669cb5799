"""The store floor: the event log with its hash chain, the projection, the registers, on SQLite or PostgreSQL.

Importing this package is light: SQLAlchemy is loaded by ``core.store.store``, Alembic by ``core.store.migrate`` alone.
"""

from core.store.errors import StoreUnavailable
from core.store.location import FilePlace, is_owner, place_of

__all__ = ["FilePlace", "StoreUnavailable", "is_owner", "place_of"]
