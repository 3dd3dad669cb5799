"""Which tickets a report on a span has to look at."""

from datetime import datetime

from sqlalchemy import and_, or_, select

from core.instants import to_us
from core.store.store import Reading
from core.store.tables import tickets


def active_between(tx: Reading, since: datetime, until: datetime, organization: int | None = None) -> list[int]:
    """The tickets that were registered before ``until`` and not closed for good before ``since``, by number."""
    lived = and_(
        tickets.c.created_at < to_us(until), or_(tickets.c.closed_at.is_(None), tickets.c.closed_at >= to_us(since))
    )
    query = select(tickets.c.number).where(lived).order_by(tickets.c.number)
    of_it = query if organization is None else query.where(tickets.c.organization == organization)
    return list(tx.connection.execute(of_it).scalars())
