"""The instants at which something happened, one after another: the steps of whoever looks back."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, true

from core.instants import from_us, to_us
from core.store.store import Reading
from core.store.tables import events


def after(tx: Reading, at: datetime | None, ticket: int | None = None) -> datetime | None:
    """The first instant after another at which something happened, in a ticket or at all; ``at``: None for the very
    first. None: nothing has happened since."""
    return _instant(tx, func.min(events.c.at), true() if at is None else events.c.at > to_us(at), ticket)


def before(tx: Reading, at: datetime, ticket: int | None = None) -> datetime | None:
    """The last instant before another at which something happened, in a ticket or at all; None: nothing had yet."""
    return _instant(tx, func.max(events.c.at), events.c.at < to_us(at), ticket)


def _instant(tx: Reading, first: ColumnElement[int], side: ColumnElement[bool], ticket: int | None) -> datetime | None:
    here = side if ticket is None else and_(side, events.c.ticket == ticket)
    found = tx.connection.execute(select(first).where(here)).scalar()
    return None if found is None else from_us(found, tx.zone)
