"""The log: events are appended to its end, and a ticket's history is read from it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, insert, select

from core.instants import from_us, to_us
from core.store.errors import StoreUnavailable
from core.store.event_log.codec import decode, encode
from core.store.event_log.hash_chain import GENESIS, Envelope, canonical, new_salt, text_hash
from core.store.store import Reading, Writing
from core.store.tables import events, texts
from core.tickets.log import DeskEvent, History, Recorded, TicketEvent
from core.tickets.use_cases.catalogue import EVENT_KINDS
from core.vocabulary import Role

UNREADABLE: Final = (ValueError, TypeError, AttributeError, OverflowError)
"""What reading a row raises that is not what this program, or an older one, has written."""
ON_BEHALF: Final = "on_behalf"
"""The key of an event's body that names the absent executor; no event has a field of this name."""
KEPT: Final = "kept"
"""The key of an event's body that holds the seal of an idempotency key; no event has a field of this name."""
PLACE: Final = "place"
"""The key of an event's body that tells how many events of its command stand before it in the chain; 0 is left out."""
MOST_OF_AN_ACT: Final = 10_000
"""More events than any command makes."""
_BESIDE: Final = (ON_BEHALF, KEPT, PLACE)
_LAST = select(events.c.number, events.c.hash).order_by(events.c.number.desc()).limit(1)
_IN_ORDER: Final = select(events).order_by(events.c.ticket, events.c.seq)
_WORDS: Final = select(texts.c.event, texts.c.field, texts.c.body).join(events, events.c.number == texts.c.event)
_OWN: Final = events.c.ticket == bindparam("ticket")
_OWN_EVENTS: Final = _IN_ORDER.where(_OWN)
_OWN_WORDS: Final = _WORDS.where(_OWN)
ADD_EVENT: Final = insert(events)
ADD_WORDS: Final = insert(texts)


@dataclass(frozen=True, slots=True)
class Author:
    """Who an event is recorded under; ``session`` tells one console of a login from another.

    ``on_behalf`` is the absent executor whom the login substitutes in this ticket (п. 4.7).
    """

    login: str
    role: Role
    session: str
    on_behalf: str | None = None
    kept: str | None = None
    """The seal of the idempotency key under which the event is made; None for a command without one."""
    place: int = 0
    """How many events of the command stand before this one in the chain."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of the chain: whoever has noted it elsewhere sees that a tail was cut off, or another one grew."""

    event: int
    hash: str


def append(
    tx: Writing,
    ticket: int,
    events_: Sequence[TicketEvent],
    author: Author,
    at: datetime,
    *,
    log: History | None = None,
) -> History:
    """Append events to a ticket's log, all at one instant, and give them as recorded.

    ``log``: all of it so far, where this transaction has read it after it had claimed the ticket.
    """
    tx.claim(ticket)
    tx.backend.claim_chain(tx.connection)
    seq = last_seq(tx, ticket) if log is None else log[-1].seq if log else 0
    last = chain_head(tx)
    when = from_us(to_us(at), tx.zone)
    appended: list[Recorded] = []
    for place, each in enumerate(events_, start=author.place):
        seq += 1
        last = _append(tx, last, each, replace(author, place=place), at, ticket=ticket, seq=seq)
        record = Recorded(ticket, seq, when, author.login, author.role, each, author.on_behalf, last.event - place)
        appended.append(record)
    return tuple(appended)


def append_fact(tx: Writing, event: DeskEvent, author: Author, at: datetime) -> None:
    """Append an event of the directory, which belongs to no ticket; the row that it changes is claimed by who does."""
    tx.backend.claim_chain(tx.connection)
    _append(tx, chain_head(tx), event, author, at, ticket=None, seq=None)


def last_seq(tx: Reading, ticket: int) -> int:
    """The version that a ticket's log stands at; 0 where there is none."""
    found = tx.connection.execute(select(func.max(events.c.seq)).where(events.c.ticket == ticket)).scalar()
    return found or 0


def last_event(tx: Reading) -> int:
    """The number of the last event; 0 before the first."""
    return tx.connection.execute(select(func.max(events.c.number))).scalar() or 0


def chain_head(tx: Reading) -> Head:
    """The head of the chain as it stands; number 0 and no hash before the first event."""
    last = tx.connection.execute(_LAST).first()
    return Head(last.number, last.hash) if last else Head(0, GENESIS)


def number_of(tx: Reading, hash_: str) -> int | None:
    """The number of the event with a hash; None where the chain has none."""
    return tx.connection.execute(select(events.c.number).where(events.c.hash == hash_)).scalar()


def history(tx: Reading, ticket: int) -> History:
    """The whole log of one ticket in order; empty where there is none."""
    return _histories(tx, _OWN_EVENTS, _OWN_WORDS, {"ticket": ticket}).get(ticket, ())


def histories(tx: Reading, condition: ColumnElement[bool] | None = None) -> dict[int, History]:
    """The logs of all tickets, or of those that a condition on ``events`` chooses, by number."""
    chosen = events.c.ticket.is_not(None) if condition is None else condition
    return _histories(tx, _IN_ORDER.where(chosen), _WORDS.where(chosen), {})


def _histories(
    tx: Reading, of_events: Select[Any], of_words: Select[Any], values: Mapping[str, Any]
) -> dict[int, History]:
    rows = tx.connection.execute(of_events, values).all()
    words = _by_event(tx, of_words, values)  # after their events: who writes reads what others commit meanwhile
    found: dict[int, list[Recorded]] = {}
    for row in rows:
        found.setdefault(row.ticket, []).append(recorded(row, words.get(row.number, {}), tx))
    return {ticket: tuple(log) for ticket, log in found.items()}


def histories_of(tx: Reading, tickets: Sequence[int]) -> dict[int, History]:
    """The whole logs of some tickets, by number."""
    return histories(tx, events.c.ticket.in_(tickets)) if tickets else {}


def firsts(tx: Reading, tickets: Sequence[int]) -> dict[int, Recorded]:
    """The registration of each of some tickets, by number."""
    found = histories(tx, and_(events.c.ticket.in_(tickets), events.c.seq == 1)) if tickets else {}
    return {number: log[0] for number, log in found.items()}


def head(tx: Reading) -> int:
    """The number of the last event of the whole log; 0 for an empty one."""
    return tx.connection.execute(select(func.max(events.c.number))).scalar() or 0


def since(tx: Reading, after: int, limit: int) -> tuple[Recorded, ...]:
    """The events of tickets with a number above ``after``, the last ``limit`` of them, in their order."""
    chosen = and_(events.c.ticket.is_not(None), events.c.number > max(after, head(tx) - limit))
    words = texts_of(tx, chosen)
    rows = tx.connection.execute(select(events).where(chosen).order_by(events.c.number))
    return tuple(recorded(row, words.get(row.number, {}), tx) for row in rows)


def beside(tx: Reading, act: int) -> tuple[set[int], tuple[DeskEvent, ...]]:
    """In which tickets the command whose first event is number ``act`` has recorded something, and its facts."""
    chosen = and_(events.c.number >= act, events.c.number < act + MOST_OF_AN_ACT)
    tickets: set[int] = set()
    facts: list[DeskEvent] = []
    for row in tx.connection.execute(select(events).where(chosen).order_by(events.c.number)):
        body = json.loads(row.body)
        if body.get(PLACE, 0) != row.number - act:
            break
        if row.ticket is None:
            facts += [each] if (each := fact_of(tx, row.number)) else []
        else:
            tickets.add(row.ticket)
    return tickets, tuple(facts)


def fact_of(tx: Reading, number: int) -> DeskEvent | None:
    """The event of the desk of a number; None where there is none, or it is a ticket's."""
    here = and_(events.c.number == number, events.c.ticket.is_(None))
    row = tx.connection.execute(select(events).where(here)).first()
    if row is None:
        return None
    words = texts_of(tx, events.c.number == number).get(number, {})
    found: DeskEvent = decode(row.kind, own_fields(json.loads(row.body)), words, tx.zone)
    return found


def placed(tx: Reading, number: int) -> tuple[int, int] | None:
    """Which ticket, and which of its events, the event of a number is; None for none, and for one of the desk."""
    here = and_(events.c.number == number, events.c.ticket.is_not(None))
    row = tx.connection.execute(select(events.c.ticket, events.c.seq).where(here)).first()
    return None if row is None else (row.ticket, row.seq)


def texts_of(tx: Reading, condition: ColumnElement[bool]) -> dict[int, dict[str, str | None]]:
    """People's words of the chosen events, by event number and field; None where they were cut out."""
    return _by_event(tx, _WORDS.where(condition), {})


def _by_event(tx: Reading, query: Select[Any], values: Mapping[str, Any]) -> dict[int, dict[str, str | None]]:
    found: dict[int, dict[str, str | None]] = {}
    for event, field, body in tx.connection.execute(query, values):
        found.setdefault(event, {})[field] = body
    return found


def recorded(row: Row[Any], words: Mapping[str, str | None], tx: Reading) -> Recorded:
    """One row of a ticket's log as the rules read it. Raises StoreUnavailable for a row that is no event."""
    try:
        if row.kind not in EVENT_KINDS:
            raise ValueError(f"неизвестный вид события «{row.kind}»")
        body = json.loads(row.body)
        event = decode(row.kind, own_fields(body), words, tx.zone)
        at, act = from_us(row.at, tx.zone), row.number - body.get(PLACE, 0)
        return Recorded(row.ticket, row.seq, at, row.actor, Role(row.role), event, body.get(ON_BEHALF), act)
    except UNREADABLE as error:
        place = f"Событие {row.number} (обращение {row.ticket})"
        raise StoreUnavailable(f"{place} не читается: {type(error).__name__}; выполните pult verify") from error


def own_fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """What of an event's body is the event's own, and not the log's."""
    return {name: value for name, value in body.items() if name not in _BESIDE}


def _append(
    tx: Writing,
    last: Head,
    event: TicketEvent | DeskEvent,
    author: Author,
    at: datetime,
    *,
    ticket: int | None,
    seq: int | None,
) -> Head:
    """Write one event at the end of the chain, after ``last``, and give the end as it is then."""
    row, beside = rows_of(last, event, author, at, ticket=ticket, seq=seq)
    tx.connection.execute(ADD_EVENT, row)
    if beside:
        tx.connection.execute(ADD_WORDS, beside)
    return Head(row["number"], row["hash"])


def rows_of(
    last: Head,
    event: TicketEvent | DeskEvent,
    author: Author,
    at: datetime,
    *,
    ticket: int | None,
    seq: int | None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of the event that follows ``last``, and those of its words, each under a new salt."""
    body, words = encode(event)
    salts = {field: new_salt() for field in words}
    body |= {field: {"text": text_hash(salts[field], text)} for field, text in words.items()}
    body |= {} if author.on_behalf is None else {ON_BEHALF: author.on_behalf}
    body |= {} if author.kept is None else {KEPT: author.kept}
    body |= {PLACE: author.place} if author.place else {}
    row = Envelope(
        number=last.event + 1,
        ticket=ticket,
        seq=seq,
        at=to_us(at),
        actor=author.login,
        role=author.role.value,
        session=author.session,
        kind=event.kind,
        body=canonical(body),
        prev=last.hash,
    )
    beside = [{"event": row.number, "field": f, "salt": salts[f], "body": text} for f, text in words.items()]
    return row.columns() | {"hash": row.hash()}, beside
