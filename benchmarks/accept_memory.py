"""Whether a console grows: 5,000 screen changes and eight simulated hours of ticks; a month of the breach panel.

The floor is the console's own size after the first tenth; the aim is less than 10 % on top of it at the end.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import console.environment

console.environment.prepare()
sys.path.insert(0, str(Path(__file__).parents[1]))

from console.app import PultApp  # noqa: E402
from console.wallboard.panel import Panel  # noqa: E402
from console.wallboard.screen import WallScreen  # noqa: E402
from tests.console.scenes import busy_desk  # noqa: E402
from tests.console.wall_scenes import morning_desk  # noqa: E402

CHANGES = int(os.environ.get("BENCH_CHANGES", "5000"))
WARM = CHANGES // 10
HOURS = 8
DAYS = int(os.environ.get("BENCH_DAYS", "30"))


def resident() -> float:
    """Resident memory in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def main() -> None:
    """Change screens, tick, and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        desk = busy_desk(Path(folder))
        app = PultApp(lambda: desk, "ivanova")
        async with app.run_test(size=(160, 45)) as pilot:
            while app.client.actor is None or app.queue.listing.shown is None:
                await pilot.pause(0.01)
            before = 0.0
            for change in range(CHANGES):
                if change == WARM:
                    before = resident()
                await _change(app, pilot, change)
            changed = resident()
            for _ in range(HOURS * 3600):
                desk.clock.advance(seconds=1)
                app.clock.tick()
            await pilot.pause()
            ticked = resident()
        grown = f"{changed:.1f} МБ ({changed / before - 1:+.1%})"
        print(f"после {WARM} смен экрана {before:.1f} МБ; после {CHANGES} — {grown}")
        print(f"после {timedelta(hours=HOURS)} секунд за секундой {ticked:.1f} МБ ({ticked / before - 1:+.1%})")


async def month() -> None:
    """The panel for a month: a tick a minute, each with a reading, and one of its days second by second."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        desk = morning_desk(Path(folder))
        app = PultApp(lambda: desk, "orlova", panel=Panel(cycle=20, read_only=True))
        async with app.run_test(size=(160, 45)) as pilot:
            while not isinstance(app.screen, WallScreen) or app.screen.wall is None:
                await pilot.pause(0.01)
            before = 0.0
            for minute in range(DAYS * 24 * 60):
                desk.clock.advance(minutes=1)
                app.clock.tick()
                while app.screen.reading:
                    await asyncio.sleep(0.001)
                if minute == DAYS * 24 * 6:
                    before = resident()
                if minute % 1440 == 0:
                    print(f"день {minute // 1440}: {resident():.1f} МБ", file=sys.stderr, flush=True)
            ticked = resident()
            for _ in range(24 * 3600):
                desk.clock.advance(seconds=1)
                app.clock.tick()
            await pilot.pause()
            seconds = resident()
        grown = f"{ticked:.1f} МБ ({ticked / before - 1:+.1%})"
        print(f"табло: после {DAYS // 10} суток {before:.1f} МБ; после {DAYS} — {grown}")
        print(f"и после суток секунда за секундой {seconds:.1f} МБ ({seconds / before - 1:+.1%})")


async def _change(app: PultApp, pilot: object, change: int) -> None:
    """One screen over another, or back: a ticket, a form, the intake, a register in turn."""
    if len(app.screen_stack) > 2:
        app.pop_screen()
    else:
        kind = change // 2 % 4
        if kind == 0:
            app.navigation.open_ticket(1 + change % 9)
        elif kind == 1:
            app.navigation.open_form("outage_open")
        elif kind == 2:
            app.navigation.open_intake()
        else:
            app.navigation.open_register("people")
    await asyncio.sleep(0)
    await pilot.pause()  # type: ignore[attr-defined]
    if change % 500 == 499:
        print(change + 1, f"{resident():.1f}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
    asyncio.run(month())
