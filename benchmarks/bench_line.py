"""What an action costs on a slow line: bytes, and the time until the answer is there at 50 kB/s with 150 ms of delay.

The line is simulated by reading the pty no faster than 50 kB/s; the delay of one round trip is added. Beside it stands
the stock DataTable with the same rows, for the same keys.
"""

from __future__ import annotations

import os
import select
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from pty_session import PtySession
from stores import LOGIN, open_tickets, round_the_clock

PEERS = Path(__file__).parent / "peers"
PULT = str(Path(sys.executable).with_name("pult"))
BYTES_A_SECOND = 50_000
ROUND_TRIP = 0.150
QUIET = 0.4
"""Seconds without a byte after which the answer is taken to be whole."""
DOWN, PAGE, ESCAPE, ENTER = b"\x1b[B", b"\x1b[6~", b"\x1b", b"\r"
ACTIONS = (
    ("курсор вниз", DOWN),
    ("курсор вниз ещё раз", DOWN),
    ("страница вниз", PAGE),
    ("другой вид", b"1"),
    ("обратно", b"3"),
    ("открыть обращение", ENTER),
    ("вернуться в очередь", ESCAPE),
    ("принять звонок", b"\x1bOQ"),
    ("буква в поле", "с".encode()),
    ("ещё буква", "и".encode()),
)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        config = round_the_clock(at / "config")
        store = open_tickets(at / "line.db", config, 2_000, oldest=timedelta(minutes=85))
        command = [PULT, "--db", str(store), "--config", str(config), "--as", LOGIN, "console"]
        environment = {"XDG_STATE_HOME": str(at / "state")}
        with PtySession(command, environment=environment) as session:
            session.wait_for("Не печатается")
            session.settle(3.0)
            for name, keys in ACTIONS:
                told(name, *slowly(session, keys))
        with PtySession([sys.executable, str(PEERS / "data_table.py"), "2000"]) as session:
            session.wait_for("назначений", timeout=60)
            session.settle(2.0)
            for name, keys in ACTIONS[:3]:
                told(f"DataTable: {name}", *slowly(session, keys))


def slowly(session: PtySession, keys: bytes) -> tuple[int, float]:
    """Bytes of the answer, and seconds until the last of them has come over the slow line."""
    os.write(session.fd, keys)
    begun = last = time.perf_counter()
    count = 0
    while time.perf_counter() - last < QUIET:
        if select.select([session.fd], [], [], 0.02)[0]:
            chunk = os.read(session.fd, 2_048)
            count += len(chunk)
            last = time.perf_counter()
            time.sleep(len(chunk) / BYTES_A_SECOND)
    return count, last - begun + ROUND_TRIP


def told(name: str, count: int, seconds: float) -> None:
    """One line of the table."""
    print(f"{name}: {count} Б, на линии 50 кБ/с и 150 мс — {seconds * 1000:.0f} мс")


if __name__ == "__main__":
    main()
