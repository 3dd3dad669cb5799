"""People's words as the log holds them, a page of events at a time: for whoever looks through a whole store."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Row, and_, select

from core.instants import from_us
from core.store.event_log.codec import kinds
from core.store.registers.folding import REGISTERS
from core.store.store import Reading
from core.store.tables import events, texts
from core.tickets.redaction.free_text import beside, within

PAGE: Final = 1_000
"""Events that are read together."""
_REGISTERS: Final = {kind.kind: each for each in REGISTERS for kind in each.folds}


@cache
def _wordy() -> tuple[str, ...]:
    """The kinds of events that may hold people's words."""
    return tuple(name for name, kind in kinds().items() if beside(kind) or within(kind))


@dataclass(frozen=True, slots=True)
class WrittenText:
    """What stands of people's words in one event; ``event`` is its number in the log, ``seq`` that in its ticket.

    ``register`` and ``record``: of which register's row it is, by the name of the table and the key; None for tickets,
    and for what no register keeps. ``sha256`` is that of an attachment's bytes.
    """

    event: int
    ticket: int | None
    seq: int | None
    at: datetime
    kind: str
    register: str | None
    record: str | None
    words: dict[str, str]
    sha256: str | None = None


def pages(tx: Reading, after: int) -> tuple[int, list[WrittenText]]:
    """The next page of events with words after a number, and the number of its last event; 0 where there are no more.

    Words that were cut out are no words any more.
    """
    page = select(events).where(events.c.number > after, events.c.kind.in_(_wordy()))
    rows = tx.connection.execute(page.order_by(events.c.number).limit(PAGE)).all()
    if not rows:
        return 0, []
    until = rows[-1].number
    of_page = and_(texts.c.event > after, texts.c.event <= until, texts.c.body.is_not(None))
    found: dict[int, dict[str, str]] = {}
    for event, name, body in tx.connection.execute(select(texts.c.event, texts.c.field, texts.c.body).where(of_page)):
        found.setdefault(event, {})[name] = body
    return until, list(_written(tx, rows, found))


def _written(tx: Reading, rows: Any, found: dict[int, dict[str, str]]) -> Iterator[WrittenText]:
    for row in rows:
        body = json.loads(row.body)
        own = {name: body[name] for name in within(kinds()[row.kind]) if isinstance(body.get(name), str)}
        words = found.get(row.number, {}) | own
        if words:
            yield _one(tx, row, body, words)


def _one(tx: Reading, row: Row[Any], body: dict[str, Any], words: dict[str, str]) -> WrittenText:
    register = None if row.ticket is not None else _REGISTERS.get(row.kind)
    return WrittenText(
        event=row.number, ticket=row.ticket, seq=row.seq, at=from_us(row.at, tx.zone), kind=row.kind,
        register=None if register is None else register.name,
        record=None if register is None else str(body[register.key]),
        words=words, sha256=body.get("sha256") if row.kind == "attached" else None,
    )  # fmt: skip
