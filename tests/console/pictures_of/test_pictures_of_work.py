"""Every screen and the forms in four forms: wide, 80×24, sixteen colours of the terminal, without colour."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.attachments import FilesScreen
from console.dialogs.bulk.dialog import BulkDialog
from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.frame.text_viewer import ReadingScreen
from console.dialogs.read_aloud import ReadAloudScreen
from console.dialogs.replies import ReadyTextsScreen
from console.intake.screen import IntakeScreen
from console.intake.widgets.call_suggestions import Beside
from console.queue.looks.saved_views import SavedViewsScreen
from console.registers.screen import RegisterScreen
from console.screens.jump import JumpScreen
from console.screens.palette import PaletteScreen
from console.ticket.comparison import Compared
from console.ticket.screen import TicketScreen
from tests.console.driving import settled, until
from tests.console.pictures import COLOURS, Started, looks_as_it_did, of_one_run
from tests.console.scenes import HOSTILE, full_desk

Scene = Callable[[PultApp, Pilot[int]], Awaitable[None]]
WIDE, NARROW = (160, 45), (80, 24)
FORMS = {"wide": (WIDE, "dark"), "narrow": (NARROW, "dark"), "ansi": (WIDE, "ansi")}


def register(name: str) -> Scene:
    async def scene(app: PultApp, pilot: Pilot[int]) -> None:
        app.navigation.open_register(name)
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen) and app.screen.loaded, "a register")

    return scene


def form(name: str, number: int = 8) -> Scene:
    async def scene(app: PultApp, pilot: Pilot[int]) -> None:
        app.navigation.open_ticket(number)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
        app.screen.action_ticket(name)  # type: ignore[attr-defined]
        await until(pilot, lambda: isinstance(app.screen, SpecDialog) and not app.screen.restoring, "a form")

    return scene


def over_the_desk(name: str) -> Scene:
    async def scene(app: PultApp, pilot: Pilot[int]) -> None:
        app.navigation.open_form(name)
        await until(pilot, lambda: isinstance(app.screen, SpecDialog) and not app.screen.restoring, "a form")

    return scene


async def cockpit(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
    await pilot.press(*"cbybw", "enter", *"не", "space", *"открывается", "space", *"карта")
    beside = app.screen.query_one(Beside)
    await until(pilot, lambda: bool(beside.known.solutions), "a solution beside")
    await until(pilot, lambda: bool(app.screen.line.draft_said), "the draft")  # type: ignore[attr-defined]


async def aloud(app: PultApp, pilot: Pilot[int]) -> None:
    await cockpit(app, pilot)
    found = app.screen.query_one(Beside).known.solutions[0]
    app.push_screen(ReadAloudScreen(found))
    await until(pilot, lambda: isinstance(app.screen, ReadAloudScreen), "the reading")


async def bulk(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("space", "space", "space", "t")
    await until(pilot, lambda: isinstance(app.screen, BulkDialog) and not app.screen.restoring, "the dialog")


async def grouped(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("0", "0", "escape", "f3", *"прио")
    await settled(app, pilot)


async def saved(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("8")
    await until(pilot, lambda: isinstance(app.screen, SavedViewsScreen), "the menu")


async def actions(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("a")
    await until(pilot, lambda: isinstance(app.screen, PaletteScreen), "the menu")


async def ready(app: PultApp, pilot: Pilot[int]) -> None:
    await pilot.press("c")
    await until(pilot, lambda: not getattr(app.screen, "restoring", True), "the dialog")
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(app.screen, ReadyTextsScreen), "the texts")


async def files(app: PultApp, pilot: Pilot[int]) -> None:
    app.navigation.open_ticket(8)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
    await pilot.press("5")
    await until(pilot, lambda: isinstance(app.screen, FilesScreen), "the files")


async def compared(app: PultApp, pilot: Pilot[int]) -> None:
    await form("duplicate")(app, pilot)
    await app.workers.wait_for_complete()
    await pilot.press("2", "tab")
    shown = app.screen.query_one(Compared)
    await until(pilot, lambda: "№ 2" in shown.plain, "the other ticket")
    draft = app.screen.query_one("#draft", Static)
    await until(pilot, lambda: "черновик" in str(draft.render()), "the draft")


async def jump(app: PultApp, pilot: Pilot[int]) -> None:
    await cockpit(app, pilot)
    await pilot.press("f12")
    await until(pilot, lambda: isinstance(app.screen, JumpScreen), "the letters")


async def letter(app: PultApp, pilot: Pilot[int]) -> None:
    app.push_screen(ReadingScreen("Письмо руководителю МО", f"{HOSTILE}\n\nУведомляем, что решением УК", "п. 10.7"))
    await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the letter")


def tool(name: str) -> Scene:
    async def scene(app: PultApp, pilot: Pilot[int]) -> None:
        app.action_tool(name)
        await until(pilot, lambda: isinstance(app.screen, SpecDialog) and not app.screen.restoring, "a tool")

    return scene


SCENES: dict[str, Scene] = {
    "compared": compared, "jump": jump, "letter": letter, "import": tool("import"), "what_if": tool("route"),
    "cockpit": cockpit, "aloud": aloud, "bulk": bulk, "grouped": grouped, "saved": saved, "actions": actions,
    "ready": ready, "files": files, "term": form("term"), "route": form("route", 9), "process": form("process"),
    "outage": over_the_desk("outage_open"), "shift": over_the_desk("shift_hand_over"),
    **{name: register(name) for name in ("shifts", "outages", "solutions", "people", "disputes", "absences")},
}  # fmt: skip


def started(folder: Path, scene: Scene) -> Started:
    desk = full_desk(folder)
    app = PultApp(lambda: desk, "ivanova", theme="dark")

    async def before(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        await settled(app, pilot)
        await scene(app, pilot)
        await app.workers.wait_for_complete()
        app.clear_notifications()
        await pilot.pause()

    return app, before


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scene", of_one_run(SCENES, "work"))
def test_it_looks_as_it_did(snap_compare: Callable[..., bool], tmp_path: Path, scene: str, form: str) -> None:
    size, colour = FORMS[form]
    colours = COLOURS if size == WIDE else (colour,)
    start = partial(started, tmp_path, SCENES[scene])
    assert looks_as_it_did(snap_compare, (f"work {scene}", size), colour, start, colours=colours)


@pytest.mark.parametrize("scene", of_one_run(SCENES, "work"))
def test_it_is_told_without_colour(snap_compare: Callable[..., bool], tmp_path: Path, scene: str) -> None:
    assert looks_as_it_did(snap_compare, (f"work {scene}", WIDE), "none", partial(started, tmp_path, SCENES[scene]))
