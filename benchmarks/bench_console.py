"""The console on a real pseudo-terminal beside its floors, in one run.

Three figures: what an idle queue of 40 visible countdowns costs, with all dues later than half an hour and with some in
their last five minutes, where seconds are shown; the time from `pult` to the first painted queue with
data against an empty Textual application; the time from a key to the painted cursor move in a queue of 10,000 against
the stock DataTable.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from pty_session import PtySession
from stores import LOGIN, open_tickets, round_the_clock

PEERS = Path(__file__).parent / "peers"
PULT = str(Path(sys.executable).with_name("pult"))
DOWN = b"\x1b[B"
IDLE_SECONDS = float(os.environ.get("BENCH_IDLE", "60"))
STARTS = 5
PRESSES = 60
DATA = "Не печатается"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        config = round_the_clock(at / "config")
        calm = open_tickets(at / "calm.db", config, 60, oldest=timedelta(minutes=85))
        idle("пустое приложение", peer("empty_app.py"), "READY")
        idle("очередь, 40 сроков дальше получаса", console(calm, config), DATA)
        near = open_tickets(at / "near.db", config, 60, oldest=timedelta(minutes=119))
        idle("очередь, 40 сроков, у двух-трёх последние минуты", console(near, config), DATA)
        start(console(calm, config))
        keys(console(open_tickets(at / "large.db", config, 10_000, oldest=timedelta(minutes=85)), config))


def console(store: Path, config: Path) -> list[str]:
    """The command of a console over ``store``."""
    return [PULT, "--db", str(store), "--config", str(config), "--as", LOGIN, "console"]


def idle(name: str, command: list[str], word: str) -> None:
    """Bytes and CPU while nobody types, once ``word`` is on the screen."""
    with PtySession(command) as session:
        session.wait_for(word)
        session.settle(2.0)
        cost = session.idle(IDLE_SECONDS)
        print(f"простой, {name}: {cost.bytes_per_second:.0f} Б/с, {cost.cpu_share:.2%} ЦП")


def start(command: list[str]) -> None:
    """Seconds to the first painted data, the two in turn, and the median of the pairs' ratios."""
    pairs = []
    for _ in range(STARTS + 1):
        with PtySession(peer("empty_app.py")) as session:
            floor = session.wait_for("READY")
        with PtySession(command) as session:
            pairs.append((session.wait_for(DATA), floor))
    pairs = pairs[1:]
    data, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    print(
        f"старт: очередь с данными {data * 1000:.0f} мс, пустое приложение {floor * 1000:.0f} мс, отношение {ratio:.2f}"
    )


def keys(mine: list[str]) -> None:
    """Milliseconds from a key to the painted move, median and 95th percentile, beside the stock table."""
    for name, command, word in (
        ("очередь", mine, DATA),
        ("DataTable", peer("data_table.py", "10000"), "назначений"),
    ):
        with PtySession(command) as session:
            session.wait_for(word, timeout=60)
            session.settle(1.0)
            times = sorted(_paced(session) for _ in range(PRESSES))
            p95 = times[int(len(times) * 0.95)]
            median = statistics.median(times)
            print(f"клавиша, {name}, 10 000 строк: медиана {median * 1000:.1f} мс, p95 {p95 * 1000:.1f} мс")


def _paced(session: PtySession) -> float:
    took = session.press(DOWN)
    session.read(0.05)
    return took


def peer(script: str, *arguments: str) -> list[str]:
    """The command of a peer."""
    return [sys.executable, str(PEERS / script), *arguments]


if __name__ == "__main__":
    main()
