"""Logs without people's words, and up to an event: what reports are counted from, which read no words."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from sqlalchemy import and_, select

from core.store.event_log.log import recorded
from core.store.store import Reading
from core.store.tables import events
from core.tickets.log import History, Recorded

AT_ONCE: Final = 500
"""Tickets whose logs are held at the same time."""
_NO_WORDS: Final = MappingProxyType[str, str | None]({})


def wordless_logs(tx: Reading, tickets: Sequence[int], last: int) -> Iterator[History]:
    """The logs of some tickets, one after the other, of the events up to number ``last``; words read as cut out.

    Raises StoreUnavailable for an event that cannot be read.
    """
    for start in range(0, len(tickets), AT_ONCE):
        part = tickets[start : start + AT_ONCE]
        chosen = and_(events.c.ticket.in_(part), events.c.number <= last)
        rows = tx.connection.execute(select(events).where(chosen).order_by(events.c.ticket, events.c.seq))
        log: list[Recorded] = []
        for row in rows:
            if log and log[0].ticket != row.ticket:
                yield tuple(log)
                log = []
            log.append(recorded(row, _NO_WORDS, tx))
        if log:
            yield tuple(log)
