"""What the index is asked, as small values that each database spells its own way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One term as it stands in the index."""

    term: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Whatever begins so: a word that is being typed."""

    term: str


@dataclass(frozen=True, slots=True)
class InOrder:
    """Terms one right after the other."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Belongs:
    """It belongs to somebody or to a clinic: a key of :mod:`core.search.documents`."""

    key: str


@dataclass(frozen=True, slots=True)
class Every:
    """All of some expressions, one at least."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of some expressions, one at least."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Except:
    """What the first finds and the second does not."""

    found: Expression
    without: Expression


Expression = Term | Beginning | InOrder | Belongs | Every | Either | Except


def every(parts: tuple[Expression, ...]) -> Expression:
    """All of them; the one where there is but one."""
    return parts[0] if len(parts) == 1 else Every(parts)


def either(parts: tuple[Expression, ...]) -> Expression:
    """One of them, each named once; the one where there is but one."""
    named = tuple(dict.fromkeys(parts))
    return named[0] if len(named) == 1 else Either(named)


def terms_in(expression: Expression) -> tuple[frozenset[str], frozenset[str]]:
    """The terms and the beginnings by which an expression finds something: what is marked in a text."""
    match expression:
        case Term(term):
            return frozenset((term,)), frozenset()
        case Beginning(term):
            return frozenset(), frozenset((term,))
        case InOrder(terms):
            return frozenset(terms), frozenset()
        case Belongs():
            return frozenset(), frozenset()
        case Except(found, _without):
            return terms_in(found)
        case Every(parts) | Either(parts):
            each = [terms_in(part) for part in parts]
            return frozenset().union(*(one for one, _ in each)), frozenset().union(*(two for _, two in each))
