"""Who of staff has what in hand and when each last got a ticket, kept up while tickets change."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from heapq import heappop, heappush
from typing import Final

from core.tickets.ticket import Ticket
from core.vocabulary import Line, Status

_AT_WORK: Final = (Status.NEW, Status.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class InHand:
    """That somebody got a ticket, or was named for one that he will get: whose, since when, and is it open yet."""

    login: str
    at: datetime
    open: bool


@dataclass(slots=True)
class Latest:
    """Tickets of one member of staff, the latest first; those that are his no more are left out when they are met."""

    _instants: list[tuple[float, int]] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)

    def push(self, number: int, at: datetime) -> None:
        """He got a ticket."""
        heappush(self._instants, (-at.timestamp(), number))
        heappush(self._numbers, -number)

    def instant(self, at: Callable[[int], datetime | None]) -> datetime | None:
        """When he last got one; ``at`` tells since when a ticket is his, None for one that is not."""
        while self._instants:
            since, number = self._instants[0]
            known = at(number)
            if known is not None and known.timestamp() == -since:
                return known
            heappop(self._instants)
        return None

    def number(self, at: Callable[[int], datetime | None]) -> int:
        """The latest of them; 0 for none."""
        while self._numbers:
            if at(-self._numbers[0]) is not None:
                return -self._numbers[0]
            heappop(self._numbers)
        return 0


class Turns:
    """What the chooser of executors knows of everybody: as :mod:`core.store.projections.workload` reads it."""

    def __init__(self) -> None:
        """Nobody has anything yet."""
        self._of: dict[int, tuple[InHand, ...]] = {}
        self._latest: dict[str, Latest] = {}
        self._load: Counter[str] = Counter()

    def put(self, ticket: Ticket) -> None:
        """A ticket stands so now."""
        self.drop(ticket.number)
        found = tuple(in_hand(ticket))
        self._of[ticket.number] = found
        for each in found:
            self._load[each.login] += each.open
            self._latest.setdefault(each.login, Latest()).push(ticket.number, each.at)

    def drop(self, number: int) -> None:
        """A ticket is not counted, until it is put again."""
        for each in self._of.pop(number, ()):
            self._load[each.login] -= each.open

    def load(self) -> dict[str, int]:
        """How many open tickets each has or will get."""
        return {login: count for login, count in self._load.items() if count}

    def last(self) -> dict[str, datetime]:
        """When each last got one."""
        found = {login: latest.instant(partial(self._since, login)) for login, latest in self._latest.items()}
        return {login: at for login, at in found.items() if at is not None}

    def numbers(self) -> dict[str, int]:
        """The latest ticket of each."""
        return {login: latest.number(partial(self._since, login)) for login, latest in self._latest.items()}

    def _since(self, login: str, number: int) -> datetime | None:
        return max((each.at for each in self._of.get(number, ()) if each.login == login), default=None)


def in_hand(ticket: Ticket) -> list[InHand]:
    """Who has a ticket, or had it at its end, and who is named for it while ПЛТП works at it."""
    still, found = ticket.status is not Status.CLOSED, []
    if ticket.assignee and ticket.assigned_at:
        found.append(InHand(ticket.assignee, ticket.assigned_at, still))
    promised = ticket.line is Line.FIRST and ticket.status in _AT_WORK and ticket.named != ticket.assignee
    if ticket.named and promised:
        found.append(InHand(ticket.named, ticket.created_at, still))
    return found
