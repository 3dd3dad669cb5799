"""The rows of the registers as they were at an instant: those that a later fact names are folded from earlier ones."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, Final

from sqlalchemy import and_, select, text

from core.store.event_log.codec import decode
from core.store.event_log.log import own_fields, texts_of
from core.store.past.shadows import Shadows
from core.store.registers.folding import register_of
from core.store.registers.register_table import RegisterTable, Row
from core.store.store import Reading
from core.store.tables import events
from core.tickets.redaction.redacting import FactRedacted

Keys = dict[str, tuple[RegisterTable, set[Any]]]
_AT_ONCE: Final = 500


def touched(tx: Reading, shadows: Shadows, at: int, since: int) -> Keys | None:
    """The keys of the rows that facts after ``at`` name, of those facts after the event ``since``, by register.

    None where words were cut out of a fact: any row may read otherwise then.
    """
    later = text(
        f"SELECT kind, body FROM {shadows.table(events)} WHERE ticket IS NULL AND at + 0 > :at AND number > :since"
    )
    found: Keys = {}
    cut = False
    for kind, body in tx.connection.execute(later, {"at": at, "since": since}):
        cut = cut or kind == FactRedacted.kind
        register = register_of(kind)
        if register is not None:
            found.setdefault(register.name, (register, set()))[1].add(json.loads(body)[register.key])
    return None if cut and since else found


def rows_at(tx: Reading, register: RegisterTable, keys: Collection[Any]) -> dict[Any, Row]:
    """Some rows of a register as the log that is seen makes them; one that was not there yet is empty."""
    rows: dict[Any, Row] = {key: {} for key in keys}
    for key, fact in _facts(tx, register, keys):
        rows[key] = register.fold(rows[key], fact)
    return rows


def _facts(tx: Reading, register: RegisterTable, keys: Collection[Any]) -> Iterator[tuple[Any, Any]]:
    """The facts of some rows in their order, each with the key of its row."""
    of_it = and_(events.c.ticket.is_(None), events.c.kind.in_([each.kind for each in register.folds]))
    query = select(events.c.number, events.c.kind, events.c.body).where(of_it).order_by(events.c.number)
    chosen = [(number, kind, json.loads(body)) for number, kind, body in tx.connection.execute(query)]
    chosen = [each for each in chosen if each[2][register.key] in keys]
    words = defaultdict[int, dict[str, str | None]](dict)
    for start in range(0, len(chosen), _AT_ONCE):
        words |= texts_of(tx, events.c.number.in_([each[0] for each in chosen[start : start + _AT_ONCE]]))
    for number, kind, body in chosen:
        yield body[register.key], decode(kind, own_fields(body), words[number], tx.zone)
