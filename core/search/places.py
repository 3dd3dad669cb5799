"""Where in a document a word stands, who may read it there, and how the place is called.

A field of an event that is not named here is for ЦК alone: what somebody forgot to name is found by fewer, not by more.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from core.vocabulary import Role


class IndexColumn(IntEnum):
    """The columns of a document; what stands in each is read by whoever may read that column."""

    TITLE = 0
    PUBLIC = 1
    """What a requester may read too: the request, the answers, the solution."""
    INTERNAL = 2
    """What ЦК writes for itself: notes, reasons, tasks."""
    KEYS = 3
    """To whom it belongs, by id."""


_PLACES: Final[Mapping[tuple[str, str], tuple[IndexColumn, str]]] = {
    ("registered", "subject"): (IndexColumn.TITLE, "subject"),
    ("registered", "description"): (IndexColumn.PUBLIC, "description"),
    ("registered", "external_number"): (IndexColumn.TITLE, "external_number"),
    ("externally_registered", "external_number"): (IndexColumn.TITLE, "external_number"),
    ("commented", "text"): (IndexColumn.PUBLIC, "comment"),
    ("requester_answered", "text"): (IndexColumn.PUBLIC, "answer"),
    ("rejected", "reason"): (IndexColumn.PUBLIC, "rejection"),
    ("resolved", "solution"): (IndexColumn.PUBLIC, "solution"),
    ("attached", "title"): (IndexColumn.PUBLIC, "attachment"),
    ("noted", "text"): (IndexColumn.INTERNAL, "note"),
    ("task_set", "text"): (IndexColumn.INTERNAL, "task"),
    ("task_done", "result"): (IndexColumn.INTERNAL, "task"),
}
_TITLES: Final[Mapping[str, str]] = {
    "subject": "тема",
    "description": "описание",
    "external_number": "внешний номер",
    "number": "номер",
    "comment": "ответ",
    "answer": "ответ инициатора",
    "rejection": "отклонено",
    "solution": "решение",
    "attachment": "файл",
    "note": "заметка",
    "task": "задача",
    "entry": "запись",
    "title": "название",
    "text": "текст",
    "name": "имя",
    "phone": "телефон",
    "email": "почта",
    "requester": "инициатор",
    "organization": "МО",
    "contract": "договор",
    "code": "код",
}
_READERS: Final = frozenset(Role) - {Role.SYSTEM}
READABLE: Final[Mapping[IndexColumn, frozenset[Role]]] = {
    IndexColumn.TITLE: _READERS,
    IndexColumn.PUBLIC: _READERS,
    IndexColumn.INTERNAL: _READERS,
    IndexColumn.KEYS: _READERS,
}
"""Which roles may read a column. As the card shows a ticket whole to whoever works here, so is it searched whole;
whoever is taken out here finds by nothing that stands there, is told no figure of it, and no word of it is guessed."""

Readable = Mapping[IndexColumn, frozenset[Role]]


def column_of(kind: str, field: str) -> IndexColumn:
    """Where a field of an event stands."""
    return _PLACES.get((kind, field), (IndexColumn.INTERNAL, ""))[0]


def place_of(kind: str, field: str) -> str:
    """The stable name of the place of a field; «entry» for the many that have none of their own."""
    return _PLACES.get((kind, field), (IndexColumn.INTERNAL, "entry"))[1]


def place_title(place: str) -> str:
    """How a place is called in Russian."""
    return _TITLES.get(place, place)


def columns_for(role: Role, readable: Readable = READABLE) -> tuple[IndexColumn, ...]:
    """The columns that a role may search, in their order."""
    return tuple(column for column in IndexColumn if role in readable[column])
