"""Makes the guide's pictures from the real program over an invented desk: ``make guide``. They cannot go stale unseen.

The clock stands, so the same program makes the same pictures.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMAGES = Path(__file__).parent / "img"
sys.path.insert(0, str(ROOT))

import console.environment  # noqa: E402

console.environment.prepare()

from textual.pilot import Pilot  # noqa: E402

from console.app import PultApp  # noqa: E402
from console.dialogs.classify import PriorityDialog  # noqa: E402
from console.dialogs.frame.conflict import ConflictScreen  # noqa: E402
from console.intake.screen import IntakeScreen  # noqa: E402
from console.intake.widgets.call_suggestions import Beside  # noqa: E402
from console.registers.screen import RegisterScreen  # noqa: E402
from console.ticket.screen import TicketScreen  # noqa: E402
from console.wallboard.screen import WallScreen  # noqa: E402
from core.tickets.answers.comments import Note  # noqa: E402
from core.tickets.classification.commands import SetPriority  # noqa: E402
from core.vocabulary import Priority  # noqa: E402
from tests.console.driving import settled, until  # noqa: E402
from tests.console.scenes import busy_desk  # noqa: E402
from tests.console.wall_scenes import morning_desk  # noqa: E402
from tests.support.desk import done  # noqa: E402

Scene = Callable[[PultApp, Pilot[int]], Awaitable[None]]


async def queue(app: PultApp, pilot: Pilot[int]) -> None:
    """The queue as it opens."""
    await settled(app, pilot)


async def intake(app: PultApp, pilot: Pilot[int]) -> None:
    """A call whose caller was found in the other layout."""
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
    await pilot.press(*"cbybw", "enter", *"не", "space", *"открывается", "space", *"карта")
    beside = app.screen.query_one(Beside)
    await until(pilot, lambda: bool(beside._known.similar), "what stands beside")


async def ticket(app: PultApp, pilot: Pilot[int]) -> None:
    """A ticket at ВЛТП."""
    app.navigation.open_ticket(3)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")


async def conflict(app: PultApp, pilot: Pilot[int]) -> None:
    """A priority that somebody else has set meanwhile."""
    await ticket(app, pilot)
    await pilot.press("z")
    await until(pilot, lambda: isinstance(app.screen, PriorityDialog) and not app.screen.restoring, "a form")
    await pilot.press("down", "down")
    assert app.client.desk is not None
    done(app.client.desk, SetPriority(number=3, priority=Priority.HIGH, reason="Есть обходной путь"))
    done(app.client.desk, Note(number=3, text="Звонили из второго корпуса: там выгружается."), "petrov")
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(app.screen, ConflictScreen), "the conflict")


async def register(app: PultApp, pilot: Pilot[int]) -> None:
    """A register."""
    app.navigation.open_register("people")
    await until(pilot, lambda: isinstance(app.screen, RegisterScreen) and app.screen.loaded, "a register")


async def wall(app: PultApp, pilot: Pilot[int]) -> None:
    """The breach panel of a supervisor's morning."""
    app.navigation.open_wall()
    await until(pilot, lambda: isinstance(app.screen, WallScreen) and app.screen.wall is not None, "the panel")


SCENES: dict[str, Scene] = {
    "queue": queue, "intake": intake, "ticket": ticket, "conflict": conflict, "register": register, "wall": wall,
}  # fmt: skip
SIZES = {"wall": (160, 45)}


async def draw(name: str, folder: Path) -> str:
    """One picture as SVG."""
    desk = morning_desk(folder) if name == "wall" else busy_desk(folder)
    app = PultApp(lambda: desk, "orlova" if name == "wall" else "ivanova")
    async with app.run_test(size=SIZES.get(name, (132, 36))) as pilot:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        await settled(app, pilot)
        await SCENES[name](app, pilot)
        await app.workers.wait_for_complete()
        app.clear_notifications()
        await pilot.pause()
        return app.export_screenshot(title="Пульт ЦК")


def main() -> None:
    """Draw them all."""
    IMAGES.mkdir(exist_ok=True)
    for name in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_STATE_HOME"] = folder
            (IMAGES / f"{name}.svg").write_text(asyncio.run(draw(name, Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
