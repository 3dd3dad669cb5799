"""Pictures of the queue, its help and its palette: wide, narrow, at lunch, without colour; the clock frozen."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.queue.mark_menu import MarkMenu
from console.screens.help import HelpScreen
from console.screens.palette import PaletteScreen
from tests.console.driving import queue_of, settled, table_of, until
from tests.console.pictures import COLOURS, Started, looks_as_it_did, of_one_run
from tests.console.scenes import NOW, busy_desk

WIDE, NARROW = (160, 45), (80, 24)
LUNCH = "2026-11-24T13:30"
Snap = Callable[..., bool]
Scene = Callable[[PultApp, Pilot[int]], Awaitable[None]]


def started(folder: Path, scene: Scene, now: str = NOW) -> Started:
    desk = busy_desk(folder, now)
    app = PultApp(lambda: desk, "ivanova", theme="dark")

    async def before(pilot: Pilot[int]) -> None:
        await until(
            pilot, lambda: app.client.actor is not None and queue_of(app).listing.shown is not None, "a read queue"
        )
        await settled(app, pilot)
        await scene(app, pilot)
        await pilot.pause()

    return app, before


async def queue(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("down")
    await settled(app, pilot)


async def search(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("ы", *"поликлиника")
    await until(pilot, lambda: set(table_of(app).model.numbers) == {4, 7}, "what was searched for")
    await settled(app, pilot)


async def preview(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("space")
    await settled(app, pilot)


async def closed(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("7")
    await settled(app, pilot)


async def help_(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("f1")
    await until(pilot, lambda: isinstance(app.screen, HelpScreen), "the help")


async def palette(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("f9", *"gthtl")  # «перед» in the Latin layout
    await until(pilot, lambda: isinstance(app.screen, PaletteScreen), "the palette")


async def look(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("0", "0")  # groups of clinics, seen behind the lists
    await until(pilot, lambda: bool(table_of(app).model.heads), "the groups")


async def mark(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("down", "space", "down", "f4")
    await until(pilot, lambda: isinstance(app.screen, MarkMenu), "the menu")


async def unseen(app: PultApp, pilot: Pilot[int]) -> None:
    table = table_of(app)
    table.model.unseen.arrived([8, 10])
    table.model.unseen.changed([7])
    table.glow(frozenset({7}))
    table.repaint({7, 8, 10})


SCENES: dict[str, Scene] = {
    "queue": queue, "search": search, "preview": preview, "closed": closed, "help": help_, "palette": palette,
    "look": look, "mark": mark, "unseen": unseen,
}  # fmt: skip


def picture(snap: Snap, folder: Path, size: tuple[int, int], scene: str, colour: str) -> bool:
    start = partial(started, folder, SCENES[scene])
    return looks_as_it_did(
        snap, (f"queue {scene}", size), colour, start, colours=COLOURS if size == WIDE else (colour,)
    )


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scene", of_one_run(SCENES, "queue"))
def test_it_looks_as_it_did(snap_compare: Snap, tmp_path: Path, size: tuple[int, int], scene: str) -> None:
    assert picture(snap_compare, tmp_path, size, scene, "dark")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_time_stands_still_at_lunch(snap_compare: Snap, tmp_path: Path, size: tuple[int, int]) -> None:
    start = partial(started, tmp_path, queue, LUNCH)
    assert looks_as_it_did(snap_compare, ("lunch", size), "dark", start, colours=("dark",))


@pytest.mark.parametrize("scene", of_one_run(SCENES, "queue"))
def test_it_is_told_without_colour(snap_compare: Snap, tmp_path: Path, scene: str) -> None:
    assert picture(snap_compare, tmp_path, WIDE, scene, "none")


@pytest.mark.parametrize("scene", of_one_run(SCENES, "queue"))
def test_it_is_told_in_the_terminal_s_own_colours(snap_compare: Snap, tmp_path: Path, scene: str) -> None:
    assert picture(snap_compare, tmp_path, WIDE, scene, "ansi")


def test_a_very_wide_terminal_has_three_panes(snap_compare: Snap, tmp_path: Path) -> None:
    assert picture(snap_compare, tmp_path, (240, 60), "queue", "dark")
