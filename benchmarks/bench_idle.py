"""What programs cost while nobody types, on a terminal of 160×45: CPU, bytes and wakeups a second.

    python benchmarks/bench_idle.py [--sizes 1000 100000] [--seconds 30] [--json FILE]

The queue over generated stores at the present hour, and over one whose dues are near by a schedule round the clock, so
that countdowns move whenever it is measured; the breach panel; an empty application; less and htop.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from _measure import PULT, Report, Sample, arguments
from _programs import Program, console, empty, others
from pty_session import Idle, PtySession
from stores import LOGIN, open_tickets, round_the_clock

BEGUN = 4.0
"""Seconds of rest before it is measured: what follows a start is no part of it."""


def main() -> int:
    """Measure and print."""
    parser, read = arguments(__doc__, sizes=(1_000, 100_000))
    parser.add_argument("--seconds", type=float, default=30)
    asked, report = read(), Report()
    with tempfile.TemporaryDirectory(prefix="pult-bench-", ignore_cleanup_errors=True) as folder:
        at = Path(folder)
        floor = idle(empty(), asked.seconds)
        tell(report, "empty", "empty Textual app", floor, None)
        for size in asked.sizes:
            tell(report, str(size), f"queue, {size:,} tickets, now", idle(console(size, at), asked.seconds), floor)
        for name, oldest in (("day", 85), ("near", 119)):
            for place in ("console", "wall"):
                program = counting_down(at, name, oldest, place)
                tell(report, f"{name}.{place}", program.name, idle(program, asked.seconds), floor)
        found, missing = others(asked.sizes[0], at)
        for each in found:
            if each.name in ("less", "htop"):
                tell(report, each.name, each.name, idle(each, asked.seconds), floor)
        for name in set(missing) & {"less", "htop"}:
            report.lacks(name)
    report.save(asked.json)
    return 0


def counting_down(folder: Path, name: str, oldest: int, place: str) -> Program:
    """A console or a panel over sixty tickets, the oldest due in two hours less ``oldest`` minutes, at any hour."""
    config, store = folder / f"config-{name}", folder / f"{name}.db"
    if not config.exists():
        open_tickets(store, round_the_clock(config), 60, oldest=timedelta(minutes=oldest))
    told = "40 countdowns" if name == "day" else "40 countdowns, two or three in their last minutes"
    word = "Не печатается" if place == "console" else "Горит"
    command = [PULT, "--db", str(store), "--config", str(config), "--as", LOGIN, place]
    home = {"XDG_STATE_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    return Program(f"{'queue' if place == 'console' else 'panel'}, {told}", command, word, home)


def idle(program: Program, seconds: float) -> Idle:
    """What it costs once it is at rest."""
    with PtySession(program.command, environment=program.environment) as session:
        session.wait_for(program.word, timeout=60)
        session.read(BEGUN)
        return session.idle(seconds)


def tell(report: Report, key: str, name: str, found: Idle, floor: Idle | None) -> None:
    """Three figures of one program."""
    beside = "" if floor is None else "empty app"
    for part, unit, value, under in (
        ("cpu", "% CPU", found.cpu_share * 100, floor and floor.cpu_share * 100),
        ("wakeups", "per s", found.wakeups, floor and floor.wakeups),
        ("bytes", "B/s", found.bytes_per_second, floor and floor.bytes_per_second),
    ):
        report.add(f"idle.{key}.{part}", f"idle, {name}", Sample((value,)), unit, beside, under)


if __name__ == "__main__":
    sys.exit(main())
