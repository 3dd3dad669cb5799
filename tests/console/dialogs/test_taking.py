"""Taking a ticket: at once when nobody has it, asked first when a colleague does."""

from pathlib import Path
from typing import Any

import pytest

from console.dialogs.taking import TakeDialog
from console.ticket.screen import TicketScreen
from core.tickets.assignment.commands import Take
from core.tickets.staff.commands import AddUser
from core.vocabulary import Role
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    done(desk, AddUser(login="kuznetsova", full_name="Кузнецова О. Л.", role=Role.FIRST_LINE), "admin")
    return desk


def assignee(desk: FrozenDesk, number: int) -> str | None:
    view: Any = desk.tickets.view(number, actor(desk, "ivanova"))
    assignee: str | None = view.ticket.assignee
    return assignee


async def test_what_nobody_has_is_taken_at_once(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        app.navigation.open_ticket(number)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
        await pilot.press("е")  # Т в ЙЦУКЕН
        await until(pilot, lambda: assignee(desk, number) == "ivanova", "the taking")


async def test_what_a_colleague_has_is_taken_only_when_it_is_meant(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Take(number=number), "kuznetsova")
    async with console(desk) as (app, pilot):
        app.navigation.open_ticket(number)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TakeDialog), "the question")
        assert "Кузнецова О. Л." in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket again")
        assert assignee(desk, number) == "kuznetsova"
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TakeDialog), "the question again")
        await pilot.press("f8")
        await until(pilot, lambda: assignee(desk, number) == "ivanova", "the taking")
