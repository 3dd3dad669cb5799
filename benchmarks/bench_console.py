"""The console on a real pseudo-terminal beside its floors, in one run.

Three figures: what an idle queue of 40 visible countdowns costs; the time from `pult` to the first painted queue with
data against an empty Textual application; the time from a key to the painted cursor move in a queue of 10,000 against
the stock DataTable.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from pty_session import PtySession
from stores import LOGIN, open_tickets

PEERS = Path(__file__).parent / "peers"
PULT = str(Path(sys.executable).with_name("pult"))
DOWN = b"\x1b[B"
IDLE_SECONDS = float(os.environ.get("BENCH_IDLE", "60"))
STARTS = 5
PRESSES = 60
DATA = "отделении"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        small = open_tickets(Path(folder) / "small.db", 60)
        idle(small)
        start(small)
        large = open_tickets(Path(folder) / "large.db", 10_000)
        keys(large)


def console(store: Path) -> list[str]:
    """The command of a console over ``store``."""
    return [PULT, "--db", str(store), "--as", LOGIN, "console"]


def idle(store: Path) -> None:
    """Bytes and CPU while nobody types: the console, and the empty application as the floor."""
    for name, command, word in (("пустое приложение", peer("empty_app.py"), "READY"), ("очередь", console(store), DATA)):
        with PtySession(command) as session:
            session.wait_for(word)
            session.settle(1.0)
            cost = session.idle(IDLE_SECONDS)
            print(f"простой, {name}: {cost.bytes_per_second:.0f} Б/с, {cost.cpu_share:.2%} ЦП")


def start(store: Path) -> None:
    """Seconds to the first painted data, the two in turn, and the median of the pairs' ratios."""
    pairs = []
    for _ in range(STARTS + 1):
        with PtySession(peer("empty_app.py")) as session:
            floor = session.wait_for("READY")
        with PtySession(console(store)) as session:
            pairs.append((session.wait_for(DATA), floor))
    pairs = pairs[1:]
    data, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    print(f"старт: очередь с данными {data * 1000:.0f} мс, пустое приложение {floor * 1000:.0f} мс, отношение {ratio:.2f}")


def keys(store: Path) -> None:
    """Milliseconds from a key to the painted move, median and 95th percentile, beside the stock table."""
    for name, command, word in (
        ("очередь", console(store), DATA),
        ("DataTable", peer("data_table.py", "10000"), "назначений"),
    ):
        with PtySession(command) as session:
            session.wait_for(word, timeout=60)
            session.settle(1.0)
            times = sorted(_paced(session) for _ in range(PRESSES))
            p95 = times[int(len(times) * 0.95)]
            print(f"клавиша, {name}, 10 000 строк: медиана {statistics.median(times) * 1000:.1f} мс, p95 {p95 * 1000:.1f} мс")


def _paced(session: PtySession) -> float:
    took = session.press(DOWN)
    session.read(0.05)
    return took


def peer(script: str, *arguments: str) -> list[str]:
    """The command of a peer."""
    return [sys.executable, str(PEERS / script), *arguments]


if __name__ == "__main__":
    main()
