"""Knowledge that grows by itself: a solution that was confirmed three times for similar tickets is worth documenting.

Two tickets are told by the same solution where most terms of the two solutions are the same and their subjects share
one. What stands in the base already is not proposed (п. 6.9).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.tickets.knowledge.search import terms_of_text

TIMES: Final = 3
"""How often the same solution has to be confirmed before it is proposed."""
_ALIKE: Final = 0.6
"""Of all terms of two solutions, the share that both have, at least."""
_LEAST: Final = 3
"""Terms of a solution that tells anything."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A ticket that ended with a confirmed solution."""

    number: int
    subject: str
    solution: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A solution to document: the latest wording, and the tickets that it has helped in, in their order."""

    title: str
    text: str
    tickets: tuple[int, ...]


@dataclass(slots=True)
class _Kind:
    """Tickets with one solution; ``terms``: those of the first."""

    terms: frozenset[str]
    subjects: set[str]
    tickets: list[Solved] = field(default_factory=list)


def proposals(solved: Iterable[Solved], documented: Sequence[str]) -> tuple[Proposal, ...]:
    """What is worth documenting, the most frequent first; ``solved`` in the order of the tickets' ends."""
    base = [frozenset(terms_of_text(text)) for text in documented]
    kinds: list[_Kind] = []
    by_term: dict[str, list[_Kind]] = {}
    for each in solved:
        terms, subject = frozenset(terms_of_text(each.solution)), set(terms_of_text(each.subject))
        if len(terms) < _LEAST:
            continue
        kind = _of_kind(terms, subject, by_term)
        if kind is None:
            kind = _Kind(terms, set())
            kinds.append(kind)
            for term in terms:
                by_term.setdefault(term, []).append(kind)
        kind.subjects |= subject
        kind.tickets.append(each)
    often = [kind for kind in kinds if len(kind.tickets) >= TIMES]
    new = [kind for kind in often if all(_share(kind.terms, known) < _ALIKE for known in base)]
    return tuple(_proposal(kind.tickets) for kind in sorted(new, key=lambda kind: -len(kind.tickets)))


def _of_kind(terms: frozenset[str], subject: set[str], by_term: dict[str, list[_Kind]]) -> _Kind | None:
    """The kind that a solution belongs to: looked for among those that have its rarest term, or its next ones."""
    rarest = sorted(terms, key=lambda term: len(by_term.get(term, ())))
    for term in rarest:
        for kind in by_term.get(term, ()):
            if _share(terms, kind.terms) >= _ALIKE and subject & kind.subjects:
                return kind
    return None


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _proposal(tickets: Sequence[Solved]) -> Proposal:
    return Proposal(tickets[-1].subject, tickets[-1].solution, tuple(each.number for each in tickets))
