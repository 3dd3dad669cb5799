"""Idempotency and small facts: commands carried out under a key, and the store's ``meta``."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from core.instants import to_us
from core.store.chain import canonical
from core.store.store import Reading, Writing
from core.store.tables import commands, meta

STORE_ID: Final = "store_id"
"""The fact that tells one store from another, wherever its file lies: made once, with the store."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A command that was carried out under a key: by whom, what (a digest), with which result (JSON-ready)."""

    actor: str
    digest: str
    result: dict[str, Any]


def kept(tx: Reading, key: str) -> Kept | None:
    """What was carried out under a key, if anything."""
    row = tx.connection.execute(select(commands).where(commands.c.key == key)).first()
    return Kept(row.actor, row.digest, json.loads(row.result)) if row else None


def keep(tx: Writing, key: str, command: Kept, at: datetime) -> None:
    """Remember a command that was carried out under a key."""
    row = {"actor": command.actor, "digest": command.digest, "result": canonical(command.result), "at": to_us(at)}
    tx.connection.execute(insert(commands).values(key=key, **row))


def fact(tx: Reading, key: str) -> str | None:
    """A value of ``meta``."""
    return tx.connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def set_fact(tx: Writing, key: str, value: str) -> None:
    """Set a value of ``meta``."""
    tx.connection.execute(delete(meta).where(meta.c.key == key))
    tx.connection.execute(upsert(meta).values(key=key, value=value))
