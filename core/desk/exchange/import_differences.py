"""What differs between a row of a file and the ticket that its number has here already; nothing is changed by it.

Texts are compared as they would be stored: cleaned, and with personal data masked (Прил. 3, п. 5).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from core.desk.exchange.import_file import Row
from core.text import clean_line, safe, safe_line
from core.tickets.directory import Organization, Person
from core.tickets.redaction.free_text import CUT_OUT
from core.tickets.refusal import Refusal
from core.vocabulary import Channel, Mis, Priority, Status, TicketType
from core.when import read_written
from core.wording import moment

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.registration.events import Registered
    from core.tickets.ticket import Ticket

LABELS: Final[Mapping[str, str]] = {
    "subject": "Тема", "description": "Описание", "org": "МО", "requester": "Инициатор", "mis": "МИС", "type": "Тип",
    "priority": "Приоритет", "status": "Статус", "received_at": "Поступило", "channel": "Канал",
}  # fmt: skip
"""How the fields of a file are called, in the order in which they are compared."""
_CODES: Final[Mapping[str, type[StrEnum]]] = {
    "mis": Mis, "type": TicketType, "priority": Priority, "status": Status,
}  # fmt: skip
_MASK: Final = re.compile(r"\[[^\[\]]*скрыт[^\[\]]*\]")
_LONGEST: Final = 500
"""Characters of a value that are told."""


@dataclass(frozen=True, slots=True)
class ImportDifference:
    """One field: ``here`` as the ticket has it now, ``there`` as the file has it, in words.

    ``changed``: there, here (since it was registered), or both.
    """

    field: str
    label: str
    here: str
    there: str
    changed: str


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row whose number is known: its ticket here, and what differs."""

    line: int
    external_number: str
    number: int
    differs: tuple[ImportDifference, ...]


def differences(
    desk: "Desk", row: Row, channel: Channel, ticket: "Ticket", first: "Registered"
) -> tuple[ImportDifference, ...]:
    """Every field of a row that says something else than the ticket does; ``first`` is what was registered."""
    return tuple(_differing(_Reading(desk, row, channel), ticket, first))


def _differing(there: "_Reading", ticket: "Ticket", first: "Registered") -> Iterator[ImportDifference]:
    for name in LABELS:
        if (value := there.value(name)) is None:
            continue
        attribute = "organization" if name == "org" else name
        now, then = getattr(ticket, attribute), getattr(first, attribute, None if name != "status" else Status.NEW)
        if CUT_OUT in (now, then) or _plain(value) == _plain(now):
            continue
        here, said = (_cut(there.told(name, each)) for each in (now, value))
        yield ImportDifference(name, LABELS[name], here, said, _changed(value, now, then))


def _changed(value: object, now: object, then: object) -> str:
    if _plain(value) == _plain(then):
        return "here"
    return "there" if now == then else "both"


def _plain(value: object) -> object:
    """A value fit to be compared: the words of a mask are no difference."""
    return _MASK.sub("[…]", value) if isinstance(value, str) and not isinstance(value, StrEnum) else value


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class _Raw(str):
    """What a file says that means nothing here."""

    __slots__ = ()


class _Reading:
    """A row read as the desk would read it, field by field: what cannot be read still differs."""

    def __init__(self, desk: "Desk", row: Row, channel: Channel) -> None:
        self.desk, self.row, self.channel = desk, row, channel
        self.policy = desk.policy
        self._people = {"org": self._organization, "requester": self._requester}

    def value(self, name: str) -> Any:
        """What the file says of a field; None where it says nothing."""
        if name == "channel":
            return self.channel
        text = str(self.row.values.get(name) or "").strip()
        if not text:
            return None
        if name in _CODES:
            return self._or_raw(lambda: self.policy.labels.parse(_CODES[name], text), text)
        if name == "received_at":
            return self._or_raw(lambda: read_written(text, self.policy.zone), text)
        if name in self._people:
            found = self._people[name](text)
            return _Raw(safe_line(text)) if found is None else found.id
        return self.desk.commands.gate.mask(
            clean_line(text, len(text) + 1) if name == "subject" else safe(text).strip()
        )

    def told(self, name: str, value: Any) -> str:
        """A value in words."""
        if isinstance(value, _Raw):
            return f"{value} (здесь такого нет)"
        if isinstance(value, StrEnum):
            return self.policy.labels.of(value)
        if isinstance(value, datetime):
            return moment(value, self.policy.zone)
        if name in self._people:
            found = self._people[name](str(value))
            return found.name if found else f"№ {value}"
        return safe_line(str(value))

    @staticmethod
    def _or_raw(read: Callable[[], Any], text: str) -> Any:
        try:
            return read()
        except ValueError:
            return _Raw(safe_line(text))

    def _organization(self, text: str) -> Organization | None:
        found = self.desk.directory.find_organization(text)
        return None if isinstance(found, Refusal) else found

    def _requester(self, text: str) -> Person | None:
        clinic = self._organization(str(self.row.values.get("org") or ""))
        found = self.desk.directory.find_person(text, None if text.isdigit() or clinic is None else clinic.id)
        return None if isinstance(found, Refusal) else found
