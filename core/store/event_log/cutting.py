"""Words cut out of the log (Прил. 3, п. 5): a text beside it becomes nothing, a word in an event's body a mark.

The row of an event keeps the hash that it was written under, so the chain goes on from it; where its body has changed,
the redaction carries the hash of the row as it is left, and an audit holds the row against that.
"""

import json
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Row, bindparam, select, update

from core.store.event_log.codec import CUT
from core.store.event_log.hash_chain import canonical, event_hash
from core.store.event_log.log import KEPT, fact_of
from core.store.idempotency import blur_fact
from core.store.projections.ticket_rows import seek_anew
from core.store.registers.folding import refold
from core.store.store import Writing
from core.store.tables import events, texts
from core.tickets.people.events import OrganizationAdded, PersonAdded, PersonChanged
from core.tickets.redaction.redacting import FactRedacted

_CUT_TEXT: Final = (
    update(texts)
    .where(texts.c.event == bindparam("number"), texts.c.field == bindparam("name"))
    .values(salt=None, body=None)
)
_LEFT: Final = update(events).where(events.c.number == bindparam("place")).values(body=bindparam("left"))


def cut_words(tx: Writing, number: int, fields: Collection[str]) -> str | None:
    """Cut the named fields of one event out; the hash (hex) of its row as it is left, None where it stands as it was.

    The caller has claimed the end of the log, and records the redaction in the same transaction.
    """
    row = tx.connection.execute(select(events).where(events.c.number == number)).one()
    body: dict[str, Any] = json.loads(row.body)
    within = {name for name in fields if isinstance(body.get(name), str)}
    for name in fields:
        tx.connection.execute(_CUT_TEXT, {"number": number, "name": name})
    marked = any(value == CUT for value in body.values())
    if not within and not marked:
        return None
    left = canonical(body | dict.fromkeys(within, CUT))
    if within:
        tx.connection.execute(_LEFT, {"place": number, "left": left})
    return hash_of(row, left)


def hash_of(row: Row[Any], body: str) -> str:
    """The hash (hex) that a row of the log would have with another body."""
    *before, _body, prev, _hash = tuple(row)
    return event_hash((*before, body, prev))


def cut_fact(tx: Writing, redacted: FactRedacted) -> str | None:
    """Do what a redaction of the desk's own event means: cut, forget the digest, write the register's row again.

    Gives what :func:`cut_words` gives.
    """
    tx.claim(None)
    tx.backend.claim_chain(tx.connection)
    left = cut_words(tx, redacted.event, redacted.fields)
    row = tx.connection.execute(select(events).where(events.c.number == redacted.event)).one()
    blur_fact(tx, row.actor, row.at, json.loads(row.body).get(KEPT))
    refold(tx, row.number)
    match fact_of(tx, row.number):
        case OrganizationAdded(id=clinic):
            seek_anew(tx, organization=clinic)
        case PersonAdded(id=person) | PersonChanged(id=person):
            seek_anew(tx, requester=person)
    return left
