"""The first rows on a terminal: what the application paints over them is the same, and they never vanish meanwhile."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from console.first_rows.early_screen import ENTER
from console.queue.model.panes import row_width
from core.tickets.staff.absences import SetAbsence
from tests.console.first_rows.early_console import TAKEN_OVER, EarlyConsole, early_console
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, done, moment
from tests.support.patience import PATIENCE
from tests.support.terminal import Terminal

pytestmark = pytest.mark.slow

ROWS = slice(2, -1)
"""The head of the list and its rows: above are the desk and the views, below the keys."""


def path_of(desk: FrozenDesk) -> Path:
    desk.close()
    assert isinstance(desk.path, Path)
    return desk.path


def frames(console: EarlyConsole, size: tuple[int, int]) -> tuple[Terminal, Terminal]:
    """The terminal as it stood when the application came, and with the application settled."""
    console.wait("F1 Справка")
    console.matches(r"\[3 Все[^\]]* [0-9]+\]")
    before = console.written.partition(TAKEN_OVER)[0]
    early, settled = Terminal(*size), Terminal(*size)
    early.feed(before.decode())
    settled.feed(console.written.decode(errors="replace"))
    return early, settled


def words(terminal: Terminal, columns: int) -> list[str]:
    """What the list says, but for the gap behind its last column, where the scroll bar stands."""
    return [line[: row_width(columns) - 1] for line in terminal.lines[ROWS]]


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (100, 30), (210, 50), (60, 16)], ids=str)
def test_the_application_paints_the_same_rows(tmp_path: Path, size: tuple[int, int]) -> None:
    with early_console(path_of(busy_desk(tmp_path)), "ivanova", size) as console:
        early, settled = frames(console, size)
    assert "Осталось" in early.lines[2]
    assert sum("ОчВ" in line or "Очень" in line for line in early.lines) == 2
    assert words(early, size[0]) == words(settled, size[0])


@pytest.mark.parametrize(
    "told",
    [{}, {"PULT_THEME": "light"}, {"PULT_THEME": "contrast"}, {"PULT_THEME": "ansi"}, {"NO_COLOR": "1"}],
    ids=lambda told: "-".join(told.values()) or "dark",
)
def test_they_have_the_colours_of_the_theme(tmp_path: Path, told: dict[str, str]) -> None:
    size = (160, 30)
    with early_console(path_of(busy_desk(tmp_path)), "ivanova", size, **told) as console:
        early, settled = frames(console, size)

    width = row_width(size[0]) - 1
    pairs = zip(early.cells[ROWS], settled.cells[ROWS], strict=True)
    lines = [list(zip(ours[:width], theirs[:width], strict=True)) for ours, theirs in pairs]
    assert [(y, *pair) for y, line in enumerate(lines) for pair in line if pair[0] != pair[1]] == []


def test_they_stand_until_the_application_has_its_own(tmp_path: Path) -> None:
    size = (160, 45)
    with early_console(path_of(busy_desk(tmp_path)), "ivanova", size) as console:
        deadline = time.monotonic() + PATIENCE
        seen = False
        while "F1 Справка" not in console.screen():
            console.read(0.01)
            stands = "Осталось" in console.screen()
            assert stands or not seen, console.screen()
            seen = seen or stands
            assert time.monotonic() < deadline
        assert console.written.count(ENTER.encode()) == 1


def test_who_stands_in_for_somebody_sees_it_at_once(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    with closing(desk):
        away = SetAbsence(
            login="petrov", since=moment("2026-11-24T08:30"), until=moment("2026-11-24T17:30"),
            substitute_login="sidorov", sudden=True,
        )  # fmt: skip
        done(desk, away, "orlova")
    with early_console(path_of(desk), "sidorov") as console:
        early, settled = frames(console, (160, 45))
    assert words(early, 160) == words(settled, 160)
    assert any("вм. Петров" in line for line in early.lines)
