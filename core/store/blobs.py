"""What some events do beside the log: the bytes of an attachment are kept, a text is cut out."""

import hashlib
import json
from dataclasses import replace

from sqlalchemy import and_, delete, select, type_coerce, update
from sqlalchemy.types import NullType

from core.search.documents import page_of
from core.store.backends.backend import upsert
from core.store.event_log.cutting import cut_words
from core.store.event_log.log import last_seq
from core.store.idempotency import blur
from core.store.search.writing import recutting
from core.store.store import Reading, Writing
from core.store.tables import blobs, events, texts
from core.tickets.command import Command
from core.tickets.log import TicketEvent
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.redaction.redacting import Redacted
from core.tickets.relations.attachments import Attach, Attached


def beside_the_log(tx: Writing, command: Command, event: TicketEvent, ticket: int) -> TicketEvent:
    """Do what an event of a ticket means for what lies beside the log; gives the event as it is to be recorded."""
    match event:
        case Attached() if isinstance(command, Attach):
            keep(tx, command.body)
        case Redacted(event=seq, fields=fields):
            chosen = and_(events.c.ticket == ticket, events.c.seq == seq)
            cut = tx.connection.execute(select(events.c.number, events.c.kind, events.c.body).where(chosen)).one()
            blur(tx, ticket, seq)
            with recutting(tx, ticket, (page_of(seq),), purge=True):
                left = cut_words(tx, cut.number, fields)
            if cut.kind == Attached.kind:
                _let_go(tx, json.loads(cut.body)["sha256"])
            return replace(event, left=left)
        case WordsArchived():
            of_ticket = select(events.c.number).where(events.c.ticket == ticket)
            with recutting(tx, ticket, range(page_of(last_seq(tx, ticket)) + 1), purge=False):
                tx.connection.execute(update(texts).where(texts.c.event.in_(of_ticket)).values(salt=None, body=None))
    return event


def keep(tx: Writing, body: bytes) -> None:
    """Keep bytes under their SHA-256; the same content once."""
    row = {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body), "body": body}
    tx.connection.execute(upsert(tx.connection.dialect.name, blobs).values(**row).on_conflict_do_nothing())


def _let_go(tx: Writing, sha256: str) -> None:
    """Remove the bytes of a file that was cut out, unless another record of the same file still stands."""
    uncut = select(events.c.body).join(texts, texts.c.event == events.c.number).where(texts.c.body.is_not(None))
    standing = tx.connection.execute(uncut.where(events.c.kind == Attached.kind)).scalars()
    if all(json.loads(body)["sha256"] != sha256 for body in standing):
        tx.connection.execute(delete(blobs).where(blobs.c.sha256 == sha256))


def blob(tx: Reading, sha256: str) -> bytes | None:
    """The bytes under a SHA-256; None where there are none."""
    found = tx.connection.execute(select(blobs.c.body).where(blobs.c.sha256 == sha256)).scalar()
    return None if found is None else bytes(found)


def contents(tx: Reading) -> dict[str, bool]:
    """The SHA-256 of every content that is kept, and whether its bytes are still what the name says; one at a time."""
    names = tx.connection.execute(select(blobs.c.sha256)).scalars().all()
    return {str(name): _is_whole(tx, name) for name in names}


def _is_whole(tx: Reading, name: str) -> bool:
    body = type_coerce(blobs.c.body, NullType())  # as it stands: a tampered one need not be bytes
    size, found = tx.connection.execute(select(blobs.c.size, body).where(blobs.c.sha256 == name)).one()
    return isinstance(found, bytes) and (len(found), hashlib.sha256(found).hexdigest()) == (size, name)


def content_is_whole(tx: Reading, name: str) -> bool | None:
    """The same of one content; None where there is none under this name."""
    here = tx.connection.execute(select(blobs.c.sha256).where(blobs.c.sha256 == name)).first()
    return None if here is None else _is_whole(tx, name)
