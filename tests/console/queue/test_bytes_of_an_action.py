"""What an action costs on a slow line, in bytes: counted as a terminal of 256 colours and 160×45 would get them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from textual.pilot import Pilot

from console.app import PultApp
from console.intake.screen import IntakeScreen
from console.terminal.shown import TERMINAL
from console.ticket.screen import TicketScreen
from tests.console.driving import console, queue_of, settled, until
from tests.support.desk import FrozenDesk, make_desk, registered
from tests.support.terminal import Terminal
from tests.support.textual_privates import screen_lines, written_by

pytestmark = pytest.mark.drawn

COLOURS = Console(force_terminal=True, color_system="256")
WHAT = ("Не печатается", "Не открывается", "Пропал", "Долго загружается", "Не отправляется", "Двоится", "Пустой")
OF_WHAT = ("лист назначений", "журнал", "протокол осмотра", "рецепт", "отчёт за месяц", "шаблон", "больничный лист")
WORDS = "Документ открывается, но на принтер не уходит; на соседнем рабочем месте печатает. Перезагрузка не помогла. "

MOST = {"preview": 4_000, "page": 15_000, "ticket": 16_000, "call": 20_000}
"""Bytes that an action may cost."""


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TERM", "xterm-256color")
    TERMINAL.forget()
    yield
    TERMINAL.forget()


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    """Seventy tickets, no two of which look alike."""
    made = make_desk(tmp_path, "2026-11-24T09:00")
    for each in range(70):
        made.clock.advance(seconds=97)
        subject = f"{WHAT[each % 7]} {OF_WHAT[each * 3 // 7 % 7]}, кабинет {each * 37 % 500}"
        registered(made, subject=subject, description=WORDS[each % 50 :] * (1 + each % 4))
    return made


class Line:
    """A line to a terminal on which bytes are counted."""

    def __init__(self, app: PultApp, pilot: Pilot[int]) -> None:
        self._app, self._pilot = app, pilot
        self._sent = written_by(app, COLOURS)
        self.terminal = Terminal(160, 45)

    async def costs(self, *keys: str) -> int:
        """Bytes of the answer to some keys, once all of it is there."""
        self.drawn()
        await self._pilot.press(*keys)
        await settled(self._app, self._pilot)
        await self._pilot.pause()
        return self.drawn()

    def drawn(self) -> int:
        """Send what has gathered; how many bytes it was."""
        data = "".join(self._sent)
        self._sent.clear()
        self.terminal.feed(data)
        return len(data.encode())


async def preview_of_the_selected(app: PultApp, pilot: Pilot[int]) -> None:
    queue = queue_of(app)
    await until(pilot, lambda: queue.preview.settled and not app.client.reading, "the preview")
    await pilot.pause()


async def test_five_actions_stay_within_their_bytes_and_are_shown_whole(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        line = Line(app, pilot)
        app.heartbeat.stop()
        app.paint_anew()
        await line.costs("home")
        await preview_of_the_selected(app, pilot)
        line.drawn()

        costs = {"preview": await line.costs("down") + await rested(app, pilot, line)}
        assert differing(app, line) == []
        costs["page"] = await line.costs("pagedown") + await rested(app, pilot, line)
        assert differing(app, line) == []

        spent = await line.costs("enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
        await settled(app, pilot)
        costs["ticket"] = spent + line.drawn()
        assert differing(app, line) == []
        await line.costs("escape")

        spent = await line.costs("f2")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen), "the intake")
        await settled(app, pilot)
        costs["call"] = spent + line.drawn()
        assert differing(app, line) == []
    assert {name: each for name, each in costs.items() if each > MOST[name]} == {}
    print(costs)


async def test_a_move_of_the_cursor_is_two_rows(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        line = Line(app, pilot)
        app.heartbeat.stop()
        app.queue.preview.wanted = "none"
        app.queue.preview.lay()
        app.paint_anew()
        await line.costs("home")
        assert await line.costs("down") <= 800
        assert await line.costs("up") <= 800


async def rested(app: PultApp, pilot: Pilot[int], line: Line) -> int:
    await preview_of_the_selected(app, pilot)
    return line.drawn()


def differing(app: PultApp, line: Line) -> list[tuple[str, str]]:
    """Lines of the terminal that are not what the application has painted, beside what that is."""
    line.drawn()
    pairs = zip(line.terminal.lines, screen_lines(app), strict=True)
    return [(shown, painted) for shown, painted in pairs if shown != painted]
