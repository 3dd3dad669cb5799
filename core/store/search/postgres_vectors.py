"""The index in PostgreSQL: a vector of the same terms for each document, made here and not by a language of the server.

A column is a weight (A to D), so that one vector holds all of them and a query names those that it may look at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from core.search.documents import SearchDocument
from core.search.expression import Beginning, Belongs, Either, Every, Except, Expression, InOrder, Term
from core.search.places import IndexColumn
from core.store.prepared import execute
from core.store.search.engine import WEIGHTS, Match
from core.store.store import Reading, Writing

_LETTERS: Final = {IndexColumn.TITLE: "A", IndexColumn.PUBLIC: "B", IndexColumn.INTERNAL: "C", IndexColumn.KEYS: "D"}
_BY_LETTER: Final = {letter: column for column, letter in _LETTERS.items()}
_LAST: Final = 16_383
"""The last place that a vector can tell."""
_MOST: Final = 255
"""Places of one term that it keeps."""
_PLACES: Final = 8
_WEIGHED: Final = f"{{{', '.join(str(WEIGHTS[column] / 4) for column in reversed(IndexColumn))}}}"
_ADD: Final = "INSERT INTO search_index (number, words) VALUES (%s, %s::tsvector)"
_FIND: Final = (
    f"SELECT number, ts_rank('{_WEIGHED}'::real[], words, asked, 1) FROM search_index, CAST(%s AS tsquery) AS asked"
    " WHERE words @@ asked AND number BETWEEN %s AND %s ORDER BY number DESC LIMIT %s"
)
_WORDS: Final = "INSERT INTO search_words (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"
_LIST: Final = (
    "SELECT number FROM search_index WHERE words @@ CAST(%s AS tsquery) AND number BETWEEN %s AND %s"
    " ORDER BY number DESC LIMIT %s"
)
_STORED: Final = (
    "SELECT number, lexeme, place, weight FROM search_index, unnest(words) AS found(lexeme, positions, weights),"
    " unnest(positions, weights) AS at(place, weight)"
)


class PostgresVectors:
    """Vectors."""

    def add(self, tx: Writing, documents: Iterable[SearchDocument]) -> None:
        """One row each."""
        execute(tx, _ADD, [(each.number, _vector(each)) for each in documents], many=True)

    def remove(self, tx: Writing, document: SearchDocument) -> None:
        """By its number."""
        execute(tx, "DELETE FROM search_index WHERE number = %s", (document.number,))

    def clear(self, tx: Writing) -> None:
        """The index and the vocabulary."""
        execute(tx, "DELETE FROM search_index", ())
        execute(tx, "DELETE FROM search_words", ())

    def tidy(self, tx: Writing) -> None:
        """A server clears dead rows away itself."""

    def merge(self, tx: Writing) -> None:
        """So does it merge."""

    def matches(
        self, tx: Reading, asked: Expression, columns: Sequence[IndexColumn], numbers: tuple[int, int], most: int
    ) -> list[Match]:
        """By ts_rank."""
        return execute(tx, _FIND, (spelled(asked, columns), *numbers, most), rows=True)

    def numbers(
        self, tx: Reading, asked: Expression, columns: Sequence[IndexColumn], within: tuple[int, int], most: int
    ) -> list[int]:
        """Without ts_rank."""
        return [number for (number,) in execute(tx, _LIST, (spelled(asked, columns), *within, most), rows=True)]

    def add_words(self, tx: Writing, words: Iterable[str]) -> None:
        """Those that are new."""
        if found := list(words):
            execute(tx, _WORDS, (found,))

    def remove_words(self, tx: Writing, words: Iterable[str]) -> None:
        """Row by row."""
        execute(tx, "DELETE FROM search_words WHERE word = %s", [(word,) for word in words], many=True)

    def entries(self, document: SearchDocument) -> Iterable[tuple[str, int]]:
        """As the vector keeps them."""
        for term, places in _places(document).items():
            yield from ((term, place * _PLACES + column) for place, column in places.items())

    def stored(self, tx: Reading) -> Iterator[tuple[int, str, int]]:
        """Document by document."""
        for number, term, place, letter in tx.connection.exec_driver_sql(_STORED):
            yield number, term, place * _PLACES + _BY_LETTER[letter]


def _places(document: SearchDocument) -> dict[str, dict[int, IndexColumn]]:
    """The places of each term, one column after the other with a gap between, as many as a vector keeps."""
    found: dict[str, dict[int, IndexColumn]] = defaultdict(dict)
    at = 0
    for column in IndexColumn:
        for term in document.columns[column]:
            at = min(at + 1, _LAST)
            places = found[term]
            if len(places) < _MOST and (at < _LAST or not places):
                places.setdefault(at, column)
        at = min(at + 2, _LAST)
    return found


def _vector(document: SearchDocument) -> str:
    return " ".join(
        f"{_quoted(term)}:{','.join(f'{place}{_LETTERS[column]}' for place, column in places.items())}"
        for term, places in _places(document).items()
    )


def spelled(asked: Expression, columns: Sequence[IndexColumn]) -> str:
    """An expression as a tsquery, looking at some columns alone."""
    return _spelled(asked, "".join(_LETTERS[column] for column in columns if column is not IndexColumn.KEYS))


def _spelled(asked: Expression, where: str) -> str:
    match asked:
        case Term(term):
            return f"{_quoted(term)}:{where}"
        case Beginning(term):
            return f"{_quoted(term)}:*{where}"
        case InOrder(terms):
            return f"({' <-> '.join(f'{_quoted(term)}:{where}' for term in terms)})"
        case Belongs(key):
            return f"{_quoted(key)}:{_LETTERS[IndexColumn.KEYS]}"
        case Every(parts):
            return f"({' & '.join(_spelled(part, where) for part in parts)})"
        case Either(parts):
            return f"({' | '.join(_spelled(part, where) for part in parts)})"
        case Except(found, without):
            return f"({_spelled(found, where)} & !{_spelled(without, where)})"


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
