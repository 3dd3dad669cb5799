"""A log with colour codes, arrows, function keys and letters of commands, pasted in a real terminal: only text."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.pty_console import PtyConsole, foreign, pty_console
from tests.support.desk import make_desk, registered

pytestmark = pytest.mark.slow

START, END = "\x1b[200~", "\x1b[201~"
NO_FIELD = "Вставка: здесь нет поля для текста."
LOG = "09:00 \x1b[31mtйеT\x1b[0m\r\x1b[A\x1b[15~\x1b[20~\x1bOQt\rй\x1b[<0;9;9M\x1b[<0;9;9m\x1b[I\x1b\x1b\x11\x03 е\x00"
CLEANED = "09:00 ␛[31mtйеT␛[0m ␛[A␛[15~␛[20~␛OQt й␛[<0;9;9M␛[<0;9;9m␛[I␛␛␑␃ е␀"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    desk = make_desk(tmp_path, "2026-11-24T11:20")
    registered(desk, subject="Не печатает направление")
    registered(desk, subject="Не открывается журнал")
    desk.close()
    assert isinstance(desk.path, Path)
    return desk.path


@pytest.fixture
def shown(store: Path, tmp_path: Path) -> Iterator[PtyConsole]:
    state = str(tmp_path / "state")
    with pty_console(store, "ivanova", PULT_NOW="2026-11-24T11:20", XDG_STATE_HOME=state) as console:
        console.wait("F1 Справка")
        console.wait("рабочее время")
        yield console


def log_of(store: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as file:
        return file.execute("SELECT * FROM events ORDER BY 1").fetchall()


def test_nothing_happens_that_was_not_asked_for(shown: PtyConsole, store: Path) -> None:
    before = log_of(store)
    shown.step(f"{START}{LOG}{END}", shows=NO_FIELD)
    shown.step("F9", shows="название действия")
    shown.step(f"{START}{LOG}{END}", shows=CLEANED)
    shown.wait("Такой команды нет")  # else its going is no sign, and Esc and Enter come as one key
    shown.step("Esc", shows=NO_FIELD, gone="Такой команды нет")
    shown.step("Enter", shows="Обращение зарегистрировано")
    shown.step("с", f"{START}{LOG}{END}", shows="␛[31mtйеT␛[0m")  # pasted ahead of the dialog
    assert "ОТВЕТ ИНИЦИАТОРУ" in shown.screen()
    shown.step("Esc", shows="Обращение зарегистрировано", gone="ОТВЕТ ИНИЦИАТОРУ")
    shown.step("Esc", shows="рабочее время", gone="Обращение зарегистрировано")
    shown.step("F2", f"{START}{LOG}{END}", shows="␛[31mtйеT␛[0m")
    assert log_of(store) == before
    assert shown.process.poll() is None
    shown.read(0.1)
    assert foreign(shown.written) == b""


def test_a_paste_that_never_ends_gives_the_keyboard_back(shown: PtyConsole, store: Path) -> None:
    before = log_of(store)
    shown.step("F9", shows="название действия")
    shown.step(f"{START}й\x1b[A\rt", shows="й␛[A t")
    shown.step("ё", shows="й␛[A tё")
    shown.wait("Такой команды нет")
    shown.step("Esc", shows="рабочее время", gone="Такой команды нет")
    shown.step("F9", shows="название действия")
    shown.step(f"{START}конец{END}", shows="конец")
    assert log_of(store) == before
