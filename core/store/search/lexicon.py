"""The words of the desk, as a search asks for them: what stands anywhere, what begins so, what is nearly so."""

from collections import defaultdict
from collections.abc import Sequence
from threading import Lock
from typing import Final

from core.language.approximate import distance, letters_of
from core.search.expression import Beginning, Term
from core.search.places import IndexColumn
from core.store.prepared import execute
from core.store.search.engine import engine_of
from core.store.store import Reading

EVERYWHERE: Final = (0, 2**63 - 1)
_AFTER_ALL: Final = "\uffff"
_MANY: Final = 24
"""How many words that are nearly so are looked up."""


class Vocabulary:
    """The words of one store as a process keeps them, read on where new ones came. Safe to ask from any thread.

    It may hold a word that was cut out since: whoever takes one from it looks whether it stands anywhere still.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._lock = Lock()
        self._last = 0
        self._count = 0
        self._words: dict[int, list[tuple[str, int]]] = defaultdict(list)

    def near(self, tx: Reading, word: str, limit: int) -> list[str]:
        """The words that are the fewest edits from one, ``limit`` at most, in the order in which the desk met them."""
        with self._lock:
            self._follow(tx)
            letters = letters_of(word)
            likely = [
                each
                for length in range(len(word) - limit, len(word) + limit + 1)
                for each, theirs in self._words.get(length, ())
                if (letters ^ theirs).bit_count() <= 2 * limit
            ]
        found = [(edits, each) for each in likely if (edits := distance(word, each, limit)) is not None]
        least = min((edits for edits, _ in found), default=0)
        return [each for edits, each in found if edits == least]

    def _follow(self, tx: Reading) -> None:
        """Read what is new; everything where words have gone."""
        ((count, last),) = execute(tx, "SELECT count(*), coalesce(max(id), 0) FROM search_words", [], rows=True)
        if (count, last) == (self._count, self._last):
            return
        if count < self._count or last < self._last:
            self._words, self._last, self._count = defaultdict(list), 0, 0
        found = execute(tx, f"SELECT id, word FROM search_words WHERE id > {self._last} ORDER BY id", [], rows=True)
        for _, word in found:
            self._words[len(word)].append((word, letters_of(word)))
        self._last, self._count = last, count


class StoreLexicon:
    """The words of a store in one transaction, as far as some columns tell them."""

    def __init__(self, tx: Reading, vocabulary: Vocabulary, columns: Sequence[IndexColumn]) -> None:
        """Ask the index of a transaction."""
        self._tx, self._vocabulary, self._columns = tx, vocabulary, columns
        self._engine = engine_of(tx)
        self._known: dict[str, bool] = {}

    def knows(self, terms: tuple[str, ...]) -> frozenset[str]:
        """Those of some terms that stand anywhere."""
        return frozenset(term for term in terms if self._knows(term))

    def begins(self, beginning: str) -> bool:
        """Whether any word begins so."""
        return bool(self._engine.numbers(self._tx, Beginning(beginning), self._columns, EVERYWHERE, 1))

    def near(self, word: str, limit: int) -> tuple[str, ...]:
        """The words that are the fewest edits away."""
        found = self._vocabulary.near(self._tx, word, limit)[:_MANY]
        return tuple(each for each in found if self._knows(each))

    def _knows(self, term: str) -> bool:
        found = self._known.get(term)
        if found is None:
            found = bool(self._engine.numbers(self._tx, Term(term), self._columns, EVERYWHERE, 1))
            self._known[term] = found
        return found
