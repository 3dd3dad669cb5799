"""When the first rows are shown, what is loaded for them, and how the terminal is given back."""

import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from console.first_rows.early_screen import ENTER, EarlyScreen
from console.first_rows.request import request_of
from console.first_rows.showing import show_first_rows
from core.policy.load import kept_policy, load_policy
from tests.console.pty_process import PtyProcess
from tests.support.desk import make_desk, registered

SHOWING = """
import sys
from pathlib import Path
from console.first_rows.early_screen import EARLY
from console.first_rows.showing import show_first_rows
shown = show_first_rows(sys.argv[2:])
EARLY.give_back()
Path(sys.argv[1]).write_text("\\n".join([str(shown), *sys.modules]))
"""
HEAVY = {"alembic", "asyncio", "click", "pydantic", "pymorphy3", "sqlalchemy", "textual", "workalendar", "yaml"}
BACK = b"\x1b[?1049l"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """One ticket; the policy is kept."""
    desk = make_desk(tmp_path, "2026-11-24T11:00")
    registered(desk, subject="Не печатает направление")
    desk.close()
    load_policy()
    assert isinstance(desk.path, Path)
    return desk.path


def shown(
    store: Path, size: tuple[int, int] = (100, 30), *more: str, login: str = "ivanova", **environment: str
) -> tuple[bool, set[str], bytes]:
    """Whether they were shown, which modules were loaded then, and all that was written."""
    told = store.parent / "told"
    command = [sys.executable, "-c", SHOWING, str(told), "--db", str(store), "--as", login, *more]
    process = PtyProcess(command, *size, {"PULT_NOW": "2026-11-24T11:20"} | environment)
    try:
        assert process.ended() == 0
        process.read(0.05)
        answer, *modules = told.read_text().split("\n")
        return answer == "True", set(modules), process.written
    finally:
        process.close()


def test_they_are_shown_before_anything_heavy_is_loaded(store: Path) -> None:
    was_shown, modules, written = shown(store)
    assert was_shown
    assert "Не печатает направление" in written.decode()
    assert written.startswith(ENTER.encode())
    assert {each.split(".")[0] for each in modules} & HEAVY == set()
    assert {each for each in modules if each.startswith("rich.") and "_unicode_data" not in each} <= {
        "rich.cells",
        "rich._extension",
    }
    assert len(modules) <= 275  # 262 with Python 3.11, of which 200 are its own


@pytest.mark.parametrize(
    ("size", "environment"),
    [
        ((59, 30), {}),
        ((100, 15), {}),
        ((100, 30), {"TERM": "dumb"}),
        ((100, 30), {"LC_ALL": "ru_RU.KOI8-R"}),
        ((100, 30), {"PULT_NOW": "вчера"}),
        ((100, 30), {"PULT_NOW": "1970-01-01T10:00"}),
        ((100, 30), {"PULT_THEME": "розовая"}),
        ((100, 30), {"XDG_CACHE_HOME": "/nowhere"}),
    ],
    ids=str,
)
def test_they_are_not_shown_where_something_is_unusual(
    store: Path, size: tuple[int, int], environment: dict[str, str]
) -> None:
    was_shown, _, written = shown(store, size, **environment)
    assert (was_shown, written) == (False, b"")


def test_a_login_that_is_not_let_in_sees_none(store: Path) -> None:
    assert shown(store, login="nobody")[::2] == (False, b"")
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE users SET blocked = 1 WHERE login = 'ivanova'")
    assert shown(store)[::2] == (False, b"")


def test_an_empty_desk_has_none(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.close()
    load_policy()
    assert isinstance(desk.path, Path)
    assert shown(desk.path)[::2] == (False, b"")


def test_without_a_terminal_nothing_is_written(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert not show_first_rows(["--db", str(store)], os.environ)
    assert capfd.readouterr().out == ""


def test_the_policy_is_kept_or_it_is_not(store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = kept_policy()
    assert kept is not None
    assert (kept.labels, kept.terms_fingerprint) == (load_policy().labels, load_policy().terms_fingerprint)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert kept_policy() is None


@pytest.mark.parametrize(
    ("arguments", "understood"),
    [
        ([], True),
        (["console"], True),
        (["--db", "a.db", "console", "--theme=light", "--view", "open"], True),
        (["console", "--view", "mine"], False),
        (["--theme", "light"], False),
        (["console", "--theme", "розовая"], False),
        (["console", "console"], False),
        (["queue"], False),
        (["--json"], False),
        (["--help"], False),
        (["--db"], False),
        (["--db", "--as"], False),
        (["demo"], False),
    ],
    ids=str,
)
def test_a_call_is_understood_only_where_it_surely_opens_the_console(arguments: list[str], understood: bool) -> None:
    assert (request_of(arguments, {}) is not None) == understood


def test_a_call_says_where_and_as_whom() -> None:
    told = {"PULT_DB": "b.db", "PULT_USER": "petrov", "PULT_CONFIG": "/config", "PULT_NOW": "2026-11-24T11:20"}
    given = request_of(["--db", "a.db"], told)
    assert given is not None
    assert (given.database, given.login, given.config) == ("a.db", "petrov", Path("/config"))
    usual = request_of([], {"XDG_DATA_HOME": "/data"})
    assert usual is not None
    assert (usual.database, usual.login) == ("/data/pult/pult.db", usual.own_login)


def ended(program: str, *arguments: str, kill: int | None = None) -> tuple[int, bytes]:
    """What a program ends with, and what it has written until then."""
    process = PtyProcess([sys.executable, "-c", program, *arguments], 80, 24, {})
    try:
        if kill is not None:
            while b"rows" not in process.written:
                process.read(0.05)
            process.process.send_signal(kill)
        code = process.ended()
        process.read(0.05)
        return code, process.written
    finally:
        process.close()


def test_what_is_told_instead_of_the_console_stands_where_the_shell_stood() -> None:
    program = "import sys; from console.cli.main import EARLY, main; EARLY.show('rows'); sys.exit(main(sys.argv[1:]))"
    code, written = ended(program, "--no-such-option")
    assert code == 2
    assert written.startswith(ENTER.encode() + b"rows")
    assert BACK in written.partition("Ошибка".encode())[0]
    assert written.count(BACK) == 1


def test_whoever_is_told_to_end_gives_the_terminal_back() -> None:
    program = "import signal; from console.first_rows.early_screen import EARLY; EARLY.show('rows'); signal.pause()"
    code, written = ended(program, kill=signal.SIGTERM)
    assert code == -signal.SIGTERM
    assert written.endswith(BACK)


def test_a_terminal_is_taken_over_once_and_given_back_by_nobody_else(capfd: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    screen = EarlyScreen()
    assert not screen.take_over()
    screen.show("rows")
    assert screen.covers
    assert screen.take_over()
    assert not screen.take_over()
    assert screen.uncover()
    assert not screen.uncover()
    screen.give_back()
    signal.signal(signal.SIGTERM, before)
    assert capfd.readouterr().out == f"{ENTER}rows"
