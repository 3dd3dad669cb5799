"""Hostile text in every field of every screen, stored past the gate, typed in, echoed: the terminal stays clean."""

import json
import re
import sqlite3
import sys
from pathlib import Path

import pytest

from console.forms.desk_forms import DESK_FORMS
from console.forms.tools import TOOLS
from console.registers.all import ALL
from core.tickets.commands import AddKey, RequestAccount
from core.tickets.directory import Actor
from core.vocabulary import Role
from tests.console.hostile_walk import forms_for
from tests.console.pty_console import foreign
from tests.console.pty_process import PtyProcess
from tests.console.scenes import HOSTILE, full_desk
from tests.support.desk import SINITSYNA, VOROBYOV, actor, done, reopen
from tests.support.keys import ed25519

_WORDS = re.compile("[А-Яа-яЁё]{3}")
WALKS = {"ivanova": (160, 45), "orlova": (80, 24), "admin": (80, 24)}


def hostile(value: object) -> object:
    """People's words (what is Russian is) with hostile ones behind them, in JSON too."""
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return json.dumps(_inside(json.loads(value)), ensure_ascii=False)
        except ValueError:
            pass
    return _inside(value)


def _inside(value: object) -> object:
    if isinstance(value, dict):
        return {key: _inside(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_inside(each) for each in value]
    return f"{value} {HOSTILE}" if isinstance(value, str) and _WORDS.search(value) else value


def poisoned(folder: Path) -> Path:
    """A full store in which everything that people once wrote is hostile, past the gate that would clean it."""
    desk = full_desk(folder)
    done(desk, RequestAccount(account_kind="create", system="qms", person=SINITSYNA, requested_by=VOROBYOV,
                              staff_number="1045", position="врач", specialization="терапия"))  # fmt: skip
    done(desk, AddKey(login="petrov", public_key=ed25519(), comment="Ноутбук"), "admin")
    desk.close()
    connection = sqlite3.connect(desk.path)
    with connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for column in [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]:
                values = connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"').fetchall()
                for (value,) in values:
                    if (changed := hostile(value)) != value:
                        told = f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE "{column}" = ?'
                        connection.execute(told, (changed, value))
    connection.close()
    return desk.path


@pytest.mark.slow
@pytest.mark.parametrize("login", WALKS)
def test_the_terminal_stays_clean_on_every_screen(tmp_path: Path, login: str) -> None:
    store, report = poisoned(tmp_path), tmp_path / "report.json"
    command = [sys.executable, "-m", "tests.console.hostile_walk", str(store), login, str(report)]
    shown = PtyProcess(
        command, *WALKS[login], {"XDG_STATE_HOME": str(tmp_path), "TERM": "foot", "COLORTERM": "truecolor"}
    )
    try:
        shown.ended(patience=300)
        shown.read(0.1)
    finally:
        shown.close()
    told = json.loads(report.read_text(encoding="utf-8"))
    assert "failed" not in told, told["failed"]
    assert foreign(shown.written) == b""
    assert shown.written.decode().count("@click=app.quit") > 100
    with reopen(store) as desk:
        who = actor(desk, login)
    wanted = {f"register {name}" for name in ALL}
    wanted |= {f"form {name}" for name in forms_for(who)}
    wanted |= {"queue", "call", "heard", "ticket 8", "wall"} if login == "ivanova" else set()
    assert wanted <= set(told["seen"])


def test_every_form_of_the_desk_is_walked_by_somebody() -> None:
    walkers = (Actor("a", "А", role) for role in (Role.FIRST_LINE, Role.SUPERVISOR, Role.ADMINISTRATOR))
    walked = frozenset[str]().union(*map(forms_for, walkers))
    assert {*DESK_FORMS, *TOOLS} - walked == set()
