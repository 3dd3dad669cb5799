"""Who asks, as rows of the card: name, phone, what else of his is open, when he was heard of last (п. 5.4, 5.5)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content

from console.widgets.line_view import MUTED, STRONG, Piece
from console.wording.instants import moment
from core.desk.views import Contact, RequesterBackground, TicketView
from core.policy.labels import Labels
from core.text import safe_line
from core.wording import mid_sentence

_NUMBERED = 3
"""How many other tickets are named by their numbers."""
_LINE = 44
"""Cells of a value beside its label in the narrowest column of fields: each is told on one line."""

Row = tuple[str, Sequence[Piece]]


def requester_rows(view: TicketView, known: RequesterBackground, labels: Labels, now: datetime) -> Iterator[Row]:
    """Label and value of what is known of the requester."""
    clinic, person = view.organization, view.requester
    yield "Инициатор", [(safe_line(person.name), STRONG)]
    yield "Телефон", [(safe_line(person.phone), STRONG)] if person.phone else [("не записан", MUTED)]
    yield "МО", [(safe_line(clinic.name), ""), (f" · {safe_line(clinic.code)}", MUTED)]
    for first, each in enumerate(known.open[:_NUMBERED]):
        more = len(known.open) - _NUMBERED if first == _NUMBERED - 1 else 0
        told = _cut(f"№ {each.number} {safe_line(each.subject)}", _LINE - (14 if more > 0 else 0))
        yield (
            "" if first else "Ещё открыто",
            [(told, ""), (f" · и ещё {more}", MUTED)] if more > 0 else [(told, "")],
        )
    for first, contact in enumerate(known.contacts):
        yield "" if first else "Обращался", _contact(contact, labels, now)


def others_open(known: RequesterBackground) -> str:
    """«ещё открыто: № 371, № 380 и ещё 2»; «» where nothing else is."""
    if not known.open:
        return ""
    numbers = ", ".join(f"№ {each.number}" for each in known.open[:_NUMBERED])
    more = len(known.open) - _NUMBERED
    return f"ещё открыто: {numbers}" + (f" и ещё {more}" if more > 0 else "")


def _contact(contact: Contact, labels: Labels, now: datetime) -> Sequence[Piece]:
    how = "звонок" if contact.number is None else mid_sentence(labels.of(contact.channel))
    number = f"№ {contact.number} " if contact.number is not None else ""
    when, through = moment(contact.at, now), f" · {how} · "
    text = _cut(f"{number}{safe_line(contact.text)}", _LINE - len(when) - len(through))
    return [(when, ""), (through, MUTED), (text, MUTED)]


def _cut(text: str, cells: int) -> str:
    return Content(text).truncate(cells, ellipsis=True).plain
