"""Hostile text in every field of every screen, stored past the gate, typed in, echoed: the terminal stays clean."""

import json
import sys
from pathlib import Path

import pytest

from console.forms.desk_forms import DESK_FORMS
from console.forms.tools import TOOLS
from core.tickets.directory import Actor
from core.vocabulary import Role
from tests.console.hostile_walk import forms_for, registers_for
from tests.console.poison import poisoned
from tests.console.pty_console import foreign
from tests.console.pty_process import PtyProcess
from tests.support.desk import actor, reopen
from tests.support.patience import PATIENCE

SCREENS = {"queue", "call", "heard", "ticket 8", "wall"}
WALKS = {
    ("ivanova", "forms"): (100, 30),
    ("ivanova", "screens"): (160, 45),
    ("orlova", "all"): (80, 24),
    ("admin", "all"): (80, 24),
}


@pytest.mark.slow
@pytest.mark.parametrize(("login", "part"), WALKS)
def test_the_terminal_stays_clean_on_every_screen(tmp_path: Path, login: str, part: str) -> None:
    store, report = poisoned(tmp_path), tmp_path / "report.json"
    command = [sys.executable, "-m", "tests.console.hostile_walk", str(store), login, str(report), part]
    shown = PtyProcess(
        command, *WALKS[login, part], {"XDG_STATE_HOME": str(tmp_path), "TERM": "foot", "COLORTERM": "truecolor"}
    )
    try:
        shown.ended(patience=2 * PATIENCE)
        shown.read(0.1)
    finally:
        shown.close()
    told = json.loads(report.read_text(encoding="utf-8"))
    assert "failed" not in told, told["failed"]
    assert foreign(shown.written) == b""
    assert shown.written.decode().count("@click=app.quit") > 100
    with reopen(store) as desk:
        who = actor(desk, login)
    wanted = {f"register {name}" for name in registers_for(who)} | {f"form {name}" for name in forms_for(who)}
    assert (SCREENS if part == "screens" else wanted) <= set(told["seen"])


def test_every_form_of_the_desk_is_walked_by_somebody() -> None:
    walkers = (Actor("a", "А", role) for role in (Role.FIRST_LINE, Role.SUPERVISOR, Role.ADMINISTRATOR))
    walked = frozenset[str]().union(*map(forms_for, walkers))
    assert {*DESK_FORMS, *TOOLS} - walked == set()
