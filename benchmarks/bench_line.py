"""What an action costs on a slow line: bytes, and the time until the answer is there at 50 kB/s with 150 ms of delay.

    python benchmarks/bench_line.py [--sizes 1000 100000] [--rounds 7] [--json FILE]

The line is simulated by reading the pty no faster than 50 kB/s; the delay of one round trip is added. Each round begins
at the first row (Home). Beside it stands the stock DataTable, for the same keys.
"""

from __future__ import annotations

import os
import select
import sys
import tempfile
import time
from pathlib import Path

from _measure import Report, arguments
from _programs import CALL, DOWN, ENTER, ESCAPE, HOME, PAGE, Program, console, data_table
from pty_session import PtySession

BYTES_A_SECOND = 50_000
ROUND_TRIP = 0.150
QUIET = 0.35
"""Seconds without a byte after which the answer is taken to be whole."""
ACTIONS = {
    "down": ("cursor down, with its preview", DOWN),
    "page": ("page down", PAGE),
    "view": ("another view", b"1"),
    "view_back": ("back to all open", b"3"),
    "open": ("open a ticket", ENTER),
    "back": ("back to the queue", ESCAPE),
    "call": ("take a call", CALL),
    "letter": ("a letter in a form", "с".encode()),
}


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__, sizes=(1_000, 100_000))
    asked, report = read(), Report()
    with tempfile.TemporaryDirectory(prefix="pult-bench-", ignore_cleanup_errors=True) as folder:
        floors = acted(data_table(2_000), ("down", "page"), asked.rounds)
        for size in asked.sizes:
            for key, found in acted(console(size, Path(folder)), tuple(ACTIONS), asked.rounds).items():
                name, under = f"{ACTIONS[key][0]}, {size:,} tickets", floors.get(key)
                beside = [float(count) for count, _ in under] if under else None
                floor = sorted(beside)[len(beside) // 2] if beside else None
                counts = [float(count) for count, _ in found]
                report.add(f"bytes.{key}.{size}", name, counts, "B", "DataTable" if floor else "", floor)
                report.add(f"line.{key}.{size}", f"{name}, slow line", [seconds for _, seconds in found], "s")
    report.save(asked.json)
    return 0


def acted(program: Program, keys: tuple[str, ...], rounds: int) -> dict[str, list[tuple[int, float]]]:
    """Bytes and seconds of each action; the first round is not counted."""
    found: dict[str, list[tuple[int, float]]] = {key: [] for key in keys}
    with PtySession(program.command, environment=program.environment) as session:
        session.wait_for(program.word, timeout=60)
        session.settle(1.5)
        for turn in range(rounds + 1):
            slowly(session, HOME)
            for key in keys:
                cost = slowly(session, ACTIONS[key][1])
                if turn:
                    found[key].append(cost)
            for _ in range(2 if "call" in keys else 0):
                slowly(session, ESCAPE)
    return found


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


if __name__ == "__main__":
    sys.exit(main())
