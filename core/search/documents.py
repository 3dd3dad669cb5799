"""What search finds: documents of terms, and the numbers that they have in the index.

A ticket is one document for every :data:`PAGE` events of its log, so that a word that is added to a long one costs what
it costs in a short one; solutions, people, clinics and calls are one document each. Where a ticket belongs to a clinic
or a requester, their ids stand in it and not their names: a name that changes, or is cut out, changes no ticket.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from core.language.terms import read
from core.search.places import IndexColumn, column_of
from core.text import initials

PAGE: Final = 12
"""Events of a ticket that are one document."""
_PAGES: Final = 1024
"""Documents of one ticket; what comes after the last page belongs to it."""
_SHIFT: Final = 48

Written = tuple[int, str, Mapping[str, str]]
"""An event of a ticket: its place in the log, its kind, the words of people in it by field."""


class DocumentKind(IntEnum):
    """What a document is about."""

    TICKET = 0
    SOLUTION = 1
    PERSON = 2
    CLINIC = 3
    CALL = 4


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The terms of a document, column by column, and its number in the index."""

    number: int
    columns: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        """Whether there is anything to be found by."""
        return any(self.columns)


def page_of(seq: int) -> int:
    """The page of an event by its place in the ticket's log, from 1."""
    return min((seq - 1) // PAGE, _PAGES - 1)


def events_of(page: int) -> tuple[int, int]:
    """The first and the last place in the log that a page may have."""
    last = (page + 1) * PAGE if page < _PAGES - 1 else 2**31 - 1
    return page * PAGE + 1, last


def document_number(kind: DocumentKind, identity: int, page: int = 0) -> int:
    """The number of a document: those of a kind stand together, those of a ticket beside each other."""
    return (kind << _SHIFT) + identity * _PAGES + page


def identity_of(number: int) -> int:
    """Whose document has a number: the ticket's number, or the id of a row."""
    return (number & ((1 << _SHIFT) - 1)) // _PAGES


def page_in(number: int) -> int:
    """Which page of its ticket a document is."""
    return number % _PAGES


def kind_of(number: int) -> DocumentKind:
    """Of which kind a document is."""
    return DocumentKind(number >> _SHIFT)


def range_of(kind: DocumentKind) -> tuple[int, int]:
    """The lowest and the highest number that documents of a kind may have."""
    return kind << _SHIFT, ((kind + 1) << _SHIFT) - 1


def clinic_key(identity: int) -> str:
    """The term that stands in whatever belongs to a clinic."""
    return f"o{identity}"


def person_key(identity: int) -> str:
    """The term that stands in whatever belongs to somebody of a clinic."""
    return f"p{identity}"


def ticket_page(ticket: int, page: int, events: Iterable[Written], belongs: tuple[int, int] | None) -> SearchDocument:
    """A page of a ticket's log; ``belongs``: its clinic and requester, where the page has its registration."""
    found: dict[IndexColumn, list[str]] = {column: [] for column in IndexColumn}
    for _seq, kind, words in events:
        for field, text in words.items():
            found[column_of(kind, field)] += read(text).terms()
    if belongs is not None:
        found[IndexColumn.TITLE].append(str(ticket))
        found[IndexColumn.KEYS] += [clinic_key(belongs[0]), person_key(belongs[1])]
    return _document(document_number(DocumentKind.TICKET, ticket, page), found)


def row_document(table: str, row: Mapping[str, Any]) -> SearchDocument | None:
    """The document of a row of a register; None for a register that is not searched."""
    made = _OF_ROWS.get(table)
    return None if made is None else made(row)


def _solution(row: Mapping[str, Any]) -> SearchDocument:
    texts = {IndexColumn.TITLE: (row["title"], row["module"]), IndexColumn.PUBLIC: (row["text"],)}
    return _of_row(DocumentKind.SOLUTION, row, texts)


def _person(row: Mapping[str, Any]) -> SearchDocument:
    texts = {IndexColumn.TITLE: (row["name"],), IndexColumn.PUBLIC: (row["phone"], row["email"])}
    return _of_row(DocumentKind.PERSON, row, texts, clinic_key(row["organization"]))


def _clinic(row: Mapping[str, Any]) -> SearchDocument:
    texts = {
        IndexColumn.TITLE: (row["name"], row["code"], initials(row["name"])),
        IndexColumn.PUBLIC: (row["contract"],),
    }
    return _of_row(DocumentKind.CLINIC, row, texts)


def _call(row: Mapping[str, Any]) -> SearchDocument:
    keys = clinic_key(row["organization"]), person_key(row["requester"])
    return _of_row(DocumentKind.CALL, row, {IndexColumn.PUBLIC: (row["text"],)}, *keys)


_OF_ROWS: Final = {"solutions": _solution, "people": _person, "organizations": _clinic, "calls": _call}
SEARCHED: Final[Mapping[str, DocumentKind]] = {
    "solutions": DocumentKind.SOLUTION,
    "people": DocumentKind.PERSON,
    "organizations": DocumentKind.CLINIC,
    "calls": DocumentKind.CALL,
}
"""The registers whose rows are documents, and of which kind."""


def _of_row(
    kind: DocumentKind, row: Mapping[str, Any], texts: Mapping[IndexColumn, Iterable[str | None]], *keys: str
) -> SearchDocument:
    found: dict[IndexColumn, list[str]] = {column: [] for column in IndexColumn}
    for column, each in texts.items():
        found[column] += [term for text in each if text for term in read(text).terms()]
    found[IndexColumn.KEYS] += keys
    return _document(document_number(kind, row["id"]), found)


def _document(number: int, found: Mapping[IndexColumn, list[str]]) -> SearchDocument:
    return SearchDocument(number, tuple(tuple(found[column]) for column in IndexColumn))


def vocabulary_of(document: SearchDocument) -> set[str]:
    """The words of a document that a mistyped one may have meant: of letters alone, three of them at least."""
    return {
        term
        for column in (IndexColumn.TITLE, IndexColumn.PUBLIC, IndexColumn.INTERNAL)
        for term in document.columns[column]
        if len(term) > 2 and term.isalpha()
    }  # fmt: skip
