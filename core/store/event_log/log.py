"""The log: events are appended to its end, and a ticket's history is read from it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, select

from core.instants import from_us, to_us
from core.store.errors import StoreUnavailable
from core.store.event_log.codec import code_of, decode, encode
from core.store.event_log.hash_chain import GENESIS, Envelope, canonical, new_salt, parsed, text_hash
from core.store.prepared import Prepared, Rows, at_once
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
_BESIDE: Final = frozenset((ON_BEHALF, KEPT, PLACE))
_role: Final = code_of(Role)
_LAST: Final = Prepared(select(events.c.number, events.c.hash).order_by(events.c.number.desc()).limit(1))
_LAST_NUMBER: Final = Prepared(select(func.max(events.c.number)))
_LAST_SEQ: Final = Prepared(select(func.max(events.c.seq)).where(events.c.ticket == bindparam("ticket")))
_IN_ORDER: Final = select(events).order_by(events.c.ticket, events.c.seq)
WORDS: Final = select(texts.c.event, texts.c.field, texts.c.body).join(events, events.c.number == texts.c.event)
"""People's words beside the events that a condition chooses."""
_OWN: Final = and_(events.c.ticket == bindparam("ticket"), events.c.seq >= bindparam("since"))
_OWN_EVENTS: Final = Prepared(_IN_ORDER.where(_OWN))
_OWN_WORDS: Final = Prepared(WORDS.where(_OWN))
ADD_EVENT: Final = Prepared(insert(events))
ADD_WORDS: Final = Prepared(insert(texts))


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


@dataclass(frozen=True, slots=True)
class Appended:
    """What was appended to a ticket's log, and the head of the chain after it."""

    events: History
    head: Head


def append(tx: Writing, ticket: int, events_: Sequence[TicketEvent], author: Author, at: datetime) -> History:
    """Append events to a ticket's log, all at one instant, and give them as recorded."""
    tx.claim(ticket)
    return extend(tx, ticket, events_, author, at, seq=last_seq(tx, ticket)).events


def extend(
    tx: Writing, ticket: int, events_: Sequence[TicketEvent], author: Author, at: datetime, *, seq: int
) -> Appended:
    """The same after event ``seq``, the ticket's last: read in this transaction since it has claimed the ticket."""
    tx.claim(ticket)
    tx.backend.claim_chain(tx.connection)
    last = chain_head(tx)
    when = from_us(to_us(at), tx.zone)
    appended: list[Recorded] = []
    with at_once(tx):
        for place, each in enumerate(events_, start=author.place):
            seq += 1
            last = _append(tx, last, each, replace(author, place=place), at, ticket=ticket, seq=seq)
            record = Recorded(ticket, seq, when, author.login, author.role, each, author.on_behalf, last.event - place)
            appended.append(record)
    return Appended(tuple(appended), last)


def append_fact(tx: Writing, event: DeskEvent, author: Author, at: datetime) -> None:
    """Append an event of the directory, which belongs to no ticket; the row that it changes is claimed by who does."""
    tx.backend.claim_chain(tx.connection)
    _append(tx, chain_head(tx), event, author, at, ticket=None, seq=None)


def last_seq(tx: Reading, ticket: int) -> int:
    """The version that a ticket's log stands at; 0 where there is none."""
    found = _LAST_SEQ.first(tx, {"ticket": ticket})
    return (found and found[0]) or 0


def last_seqs(tx: Reading, tickets: Sequence[int]) -> dict[int, int]:
    """The versions that the logs of some tickets stand at; those without a log are left out."""
    query = select(events.c.ticket, func.max(events.c.seq)).where(events.c.ticket.in_(tickets))
    return dict(map(tuple, tx.connection.execute(query.group_by(events.c.ticket))))


def last_event(tx: Reading) -> int:
    """The number of the last event; 0 before the first."""
    found = _LAST_NUMBER.first(tx)
    return (found and found[0]) or 0


def chain_head(tx: Reading) -> Head:
    """The head of the chain as it stands; number 0 and no hash before the first event."""
    last = _LAST.first(tx)
    return Head(*last) if last else Head(0, GENESIS)


def number_of(tx: Reading, hash_: str) -> int | None:
    """The number of the event with a hash; None where the chain has none."""
    return tx.connection.execute(select(events.c.number).where(events.c.hash == hash_)).scalar()


def instant_of(tx: Reading, number: int) -> int:
    """When the event of a number was recorded, in microseconds. Raises NoResultFound where there is none."""
    at: int = tx.connection.execute(select(events.c.at).where(events.c.number == number)).scalar_one()
    return at


def history(tx: Reading, ticket: int) -> History:
    """The whole log of one ticket in order; empty where there is none."""
    return read_log(tx, ticket, log_rows(tx, ticket))


def log_rows(tx: Reading, ticket: int, since: int = 1) -> Rows:
    """The rows of one ticket's log from its event ``since`` on, in order, column by column as the table has them."""
    return _OWN_EVENTS.rows(tx, {"ticket": ticket, "since": since})


def read_log(tx: Reading, ticket: int, rows: Rows) -> History:
    """Rows of :func:`log_rows` with their words, read after them: who writes reads what others commit meanwhile."""
    if not rows:
        return ()
    words = by_event(_OWN_WORDS.rows(tx, {"ticket": ticket, "since": rows[0][2]}))
    return tuple(recorded(row, words.get(row[0], {}), tx) for row in rows)


def head_of(row: Sequence[Any]) -> Head:
    """The place of a row of the log in the chain."""
    return Head(row[0], row[-1])


def histories(tx: Reading, condition: ColumnElement[bool] | None = None) -> dict[int, History]:
    """The logs of all tickets, or of those that a condition on ``events`` chooses, by number."""
    chosen = events.c.ticket.is_not(None) if condition is None else condition
    rows = tx.connection.execute(_IN_ORDER.where(chosen)).all()
    words = texts_of(tx, chosen)  # after their events, as in read_log
    found: dict[int, list[Recorded]] = {}
    for row in rows:
        found.setdefault(row.ticket, []).append(recorded(row, words.get(row.number, {}), tx))
    return {ticket: tuple(log) for ticket, log in found.items()}


def histories_of(tx: Reading, tickets: Sequence[int]) -> dict[int, History]:
    """The whole logs of some tickets, by number."""
    return histories(tx, events.c.ticket.in_(tickets)) if tickets else {}


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
    return by_event(tx.connection.execute(WORDS.where(condition)))


def by_event(rows: Iterable[Sequence[Any]]) -> dict[int, dict[str, str | None]]:
    """Rows of :data:`WORDS` by the number of their event, and by field."""
    found: dict[int, dict[str, str | None]] = {}
    for event, field, body in rows:
        found.setdefault(event, {})[field] = body
    return found


def recorded(row: Sequence[Any], words: Mapping[str, str | None], tx: Reading) -> Recorded:
    """One row of a ticket's log as the rules read it. Raises StoreUnavailable for a row that is no event."""
    number, ticket, seq, at, actor, role, _session, kind, told, _prev, _hash = row
    try:
        if kind not in EVENT_KINDS:
            raise ValueError(f"неизвестный вид события «{kind}»")
        body = parsed(told)
        event = decode(kind, own_fields(body), words, tx.zone)
        act = number - body.get(PLACE, 0)
        return Recorded(ticket, seq, from_us(at, tx.zone), actor, _role(role), event, body.get(ON_BEHALF), act)
    except UNREADABLE as error:
        place = f"Событие {number} (обращение {ticket})"
        raise StoreUnavailable(f"{place} не читается: {type(error).__name__}; выполните pult verify") from error


def own_fields(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What of an event's body is the event's own, and not the log's."""
    if _BESIDE.isdisjoint(body):
        return body
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
    ADD_EVENT.run(tx, row)
    ADD_WORDS.run_each(tx, beside)
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
