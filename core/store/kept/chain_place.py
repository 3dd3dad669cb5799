"""How far in the chain something that a process keeps was read, and which tickets have changed since.

Every change of a ticket's row or clocks is an event of its log in the same transaction, but for the making anew of all
of them under other terms. So what is kept is good wherever the chain goes on from the event that it was read at, under
the same terms; whatever else is found, all of it is to be read anew.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from sqlalchemy import bindparam, select

from core.store.event_log.log import Head, chain_head
from core.store.prepared import Prepared
from core.store.store import Reading
from core.store.tables import events

MOST_CHANGED: Final = 1_000
"""After more events than this all is to be read anew."""
Changed: TypeAlias = frozenset[int | None] | None
"""The numbers of the tickets that have changed, None among them for the desk's own books; None: whatever there is."""
_HASH: Final = Prepared(select(events.c.hash).where(events.c.number == bindparam("number")))
_SINCE: Final = Prepared(
    select(events.c.ticket)
    .where(events.c.number > bindparam("after"))
    .order_by(events.c.number)
    .limit(MOST_CHANGED + 1)
)


class ChainPlace:
    """One such place; for one thread at a time."""

    def __init__(self) -> None:
        """Begin before everything: all is to be read."""
        self._known: tuple[Head, Hashable] | None = None

    @contextmanager
    def catching_up(self, tx: Reading, terms: Hashable = None) -> Iterator[Changed]:
        """Tell what has changed, and stand at the end of the chain once that was read; a failure forgets the place."""
        head = chain_head(tx)
        changed = self._since(tx, head, terms)
        self._known = None
        yield changed
        self._known = head, terms

    def _since(self, tx: Reading, head: Head, terms: Hashable) -> Changed:
        if self._known is None or self._known[1] != terms:
            return None
        known = self._known[0]
        if known == head:
            return frozenset()
        vouched = _HASH.first(tx, {"number": known.event})
        if vouched is None or vouched[0] != known.hash:
            return None
        found = _SINCE.rows(tx, {"after": known.event})
        return None if len(found) > MOST_CHANGED else frozenset(row[0] for row in found)
