"""Pictures of the breach panel: every size, every page, sixteen colours, no colours, and what it leads to."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.queue.figure_tickets import FigureTicketsScreen
from console.wallboard.clinic_screen import ClinicScreen
from console.wallboard.panel import Panel
from console.wallboard.screen import WallScreen
from tests.console.driving import until
from tests.console.wall_scenes import NOW, morning_desk
from tests.support.desk import FrozenDesk, make_desk

Snap = Callable[..., bool]
Scene = Callable[[PultApp, Pilot[int]], Awaitable[None]]
TELEVISION, LARGE, USUAL, SMALL = (300, 80), (200, 55), (160, 45), (80, 24)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return morning_desk(tmp_path)


def picture(
    snap: Snap,
    desk: FrozenDesk,
    size: tuple[int, int],
    *,
    keys: tuple[str, ...] = (),
    theme: str = "dark",
    read_only: bool = False,
    scene: Scene | None = None,
) -> bool:
    app = PultApp(lambda: desk, "orlova", theme=theme, panel=Panel(read_only=read_only))

    async def before(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: isinstance(app.screen, WallScreen) and app.screen.wall is not None, "the panel")
        await pilot.press(*keys)
        if scene is not None:
            await scene(app, pilot)
        await app.workers.wait_for_complete()
        app.clear_notifications()
        await pilot.pause()

    return snap(app, terminal_size=size, run_before=before)


async def tickets(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("4")
    await until(pilot, lambda: isinstance(app.screen, FigureTicketsScreen) and app.screen.listing.settled, "the list")


async def clinic(app: PultApp, pilot: Pilot[int]) -> None:
    while app.screen.focused is None or app.screen.focused.id != "clinics":
        await pilot.press("tab")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ClinicScreen), "the clinic")


@pytest.mark.parametrize("size", [TELEVISION, LARGE, USUAL, SMALL], ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_hangs_on_the_wall(snap_compare: Snap, desk: FrozenDesk, size: tuple[int, int]) -> None:
    assert picture(snap_compare, desk, size, read_only=True)


@pytest.mark.parametrize(
    ("size", "page"), [(LARGE, 2), (USUAL, 2), *((SMALL, page) for page in range(2, 7))],
    ids=lambda value: f"{value[0]}x{value[1]}" if isinstance(value, tuple) else str(value),
)  # fmt: skip
def test_every_other_page(snap_compare: Snap, desk: FrozenDesk, size: tuple[int, int], page: int) -> None:
    assert picture(snap_compare, desk, size, keys=("space",) * (page - 1))


@pytest.mark.parametrize("theme", ["ansi", "light", "contrast"])
def test_other_colours(snap_compare: Snap, desk: FrozenDesk, theme: str) -> None:
    assert picture(snap_compare, desk, USUAL, theme=theme)


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
def test_no_colours(
    snap_compare: Snap, desk: FrozenDesk, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture(snap_compare, desk, size)


def test_sixteen_colours_of_a_television(snap_compare: Snap, desk: FrozenDesk) -> None:
    assert picture(snap_compare, desk, LARGE, theme="ansi", read_only=True)


def test_lunch(snap_compare: Snap, desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-24T13:20")
    assert picture(snap_compare, desk, USUAL)


def test_all_is_well(snap_compare: Snap, tmp_path: Path) -> None:
    assert picture(snap_compare, make_desk(tmp_path, NOW), USUAL)


@pytest.mark.parametrize("scene", [tickets, clinic], ids=["tickets", "clinic"])
@pytest.mark.parametrize("size", [USUAL, SMALL], ids=["usual", "small"])
def test_what_a_figure_leads_to(snap_compare: Snap, desk: FrozenDesk, size: tuple[int, int], scene: Scene) -> None:
    assert picture(snap_compare, desk, size, scene=scene)
