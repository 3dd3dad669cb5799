"""The tickets that a caller is found by, kept between calls: after a change only changed tickets are read again."""

from datetime import datetime
from threading import Lock
from typing import TypeAlias

from core.desk.records.callers import CallerIndex, CallerTicket
from core.instants import to_us
from core.store.kept.chain_place import ChainPlace
from core.store.prepared import Rows
from core.store.projections import queue
from core.store.registers.directory_reads import read_organizations, read_people
from core.store.store import Reading

Earlier: TypeAlias = tuple[int, int, str | None, int]
"""Number, requester, external number and registration (microseconds) of a closed ticket."""


class KeptCallers:
    """The open tickets with their subjects, and the closed ones of a while; safe to use from any thread."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._place = ChainPlace()
        self._open: dict[int, CallerTicket] = {}
        self._earlier: dict[int, Earlier] = {}
        self._since: int | None = None
        self._forgotten: set[int] = set()

    def index(self, tx: Reading, since: datetime) -> CallerIndex:
        """Who may call as of this snapshot; closed tickets are known from ``since`` on. It shares nothing with us."""
        with self._lock:
            self._follow(tx, to_us(since))
            known, earlier = tuple(self._open.values()), tuple(each[:3] for each in self._earlier.values())
        return CallerIndex(read_people(tx), read_organizations(tx), known, earlier)

    def forget(self, ticket: int) -> None:
        """Let the words of a ticket go; what is left of it is read again."""
        if self._open.pop(ticket, None) is not None:
            self._forgotten.add(ticket)

    def _follow(self, tx: Reading, since: int) -> None:
        further_back = self._since is None or since < self._since
        with self._place.catching_up(tx) as changed:
            if changed is None or further_back:
                self._forgotten.clear()
                self._open = _as_callers(queue.of_callers(tx))
                self._earlier = {row[0]: row for row in queue.callers_before(tx, since)}
            else:
                numbers = {each for each in changed if each is not None} | self._forgotten
                self._forgotten -= numbers
                self._read(tx, numbers, since)
        for number in [number for number, each in self._earlier.items() if each[3] < since]:
            del self._earlier[number]
        self._since = since

    def _read(self, tx: Reading, numbers: set[int], since: int) -> None:
        for number in numbers:
            self._open.pop(number, None)
            self._earlier.pop(number, None)
        self._open |= _as_callers(queue.of_callers(tx, numbers))
        self._earlier |= {row[0]: row for row in queue.callers_before(tx, since, numbers)}


def _as_callers(rows: Rows) -> dict[int, CallerTicket]:
    return {
        number: CallerTicket(number, subject, requester, organization, external, open=True)
        for number, subject, requester, organization, external in rows
    }
