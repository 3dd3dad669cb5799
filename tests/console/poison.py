"""A store in which everything that people once wrote is hostile, put there past the gate that would clean it."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from core.tickets.people.accounts import RequestAccount
from core.tickets.people.commands import AddPerson, BlockPerson
from core.tickets.staff.keys import AddKey
from tests.console.scenes import HOSTILE, full_desk
from tests.support.desk import KKB, SINITSYNA, VOROBYOV, done
from tests.support.keys import ed25519
from tests.support.store import plain_tables

_WORDS = re.compile("[А-Яа-яЁё]{3}")


def poisoned(folder: Path, payload: str = HOSTILE) -> Path:
    """A full store with a payload behind all that is Russian; one that no text of SQLite can hold is left out."""
    desk = full_desk(folder)
    done(desk, RequestAccount(account_kind="create", system="qms", person=SINITSYNA, requested_by=VOROBYOV,
                              staff_number="1045", position="врач", specialization="терапия"))  # fmt: skip
    rude = done(desk, AddPerson(full_name="Грубов Олег Ильич", organization=KKB, person_kind="medic")).subject
    blocked = {"ground": "abuse", "reason": "Ругался", "decision": "7", "decided_on": "2026-11-20"}
    done(desk, BlockPerson(person=int(rude or 0), **blocked))
    done(desk, AddKey(login="petrov", public_key=ed25519(), comment="Ноутбук"), "admin")
    desk.close()
    with closing(sqlite3.connect(desk.path)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        for table in plain_tables(connection):
            for column in [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]:
                _poison(connection, table, column, payload.encode(errors="ignore").decode())
        connection.commit()
    return desk.path


def _poison(connection: sqlite3.Connection, table: str, column: str, payload: str) -> None:
    for (value,) in connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"').fetchall():
        if (changed := _hostile(value, payload)) != value:
            told = f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE "{column}" = ?'
            connection.execute(told, (changed, value))


def _hostile(value: object, payload: str) -> object:
    """People's words (what is Russian is) with a payload behind them, in JSON too."""
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return json.dumps(_inside(json.loads(value), payload), ensure_ascii=False)
        except ValueError:
            pass
    return _inside(value, payload)


def _inside(value: object, payload: str) -> object:
    if isinstance(value, dict):
        return {key: _inside(each, payload) for key, each in value.items()}
    if isinstance(value, list):
        return [_inside(each, payload) for each in value]
    return f"{value} {payload}" if isinstance(value, str) and _WORDS.search(value) else value
