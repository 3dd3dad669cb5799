"""Writing into the index, in the transaction of the events: what was a document, and what it is now."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from core.search.documents import SEARCHED, SearchDocument, page_in, page_of, row_document, vocabulary_of
from core.search.expression import Term
from core.search.places import IndexColumn
from core.store.metadata import set_metadata
from core.store.search.engine import engine_of
from core.store.search.logged_words import grown_page, page, pages_of
from core.store.search.version import DUE, PURGE, is_current, mark_stale
from core.store.store import Writing
from core.tickets.log import History
from core.tickets.redaction.free_text import words_of

_ALL: Final = (0, 2**63 - 1)


def index_appended(tx: Writing, appended: History) -> None:
    """Write what was appended to a ticket's log into the pages that it stands in; it stands in the log already."""
    worded = [each for each in appended if each.seq == 1 or words_of(each.event)]
    if not worded or not _writable(tx):
        return
    ticket = appended[0].ticket
    for number in sorted({page_of(each.seq) for each in worded}):
        own = [each for each in appended if page_of(each.seq) == number]
        first = own[0].seq
        if first > 1 and page_of(first - 1) == number:
            _replace(tx, *grown_page(tx, ticket, number, first))
        else:
            _replace(tx, None, next(pages_of(own)))


def index_new(tx: Writing, documents: Iterable[SearchDocument]) -> None:
    """Write documents that are not in the index, many at a time."""
    if not _writable(tx):
        return
    added = [each for each in documents if each]
    if added:
        engine_of(tx).add(tx, added)
        engine_of(tx).add_words(tx, sorted(set().union(*map(vocabulary_of, added))))


def index_row(
    tx: Writing, table: str, before: Mapping[str, Any] | None, now: Mapping[str, Any], *, cut: bool = False
) -> None:
    """Write a row of a register anew, where it is searched; ``cut``: nothing of the words that it had is left."""
    if table in SEARCHED and _writable(tx):
        old, new = (row_document(table, each) if each else None for each in (before, now))
        _replace(tx, old, new)
        if cut:
            leave_nothing(tx, at_once=True)


@contextmanager
def recutting(tx: Writing, ticket: int, pages: Iterable[int], *, purge: bool) -> Iterator[None]:
    """While words are cut out of a ticket's events: its pages are written anew, and nothing of the words is left.

    ``purge``: at once; else whoever cuts many leaves it to :func:`purge_index`.
    """
    numbers = tuple(pages)
    writable = _writable(tx)
    before = [page(tx, ticket, each) for each in numbers] if writable else []
    yield
    for old in before:
        _replace(tx, old, page(tx, ticket, page_in(old.number)))
    if writable:
        leave_nothing(tx, at_once=purge)


def leave_nothing(tx: Writing, *, at_once: bool) -> None:
    """Have nothing in the index's files of words that were taken out of it: now, or by :func:`purge_index`."""
    if at_once:
        engine_of(tx).tidy(tx)
    else:
        set_metadata(tx, PURGE, DUE)


def _replace(tx: Writing, old: SearchDocument | None, new: SearchDocument | None) -> None:
    if old == new:
        return
    engine = engine_of(tx)
    if old:
        engine.remove(tx, old)
    if new:
        engine.add(tx, (new,))
    had, has = (vocabulary_of(each) if each else set() for each in (old, new))
    engine.add_words(tx, sorted(has - had))
    gone = [word for word in sorted(had - has) if not engine.numbers(tx, Term(word), tuple(IndexColumn), _ALL, 1)]
    if gone:
        engine.remove_words(tx, gone)


def _writable(tx: Writing) -> bool:
    """Whether the index is of this program's terms; where it is not, that something is missing in it is on record."""
    if is_current(tx):
        return True
    mark_stale(tx)
    return False
