"""The rows of lists as they were at an instant: folded from as much of each log as there was by then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.desk.queue.due_index import due_index
from core.policy import Policy
from core.store.event_log.log import histories_of, last_seqs
from core.store.past.past_store import PastRow
from core.store.projections.ticket_rows import clock_rows, row_of, search_names, search_of
from core.store.store import Reading
from core.tickets.fold import replay

MOST_REMEMBERED: Final = 2_000
"""Rows that are remembered from one instant to the next; more are open at no instant of a desk of 100,000 tickets."""


@dataclass(frozen=True, slots=True)
class _Version:
    """Which row it is: of a ticket at one version, while it stands at another now: whatever is cut out of it moves that
    on."""

    ticket: int
    now: int
    then: int


class PastRows:
    """Makes the rows of tickets under one policy, and remembers them for the next instant: a step back or forth changes
    few tickets. For one thread at a time."""

    def __init__(self, policy: Policy) -> None:
        """Begin with nothing."""
        self.policy = policy
        self._known: dict[_Version, PastRow] = {}

    def __len__(self) -> int:
        return len(self._known)

    def remake(self, tx: Reading, wanted: Sequence[tuple[int, int]]) -> Iterator[PastRow]:
        """The rows of some tickets, each given with its version of now, from the log that is seen."""
        clinics, persons = search_names(tx)
        then = last_seqs(tx, [number for number, _now in wanted])
        versions = [_Version(number, now, then[number]) for number, now in wanted if number in then]
        found = {each: self._known[each] for each in versions if each in self._known}
        found |= dict(self._made(tx, {each.ticket: each for each in versions if each not in found}))
        if len(self._known) + len(found) > MOST_REMEMBERED:
            self._known.clear()
        self._known |= found
        for row, clocks in found.values():
            names = f"{clinics[row['organization']]} {persons[row['requester']]}"
            found_by = search_of(row["number"], row["subject"], names, row["external_number"])
            yield {**row, "search": found_by}, clocks

    def _made(self, tx: Reading, versions: dict[int, _Version]) -> Iterator[tuple[_Version, tuple[Any, Any]]]:
        for number, log in histories_of(tx, list(versions)).items():
            ticket = replay(log)
            due = due_index(log, self.policy, ticket)
            yield versions[number], (row_of(ticket, due, ""), clock_rows(ticket, due))
