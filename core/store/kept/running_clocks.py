"""The running clocks of all tickets as plain tuples that a process keeps: after a change only changed tickets are read.

Every change of a ticket's row or clocks is an event of its log in the same transaction, but for the making anew of all
of them under other terms. So what is kept is good wherever the chain goes on from the event that it was read at, and
the terms are those it was read under; whatever else is found, all of it is read anew.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, select

from core.store.event_log.log import Head, chain_head
from core.store.prepared import Prepared, PreparedFor, Rows
from core.store.store import Reading
from core.store.tables import clocks, events, tickets

MOST_CHANGED: Final = 1_000
"""After more events than this all clocks are read anew."""
_CHOSEN: Final = (
    select(
        clocks.c.ticket,
        clocks.c.clock,
        clocks.c.organization,
        clocks.c.due_at,
        clocks.c.line,
        clocks.c.breached,
        clocks.c.uncounted,
        clocks.c.breached_at,
        tickets.c.status,
        tickets.c.line.label("ticket_line"),
        tickets.c.assignee,
        tickets.c.type,
        tickets.c.priority,
    )
    .join_from(clocks, tickets, tickets.c.number == clocks.c.ticket)
    .where(clocks.c.ended_at.is_(None))
)
_ALL: Final = Prepared(_CHOSEN)
_HASH: Final = Prepared(select(events.c.hash).where(events.c.number == bindparam("number")))
_CHANGED: Final = Prepared(
    select(events.c.ticket)
    .where(events.c.number > bindparam("after"))
    .order_by(events.c.number)
    .limit(MOST_CHANGED + 1)
)


def _of_tickets(keys: Sequence[BindParameter[Any]]) -> Select[Any]:
    return _CHOSEN.where(clocks.c.ticket.in_(keys))


_OF: Final = PreparedFor(_of_tickets)


class Running(NamedTuple):
    """A clock that has not ended, with what of its ticket is counted; instants and lengths in microseconds.

    ``hours``: the line whose hours count; ``breached``: past an earlier due, and not settled since; ``breached_at``:
    the first breach, settled or not.
    """

    ticket: int
    clock: str
    organization: int
    due: int
    hours: str
    breached: bool
    uncounted: int
    breached_at: int | None
    status: str
    line: str
    assignee: str | None
    type: str
    priority: str


class RunningClocks:
    """What is kept; for one thread at a time. ``head`` and ``terms`` say of which state of the store."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.head: Head | None = None
        self.terms: str | None = None
        self._by_ticket: dict[int, tuple[Running, ...]] = {}
        self._all: tuple[Running, ...] | None = None

    def __len__(self) -> int:
        return len(self._by_ticket)

    def follow(self, tx: Reading, terms: str | None) -> frozenset[int | None] | None:
        """Read what has changed, and tell of which tickets that is; None stands for the desk's own books.

        ``terms``: under which the rows of the store were made. Gives None where all was read anew.
        """
        head = chain_head(tx)
        changed = self._changed(tx, head) if terms == self.terms else None
        self.head, self.terms = None, None  # nothing is known while it is read
        if changed is None:
            self._by_ticket = _by_ticket(_ALL.rows(tx))
            self._all = None
        elif numbers := [each for each in changed if each is not None]:
            found = _by_ticket(_OF.rows(tx, numbers))
            for number in numbers:
                self._by_ticket.pop(number, None)
            self._by_ticket.update(found)
            self._all = None
        self.head, self.terms = head, terms
        return changed

    def all(self) -> tuple[Running, ...]:
        """Every clock, in no order."""
        if self._all is None:
            self._all = tuple(each for found in self._by_ticket.values() for each in found)
        return self._all

    def _changed(self, tx: Reading, head: Head) -> frozenset[int | None] | None:
        """Whose events came since; None where the chain does not go on from what is known, or too many did."""
        known = self.head
        if known is None:
            return None
        if known == head:
            return frozenset()
        vouched = _HASH.first(tx, {"number": known.event})
        if vouched is None or vouched[0] != known.hash:
            return None
        found = _CHANGED.rows(tx, {"after": known.event})
        return None if len(found) > MOST_CHANGED else frozenset(row[0] for row in found)


def _by_ticket(rows: Rows) -> dict[int, tuple[Running, ...]]:
    found: dict[int, tuple[Running, ...]] = {}
    for row in rows:
        running = Running(*row)
        found[running.ticket] = (*found.get(running.ticket, ()), running)
    return found
