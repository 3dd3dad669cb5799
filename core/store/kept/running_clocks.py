"""The running clocks of all tickets as plain tuples that a process keeps: after a change only changed tickets are read.

They hold nobody's words.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, Select, select

from core.store.kept.chain_place import ChainPlace, Changed
from core.store.prepared import Prepared, PreparedFor, Rows
from core.store.store import Reading
from core.store.tables import clocks, tickets

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
    """What is kept; for one thread at a time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._place = ChainPlace()
        self._by_ticket: dict[int, tuple[Running, ...]] = {}
        self._all: tuple[Running, ...] | None = None

    def __len__(self) -> int:
        return len(self._by_ticket)

    def follow(self, tx: Reading, terms: str | None) -> Changed:
        """Read what has changed, and tell of which tickets that is.

        ``terms``: under which the rows of the store were made.
        """
        with self._place.catching_up(tx, terms) as changed:
            if changed is None:
                self._by_ticket = _by_ticket(_ALL.rows(tx))
                self._all = None
            elif numbers := [each for each in changed if each is not None]:
                found = _by_ticket(_OF.rows(tx, numbers))
                for number in numbers:
                    self._by_ticket.pop(number, None)
                self._by_ticket.update(found)
                self._all = None
        return changed

    def all(self) -> tuple[Running, ...]:
        """Every clock, in no order."""
        if self._all is None:
            self._all = tuple(each for found in self._by_ticket.values() for each in found)
        return self._all


def _by_ticket(rows: Rows) -> dict[int, tuple[Running, ...]]:
    found: dict[int, tuple[Running, ...]] = {}
    for row in rows:
        running = Running(*row)
        found[running.ticket] = (*found.get(running.ticket, ()), running)
    return found
