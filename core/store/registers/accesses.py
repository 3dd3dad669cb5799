"""The log read for who saw or took out what: events of some kinds, of tickets and of the desk alike, in their order."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, true

from core.instants import from_us, to_us
from core.store.event_log.codec import decode
from core.store.event_log.log import own_fields, texts_of
from core.store.store import Reading
from core.store.tables import events, tickets


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with its place in the chain; ``requester`` is that of the ticket it belongs to or is about."""

    number: int
    hash: str
    at: datetime
    actor: str
    role: str
    ticket: int | None
    requester: int | None
    event: Any


def happened(
    tx: Reading, kinds: Collection[str], *, login: str | None = None, since: datetime | None = None
) -> Iterator[Happened]:
    """The events of some kinds, the latest first. Reads the whole log: it has no index by kind."""
    chosen = and_(
        events.c.kind.in_(kinds),
        true() if login is None else events.c.actor == login,
        true() if since is None else events.c.at >= to_us(since),
    )
    words = texts_of(tx, chosen)
    for row in tx.connection.execute(select(events).where(chosen).order_by(events.c.number.desc())).all():
        event = decode(row.kind, own_fields(json.loads(row.body)), words.get(row.number, {}), tx.zone)
        ticket = row.ticket if row.ticket is not None else getattr(event, "ticket", None)
        at = from_us(row.at, tx.zone)
        yield Happened(row.number, row.hash, at, row.actor, row.role, ticket, _requester(tx, ticket), event)


def _requester(tx: Reading, ticket: int | None) -> int | None:
    if ticket is None:
        return None
    found: int | None = tx.connection.execute(select(tickets.c.requester).where(tickets.c.number == ticket)).scalar()
    return found
