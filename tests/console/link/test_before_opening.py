"""The phone rings in the first second: the form is there before the store is, and nothing typed goes astray."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.frame.draft_picker import UnfinishedDialog
from console.dialogs.frame.drafting import UNOPENED, drafts_of
from console.intake.screen import IntakeScreen
from console.state.drafts import Draft, Drafts, drafts_folder
from tests.console.driving import text_of, until
from tests.support.desk import FrozenDesk, make_desk
from tests.support.patience import PATIENCE


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T11:20")


@asynccontextmanager
async def opening(desk: FrozenDesk) -> AsyncIterator[tuple[PultApp, Pilot[int], Callable[[], None]]]:
    """A console in whose first second F2 was pressed, and what opens its desk."""
    gate = threading.Event()

    def open_desk() -> FrozenDesk:
        gate.wait(PATIENCE)
        return desk

    app = PultApp(open_desk, "ivanova")
    try:
        async with app.run_test(size=(160, 45)) as pilot:
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(app.screen, IntakeScreen), "the form")
            yield app, pilot, gate.set
    finally:
        gate.set()


async def test_what_is_typed_before_the_store_is_open_becomes_a_draft_of_that_store(desk: FrozenDesk) -> None:
    async with opening(desk) as (app, pilot, open_now):
        await pilot.press("к", "к", "б")
        await until(pilot, lambda: UNOPENED in text_of(app), "a word about the draft")
        open_now()
        await until(pilot, lambda: app.client.actor is not None, "the desk")
        folder = drafts_folder(desk.store_id, "ivanova")
        await until(pilot, lambda: any(folder.glob("intake-*.json")), "the draft in the store's own folder")
        assert "черновик сохранён" in text_of(app)
        assert drafts_of(app).folder == folder


async def test_a_call_is_timed_by_the_desk_once_it_is_open(desk: FrozenDesk) -> None:
    async with opening(desk) as (app, pilot, open_now):
        open_now()
        await until(pilot, lambda: "звонок с 11:20" in text_of(app), "the desk's own time")


async def test_calls_left_unfinished_are_offered_once_and_in_the_form_that_is_open(desk: FrozenDesk) -> None:
    left = Draft("intake", "k1", "2026-11-24T11:00:00+07:00", None, {"subject": "Недописанный звонок"})
    Drafts(drafts_folder(desk.store_id, "ivanova")).save(left)
    async with opening(desk) as (app, pilot, open_now):
        open_now()
        await until(pilot, lambda: "отложено звонков: 1, F2 — взять" in text_of(app), "a word about it")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, UnfinishedDialog), "the offer")
        await pilot.press("enter")
        await until(pilot, lambda: "Недописанный звонок" in text_of(app), "the call")
        assert sum(isinstance(screen, IntakeScreen) for screen in app.screen_stack) == 1
