"""A store held by another writer: the console says that it waits, and goes on by itself."""

from pathlib import Path
from typing import Any

import pytest

from console import desk_link
from console.screens.ticket import TicketScreen
from tests.console.driving import console, text_of, until
from tests.support.desk import actor, make_desk, registered
from tests.support.store import raw


async def test_a_command_that_waits_for_its_turn_is_told_of_until_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_link, "PATIENCE", 0.01)
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    number = registered(desk)
    async with console(desk) as (app, pilot):
        app.open_ticket(number)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
        with raw(desk.path) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("t")
            await until(pilot, lambda: "Хранилище занято другой записью" in text_of(app), "the waiting")
            other.execute("ROLLBACK")
        await until(pilot, lambda: "Хранилище занято" not in text_of(app), "the end of the waiting")
    view: Any = desk.ticket(number, actor(desk, "ivanova"))
    assert view.ticket.assignee == "ivanova"
