"""A call log longer than what is read of it at first: its beginning, its end, and a search in all of it."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.registers.screen import FIRST, RegisterScreen
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, made_once, make_desk, reopen
from tests.support.store import raw

COUNT = FIRST + 200


@made_once
def lived(folder: Path) -> FrozenDesk:
    """A desk whose log has so many calls, a minute after each other; no log of events bears them out."""
    desk = make_desk(folder)
    with raw(folder / "pult.db") as connection:
        connection.execute(
            f"""WITH RECURSIVE places (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM places WHERE n < {COUNT})
            INSERT INTO calls (id, requester, organization, started_at, ended_at, solved, text, search)
            SELECT n, people.id, organization, n * 60000000, n * 60000000 + 1000000, 1, 'Вопрос ' || n, ''
            FROM places, (SELECT id, organization FROM people ORDER BY id LIMIT 1) AS people"""
        )
        connection.execute("UPDATE calls SET text = 'Вопрос 1 самый первый' WHERE id = 1")
    now = desk.now()
    desk.close()
    return reopen(folder / "pult.db", now)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return lived(tmp_path)


async def opened(app: PultApp, pilot: Pilot[int]) -> RegisterScreen:
    app.push_screen(RegisterScreen("calls"))
    await until(pilot, lambda: isinstance(app.screen, RegisterScreen) and app.screen.loaded, "the register")
    assert isinstance(app.screen, RegisterScreen)
    return app.screen


def numbers(screen: RegisterScreen) -> tuple[int, ...]:
    return tuple(int(record.cells[-1].split()[1]) for record in screen.listed.records)


async def test_the_latest_are_read_first_and_the_rest_at_their_end(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot)
        assert numbers(screen) == tuple(range(COUNT, COUNT - FIRST, -1))
        assert f"последние {FIRST}" in text_of(app)
        await pilot.press("end")
        await until(pilot, lambda: screen.whole, "the rest")
        assert numbers(screen) == tuple(range(COUNT, 0, -1))
        assert screen.listed.cursor == FIRST - 1
        assert f"всего {COUNT}" in text_of(app)


async def test_a_search_finds_the_oldest_too(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot)
        await pilot.press("f3", *"самый")
        await until(pilot, lambda: screen.whole, "what the whole log has")
        assert numbers(screen) == (1,)
        assert f"1 из {COUNT}" in text_of(app)
