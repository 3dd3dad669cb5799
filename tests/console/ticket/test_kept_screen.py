"""A ticket opens on the screen that the last one stood on: what that costs, and that nothing of the last is left."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.ticket.clock_bars import ClockBars
from console.ticket.screen import TicketScreen
from console.ticket.ticket_fields import Actions, TicketFields
from console.ticket.timeline import Timeline
from core.tickets.relations.links import Link
from tests.console.driving import console, settled, text_of, until
from tests.support.desk import SINITSYNA, VOROBYOV, FrozenDesk, actor, done, make_desk, registered
from tests.support.textual_privates import Work


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    made = make_desk(tmp_path, "2026-11-24T09:00")
    for subject, requester in (("Не печатается рецепт", SINITSYNA), ("Двоится журнал", VOROBYOV)):
        registered(made, subject=subject, requester=requester)
    return made


async def opened(app: PultApp, pilot: Pilot[int]) -> TicketScreen:
    """The selected ticket, opened by its key and read."""
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and not app.client.reading, "a read ticket")
    assert isinstance(app.screen, TicketScreen)
    return app.screen


async def left(app: PultApp, pilot: Pilot[int]) -> None:
    """Back to the queue."""
    await pilot.press("escape")
    await until(pilot, lambda: app.screen is app.queue and app.keys.idle and not app.client.reading, "the queue")
    await settled(app, pilot)


@pytest.mark.drawn
async def test_the_second_ticket_styles_nothing_and_the_way_back_lays_nothing(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(desk) as (app, pilot):
        app.heartbeat.stop()
        first = await opened(app, pilot)
        await left(app, pilot)
        await pilot.press("down")
        await until(pilot, lambda: app.queue.preview.settled, "the other one in the preview")
        work = Work(monkeypatch)

        assert await opened(app, pilot) is first
        assert (work.styled, work.layouts <= 1, work.painted <= 3) == (0, True, True)

        work.begin()
        await left(app, pilot)
        await until(pilot, lambda: work.painted > 0, "the queue on the terminal")
        assert (work.styled, work.layouts, work.painted) == (0, 0, 1)


async def test_a_ticket_that_the_preview_tells_stands_there_before_it_is_read(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        known = app.queue.preview.ticket
        assert known is not None
        app.navigation.open_ticket(known.ticket.number, app.queue.preview.known(known.ticket.number))
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "its screen")
        assert isinstance(app.screen, TicketScreen)
        assert app.screen.view is not None
        assert known.ticket.subject in text_of(app)


async def test_what_somebody_else_has_read_is_not_shown(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await until(pilot, lambda: app.queue.preview.ticket is not None, "a preview")
        known = app.queue.preview.ticket
        assert known is not None
        assert app.queue.preview.known(known.ticket.number) is known
        assert app.queue.preview.known(known.ticket.number + 1) is None
        app.client.actor = actor(desk, "petrov")
        assert app.queue.preview.known(known.ticket.number) is None


async def test_nothing_of_the_last_ticket_is_left(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot)
        last = screen.number
        screen.query_one(Timeline).filter()
        screen.action_pane("facts")
        await left(app, pilot)

        app.navigation.open_ticket(3 - last)
        panes = [screen.query_one(each) for each in (Timeline, ClockBars, TicketFields, Actions)]
        assert screen.view is None
        assert [pane.plain for pane in panes] == ["", "", "", ""]
        assert (screen.pane, screen.query_one(Timeline).border_title) == ("story", "История")
        await until(pilot, lambda: screen.view is not None and not app.client.reading, "the other ticket")
        subjects = {1: "Не печатается рецепт", 2: "Двоится журнал"}
        assert subjects[3 - last] in text_of(app)
        assert subjects[last] not in text_of(app)


async def test_a_linked_ticket_has_a_screen_of_its_own(desk: FrozenDesk) -> None:
    done(desk, Link(number=1, other=2))
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot)
        screen.action_linked()
        await until(pilot, lambda: app.screen is not screen and not app.client.reading, "the linked one")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "the first one")
        await left(app, pilot)
        assert await opened(app, pilot) is screen


async def test_another_size_and_another_theme_reach_the_screen_that_is_kept(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot)
        before = screen.styles.background
        await left(app, pilot)
        app.action_theme("light")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert await opened(app, pilot) is screen
        await until(pilot, lambda: screen.has_class("-one-pane"), "one pane")
        assert screen.styles.background != before
        assert screen.size.width == 80
