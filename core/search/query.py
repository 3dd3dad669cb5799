"""Reading a search: words, phrases in quotes, what is excluded, «или», and fields of the filter language beside them.

Whatever cannot be read as a field is words: nothing that somebody types is an error.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from core.language.terms import phones_in
from core.policy import Policy
from core.text import clean_line, fold
from core.tickets.filtering import parse, terms
from core.tickets.filtering.keys import FLAG_OF, OR, word_of
from core.tickets.filtering.tokens import Token, tokens

LONGEST: Final = 300
"""Characters of a search that are read."""
MOST: Final = 16
"""Words of a search that are looked for."""
_USUAL: Final = frozenset({"outage", "disputed", "tasks", "new", "to_solve", "needs_term", "soon", "confirmation"})
"""Flags whose word stands in many requests («сбой», «задачи»): in a search it is a word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word as it was typed, signs and all; ``typing``: its end may still be missing."""

    text: str
    typing: bool = False


@dataclass(frozen=True, slots=True)
class PhraseWanted:
    """Words that stand together."""

    text: str


Clause = Wanted | PhraseWanted


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was read."""

    text: str
    alternatives: tuple[tuple[Clause, ...], ...] = ()
    """Of one of them, every clause is wanted; none: no words."""
    without: tuple[Clause, ...] = ()
    filter: terms.Term = field(default_factory=terms.All)
    filtered: bool = False
    """Whether ``filter`` asks for anything."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause that is wanted."""
        return tuple(clause for each in self.alternatives for clause in each)


def read_query(text: str, policy: Policy, now: datetime, *, typing: bool = False) -> Query:
    """Read a search at an instant, by which «сегодня» is meant; ``typing``: its last word may grow. Never raises."""
    cleaned = clean_line(text, LONGEST)
    groups: list[list[Clause]] = [[]]
    without: list[Clause] = []
    fields: list[terms.Term] = []
    bare = cleaned
    for start, end in reversed(phones_in(cleaned)):
        groups[0].insert(0, Wanted(cleaned[start:end]))
        bare = f"{bare[:start]} {bare[end:]}"
    for token in tokens(bare, policy.labels):
        if token.key is None and fold(token.text) in OR:
            groups.append([])
        elif (term := _field(token, policy, now)) is not None:
            fields += term.terms if isinstance(term, terms.All) else (term,)
        else:
            (without if _excludes(token) else groups[-1]).extend(_clauses(token))
    kept = [group[:MOST] for group in groups if group][:MOST]
    if kept and typing and text[-1:].strip() and cleaned.endswith(_last_word(kept)):
        kept[-1][-1] = Wanted(_last_word(kept), typing=True)
    return Query(
        cleaned,
        tuple(tuple(group) for group in kept),
        tuple(without[:MOST]),
        terms.All(tuple(fields)),
        bool(fields),
    )


def _last_word(groups: list[list[Clause]]) -> str:
    last = groups[-1][-1]
    return last.text if isinstance(last, Wanted) else "\n"


def _field(token: Token, policy: Policy, now: datetime) -> terms.Term | None:
    """What a field or a flag asks for; None for words, and for a field that cannot be read."""
    bare = token.text.removeprefix("-")
    flag = None if bare.startswith('"') else word_of(bare, FLAG_OF)
    if token.key is None and (flag is None or flag in _USUAL):
        return None
    parsed = parse(token.text, policy, now)
    return None if parsed.problems else parsed.term


def _excludes(token: Token) -> bool:
    return token.text.startswith("-") and len(token.text) > 1


def _clauses(token: Token) -> list[Clause]:
    text = token.text.removeprefix("-")
    if text.startswith('"'):
        return [PhraseWanted(text.strip('"'))] if text.strip('"').strip() else []
    return [Wanted(each) for each in text.replace('"', " ").split()]
