"""Driving the console in tests: waiting for a state, never for a time."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from console.app import PultApp
from console.queue.screen import QueueScreen
from console.queue.widgets.queue_table import QueueTable
from core.desk.desk import Desk
from core.desk.views import Entrance, View
from tests.support.patience import PATIENCE
from tests.support.textual_privates import screen_lines


async def until(pilot: Pilot[int], holds: Callable[[], bool], what: str = "") -> None:
    """Wait until something holds; fail, saying what, when it never does.

    Between two looks the console is left alone: a pause of the pilot has every widget answer, which costs more than
    most of what is waited for.
    """
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"never came: {what or holds}")
        if pilot.app.crash is not None:
            raise pilot.app.crash
        await asyncio.sleep(0.01)
    await pilot.pause()


@asynccontextmanager
async def console(
    desk: Desk,
    login: str = "ivanova",
    *,
    size: tuple[int, int] = (160, 45),
    view: View | None = None,
    entrance: Entrance | None = None,
) -> AsyncIterator[tuple[PultApp, Pilot[int]]]:
    """A console over a desk, once its queue has been read."""
    app = PultApp(lambda: desk, login, view=view, entrance=entrance)
    async with app.run_test(size=size) as pilot:
        await until(
            pilot, lambda: app.client.actor is not None and queue_of(app).listing.shown is not None, "a read queue"
        )
        await settled(app, pilot)
        yield app, pilot
        if app.is_running:
            lines_of(app)


async def settled(app: PultApp, pilot: Pilot[int]) -> None:
    """Wait until no reading is under way and the preview shows the selected ticket."""
    await until(pilot, lambda: app.changes.all_told and queue_of(app).settled, "a settled queue")


def queue_of(app: PultApp) -> QueueScreen:
    """The queue, whatever stands over it."""
    return next(screen for screen in app.screen_stack if isinstance(screen, QueueScreen))


def table_of(app: PultApp) -> QueueTable:
    """The queue's table."""
    return queue_of(app).query_one(QueueTable)


def lines_of(app: PultApp) -> list[str]:
    """The screen as text, line by line, over the screens that shine through it."""
    return [line.rstrip() for line in screen_lines(app)]


def text_of(app: PultApp) -> str:
    """The screen as text."""
    return "\n".join(lines_of(app))
