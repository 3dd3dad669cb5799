"""The demonstration says once what it is, and one key makes somebody else of whoever looks."""

from pathlib import Path

import pytest
from textual.widgets import Static

from console.demo.app import DemoApp
from console.demo.welcome import ROLES, WelcomeScreen
from console.queue.screen import QueueScreen
from console.screens.help import HelpScreen
from core.demo.cast import STAFF
from core.vocabulary import Role
from tests.console.driving import until
from tests.support.desk import FrozenDesk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-23T09:00")


def opened(desk: FrozenDesk, folder: Path) -> DemoApp:
    return DemoApp(lambda: desk, "ivanova", welcomed=folder / "welcomed")


async def test_the_card_comes_once_and_then_under_f1(desk: FrozenDesk, tmp_path: Path) -> None:
    app = opened(desk, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen), "the card")
        told = str(app.screen.query_one(Static).content)
        assert "Пульт ЦК — рабочее место службы поддержки" in told
        assert "J, затем T" in told
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QueueScreen), "the queue")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen), "the card again")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen), "the keys")
    assert (tmp_path / "welcomed").stat().st_mode & 0o777 == 0o600


async def test_it_does_not_come_a_second_time(desk: FrozenDesk, tmp_path: Path) -> None:
    (tmp_path / "welcomed").touch()
    app = opened(desk, tmp_path)
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        assert isinstance(app.screen, QueueScreen)


async def test_one_key_leaves_to_be_somebody_else(desk: FrozenDesk, tmp_path: Path) -> None:
    app = opened(desk, tmp_path)
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen), "the card")
        await pilot.press("3")
        await until(pilot, lambda: not app.is_going, "the end")
    assert app.successor == "zhdanov"


def test_the_roles_are_those_of_the_three_who_use_it() -> None:
    roles = {each.login: each.role for each in STAFF}
    assert [roles[login] for _, login, _ in ROLES] == [Role.FIRST_LINE, Role.SECOND_LINE, Role.SUPERVISOR]
