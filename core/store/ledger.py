"""Idempotency and small facts: commands carried out under a key, and the store's ``meta``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.sqlite import insert

from core.instants import to_us
from core.store.chain import canonical
from core.store.errors import StoreUnavailable
from core.store.store import Reading, Writing
from core.store.tables import commands, meta

STORE_ID: Final = "store_id"
"""The fact that tells one store from another, wherever its file lies: made once, with the store."""

BLURRED: Final = ""
"""Stands for the digest of a command whose words were cut out."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A command that was carried out under a key: by whom, what (a digest), with which result (JSON-ready)."""

    actor: str
    digest: str
    result: dict[str, Any]


def kept(tx: Reading, key: str) -> Kept | None:
    """What was carried out under a key, if anything. Raises StoreUnavailable for a row this program has not written."""
    row = tx.connection.execute(select(commands).where(commands.c.key == key)).first()
    found = _read(row) if row else None
    if row and found is None:
        raise StoreUnavailable(f"Результат под ключом повтора «{key}» не читается: выполните pult verify")
    return found


def kept_commands(tx: Reading) -> Iterator[tuple[str, Kept | None]]:
    """Every key with what was carried out under it; None for a row that this program has not written."""
    for row in tx.connection.execute(select(commands).order_by(commands.c.key)):
        yield str(row.key), _read(row)


def _read(row: Row[Any]) -> Kept | None:
    """A row as it was kept: which ticket in which version, or which subject; None for anything else."""
    try:
        result = json.loads(row.result)
    except (ValueError, TypeError):
        return None
    known = isinstance(result, dict) and result.keys() == {"number", "version", "subject"}
    return Kept(row.actor, row.digest, result) if known else None


def keep(tx: Writing, key: str, command: Kept, at: datetime) -> None:
    """Remember a command that was carried out under a key."""
    row = {"actor": command.actor, "digest": command.digest, "result": canonical(command.result), "at": to_us(at)}
    tx.connection.execute(insert(commands).values(key=key, **row))


def blur(tx: Writing, number: int, seq: int) -> None:
    """Forget the digests of the commands that may have made an event of a ticket: by one, cut words could be guessed.

    Such a key still stands for a command that was carried out; it no longer tells which.
    """
    of_ticket = commands.c.result.startswith(f'{{"number":{number},', autoescape=True)
    for row in tx.connection.execute(select(commands).where(of_ticket)).all():
        command = _read(row)
        if command is not None and (command.result["version"] or 0) >= seq:
            tx.connection.execute(update(commands).where(commands.c.key == row.key).values(digest=BLURRED))


def fact(tx: Reading, key: str) -> str | None:
    """A value of ``meta``."""
    return tx.connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def set_fact(tx: Writing, key: str, value: str) -> None:
    """Set a value of ``meta``."""
    tx.connection.execute(
        insert(meta).values(key=key, value=value).on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )
