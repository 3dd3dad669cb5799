"""Where in a document a word stands, who may read it there, and how the place is called.

A field of an event that is not named here is for ЦК alone: what somebody forgot to name is found by fewer, not by more.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from core.vocabulary import Role


class Column(IntEnum):
    """The columns of a document; what stands in each is read by whoever may read that column."""

    TITLE = 0
    PUBLIC = 1
    """What a requester may read too: the request, the answers, the solution."""
    INTERNAL = 2
    """What ЦК writes for itself: notes, reasons, tasks."""
    KEYS = 3
    """To whom it belongs, by id."""


_PLACES: Final[Mapping[tuple[str, str], tuple[Column, str]]] = {
    ("registered", "subject"): (Column.TITLE, "subject"),
    ("registered", "description"): (Column.PUBLIC, "description"),
    ("registered", "external_number"): (Column.TITLE, "external_number"),
    ("externally_registered", "external_number"): (Column.TITLE, "external_number"),
    ("commented", "text"): (Column.PUBLIC, "comment"),
    ("requester_answered", "text"): (Column.PUBLIC, "answer"),
    ("rejected", "reason"): (Column.PUBLIC, "rejection"),
    ("resolved", "solution"): (Column.PUBLIC, "solution"),
    ("attached", "title"): (Column.PUBLIC, "attachment"),
    ("noted", "text"): (Column.INTERNAL, "note"),
    ("task_set", "text"): (Column.INTERNAL, "task"),
    ("task_done", "result"): (Column.INTERNAL, "task"),
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
READABLE: Final[Mapping[Column, frozenset[Role]]] = {
    Column.TITLE: _READERS,
    Column.PUBLIC: _READERS,
    Column.INTERNAL: _READERS,
    Column.KEYS: _READERS,
}
"""Which roles may read a column. As the card shows a ticket whole to whoever works here, so is it searched whole;
whoever is taken out here finds by nothing that stands there, is told no figure of it, and no word of it is guessed."""

Readable = Mapping[Column, frozenset[Role]]


def column_of(kind: str, field: str) -> Column:
    """Where a field of an event stands."""
    return _PLACES.get((kind, field), (Column.INTERNAL, ""))[0]


def place_of(kind: str, field: str) -> str:
    """The stable name of the place of a field; «entry» for the many that have none of their own."""
    return _PLACES.get((kind, field), (Column.INTERNAL, "entry"))[1]


def place_title(place: str) -> str:
    """How a place is called in Russian."""
    return _TITLES.get(place, place)


def columns_for(role: Role, readable: Readable = READABLE) -> tuple[Column, ...]:
    """The columns that a role may search, in their order."""
    return tuple(column for column in Column if role in readable[column])
