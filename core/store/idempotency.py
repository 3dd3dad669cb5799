"""Idempotency: commands that were carried out under a key, each once."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from types import NoneType
from typing import Any, Final

from sqlalchemy import Row, bindparam, insert, select, update

from core.instants import to_us
from core.store.errors import StoreUnavailable
from core.store.event_log.hash_chain import canonical
from core.store.prepared import Prepared
from core.store.store import Reading, Writing
from core.store.tables import commands

SEAL: Final = 32
"""Characters of a seal."""
BLURRED: Final = ""
"""Stands for the digest of a command whose words were cut out."""
_OF_KEY: Final = Prepared(
    select(commands.c.actor, commands.c.digest, commands.c.result).where(commands.c.key == bindparam("sought"))
)
_KEEP: Final = Prepared(insert(commands))


@dataclass(frozen=True, slots=True)
class KeptResult:
    """A command that was carried out under a key: by whom, what (a digest), with which result (JSON-ready)."""

    actor: str
    digest: str
    result: dict[str, Any]


def kept(tx: Reading, key: str) -> KeptResult | None:
    """What was carried out under a key, if anything. Raises StoreUnavailable for a row this program has not written."""
    row = _OF_KEY.first(tx, {"sought": key})
    found = _read(*row) if row else None
    if row and found is None:
        raise StoreUnavailable(f"Результат под ключом повтора «{key}» не читается: выполните pult verify")
    return found


def read_kept(row: Row[Any]) -> KeptResult | None:
    """A row of the keys as it was kept: which ticket in which version, or which subject; None for anything else."""
    return _read(row.actor, row.digest, row.result)


def _read(actor: str, digest: str, told: str) -> KeptResult | None:
    try:
        result = json.loads(told)
    except (ValueError, TypeError):
        return None
    known = isinstance(result, dict) and result.keys() - {"person"} == {"number", "version", "subject"}
    if not known or {type(result["number"]), type(result["version"])} - {int, NoneType}:
        return None
    return KeptResult(actor, digest, result)


def seal(key: str, actor: str, at: int) -> str:
    """What the events of a command say of the key it was given under: a key that is gone or forged shows by it.

    128 bits (hex) of a hash that covers no word of anybody, so that cut words cannot be guessed by it; ``at`` is in
    microseconds, as the key's row holds it.
    """
    return hashlib.sha256(canonical([key, actor, at]).encode()).hexdigest()[:SEAL]


def keep(tx: Writing, key: str, command: KeptResult, at: datetime) -> None:
    """Remember a command that was carried out under a key."""
    keep_all(tx, [kept_row(key, command, at)])


def keep_all(tx: Writing, rows: list[dict[str, Any]]) -> None:
    """Remember commands that were carried out under keys, each by its :func:`kept_row`."""
    _KEEP.run_each(tx, rows)


def kept_row(key: str, command: KeptResult, at: datetime) -> dict[str, Any]:
    """What is remembered of a command that was carried out under a key, column by column."""
    result = canonical(command.result)
    return {"key": key, "actor": command.actor, "digest": command.digest, "result": result, "at": to_us(at)}


def blur(tx: Writing, number: int, seq: int) -> None:
    """Forget the digests of the commands that may have made an event of a ticket: by one, cut words could be guessed.

    Such a key still stands for a command that was carried out; it no longer tells which.
    """
    of_ticket = commands.c.result.startswith(f'{{"number":{number},', autoescape=True)
    for row in tx.connection.execute(select(commands).where(of_ticket)).all():
        command = read_kept(row)
        if command is not None and (command.result["version"] or 0) >= seq:
            tx.connection.execute(update(commands).where(commands.c.key == row.key).values(digest=BLURRED))


def blur_fact(tx: Writing, actor: str, at: int, sealed: str | None) -> None:
    """Forget the digest of the command that made an event of the desk, by its seal; of an older event, by its instant.

    ``at`` is in microseconds. As :func:`blur` does for an event of a ticket.
    """
    for row in tx.connection.execute(select(commands).where(commands.c.actor == actor)).all():
        made_it = row.at == at if sealed is None else seal(row.key, actor, row.at) == sealed
        if made_it and row.digest != BLURRED:
            tx.connection.execute(update(commands).where(commands.c.key == row.key).values(digest=BLURRED))
