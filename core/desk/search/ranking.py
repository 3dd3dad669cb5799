"""The documents that answer a search, as the things they are about: in which group each is, how well it does."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.desk.search.results import COUNTED, Group
from core.search.documents import DocumentKind, document_number, identity_of, kind_of, range_of
from core.search.expression import Every, Except, Expression
from core.search.places import IndexColumn
from core.store.projections.queue_views import Views
from core.store.search.engine import Match, engine_of
from core.store.search.found import closed_lately, filtered, states
from core.store.store import Reading
from core.tickets.filtering import Term

LOOKED_AT: Final = 1_000
"""Documents of tickets that are ranked, the latest; of what more there are only the latest are found."""
NARROWED: Final = 20_000
"""Documents, and tickets of a filter, that are looked through where there are more of both."""
_FEW: Final = 1_000
"""The same of what there is less of."""
Thing = tuple[DocumentKind, int]
_OTHERS: Final[Mapping[Group, tuple[DocumentKind, ...]]] = {
    Group.SOLUTIONS: (DocumentKind.SOLUTION,),
    Group.PEOPLE: (DocumentKind.PERSON, DocumentKind.CLINIC),
    Group.CALLS: (DocumentKind.CALL,),
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """Things of one group, the best first, each with how well it answers; how many there are, whether still more."""

    things: tuple[tuple[Thing, float], ...] = ()
    more: bool = False

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.things)


@dataclass(frozen=True, slots=True)
class SearchCandidates:
    """What may answer, in the groups that are asked for."""

    tx: Reading
    columns: Sequence[IndexColumn]
    narrowed: tuple[Term, Views] | None
    groups: Sequence[Group]

    def of(self, asked: Mapping[DocumentKind, Expression]) -> dict[Group, Ranked]:
        """By what each kind is asked; a filter asks of tickets alone, so that with one there is nothing else."""
        found: dict[Group, Ranked] = {group: Ranked() for group in self.groups}
        if {Group.OPEN, Group.CLOSED}.intersection(self.groups):
            found |= self._tickets(asked[DocumentKind.TICKET])
        if self.narrowed is None:
            for group in found.keys() & _OTHERS.keys():
                matches = [each for kind in _OTHERS[group] for each in self._matches(asked[kind], range_of(kind), _FEW)]
                found[group] = _ranked(_best(matches), more=len(matches) > _FEW)
        return found

    def of_numbers(self, numbers: Sequence[int], *, more: bool = False) -> dict[Group, Ranked]:
        """Tickets that were found without a word, in their order."""
        scores = {(DocumentKind.TICKET, number): float(-place) for place, number in enumerate(numbers)}
        return {group: Ranked() for group in self.groups} | self._parted(scores, self._states(scores), more)

    def _tickets(self, asked: Expression) -> dict[Group, Ranked]:
        """The latest are ranked; where all of these are open, those that were closed last are looked at as well."""
        matches = self._latest(asked) if not isinstance(asked, Every | Except) else []
        matches = matches or self._matches(asked, range_of(DocumentKind.TICKET), LOOKED_AT)
        more = len(matches) > LOOKED_AT
        if more and self.narrowed is not None:
            return self._narrowed(asked)
        scores = _best(matches[:LOOKED_AT])
        known = self._states(scores)
        if more and Group.CLOSED in self.groups and all(known.values()):
            earlier = self._closed_lately(asked)
            scores = dict.fromkeys(((DocumentKind.TICKET, each) for each in earlier), float("-inf")) | scores
            known = dict.fromkeys(earlier, False) | known
        return self._parted(scores, known, more)

    def _latest(self, asked: Expression) -> list[Match]:
        """The latest as they come, where one word stands in more than are ranked: it ranks none of them."""
        numbers = engine_of(self.tx).numbers(self.tx, asked, self.columns, range_of(DocumentKind.TICKET), LOOKED_AT + 1)
        return [(each, float(-place)) for place, each in enumerate(numbers)] if len(numbers) > LOOKED_AT else []

    def _closed_lately(self, asked: Expression) -> list[int]:
        """Which of the tickets that were closed last answer: what stands in most of them ranks none of them."""
        closed = closed_lately(self.tx, LOOKED_AT)
        if not closed:
            return []
        within = (
            document_number(DocumentKind.TICKET, min(closed)),
            document_number(DocumentKind.TICKET, max(closed) + 1) - 1,
        )
        numbers = engine_of(self.tx).numbers(self.tx, asked, self.columns, within, NARROWED)
        return sorted({identity_of(each) for each in numbers}.intersection(closed))

    def _narrowed(self, asked: Expression) -> dict[Group, Ranked]:
        """Of very many, the latest that a filter lets through."""
        assert self.narrowed is not None
        let_through = filtered(self.tx, self.narrowed, NARROWED)
        numbers = engine_of(self.tx).numbers(self.tx, asked, self.columns, range_of(DocumentKind.TICKET), NARROWED)
        wanted = {identity_of(each) for each in numbers}
        return self.of_numbers([each for each in let_through if each in wanted][: COUNTED + 1], more=True)

    def _matches(self, asked: Expression, within: tuple[int, int], most: int) -> list[Match]:
        return engine_of(self.tx).matches(self.tx, asked, self.columns, within, most + 1)

    def _states(self, scores: Collection[Thing]) -> dict[int, bool]:
        return states(self.tx, [number for _, number in scores], self.narrowed)

    def _parted(self, scores: Mapping[Thing, float], known: Mapping[int, bool], more: bool) -> dict[Group, Ranked]:
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
