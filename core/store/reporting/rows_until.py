"""The rows of a register as they stood before an instant: folded from its facts, as the present ones are."""

import json
from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import and_, select

from core.instants import to_us
from core.store.event_log.codec import decode
from core.store.event_log.log import own_fields, texts_of
from core.store.registers.register_table import RegisterTable
from core.store.store import Reading
from core.store.tables import events


def rows_until(tx: Reading, register: RegisterTable, until: datetime, last: int) -> tuple[Any, ...]:
    """The rows of a register, by key, of the facts before ``until`` and up to event ``last``; columns as attributes.

    A row has its words as they read now: what was cut out since is cut out then too.
    """
    kinds = [each.kind for each in register.folds]
    chosen = and_(
        events.c.ticket.is_(None), events.c.kind.in_(kinds), events.c.at < to_us(until), events.c.number <= last
    )
    words = texts_of(tx, chosen)
    rows: dict[Any, Mapping[str, Any]] = {}
    for row in tx.connection.execute(select(events).where(chosen).order_by(events.c.number)):
        fact = decode(row.kind, own_fields(json.loads(row.body)), words.get(row.number, {}), tx.zone)
        key = getattr(fact, register.key)
        rows[key] = register.fold(rows.get(key, {}), fact)
    return tuple(SimpleNamespace(**rows[key]) for key in sorted(rows))
