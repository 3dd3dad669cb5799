"""Memory of a console: when it is up, after much has been looked at, and of ten together; beside an empty application.

    python benchmarks/bench_memory.py [--sizes 1000 100000] [--json FILE]

PSS where the kernel tells it. A whole shift and a month of the panel are in `accept_memory.py`.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from _measure import Report, Sample, arguments
from _programs import CALL, DOWN, ENTER, ESCAPE, HOME, PAGE, Program, console, empty
from pty_session import PtySession

CONSOLES = 10


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__, sizes=(1_000, 100_000))
    asked, report = read(), Report()
    with tempfile.TemporaryDirectory(prefix="pult-bench-", ignore_cleanup_errors=True) as folder:
        at = Path(folder)
        floor = Sample(tuple(up(empty()) for _ in range(3)))
        for size in asked.sizes:
            ours = console(size, at)
            cold = [up(ours) for _ in range(3)]
            report.add(f"memory.cold.{size}", f"memory, connected, {size:,} tickets", cold, "MB", "empty app", floor)
            used = [after_work(ours)]
            told = f"memory, after 60 pages, 20 tickets and a call, {size:,}"
            report.add(f"memory.used.{size}", told, used, "MB", "empty app", floor)
        report.add("memory.ten", f"memory, each of {CONSOLES} consoles", together(console(asked.sizes[0], at)), "MB")
    report.save(asked.json)
    return 0


def up(program: Program) -> float:
    """Megabytes once it has connected and come to rest."""
    with PtySession(program.command, environment=program.environment) as session:
        return _ready(session, program)


def _ready(session: PtySession, program: Program) -> float:
    session.wait_for(program.word, timeout=60)
    session.settle(2.0)
    return session.memory()


def after_work(program: Program) -> float:
    """Megabytes after a round through the places."""
    with PtySession(program.command, environment=program.environment) as session:
        _ready(session, program)
        keys = [HOME, *[PAGE] * 60, HOME, *[ENTER, ESCAPE, DOWN] * 20, CALL, "карта".encode(), ESCAPE]
        for key in keys:
            session.press(key)
            session.read(0.05)
        session.settle(1.0)
        return session.memory()


def together(program: Program) -> list[float]:
    """Megabytes of each of some consoles that are open at the same time."""
    with ExitStack() as stack:
        opened = [PtySession(program.command, environment=program.environment) for _ in range(CONSOLES)]
        for each in opened:
            stack.enter_context(each)
        for each in opened:
            _ready(each, program)
        return [each.memory() for each in opened]


if __name__ == "__main__":
    sys.exit(main())
