"""When the desk was last swept and last copied: facts of the store itself, so that nobody has to believe a timer."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from core.instants import to_us
from core.store.errors import StoreUnavailable
from core.store.metadata import COPIED, COPIED_TO, SWEPT, set_metadata
from core.store.store import Store


def remember_sweep(store: Store, at: datetime) -> None:
    """Record that everything which time alone had caused by ``at`` is done. Raises StoreUnavailable."""
    with store.writing() as tx:
        set_metadata(tx, SWEPT, str(to_us(at)))
        tx.commit()


def remember_copy(database: str | Path | None, at: datetime, place: Path) -> None:
    """Record a copy that was verified; a store that cannot be written just now has its copy all the same."""
    with suppress(StoreUnavailable), Store.open(database) as store, store.writing() as tx:
        set_metadata(tx, COPIED, str(to_us(at)))
        set_metadata(tx, COPIED_TO, str(place))
        tx.commit()
