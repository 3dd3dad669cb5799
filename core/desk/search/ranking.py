"""The documents that answer a search, as the things that they are about: which group each is in, and how well it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.desk.search.results import Group
from core.search.documents import Kind, identity_of, kind_of, range_of
from core.search.expression import Expression
from core.search.places import Column
from core.store.projections.queue_views import Views
from core.store.search.engine import Match, engine_of
from core.store.search.found import states
from core.store.store import Reading
from core.tickets.filtering import Term

LOOKED_AT: Final = 2_000
"""Documents of tickets that are ranked, the latest; of what more there are only the latest are found."""
NARROWED: Final = 40_000
"""Documents that are looked through where a filter lets few of them through."""
_FEW: Final = 1_000
"""The same of what there is less of."""
Thing = tuple[Kind, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Things of one group, the best first, each with how well it answers; how many there are, and whether still more."""

    things: tuple[tuple[Thing, float], ...] = ()
    more: bool = False

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.things)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may answer, in the groups that are asked for."""

    tx: Reading
    columns: Sequence[Column]
    narrowed: tuple[Term, Views] | None
    groups: Sequence[Group]

    def of(self, asked: Mapping[Kind, Expression]) -> dict[Group, Ranked]:
        """By what each kind is asked; a filter asks of tickets alone, so that with one there is nothing else."""
        found: dict[Group, Ranked] = {group: Ranked() for group in self.groups}
        if {Group.OPEN, Group.CLOSED}.intersection(self.groups):
            most = LOOKED_AT if self.narrowed is None else NARROWED
            matches = self._matches(asked, Kind.TICKET, most)
            found |= self._of_tickets(_best(matches[:most]), len(matches) > most)
        if self.narrowed is None:
            others = {Group.SOLUTIONS: (Kind.SOLUTION,), Group.PEOPLE: (Kind.PERSON, Kind.CLINIC), Group.CALLS: (Kind.CALL,)}
            for group in found.keys() & others.keys():
                matches = [each for kind in others[group] for each in self._matches(asked, kind, _FEW)]
                found[group] = _ranked(_best(matches), more=len(matches) > _FEW)
        return found

    def of_numbers(self, numbers: Sequence[int]) -> dict[Group, Ranked]:
        """Tickets that were found without a word, in their order."""
        scores = {(Kind.TICKET, number): float(-place) for place, number in enumerate(numbers)}
        return {group: Ranked() for group in self.groups} | self._of_tickets(scores, more=False)

    def _matches(self, asked: Mapping[Kind, Expression], kind: Kind, most: int) -> list[Match]:
        return engine_of(self.tx).matches(self.tx, asked[kind], self.columns, range_of(kind), most + 1)

    def _of_tickets(self, scores: Mapping[Thing, float], more: bool) -> dict[Group, Ranked]:
        known = states(self.tx, [number for _, number in scores], self.narrowed)
        parted: dict[Group, dict[Thing, float]] = {Group.OPEN: {}, Group.CLOSED: {}}
        for thing, score in scores.items():
            if thing[1] in known:
                parted[Group.OPEN if known[thing[1]] else Group.CLOSED][thing] = score
        return {group: _ranked(found, more) for group, found in parted.items() if group in self.groups}


def _best(matches: Sequence[Match]) -> dict[Thing, float]:
    """How well each thing answers: as its best document does."""
    found: dict[Thing, float] = {}
    for number, score in matches:
        thing = kind_of(number), identity_of(number)
        if score > found.get(thing, float("-inf")):
            found[thing] = score
    return found


def _ranked(scores: Mapping[Thing, float], more: bool) -> Ranked:
    """The best first; of equal ones the latest."""
    return Ranked(tuple(sorted(scores.items(), key=lambda each: (-each[1], -each[0][1]))), more)
