"""What an archive of old years takes, and what it leaves to be let go: the bytes of files, the digests of keys."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import and_, delete, func, select, update

from core.instants import to_us
from core.store.event_log.log import last_event
from core.store.idempotency import BLURRED
from core.store.store import Reading, Store
from core.store.tables import blobs, commands, events, texts, tickets
from core.tickets.relations.attachments import Attached
from core.vocabulary import Status

_AT_ONCE: Final = 500
"""Rows of one writing transaction, so that nobody waits long for it."""


def untouched_since(tx: Reading, at: datetime) -> tuple[int, ...]:
    """The closed tickets whose last event is before an instant, in order."""
    long_closed = and_(tickets.c.status == Status.CLOSED.value, tickets.c.changed_at < to_us(at))
    query = select(tickets.c.number).where(long_closed).order_by(tickets.c.number)
    return tuple(tx.connection.execute(query).scalars())


def words_of(tx: Reading, numbers: Sequence[int]) -> int:
    """How many texts of some tickets still stand."""
    found = 0
    for start in range(0, len(numbers), _AT_ONCE):
        here = and_(events.c.ticket.in_(numbers[start : start + _AT_ONCE]), texts.c.body.is_not(None))
        query = select(func.count()).select_from(texts.join(events, texts.c.event == events.c.number)).where(here)
        found += tx.connection.execute(query).scalar() or 0
    return found


def forget_digests(store: Store, before: datetime) -> None:
    """Forget what the keyed commands before an instant were: by their digests, cut words could be guessed."""
    old = and_(commands.c.at < to_us(before), commands.c.digest != BLURRED)
    some = select(commands.c.key).where(old).limit(_AT_ONCE).scalar_subquery()
    while True:
        with store.writing() as tx:
            done = tx.connection.execute(update(commands).where(commands.c.key.in_(some)).values(digest=BLURRED))
            tx.commit()
        if not done.rowcount:
            return


def let_files_go(store: Store) -> int:
    """Remove the bytes of files whose every record was cut out; gives how many. Safe while others attach files."""
    with store.reading() as tx:
        seen = last_event(tx)
        gone = sorted(set(tx.connection.execute(select(blobs.c.sha256)).scalars()) - _standing(tx, 0))
    for start in range(0, len(gone), _AT_ONCE):
        with store.writing() as tx:
            named = set(gone[start : start + _AT_ONCE]) - _standing(tx, seen)
            tx.connection.execute(delete(blobs).where(blobs.c.sha256.in_(named)))
            tx.commit()
    return len(gone)


def _standing(tx: Reading, after: int) -> set[str]:
    """The SHA-256 of every file with a record that was not cut out, of the events after a number."""
    joined = select(events.c.body).join(texts, texts.c.event == events.c.number)
    kept = and_(events.c.number > after, events.c.kind == Attached.kind, texts.c.body.is_not(None))
    return {json.loads(body)["sha256"] for body in tx.connection.execute(joined.where(kept)).scalars()}
