"""The form of the hand-over offers whom the registration named, and says what has changed that (п. 5.9)."""

from pathlib import Path

import pytest
from textual.widgets import Static

from console.dialogs.release import ReleaseDialog
from console.widgets.fields.choice import Choice
from core.tickets.assignment.commands import Take
from core.tickets.staff.commands import AddUser, BlockUser
from core.vocabulary import Role
from tests.console.driving import console, until
from tests.support.desk import FrozenDesk, actor, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    made = make_desk(tmp_path, "2026-11-24T09:00")
    added = AddUser(login="belov", full_name="Белов Г. Г.", role=Role.SECOND_LINE, competences=("qms-emr",))
    made.commands.perform(added, actor(made, "orlova"))
    return made


async def offered(desk: FrozenDesk, executor: str) -> str:
    async with console(desk) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ReleaseDialog), "the form")
        await until(pilot, lambda: app.screen.query_one("#to", Choice).value == executor, "the offer")
        return str(app.screen.query_one("#why", Static).render())


async def test_the_named_one_is_offered_although_this_was_his_last_turn(desk: FrozenDesk) -> None:
    number = registered(desk)
    desk.commands.perform(Take(number=number), actor(desk, "ivanova"))
    assert "Белов Г. Г.: назван при регистрации" in await offered(desk, "belov")


async def test_blocked_another_one_is_offered_and_the_form_says_why(desk: FrozenDesk) -> None:
    registered(desk)
    desk.commands.perform(BlockUser(login="belov"), actor(desk, "orlova"))
    told = await offered(desk, "petrov")
    assert told.startswith("При регистрации назван Белов Г. Г., но: учётная запись заблокирована. Исполнитель —")
