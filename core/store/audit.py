"""The audit of the log: the chain computed again, every text held against its hash, every row readable."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Row, select, type_coerce
from sqlalchemy.types import NullType

from core.store.chain import GENESIS, text_hash
from core.store.codec import decode
from core.store.errors import StoreUnavailable
from core.store.log import UNREADABLE, envelope, recorded
from core.store.store import Reading
from core.store.tables import events, texts
from core.tickets.events import Recorded
from core.tickets.facts import FACT_KINDS, Fact

GUARDS: Final = frozenset(
    {
        "events_follow",
        "events_never_change",
        "events_never_go",
        "texts_are_written_once",
        "texts_are_only_cut_out",
        "texts_never_go",
    }
)
"""The triggers of the log; an audit misses those that somebody took off."""


@dataclass(slots=True)
class Audit:
    """What the log holds and what is wrong with it: ``broken`` are Russian sentences that name the place."""

    events: int = 0
    histories: dict[int, list[Recorded]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    head: str = GENESIS
    """The hash of the last event, as it stands: who has noted it elsewhere will see that a tail was cut off."""


@dataclass(frozen=True, slots=True)
class _Text:
    salt: bytes | None
    body: str | None
    foreign: bool = False
    """Something stands there that this program never writes, such as a number for a salt."""


def audit(tx: Reading) -> Audit:
    """Read the whole log in order and check it."""
    found = Audit(broken=list(_missing_guards(tx)))
    beside = _texts(tx)
    prev, number, seqs = GENESIS, 0, dict[int, int]()
    for row in tx.connection.execute(select(events).order_by(events.c.number)):
        words = beside.pop(row.number, {})
        found.broken += _link(row, number, prev)
        if _is_of_the_log(row):
            found.broken += _sequence(row, seqs)
            found.broken += _words(row, words)
            _keep(row, words, tx, found)
        prev, number = row.hash, row.number
        found.events += 1
        found.head = str(row.hash)
    found.broken += [f"Тексты события {event}: самого события нет в журнале" for event in beside]
    return found


def _missing_guards(tx: Reading) -> Iterator[str]:
    for name in sorted(GUARDS - set(tx.backend.guards(tx.connection))):
        yield f"С журнала снята защита «{name}»"


def _texts(tx: Reading) -> dict[int, dict[str, _Text]]:
    found: dict[int, dict[str, _Text]] = {}
    salt = type_coerce(texts.c.salt, NullType()).label("salt")  # as it stands: a tampered one need not be bytes
    for row in tx.connection.execute(select(texts.c.event, texts.c.field, salt, texts.c.body)):
        found.setdefault(row.event, {})[str(row.field)] = _text(row.salt, row.body)
    return found


def _text(salt: object, body: object) -> _Text:
    if isinstance(salt, bytes) and isinstance(body, str):
        return _Text(salt, body)
    return _Text(None, None, foreign=salt is not None or body is not None)


def _is_of_the_log(row: Row[Any]) -> bool:
    """Whether every column holds what its type says: SQLite lets anything stand anywhere."""
    values = ((getattr(row, column.name), column) for column in events.columns)
    return all(
        isinstance(value, column.type.python_type) or (value is None and column.nullable) for value, column in values
    )


def _link(row: Row[Any], number: int, prev: str) -> Iterator[str]:
    if row.number != number + 1:
        yield f"Журнал: после события {number} идёт {row.number}"
    if row.prev != prev:
        yield f"Событие {row.number}{_where(row)}: не продолжает предыдущее"
    if not _is_of_the_log(row) or row.hash != envelope(row).hash():
        yield f"Событие {row.number}{_where(row)}: изменено после записи"


def _sequence(row: Row[Any], seqs: dict[int, int]) -> Iterator[str]:
    if row.ticket is None:
        return
    before = seqs.get(row.ticket, 0)
    if row.seq != before + 1:
        yield f"Обращение {row.ticket}: после записи {before} идёт {row.seq}"
    seqs[row.ticket] = row.seq


def _words(row: Row[Any], beside: dict[str, _Text]) -> Iterator[str]:
    hashes = _hashes(row)
    for name, hashed in hashes.items():
        found = beside.get(name)
        if found is None:
            yield f"Событие {row.number}{_where(row)}: текста «{name}» нет"
        elif found.foreign or not _holds(found, hashed):
            yield f"Событие {row.number}{_where(row)}: текст «{name}» изменён после записи"
    for name in beside.keys() - hashes.keys():
        yield f"Событие {row.number}{_where(row)}: лишний текст «{name}»"


def _holds(found: _Text, hashed: str) -> bool:
    """Whether a text is the one its event names; one that was cut out, with its salt, leaves only the hash."""
    return found.salt is None or found.body is None or text_hash(found.salt, found.body) == hashed


def _hashes(row: Row[Any]) -> dict[str, str]:
    try:
        body = json.loads(row.body)
        return {name: value["text"] for name, value in body.items() if isinstance(value, dict) and "text" in value}
    except (ValueError, AttributeError):
        return {}


def _keep(row: Row[Any], beside: dict[str, _Text], tx: Reading, found: Audit) -> None:
    words = {name: each.body for name, each in beside.items()}
    try:
        if row.ticket is not None:
            found.histories.setdefault(row.ticket, []).append(recorded(row, words, tx))
        elif row.kind in FACT_KINDS:
            found.facts.append(decode(row.kind, json.loads(row.body), words, tx.zone))
        else:
            raise ValueError(f"неизвестный вид события «{row.kind}»")
    except (StoreUnavailable, *UNREADABLE) as error:
        cause = error.__cause__ or error
        found.broken.append(f"Событие {row.number}{_where(row)}: не читается ({cause})")


def _where(row: Row[Any]) -> str:
    return f" (обращение {row.ticket})" if row.ticket is not None else ""
