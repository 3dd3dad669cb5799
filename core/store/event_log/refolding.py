"""The log read again for a verification, a few hundred tickets at a time: what cannot be read is named and left out."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import BigInteger, Column, bindparam, select

from core.store.errors import StoreUnavailable
from core.store.event_log.audit import is_of_the_log, where
from core.store.event_log.codec import decode
from core.store.event_log.log import UNREADABLE, WORDS, by_event, own_fields, recorded, texts_of
from core.store.prepared import Prepared
from core.store.store import Reading
from core.store.tables import clocks, events, tickets
from core.tickets.log import DeskEvent, History, Recorded
from core.tickets.use_cases.catalogue import DESK_EVENT_KINDS

AT_ONCE: Final = 500
"""Tickets whose logs are held at the same time."""
_CHOSEN: Final = events.c.ticket.between(bindparam("first", type_=BigInteger), bindparam("last", type_=BigInteger))
_ROWS: Final = Prepared(select(events).where(_CHOSEN).order_by(events.c.ticket, events.c.seq))
_WORDS: Final = Prepared(WORDS.where(_CHOSEN))
_NO_WORDS: Final[Mapping[str, str | None]] = MappingProxyType({})


def ranges(tx: Reading) -> Iterator[tuple[int, int]]:
    """Numbers of tickets from … to …, which cover all that stand in the log or in the lists."""
    found: set[int] = set()
    columns: tuple[Column[int | None] | Column[int], ...] = (events.c.ticket, tickets.c.number, clocks.c.ticket)
    for column in columns:
        numbers = tx.connection.execute(select(column).distinct()).scalars()
        found.update(number for number in numbers if isinstance(number, int))
    ordered = sorted(found)
    for start in range(0, len(ordered), AT_ONCE):
        part = ordered[start : start + AT_ONCE]
        yield part[0], part[-1]


def logs(tx: Reading, numbers: tuple[int, int], broken: list[str]) -> dict[int, History]:
    """The logs of the tickets of a range; an event that cannot be read is added to ``broken``."""
    given = {"first": numbers[0], "last": numbers[1]}
    rows = _ROWS.rows(tx, given)
    words = by_event(_WORDS.rows(tx, given))
    found: dict[int, list[Recorded]] = {}
    for row in rows:
        if is_of_the_log(row):
            log = found.setdefault(row[1], [])
            try:
                log.append(recorded(row, words.get(row[0], _NO_WORDS), tx))
            except StoreUnavailable as error:
                broken.append(f"Событие {row[0]}{where(row[1])}: не читается ({error.__cause__})")
    return {number: tuple(log) for number, log in found.items()}


def facts(tx: Reading, broken: list[str]) -> Iterator[DeskEvent]:
    """What happened outside the tickets, in order; an event that cannot be read is added to ``broken``."""
    chosen = events.c.ticket.is_(None)
    words = texts_of(tx, chosen)
    for row in tx.connection.execute(select(events).where(chosen).order_by(events.c.number)):
        if not is_of_the_log(row):
            continue
        try:
            if row.kind not in DESK_EVENT_KINDS:
                raise ValueError(f"неизвестный вид события «{row.kind}»")
            yield decode(row.kind, own_fields(json.loads(row.body)), words.get(row.number, {}), tx.zone)
        except UNREADABLE as error:
            broken.append(f"Событие {row.number}: не читается ({error})")
