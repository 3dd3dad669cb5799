"""The breach panel: what it costs while nobody types, and what one reading of all its figures costs a large store.

Idle, at 160×45 on a pseudo-terminal, beside an empty Textual application: 40 tickets whose countdowns are live, later
than half an hour, and with two or three in their last minutes, where seconds are shown. Reading, over 100,000 tickets
with 5,000 open, beside the counters of the queue's views, which are read over the same open tickets.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

from pty_session import PtySession
from stores import LOGIN, open_tickets, round_the_clock

from core.demo import build
from core.desk import open_desk
from core.policy import load_policy
from tests.support.multiplied import multiply

PEERS = Path(__file__).parent / "peers"
PULT = str(Path(sys.executable).with_name("pult"))
IDLE_SECONDS = float(os.environ.get("BENCH_IDLE", "60"))
TICKETS, STILL_OPEN = 100_000, 5_000
NOW = datetime(2026, 11, 23, 15, 37, 12, tzinfo=ZoneInfo("Asia/Krasnoyarsk"))
READINGS = 9
DATA = "Горит"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        config = round_the_clock(at / "config")
        idle("пустое приложение", [sys.executable, str(PEERS / "empty_app.py")], "READY")
        for name, oldest in (("40 сроков дальше получаса", 85), ("40 сроков, у двух-трёх последние минуты", 119)):
            store = open_tickets(at / f"{oldest}.db", config, 40, oldest=timedelta(minutes=oldest))
            idle(f"табло, {name}", [PULT, "--db", str(store), "--config", str(config), "--as", LOGIN, "wall"], DATA)
        reading(at)


def idle(name: str, command: list[str], word: str) -> None:
    """Bytes and CPU while nobody types, once ``word`` is on the screen."""
    with PtySession(command) as session:
        session.wait_for(word)
        session.settle(2.0)
        cost = session.idle(IDLE_SECONDS)
        print(f"простой, {name}: {cost.bytes_per_second:.0f} Б/с, {cost.cpu_share:.2%} ЦП")


def reading(folder: Path) -> None:
    """Milliseconds of one reading of the panel and of the queue's counters, the two in turn, medians."""
    small, large = folder / "small.db", folder / "large.db"
    build(small, now=NOW, tickets=400, seed=5)
    with open_desk(small, clock=lambda: NOW) as desk:
        present = desk.oversight.wall().open
    multiply(
        small, large, load_policy(), closed=TICKETS - STILL_OPEN - (401 - present), still_open=STILL_OPEN - present
    )
    with open_desk(large, clock=lambda: NOW) as desk:
        pairs = [(timed(desk.oversight.wall), timed(lambda: desk.queue.counts(None))) for _ in range(READINGS + 1)][1:]
    panel, counters = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    print(
        f"чтение при {TICKETS} обращениях, {STILL_OPEN} открытых: табло {panel * 1000:.0f} мс, "
        f"счётчики видов очереди {counters * 1000:.0f} мс, отношение {ratio:.1f}"
    )


def timed(read: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    read()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
