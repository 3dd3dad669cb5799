"""A store held by another writer: the console says that it waits, and goes on by itself."""

import threading
from pathlib import Path
from typing import Any

import pytest

from console.app import PultApp
from console.link import desk_client
from console.ticket.screen import TicketScreen
from console.widgets.desk_header import DeskHeader
from console.widgets.one_line import OneLine
from core.desk.queue.queue_reads import QueueReads
from core.desk.views import QueueLook
from tests.console.dialogs.test_dialogs import dialog, paste
from tests.console.driving import console, table_of, text_of, until
from tests.support.desk import actor, make_desk, registered
from tests.support.patience import PATIENCE
from tests.support.store import raw


async def test_a_command_that_waits_for_its_turn_is_told_of_until_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_client, "PATIENCE", 0.01)
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    number = registered(desk)
    async with console(desk) as (app, pilot):
        app.navigation.open_ticket(number)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
        with raw(desk.path) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("t")
            await until(pilot, lambda: "Хранилище занято другой записью" in text_of(app), "the waiting")
            other.execute("ROLLBACK")
        await until(pilot, lambda: "Хранилище занято" not in text_of(app), "the end of the waiting")
    view: Any = desk.tickets.view(number, actor(desk, "ivanova"))
    assert view.ticket.assignee == "ivanova"


class _Slow(QueueReads):
    """A queue that answers once it is let to."""

    let = threading.Event()

    def look(self, *asked: Any) -> QueueLook:
        self.let.wait(PATIENCE)
        return super().look(*asked)


async def test_a_slow_store_is_told_with_the_age_of_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    number = registered(desk)
    desk.queue.__class__ = _Slow
    _Slow.let.set()
    async with console(desk) as (app, pilot):
        _Slow.let.clear()
        monkeypatch.setattr(desk_client, "PATIENCE", 0.05)
        app.action_reread()
        await until(pilot, lambda: app.client.slowness() > 0.05, "patience at its end")
        app.clock.tick()
        await until(pilot, lambda: "Хранилище отвечает медленно: жду" in text_of(app), "the banner")
        assert "на экране данные от 09:00" in text_of(app)
        assert table_of(app).model.numbers == (number,)
        _Slow.let.set()
        await until(pilot, lambda: not app.client.reading, "the answer")
        app.clock.tick()
        await until(pilot, lambda: "медленно" not in text_of(app), "the end of the banner")


async def test_whoever_saves_from_a_form_sees_that_the_store_is_busy_and_what_time_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_client, "PATIENCE", 0.01)
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "n")
        await paste(app, pilot, "Смотрим журнал")
        with raw(desk.path) as other:
            other.execute("BEGIN IMMEDIATE")
            desk.clock.advance(minutes=1)
            await pilot.press("f8")
            await until(pilot, lambda: "Хранилище занято другой записью" in text_below(app), "the waiting")
            app.clock.tick()
            await until(pilot, lambda: "09:01" in text_below(app), "the minute")
            assert app.screen is form
            other.execute("ROLLBACK")
        await until(pilot, lambda: app.screen is not form, "saved")
        await until(pilot, lambda: "Хранилище занято" not in text_of(app), "the end of the waiting")


def text_below(app: PultApp) -> str:
    """The header of the screen under a form."""
    return "\n".join(line.shown for line in app.screen_stack[-2].query_one(DeskHeader).query(OneLine))
