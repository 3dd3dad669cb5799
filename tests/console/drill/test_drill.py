"""The drill in the console: the caller's words below the header, a jump to what comes next, the page at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from console.drill.app import DrillApp
from console.drill.player import DrillPlayer
from console.drill.score_screen import ScoreScreen
from core.drill.director import Director
from core.drill.stage import ME, set_stage
from tests.console.driving import settled, until
from tests.core.drill.trainee import SATURDAY, morning


@pytest.fixture
def player(tmp_path: Path) -> Iterator[DrillPlayer]:
    stage = set_stage(morning(), tmp_path / "drill.db", SATURDAY, lambda: 0.0)
    made = DrillPlayer(Director(stage, morning()))
    yield made
    made.close()


def told(app: DrillApp) -> str:
    return str(app.screen_stack[1].query_one("#word", Static).content)


async def test_a_call_rings_below_the_header_and_the_page_comes_at_the_end(player: DrillPlayer) -> None:
    app = DrillApp(player, ME)
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        await until(pilot, lambda: "Тренажёр «Утро понедельника»" in told(app), "the course of the shift")
        await pilot.press("f11")
        await until(pilot, lambda: "tariff" in player.director.rung, "a request")
        await pilot.press("f11")
        await until(pilot, lambda: "☎ Ветлугина Раиса Семёновна: «Таёжногорская больница" in told(app), "a call")
        await pilot.press("f11")
        assert player.director.caller is not None, "nobody jumps over somebody who is on the line"
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen), "the page")
        await settled(app, pilot)
        assert player.score is not None
        assert [each.told for each in player.score.mistakes] == ["звонок не записан"]
        assert player.score.keys == 4
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_going, "the end")


async def test_an_ordinary_console_knows_no_drill(player: DrillPlayer) -> None:
    from console.app import PultApp

    app = PultApp(player.director.stage.open, ME)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        assert app.word() is None
        assert not app.screen.query_one("#word").display
