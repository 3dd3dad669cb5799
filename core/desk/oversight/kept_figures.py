"""What the breach panel keeps between readings: all that depends on the state of the store and not on the instant.

The state is the head of the chain, the terms that the rows were made under and the policy. Whatever of it changes, only
what a new event touched is read again, or everything. Nothing of it is stored.
"""

from collections.abc import Callable, Hashable, Iterable
from threading import RLock
from typing import Final, TypeVar, cast

from core.policy import Policy
from core.store.kept.running_clocks import Running, RunningClocks
from core.store.limits import TERMS
from core.store.metadata import read_metadata
from core.store.projections import figures
from core.store.projections.figures import RunningClock
from core.store.store import Reading
from core.vocabulary import ClockName, Line
from core.worktime import WorkTime

Result = TypeVar("Result")
MOST_SHOWN: Final = 2_000
"""Rows of clocks that are kept with their tickets' words; more than a panel shows."""
MOST_MARKS: Final = 100_000


class Marks:
    """How much working time lies between the first instant that was asked for and others: what is left of a due is the
    difference of two, so that each of tens of thousands of dues is looked up in the calendar once."""

    def __init__(self, worktime: WorkTime) -> None:
        """Count by some hours."""
        self._worktime = worktime
        self._origin: int | None = None
        self._known: dict[int, int] = {}

    def of(self, at: int) -> int:
        """Working time from the origin to an instant, negative before it; all in microseconds."""
        found = self._known.get(at)
        if found is None:
            if len(self._known) >= MOST_MARKS:
                self._known.clear()
            found = self._known[at] = self._count(at)
        return found

    def _count(self, at: int) -> int:
        origin = self._origin = at if self._origin is None else self._origin
        return self._worktime.elapsed(origin, at) if origin <= at else -self._worktime.elapsed(at, origin)


class KeptFigures:
    """The figures of one store as they were last read; ``lock`` is held from :meth:`follow` on to the last question."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lock: Final = RLock()
        self._clocks = RunningClocks()
        self._policy = ""
        self._made: dict[str, tuple[Hashable, object]] = {}
        self._shown: dict[tuple[int, str], RunningClock] = {}
        self._marks: dict[WorkTime, Marks] = {}

    def follow(self, tx: Reading, policy: Policy) -> None:
        """Let go of what is not so any more in this snapshot; a failure of the store leaves nothing that is wrong."""
        changed = self._clocks.follow(tx, read_metadata(tx, TERMS))
        if policy.fingerprint != self._policy or changed is None or changed:
            self._made.clear()
        if policy.fingerprint != self._policy:
            self._marks.clear()
        self._policy = policy.fingerprint
        if changed is None or None in changed:
            self._shown.clear()  # the desk's own books name clinics and people
        elif changed:
            self._shown = {key: each for key, each in self._shown.items() if key[0] not in changed}

    def running(self) -> tuple[Running, ...]:
        """Every clock that runs, in no order."""
        return self._clocks.all()

    def marks(self, policy: Policy, line: Line) -> Marks:
        """The working time of a line's hours, as far as it was asked for."""
        worktime = policy.worktime(line)
        if worktime not in self._marks:
            self._marks[worktime] = Marks(worktime)
        return self._marks[worktime]

    def once(self, name: str, make: Callable[[], Result], key: Hashable = None) -> Result:
        """What ``make`` has made of this state of the store; made anew where it was made for another ``key``."""
        found = self._made.get(name)
        if found is None or found[0] != key:
            found = self._made[name] = (key, make())
        return cast(Result, found[1])

    def shown(self, tx: Reading, wanted: Iterable[Running]) -> tuple[RunningClock, ...]:
        """Clocks with the rows of their tickets, in the order asked."""
        keys = [(each.ticket, each.clock) for each in wanted]
        if len(self._shown) > MOST_SHOWN:
            self._shown.clear()
        found = {key: known for key in keys if (known := self._shown.get(key)) is not None}
        read = figures.running(tx, dict.fromkeys(ticket for ticket, clock in keys if (ticket, clock) not in found))
        self._shown |= read
        found |= read
        return tuple(found[key] for key in keys)

    def forget(self, ticket: int) -> None:
        """Let the words of a ticket go."""
        for clock in ClockName:
            self._shown.pop((ticket, clock.value), None)
