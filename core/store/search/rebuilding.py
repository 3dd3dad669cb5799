"""The whole index made anew from the log and the registers, some hundred tickets at a time; what is left to tidy."""

from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy import func, select

from core.search.documents import SEARCHED, SearchDocument, row_document, vocabulary_of
from core.store.metadata import read_metadata, set_metadata
from core.store.search.engine import engine_of
from core.store.search.logged_words import pages_between
from core.store.search.version import DONE, DUE, PURGE, is_current, mark_current
from core.store.store import Reading, Store, Writing
from core.store.tables import events, metadata

AT_ONCE: Final = 500
"""Tickets whose words are held at the same time."""
Told = Callable[[int, int], None]
"""Is told how many tickets of how many are done."""


def rebuild_index(tx: Writing, told: Told = lambda _done, _all: None) -> int:
    """Make the index anew; gives how many documents it has. The caller commits."""
    tx.claim(None)
    tx.backend.claim_chain(tx.connection)
    engine = engine_of(tx)
    engine.clear(tx)
    words: set[str] = set()
    count = 0
    for documents in _all_documents(tx, told):
        engine.add(tx, documents)
        words.update(*map(vocabulary_of, documents))
        count += len(documents)
    engine.add_words(tx, sorted(words))
    engine.tidy(tx)
    mark_current(tx)
    _purged(tx)
    return count


def purge_index(store: Store) -> bool:
    """Leave nothing of cut words in the index's files, where that is due; whether it was. WAL is the caller's."""
    with store.reading() as tx:
        due = read_metadata(tx, PURGE) == DUE
    if due:
        with store.writing() as writing:
            if is_current(writing):
                engine_of(writing).tidy(writing)
            else:
                rebuild_index(writing)
            _purged(writing)
            writing.commit()
    return due


def keep_index(store: Store) -> bool:
    """What a sweep does for the index: makes it anew where it is stale, or else tidies a small part; whether anew."""
    with store.writing() as tx:
        stale = not is_current(tx)
        if stale:
            rebuild_index(tx)
        else:
            engine_of(tx).merge(tx)
        tx.commit()
    return stale


def _purged(tx: Writing) -> None:
    if read_metadata(tx, PURGE) == DUE:
        set_metadata(tx, PURGE, DONE)


def _all_documents(tx: Reading, told: Told) -> Iterator[list[SearchDocument]]:
    last = tx.connection.execute(select(func.max(events.c.ticket))).scalar() or 0
    for first in range(1, last + 1, AT_ONCE):
        yield [each for each in pages_between(tx, first, first + AT_ONCE - 1) if each]
        told(min(last, first + AT_ONCE - 1), last)
    for table in SEARCHED:
        yield list(documents_of(tx, table))


def documents_of(tx: Reading, table: str) -> Iterator[SearchDocument]:
    """The documents of a register, as its rows stand."""
    for row in tx.connection.execute(select(metadata.tables[table])).mappings():
        if document := row_document(table, dict(row)):
            yield document
