"""Idempotency and small facts: commands carried out under a key, and the store's ``meta``."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import NoneType
from typing import Any, Final

from sqlalchemy import Row, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from core.instants import to_us
from core.store.chain import canonical
from core.store.errors import StoreUnavailable
from core.store.store import Reading, Writing
from core.store.tables import commands, events, meta

STORE_ID: Final = "store_id"
"""The fact that tells one store from another, wherever its file lies: made once, with the store."""
PAGE: Final = 500
"""Keys that are held against the log together."""
_WHO: Final = select(events.c.ticket, events.c.seq, events.c.actor)


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


def unborne(tx: Reading) -> Iterator[str]:
    """The keys, a page at a time, whose kept result no event bears out: a repeated command would be answered with it.

    A version that a command made is an event by its actor; a command of the directory has none, and names a subject.
    """
    after: str | None = None
    page = select(commands).order_by(commands.c.key).limit(PAGE)
    while rows := tx.connection.execute(page if after is None else page.where(commands.c.key > after)).all():
        kept_ = {str(row.key): _read(row) for row in rows}
        made = {(each.result["number"], each.result["version"]) for each in kept_.values() if each is not None}
        actors = _actors(tx, {version for version in made if None not in version})
        yield from (key for key, each in kept_.items() if each is None or not _borne_out(each, actors))
        after = rows[-1].key


def _actors(tx: Reading, versions: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Who made each of some versions, by ticket and version."""
    here = tuple_(events.c.ticket, events.c.seq).in_(sorted(versions))
    return {(row.ticket, row.seq): row.actor for row in tx.connection.execute(_WHO.where(here))}


def _borne_out(command: Kept, actors: Mapping[tuple[int, int], str]) -> bool:
    number, version = command.result["number"], command.result["version"]
    if number is None:
        return version is None and isinstance(command.result["subject"], str)
    return actors.get((number, version)) == command.actor


def _read(row: Row[Any]) -> Kept | None:
    """A row as it was kept: which ticket in which version, or which subject; None for anything else."""
    try:
        result = json.loads(row.result)
    except (ValueError, TypeError):
        return None
    known = isinstance(result, dict) and result.keys() == {"number", "version", "subject"}
    if not known or {type(result["number"]), type(result["version"])} - {int, NoneType}:
        return None
    return Kept(row.actor, row.digest, result)


def keep(tx: Writing, key: str, command: Kept, at: datetime) -> None:
    """Remember a command that was carried out under a key."""
    row = {"actor": command.actor, "digest": command.digest, "result": canonical(command.result), "at": to_us(at)}
    tx.connection.execute(insert(commands).values(key=key, **row))


def fact(tx: Reading, key: str) -> str | None:
    """A value of ``meta``."""
    return tx.connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def set_fact(tx: Writing, key: str, value: str) -> None:
    """Set a value of ``meta``."""
    tx.connection.execute(
        insert(meta).values(key=key, value=value).on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )
