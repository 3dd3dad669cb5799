"""The documents of the index as the log says: the words of events, read beside them without building the events."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import BigInteger, bindparam, select

from core.search.documents import SearchDocument, Written, events_of, page_of, ticket_page
from core.store.event_log.codec import kinds
from core.store.event_log.hash_chain import parsed
from core.store.prepared import Prepared, Rows
from core.store.store import Reading
from core.store.tables import events, texts
from core.tickets.log import Recorded
from core.tickets.redaction.free_text import beside, within, words_of
from core.tickets.registration.events import Registered

_EVENT: Final = (events.c.number, events.c.ticket, events.c.seq, events.c.kind, events.c.body)
_TEXT: Final = select(texts.c.event, texts.c.field, texts.c.body).join(events, events.c.number == texts.c.event)
_OF_PAGE: Final = (
    (events.c.ticket == bindparam("ticket"))
    & (events.c.seq >= bindparam("first"))
    & (events.c.seq <= bindparam("last"))
)
_PAGE: Final = Prepared(
    select(*_EVENT, texts.c.field, texts.c.body)
    .outerjoin(texts, texts.c.event == events.c.number)
    .where(_OF_PAGE)
    .order_by(events.c.seq)
)
_SPAN: Final = events.c.ticket.between(bindparam("first", type_=BigInteger), bindparam("last", type_=BigInteger))
_SPAN_EVENTS: Final = Prepared(select(*_EVENT).where(_SPAN).order_by(events.c.ticket, events.c.seq))
_SPAN_TEXTS: Final = Prepared(_TEXT.where(_SPAN))


def page(tx: Reading, ticket: int, number: int) -> SearchDocument:
    """A page of a ticket as its log stands in this transaction."""
    return grown_page(tx, ticket, number, 0)[1]


def grown_page(tx: Reading, ticket: int, number: int, since: int) -> tuple[SearchDocument, SearchDocument]:
    """The same, and as it stood before its event ``since``: read once."""
    first, last = events_of(number)
    given = {"ticket": ticket, "first": first, "last": last}
    found = _PAGE.rows(tx, given)
    rows = list(dict.fromkeys(row[:5] for row in found))
    words = [(row[0], *row[5:]) for row in found if row[5] is not None]
    parts = [row for row in rows if row[2] < since], rows
    nothing = ticket_page(ticket, number, (), None)
    before, now = (next(iter(_pages(part, words)), nothing) for part in parts)
    return before, now


def pages_between(tx: Reading, first: int, last: int) -> tuple[SearchDocument, ...]:
    """The pages of the tickets of a range of numbers."""
    given = {"first": first, "last": last}
    return _pages(_SPAN_EVENTS.rows(tx, given), _SPAN_TEXTS.rows(tx, given))


def pages_of(log: Iterable[Recorded]) -> Iterator[SearchDocument]:
    """The pages of a ticket whose log was read, or of some whole pages of it."""
    found: dict[tuple[int, int], list[Written]] = {}
    belongs: dict[int, tuple[int, int]] = {}
    for each in log:
        said: dict[str, Any] = {**words_of(each.event)}  # as it stands: a tampered one need not be text
        own = {name: text for name, text in said.items() if isinstance(text, str)}
        found.setdefault((each.ticket, page_of(each.seq)), []).append((each.seq, each.event.kind, own))
        if isinstance(each.event, Registered):
            belongs[each.ticket] = each.event.organization, each.event.requester
    for (ticket, number), written in found.items():
        yield ticket_page(ticket, number, written, None if number else belongs.get(ticket))


def _pages(rows: Rows, words: Rows) -> tuple[SearchDocument, ...]:
    """Pages of rows of events, in the order of tickets and events, and of their texts."""
    said: dict[int, dict[str, str]] = {}
    for event, field, body in words:
        if isinstance(body, str):
            said.setdefault(event, {})[field] = body
    found: dict[tuple[int, int], list[Written]] = {}
    belongs: dict[int, tuple[int, int]] = {}
    for number, ticket, seq, kind, body in rows:
        own, clinic_and_requester = _read(kind, body, said.get(number, {}))
        found.setdefault((ticket, page_of(seq)), []).append((seq, kind, own))
        if clinic_and_requester is not None:
            belongs[ticket] = clinic_and_requester
    return tuple(
        ticket_page(ticket, number, written, None if number else belongs.get(ticket))
        for (ticket, number), written in found.items()
    )


def _read(kind: str, body: str, said: dict[str, str]) -> tuple[dict[str, str], tuple[int, int] | None]:
    """The words of an event in the order of its fields; of a registration, whose it is."""
    outside, inside = _fields(kind)
    own = {name: said[name] for name in outside if name in said}
    if not inside:
        return own, None
    told = _told(body)
    own |= {name: told[name] for name in inside if isinstance(told.get(name), str)}
    known = kind == Registered.kind and told.keys() >= {"organization", "requester"}
    return own, (told["organization"], told["requester"]) if known else None


def _told(body: str) -> dict[str, Any]:
    """What an event says; nothing where it was tampered with, which the chain of hashes tells."""
    try:
        told = parsed(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


@cache
def _fields(kind: str) -> tuple[Sequence[str], Sequence[str]]:
    """The fields of a kind of event that hold words, beside the log and in it."""
    known = kinds().get(kind)
    return ((), ()) if known is None else (beside(known), within(known))
