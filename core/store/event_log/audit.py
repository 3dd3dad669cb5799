"""The audit of the log: the chain computed again, every text held against its hash.

One pass over plain rows, a page at a time, so that neither a long log nor a slow one of Python's ways costs much: a row
is looked at closely only when something about it is wrong.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, Final

from sqlalchemy import Row, select, type_coerce
from sqlalchemy.types import NullType

from core.store.event_log.codec import CUT
from core.store.event_log.hash_chain import GENESIS, canonical, event_hash, text_hash
from core.store.event_log.log import KEPT
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
_EVENTS: Final = select(events).order_by(events.c.number).limit(PAGE)
_TEXTS: Final = select(texts.c.event, texts.c.field, type_coerce(texts.c.salt, NullType()).label("salt"), texts.c.body)
"""Salts as they stand: a tampered one need not be bytes."""

_REDACTIONS: Final = frozenset({Redacted.kind, FactRedacted.kind})
_MARK: Final = canonical(CUT)
Place = tuple[int | None, int]
"""An event by its ticket and its place there; one of the desk by None and its number in the log."""
Words = Mapping[str, tuple[object, object]]
"""What stands beside one event: salt and body of each text, by field."""


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


def audit(tx: Reading) -> Audit:
    """Read the whole log in order and check it."""
    chain = _Chain(Audit(broken=list(_missing_guards(tx))))
    for rows, beside in _pages(tx):
        for row in rows:
            chain.follow(row, beside.pop(row[0], {}))
        chain.found.broken += [f"Тексты события {event}: самого события нет в журнале" for event in beside]
    chain.finish()
    chain.found.tickets = len(chain.seqs)
    return chain.found


def is_of_the_log(row: Row[Any]) -> bool:
    """Whether every column of an event holds what its type says."""
    return tuple(map(type, row)) in _SHAPES


def where(row: Row[Any]) -> str:
    """The ticket of an event, as it stands behind the event's number in a sentence."""
    return f" (обращение {row.ticket})" if row.ticket is not None else ""


@dataclass(slots=True)
class _Chain:
    """The chain as far as it was followed, and the version that each ticket's own log has come to."""

    found: Audit
    number: int = 0
    seqs: dict[int, int] = field(default_factory=dict)
    left: dict[Place, tuple[str, str]] = field(default_factory=dict)
    """The events that words were cut out of themselves: the hash of the row as it stands, and its name."""
    recorded: dict[Place, str] = field(default_factory=dict)
    """The hash of such a row as the last redaction left it: that is in the chain."""

    def follow(self, row: Row[Any], beside: Words) -> None:
        """Check one more event against the one before, and its texts against it."""
        number, ticket, seq, *_, body, prev, hash_ = tuple(row)
        broken = self.found.broken
        if number != self.number + 1:
            broken.append(f"Журнал: после события {self.number} идёт {number}")
        if prev != self.found.head:
            broken.append(f"Событие {number}{where(row)}: не продолжает предыдущее")
        whole = is_of_the_log(row)
        computed = event_hash(row[:-1]) if whole else None
        values = _values(body) if whole else {}
        if whole and _MARK in body and (cut := [name for name, value in values.items() if value == CUT]):
            self.found.cut += [CutText(number, ticket, seq, name) for name in cut]
            self.left[(ticket, seq or number)] = (str(computed), f"Событие {number}{where(row)}")
        elif computed != hash_:
            broken.append(f"Событие {number}{where(row)}: изменено после записи")
        if whole:
            if ticket is not None:
                self._number_in_ticket(ticket, seq)
            if isinstance(seal := values.get(KEPT), str):
                self.found.seals[seal] = number
            self._words(row, values, beside)
            if row.kind in _REDACTIONS and isinstance(left := values.get("left"), str):
                self.recorded[(ticket, values.get("event", 0))] = left
        self.number, self.found.head = number, str(hash_)
        self.found.events += 1

    def finish(self) -> None:
        """Hold every event that words were cut out of against the redaction that is on record."""
        for place, (stands, name) in self.left.items():
            if self.recorded.get(place) != stands:
                self.found.broken.append(f"{name}: изменено после записи")

    def _number_in_ticket(self, ticket: int, seq: int) -> None:
        before = self.seqs.get(ticket, 0)
        if seq != before + 1:
            self.found.broken.append(f"Обращение {ticket}: после записи {before} идёт {seq}")
        self.seqs[ticket] = seq

    def _words(self, row: Row[Any], values: Mapping[str, Any], beside: Words) -> None:
        event = row.number
        hashes = {name: value["text"] for name, value in values.items() if type(value) is dict and "text" in value}
        for name, hashed in hashes.items():
            if name not in beside:
                self.found.broken.append(f"Событие {event}{where(row)}: текста «{name}» нет")
                continue
            salt, words = beside[name]
            if salt is None and words is None:
                self.found.cut.append(CutText(event, row.ticket, row.seq, name))
            elif not (isinstance(salt, bytes) and isinstance(words, str) and text_hash(salt, words) == hashed):
                self.found.broken.append(f"Событие {event}{where(row)}: текст «{name}» изменён после записи")
        for name in beside.keys() - hashes.keys():
            self.found.broken.append(f"Событие {event}{where(row)}: лишний текст «{name}»")


def _pages(tx: Reading) -> Iterator[tuple[Sequence[Row[Any]], dict[int, dict[str, tuple[object, object]]]]]:
    """The log in its order with the texts beside it; those of no event come with the page that they would be in."""
    after: int | None = None
    until: int | None = 0
    while until is not None:
        page = _EVENTS if after is None else _EVENTS.where(events.c.number > after)
        rows = tx.connection.execute(page).all()
        until = rows[-1].number if len(rows) == PAGE else None
        yield rows, _texts(tx, after, until)
        after = until


def _texts(tx: Reading, after: int | None, until: int | None) -> dict[int, dict[str, tuple[object, object]]]:
    chosen = _TEXTS if after is None else _TEXTS.where(texts.c.event > after)
    chosen = chosen if until is None else chosen.where(texts.c.event <= until)
    found: dict[int, dict[str, tuple[object, object]]] = {}
    for event, name, salt, body in tx.connection.execute(chosen).all():
        found.setdefault(event, {})[str(name)] = (salt, body)
    return found


def _missing_guards(tx: Reading) -> Iterator[str]:
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
        values = json.loads(body)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}
