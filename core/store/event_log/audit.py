"""The audit of the log: the chain computed again, every text held against its hash.

One pass over plain rows, a page at a time, so that neither a long log nor a slow one of Python's ways costs much. The
log may be cut into spans that several processes look at: a span takes its beginning from the event before it, and
leaves to :func:`joined` what no span can tell by itself.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType, NoneType
from typing import Any, Final

from sqlalchemy import BigInteger, BindParameter, Integer, bindparam, func, select, type_coerce
from sqlalchemy.types import NullType

from core.store.event_log.codec import CUT
from core.store.event_log.hash_chain import GENESIS, canonical, event_hash, parsed, text_hash
from core.store.event_log.log import KEPT
from core.store.prepared import Prepared, Rows
from core.store.store import Reading
from core.store.tables import events, texts
from core.tickets.redaction.redacting import FactRedacted, Redacted

GUARDS: Final = (
    "events_follow",
    "events_never_change",
    "events_never_go",
    "texts_are_only_cut_out",
    "texts_are_written_once",
    "texts_never_go",
)
"""The triggers of the log; an audit misses those that somebody took off, or put another one in the place of."""
_WORDINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "sqlite": {
        "events_follow": "8c0debc349cfda0434572f17f77b0afd",
        "events_never_change": "492139cb029056a9325fdecc07be67e8",
        "events_never_go": "483be07ee4239e80b224e3f00748cbfb",
        "texts_are_only_cut_out": "7bd192cbd3baee14abec015c131af39a",
        "texts_are_written_once": "137185c86154a6e5d6f00770ab6cd4e5",
        "texts_never_go": "b5d3f9b5903e5696837276025f5e0900",
    },
    "postgresql": {
        "events_follow": "440fcdff9303badabc36b369c086772d",
        "events_never_change": "dc2f1a4f4d1bb4350c0cedb05af36d9a",
        "events_never_go": "49334c915dd78634e4e95a13aae8c17b",
        "texts_are_only_cut_out": "63d94c03ad6f0ff5b7cabb3cbf2ea36e",
        "texts_are_written_once": "460a618d20859a894eed7783013a50d3",
        "texts_never_go": "fafff890088b0415eacc9c1fd432f834",
    },
}
"""The first half of the SHA-256 of what each of them does, as the migrations made it."""
PAGE: Final = 5_000
"""Events that are read together."""
_TYPES: Final = tuple(column.type.python_type for column in events.c)
_SHAPES: Final = frozenset({_TYPES, (_TYPES[0], NoneType, NoneType, *_TYPES[3:])})
"""What the values of a row are, of a ticket and of the desk: SQLite lets anything stand anywhere."""
_FIRST: Final[BindParameter[int]] = bindparam("first", type_=BigInteger)
_LAST: Final[BindParameter[int]] = bindparam("last", type_=BigInteger)
_EVENTS: Final = Prepared(
    select(events)
    .where(events.c.number >= _FIRST, events.c.number <= _LAST)
    .order_by(events.c.number)
    .limit(bindparam("most", type_=Integer))
)
_ENDS: Final = Prepared(select(func.min(events.c.number), func.max(events.c.number)))
_BEFORE: Final = Prepared(
    select(events.c.number, events.c.hash).where(events.c.number < _FIRST).order_by(events.c.number.desc()).limit(1)
)
_TOUCHED: Final = Prepared(select(events.c.ticket).where(events.c.number >= _FIRST).distinct())
_OLDER: Final = select(events).where(events.c.number < _FIRST).order_by(events.c.number)
_OLDER_OF_TICKET: Final = Prepared(_OLDER.where(events.c.ticket == bindparam("ticket", type_=BigInteger)))
_OLDER_OF_DESK: Final = Prepared(_OLDER.where(events.c.ticket.is_(None)))
_WORDS: Final = select(
    texts.c.event, texts.c.field, type_coerce(texts.c.salt, NullType()).label("salt"), texts.c.body
).order_by(texts.c.event)
"""Salts as they stand: a tampered one need not be bytes."""
_FROM: Final = texts.c.event > _FIRST - 1  # SQLite lets a 14.5 stand there, which belongs to the page of 15
_TO: Final = texts.c.event <= _LAST
_TEXTS: Final = {
    (False, False): Prepared(_WORDS),
    (True, False): Prepared(_WORDS.where(_FROM)),
    (False, True): Prepared(_WORDS.where(_TO)),
    (True, True): Prepared(_WORDS.where(_FROM, _TO)),
}
"""The texts of a span, by whether it has a first and a last event."""
_LEAST: Final = -(2**63)
_GREATEST: Final = 2**63 - 1

_REDACTIONS: Final = frozenset({Redacted.kind, FactRedacted.kind})
_MARK: Final = canonical(CUT)
Place = tuple[int | None, int]
"""An event by its ticket and its place there; one of the desk by None and its number in the log."""
Words = Mapping[str, tuple[object, object]]
"""What stands beside one event: salt and body of each text, by field."""
Beside = dict[object, dict[str, tuple[object, object]]]
"""The same of many events, by their numbers."""
Span = tuple[int | None, int | None]
"""Events from a number to another, both included; None: from the first on, to the last."""
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_NO_WORDS: Final[Words] = MappingProxyType({})
_TEXT: Final = '"text"'
_SEAL: Final = f'"{KEPT}"'


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that is gone, with its salt: of which event, and which field of it."""

    number: int
    ticket: int | None
    seq: int | None
    field: str


@dataclass(slots=True)
class Audit:
    """What the log holds and what is wrong with it: ``broken`` are Russian sentences that name the place."""

    events: int = 0
    tickets: int = 0
    broken: list[str] = field(default_factory=list)
    cut: list[CutText] = field(default_factory=list)
    """Texts that were cut out; whether somebody recorded that, the chain does not say."""
    seals: dict[str, int] = field(default_factory=dict)
    """The seal of every idempotency key that an event was made under, with the number of the last such event."""
    head: str = GENESIS
    """The hash of the last event, as it stands: who has noted it elsewhere will see that a tail was cut off."""


@dataclass(slots=True)
class SpanAudit:
    """What a span of the log says by itself; what crosses its first event is settled by :func:`joined`."""

    number: int = 0
    """The number of the last event as far as the span was followed; at first that of the one before it."""
    head: str = GENESIS
    """The hash of that event, as it stands."""
    events: int = 0
    broken: list[str] = field(default_factory=list)
    firsts: list[tuple[int, int, int]] = field(default_factory=list)
    """The first event of each ticket here: before which sentence of ``broken`` it came, the ticket, its place there."""
    seqs: dict[int, int] = field(default_factory=dict)
    """The version that each ticket's own log has come to."""
    cut: list[CutText] = field(default_factory=list)
    seals: dict[str, int] = field(default_factory=dict)
    left: dict[Place, tuple[str, str]] = field(default_factory=dict)
    """The events that words were cut out of themselves: the hash of the row as it stands, and its name."""
    recorded: dict[Place, str] = field(default_factory=dict)
    """The hash of such a row as the last redaction left it: that is in the chain."""
    strays: list[object] = field(default_factory=list)
    """What stands for the number of an event beside texts, and is none."""

    def follow(self, row: Sequence[Any], beside: Words) -> None:
        """Check one more event against the one before, and its texts against it."""
        number, prev, hash_ = row[0], row[-2], row[-1]
        if number != self.number + 1:
            self.broken.append(f"Журнал: после события {self.number} идёт {number}")
        if prev != self.head:
            self.broken.append(f"Событие {number}{where(row[1])}: не продолжает предыдущее")
        self.look_at(row, beside)
        self.number, self.head = number, str(hash_)
        self.events += 1

    def look_at(self, row: Sequence[Any], beside: Words) -> None:
        """Check one event by itself, and its texts against it."""
        if tuple(map(type, row)) not in _SHAPES:
            if row[-1] is not None:
                self.broken.append(f"Событие {row[0]}{where(row[1])}: изменено после записи")
            return
        number, ticket, seq, *_, kind, body, _prev, hash_ = row
        computed = event_hash(row[:-1])
        values = _values(body) if _says_something(kind, body) else _NOTHING
        if _MARK in body and (cut := [name for name, value in values.items() if value == CUT]):
            self.cut += [CutText(number, ticket, seq, name) for name in cut]
            self.left[(ticket, seq or number)] = (computed, f"Событие {number}{where(ticket)}")
        elif computed != hash_:
            self.broken.append(f"Событие {number}{where(ticket)}: изменено после записи")
        if ticket is not None:
            self._number_in_ticket(ticket, seq)
        if values:
            if isinstance(seal := values.get(KEPT), str):
                self.seals[seal] = number
            if kind in _REDACTIONS and isinstance(left := values.get("left"), str):
                self.recorded[(ticket, values.get("event", 0))] = left
        if values or beside:
            self._words(row, values, beside)

    def _number_in_ticket(self, ticket: int, seq: int) -> None:
        before = self.seqs.get(ticket)
        if before is None:
            self.firsts.append((len(self.broken), ticket, seq))
        elif seq != before + 1:
            self.broken.append(f"Обращение {ticket}: после записи {before} идёт {seq}")
        self.seqs[ticket] = seq

    def _words(self, row: Sequence[Any], values: Mapping[str, Any], beside: Words) -> None:
        event, ticket = row[0], row[1]
        hashes = {name: value["text"] for name, value in values.items() if type(value) is dict and "text" in value}
        for name, hashed in hashes.items():
            if name not in beside:
                self.broken.append(f"Событие {event}{where(ticket)}: текста «{name}» нет")
                continue
            salt, words = beside[name]
            if salt is None and words is None:
                self.cut.append(CutText(event, ticket, row[2], name))
            elif not (isinstance(salt, bytes) and isinstance(words, str) and text_hash(salt, words) == hashed):
                self.broken.append(f"Событие {event}{where(ticket)}: текст «{name}» изменён после записи")
        if len(beside) == len(hashes) and beside.keys() == hashes.keys():
            return
        for name in sorted(beside.keys() - hashes.keys()):
            self.broken.append(f"Событие {event}{where(ticket)}: лишний текст «{name}»")


def audit(tx: Reading) -> Audit:
    """Read the whole log in order and check it."""
    return joined(missing_guards(tx), [part_of(tx, (None, None))])


def spans(tx: Reading, count: int) -> list[Span]:
    """The log cut into about so many spans of events; together they hold all that is there."""
    ends = _ENDS.first(tx)
    if ends is None or ends[0] is None or count < 2:
        return [(None, None)]
    first, last = ends
    return seamed(sorted({first + (last - first + 1) * place // count for place in range(1, count)}))


def seamed(seams: Sequence[int]) -> list[Span]:
    """The spans between some seams: each seam is the number with which a span begins, in order."""
    return list(zip((None, *seams), (*(each - 1 for each in seams), None), strict=True))


def part_of(tx: Reading, span: Span) -> SpanAudit:
    """Check a span of the log."""
    first, last = span
    before = None if first is None else _BEFORE.first(tx, {"first": first})
    part = SpanAudit() if before is None else SpanAudit(before[0], str(before[1]))
    for rows, beside in _pages(tx, first, last):
        for row in rows:
            part.follow(row, beside.pop(row[0], _NO_WORDS))
        part.strays += beside
    return part


def touched(tx: Reading, first: int) -> set[int | None]:
    """The tickets that events from a number on belong to; None among them: the desk itself."""
    return {each for (each,) in _TOUCHED.rows(tx, {"first": first}) if each is None or isinstance(each, int)}


def older_part(tx: Reading, first: int, tickets: Set[int | None]) -> SpanAudit:
    """Check by themselves the events before a number that belong to some tickets; None: to the desk itself."""
    part = SpanAudit()
    for ticket in sorted(tickets, key=lambda each: each or 0):
        of_it = _OLDER_OF_DESK if ticket is None else _OLDER_OF_TICKET
        for row in of_it.rows(tx, {"first": first} if ticket is None else {"first": first, "ticket": ticket}):
            part.look_at(row, _texts(tx, row[0], row[0]).get(row[0], _NO_WORDS))
    return part


def joined(missing: Iterable[str], parts: Iterable[SpanAudit]) -> Audit:
    """What spans that follow each other say together; ``missing``: what is wrong with the guards."""
    found = Audit(broken=list(missing))
    seqs: dict[int, int] = {}
    left: dict[Place, tuple[str, str]] = {}
    recorded: dict[Place, str] = {}
    strays: list[object] = []
    for part in parts:
        found.broken += _settled(part, seqs)
        found.events += part.events
        found.cut += part.cut
        found.head = part.head if part.events else found.head
        strays += part.strays
        found.seals.update(part.seals)
        seqs.update(part.seqs)
        left.update(part.left)
        recorded.update(part.recorded)
    found.broken += [f"Тексты события {event}: самого события нет в журнале" for event in strays]
    found.broken += [
        f"{name}: изменено после записи" for place, (stands, name) in left.items() if recorded.get(place) != stands
    ]
    found.tickets = len(seqs)
    return found


def _settled(part: SpanAudit, seqs: Mapping[int, int]) -> Iterator[str]:
    """The sentences of a span, with those of its tickets whose first event here does not follow what was before."""
    told = 0
    for place, ticket, seq in part.firsts:
        before = seqs.get(ticket, 0)
        if seq != before + 1:
            yield from part.broken[told:place]
            told = place
            yield f"Обращение {ticket}: после записи {before} идёт {seq}"
    yield from part.broken[told:]


def is_of_the_log(row: Sequence[Any]) -> bool:
    """Whether every column of an event holds what its type says."""
    return tuple(map(type, row)) in _SHAPES


def where(ticket: object) -> str:
    """The ticket of an event, as it stands behind the event's number in a sentence."""
    return f" (обращение {ticket})" if ticket is not None else ""


def _says_something(kind: str, body: str) -> bool:
    """Whether a body may hold what an audit asks of it, or is spelled so that it cannot be told without reading it."""
    return _TEXT in body or _SEAL in body or kind in _REDACTIONS or _MARK in body or "\\" in body


def _pages(tx: Reading, first: int | None, last: int | None) -> Iterator[tuple[Rows, Beside]]:
    """A span in its order with the texts beside it; those of no event come with the page that they would be in."""
    end: int | None = 0
    while end is not None:
        low, high = _LEAST if first is None else first, _GREATEST if last is None else last
        rows = _EVENTS.rows(tx, {"first": low, "last": high, "most": PAGE})
        end = rows[-1][0] if len(rows) == PAGE else None
        yield rows, _texts(tx, first, last if end is None else end)
        first = end + 1 if end is not None else None


def _texts(tx: Reading, first: int | None, last: int | None) -> Beside:
    given = {name: value for name, value in (("first", first), ("last", last)) if value is not None}
    found: Beside = {}
    for event, name, salt, body in _TEXTS[first is not None, last is not None].rows(tx, given):
        found.setdefault(event, {})[str(name)] = (salt, body)
    return found


def missing_guards(tx: Reading) -> Iterator[str]:
    """What is wrong with the triggers of the log."""
    standing = tx.backend.guards(tx.connection)
    wordings = _WORDINGS[tx.connection.dialect.name]
    for name in GUARDS:
        if name not in standing:
            yield f"С журнала снята защита «{name}»"
        elif wording(standing[name]) != wordings[name]:
            yield f"Защита журнала «{name}» подменена"


def wording(guard: str) -> str:
    """What a guard does, whatever its spaces: the first 32 characters of a SHA-256."""
    return hashlib.sha256(" ".join(guard.split()).encode()).hexdigest()[:32]


def _values(body: str) -> Mapping[str, Any]:
    """The fields of an event's body; none for a body that is no object."""
    try:
        values = parsed(body)
    except ValueError:
        return _NOTHING
    return values if isinstance(values, dict) else _NOTHING
