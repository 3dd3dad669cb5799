"""The index in FTS5: contentless, of terms that were made here, so that its tokenizer has nothing to decide.

What a document consists of must be given again to take it out (3.40 knows no ``contentless_delete``).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from core.search.documents import SearchDocument
from core.search.expression import Beginning, Belongs, Either, Every, Except, Expression, InOrder, Term
from core.search.places import IndexColumn
from core.store.prepared import execute
from core.store.search.engine import WEIGHTS, Match
from core.store.store import Reading, Writing

_NAMES: Final = tuple(column.name.lower() for column in IndexColumn)
_COLUMNS: Final = ", ".join(_NAMES)
_ADD: Final = f"INSERT INTO search_index (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)"
_REMOVE: Final = f"INSERT INTO search_index (search_index, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)"
_COMMAND: Final = "INSERT INTO search_index (search_index) VALUES (?)"
_SETTING: Final = "INSERT INTO search_index (search_index, rank) VALUES (?, ?)"
_WEIGHED: Final = ", ".join(str(WEIGHTS[column]) for column in IndexColumn)
_WHERE: Final = "FROM search_index WHERE search_index MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
_FIND: Final = f"SELECT rowid, -bm25(search_index, {_WEIGHED}) {_WHERE}"
_LIST: Final = f"SELECT rowid {_WHERE}"
_WORDS: Final = "INSERT OR IGNORE INTO search_words (word) SELECT value FROM json_each(?)"
_STORED: Final = "SELECT doc, term, col, offset FROM search_terms"
_MERGED: Final = 200
"""Pages that one small merge writes."""
PLACES: Final = 8
"""A place in the index is its offset times this and its column."""


class SqliteFts:
    """FTS5."""

    def add(self, tx: Writing, documents: Iterable[SearchDocument]) -> None:
        """One row each."""
        execute(tx, _ADD, [_row(each) for each in documents], many=True)

    def remove(self, tx: Writing, document: SearchDocument) -> None:
        """By the same terms."""
        execute(tx, _REMOVE, _row(document))

    def clear(self, tx: Writing) -> None:
        """The index and the vocabulary."""
        execute(tx, _COMMAND, ["delete-all"])
        execute(tx, "DELETE FROM search_words", [])

    def tidy(self, tx: Writing) -> None:
        """One segment, which holds nothing that was taken out."""
        execute(tx, _COMMAND, ["optimize"])

    def merge(self, tx: Writing) -> None:
        """A few pages."""
        execute(tx, _SETTING, ["merge", _MERGED])

    def matches(
        self, tx: Reading, asked: Expression, columns: Sequence[IndexColumn], numbers: tuple[int, int], most: int
    ) -> list[Match]:
        """By bm25."""
        return execute(tx, _FIND, [spelled(asked, columns), *numbers, most], rows=True)

    def numbers(
        self, tx: Reading, asked: Expression, columns: Sequence[IndexColumn], within: tuple[int, int], most: int
    ) -> list[int]:
        """Without bm25."""
        return [number for (number,) in execute(tx, _LIST, [spelled(asked, columns), *within, most], rows=True)]

    def add_words(self, tx: Writing, words: Iterable[str]) -> None:
        """Those that are new."""
        if found := list(words):
            execute(tx, _WORDS, [json.dumps(found)])

    def remove_words(self, tx: Writing, words: Iterable[str]) -> None:
        """Row by row."""
        execute(tx, "DELETE FROM search_words WHERE word = ?", [(word,) for word in words], many=True)

    def entries(self, document: SearchDocument) -> Iterable[tuple[str, int]]:
        """Column by column."""
        for column, terms in enumerate(document.columns):
            yield from ((term, offset * PLACES + column) for offset, term in enumerate(terms))

    def stored(self, tx: Reading) -> Iterator[tuple[int, str, int]]:
        """Term by term."""
        columns = {name: place for place, name in enumerate(_NAMES)}
        found = tx.connection.exec_driver_sql(_STORED)
        for number, term, column, offset in found:
            yield number, term, offset * PLACES + columns[column]


def _row(document: SearchDocument) -> list[int | str]:
    return [document.number, *(" ".join(terms) for terms in document.columns)]


def spelled(asked: Expression, columns: Sequence[IndexColumn]) -> str:
    """An expression as FTS5 reads it, looking at some columns alone."""
    names = " ".join(column.name.lower() for column in columns if column is not IndexColumn.KEYS)
    return _spelled(asked, f"{{{names}}} : ")


def _spelled(asked: Expression, where: str) -> str:
    match asked:
        case Term(term):
            return f"{where}{_quoted(term)}"
        case Beginning(term):
            return f"{where}{_quoted(term)} *"
        case InOrder(terms):
            return f"{where}{_quoted(' '.join(terms))}"
        case Belongs(key):
            return f"{{keys}} : {_quoted(key)}"
        case Every(parts):
            return f"({' AND '.join(_spelled(part, where) for part in parts)})"
        case Either(parts):
            return f"({' OR '.join(_spelled(part, where) for part in parts)})"
        case Except(found, without):
            return f"({_spelled(found, where)} NOT {_spelled(without, where)})"


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
