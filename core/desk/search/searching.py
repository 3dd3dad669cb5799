"""One search: read, understood, asked of the index by what may be read, and told with the words that were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.desk.queue.listing import views_at
from core.desk.search.ranking import Ranked, SearchCandidates
from core.desk.search.results import COUNTED, Asked, Group, SearchResults
from core.desk.search.showing import Showing
from core.policy import Policy
from core.search.documents import DocumentKind, clinic_key, identity_of, person_key, range_of
from core.search.expression import Belongs, Except, Expression, either, every, terms_in
from core.search.fragments import Wording
from core.search.places import IndexColumn, Readable, columns_for
from core.search.query import Clause, Query, read_query
from core.search.understanding import Synonyms, WordMeaning, understood
from core.store.projections.queue_views import Views
from core.store.search.engine import engine_of
from core.store.search.found import filtered
from core.store.search.lexicon import StoreLexicon, Vocabulary
from core.store.search.version import is_current
from core.store.store import Reading
from core.tickets.directory import Actor
from core.tickets.filtering import All, Term

_NAMESAKES: Final = 40
"""People that one word may name; a word that names more is nobody's name."""
_CLINICS: Final = 8


@dataclass(frozen=True, slots=True)
class Searcher:
    """A search of one actor in one transaction: every question passes ``columns``, what his role may read."""

    tx: Reading
    policy: Policy
    actor: Actor
    now: datetime
    vocabulary: Vocabulary
    synonyms: Synonyms
    readable: Readable

    def search(self, asked: Asked) -> SearchResults:
        """What there is."""
        query = read_query(asked.text, self.policy, self.now, typing=asked.typing)
        columns = columns_for(self.actor.role, self.readable)
        if not columns:
            return SearchResults(query.text)
        meant = self._meant(query, columns)
        lost = [each for each in query.clauses if not meant[each].known]
        left = [[meant[each] for each in group if meant[each].known] for group in query.alternatives]
        wanted = [group for group in left if any(each.asked is not None for each in group)]
        told = tuple(dict.fromkeys(each.read_as for group in left for each in group if each.asked is not None))
        stale = not is_current(self.tx)
        unknown = tuple(dict.fromkeys(each.text for each in lost))
        narrowed = self._narrowed(query, asked.filter)
        if not wanted and (query.clauses or narrowed is None):
            return SearchResults(query.text, told, unknown, stale=stale)
        without = [each.asked for each in (meant[one] for one in query.without) if each.asked and each.known]
        found, relaxed = self._found(wanted, without, narrowed, asked, columns)
        wording = _wording(wanted)
        results = Showing(self.tx, columns, wording).results(found, asked.limit)
        counts = {group: min(found[group].count, COUNTED) for group in asked.groups}
        more = any(each.more or each.count > COUNTED for each in found.values())
        return SearchResults(query.text, told, unknown, results, counts, more, relaxed, stale)

    def _meant(self, query: Query, columns: Sequence[IndexColumn]) -> dict[Clause, WordMeaning]:
        lexicon = StoreLexicon(self.tx, self.vocabulary, columns)
        return {each: understood(each, lexicon, self.synonyms) for each in (*query.clauses, *query.without)}

    def _narrowed(self, query: Query, more: str) -> tuple[Term, Views] | None:
        """The filter of a search, and what it is judged by."""
        from core.tickets.filtering import parse

        terms = [query.filter] if query.filtered else []
        terms += [parse(more, self.policy, self.now).term] if more.strip() else []
        if not terms:
            return None
        return All(tuple(terms)), views_at(self.tx, self.policy, self.now, self.actor.login)

    def _found(
        self,
        wanted: Sequence[Sequence[WordMeaning]],
        without: Sequence[Expression],
        narrowed: tuple[Term, Views] | None,
        asked: Asked,
        columns: Sequence[IndexColumn],
    ) -> tuple[dict[Group, Ranked], bool]:
        candidates = SearchCandidates(self.tx, columns, narrowed, asked.groups)
        if not wanted:
            assert narrowed is not None
            return candidates.of_numbers(filtered(self.tx, narrowed, COUNTED + 1)), False
        for relaxed, groups in enumerate(_ways(wanted)):
            own = {kind: _excluding(self._asked(groups, kind, columns), without) for kind in DocumentKind}
            found = candidates.of(own)
            if any(each.count for each in found.values()):
                return found, bool(relaxed)
        return {group: Ranked() for group in asked.groups}, False

    def _asked(
        self, groups: Sequence[Sequence[WordMeaning]], kind: DocumentKind, columns: Sequence[IndexColumn]
    ) -> Expression:
        """What the documents of a kind are asked: a word may name whose they are as well."""
        owned = kind in (DocumentKind.TICKET, DocumentKind.CALL)
        parts = []
        for group in groups:
            asked = [each.asked for each in group if each.asked is not None]
            parts.append(every(tuple(self._or_owned(each, columns) if owned else each for each in asked)))
        return either(tuple(parts))

    def _or_owned(self, asked: Expression, columns: Sequence[IndexColumn]) -> Expression:
        keys = []
        for kind, most, key in (
            (DocumentKind.PERSON, _NAMESAKES, person_key),
            (DocumentKind.CLINIC, _CLINICS, clinic_key),
        ):
            named = engine_of(self.tx).numbers(self.tx, asked, (IndexColumn.TITLE,), range_of(kind), most + 1)
            if IndexColumn.TITLE in columns and len(named) <= most:
                keys += [Belongs(key(identity_of(number))) for number in named]
        return either((asked, *keys)) if keys else asked


def _ways(wanted: Sequence[Sequence[WordMeaning]]) -> list[list[list[WordMeaning]]]:
    """Everything; where nothing has that, all but one of the words; then any of them."""
    whole = [list(group) for group in wanted]
    ways = [whole]
    if len(whole) == 1:
        (group,) = whole
        said = [each for each in group if each.asked is not None]
        if len(said) > 2:
            ways.append([[each for each in said if each is not left] for left in said])
        if len(said) > 1:
            ways.append([[each] for each in said])
    return ways


def _excluding(asked: Expression, without: Sequence[Expression]) -> Expression:
    return Except(asked, either(tuple(without))) if without else asked


def _wording(wanted: Sequence[Sequence[WordMeaning]]) -> Wording:
    found = [terms_in(each.asked) for group in wanted for each in group if each.asked is not None]
    return Wording(frozenset().union(*(terms for terms, _ in found)), frozenset().union(*(begun for _, begun in found)))
