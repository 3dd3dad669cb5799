"""What the index asks of a database: FTS5 of SQLite, or vectors of PostgreSQL. Documents and queries are the same."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from core.search.documents import SearchDocument
from core.search.expression import Expression
from core.search.places import IndexColumn
from core.store.store import Reading, Writing

Match = tuple[int, float]
"""The number of a document, and how well it answers: the more, the better."""
WEIGHTS: Final = {IndexColumn.TITLE: 4.0, IndexColumn.PUBLIC: 1.0, IndexColumn.INTERNAL: 0.7, IndexColumn.KEYS: 0.5}
"""What a word counts by where it stands."""


class SearchEngine(Protocol):
    """The index in one kind of database."""

    def add(self, tx: Writing, documents: Iterable[SearchDocument]) -> None:
        """Put documents in that are not in it."""

    def remove(self, tx: Writing, document: SearchDocument) -> None:
        """Take a document out, which was put in exactly so."""

    def clear(self, tx: Writing) -> None:
        """Take everything out."""

    def tidy(self, tx: Writing) -> None:
        """Leave nothing in its files of what was taken out, as far as the database does that itself."""

    def merge(self, tx: Writing) -> None:
        """Do a small part of the tidying that keeps queries quick."""

    def matches(
        self, tx: Reading, asked: Expression, columns: Sequence[IndexColumn], numbers: tuple[int, int], most: int
    ) -> list[Match]:
        """The documents of a range of numbers that answer by the columns, those of the highest numbers first."""

    def numbers(
        self, tx: Reading, asked: Expression, columns: Sequence[IndexColumn], within: tuple[int, int], most: int
    ) -> list[int]:
        """The same, by their numbers alone: many times as quick where there are many."""

    def add_words(self, tx: Writing, words: Iterable[str]) -> None:
        """Put words into the vocabulary, those that it has already among them."""

    def remove_words(self, tx: Writing, words: Iterable[str]) -> None:
        """Take words out of the vocabulary."""

    def entries(self, document: SearchDocument) -> Iterable[tuple[str, int]]:
        """What the index must hold of a document: each term, and its place as one number."""

    def stored(self, tx: Reading) -> Iterator[tuple[int, str, int]]:
        """What the index holds: a document's number, a term, its place."""


def engine_of(tx: Reading) -> SearchEngine:
    """The index of the database that a transaction is of; loads that one alone."""
    if tx.connection.dialect.name == "postgresql":
        from core.store.search.postgres_vectors import PostgresVectors

        return PostgresVectors()
    from core.store.search.sqlite_fts import SqliteFts

    return SqliteFts()
