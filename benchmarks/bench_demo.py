"""The demonstration: CPU of making its desk, and the time from `pult demo` to the first rows of a new desk.

    python benchmarks/bench_demo.py [--rounds 7] [--tickets 400] [--json FILE]

Beside the making stands what every program over the store needs first: importing it. Beside the first rows stands an
empty Textual application.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _measure import PEERS, PULT, ROOT, Report, arguments, cpu_of, in_turn
from pty_session import PtySession

MAKE = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from core.demo import build
build(Path(sys.argv[1]), now=datetime.now(UTC), tickets=int(sys.argv[2]))
"""
IMPORT = "import core.demo.building, core.store.migrate, alembic.command"


def main() -> int:
    """Measure and print."""
    parser, read = arguments(__doc__)
    parser.add_argument("--tickets", type=int, default=400)
    asked, report = read(), Report()
    made, imported = in_turn(
        asked.rounds,
        lambda: making(asked.tickets),
        lambda: cpu_of([sys.executable, "-c", IMPORT], {"PYTHONPATH": str(ROOT)}),
    )
    told = f"demonstration desk of {asked.tickets}, from nothing"
    report.add("demo.made", told, made, "ms CPU", "importing alone", imported)
    first, empty = in_turn(asked.rounds, first_rows, empty_app)
    report.add("demo.first", "pult demo: first rows of a new desk", first, "ms", "empty Textual app", empty)
    report.save(asked.json)
    return 0


def making(tickets: int) -> float:
    """Milliseconds of CPU that a program which makes the desk takes in all."""
    with tempfile.TemporaryDirectory(prefix="pult-bench-") as folder:
        command = [sys.executable, "-c", MAKE, str(Path(folder) / "demo.db"), str(tickets)]
        return cpu_of(command, {"PYTHONPATH": str(ROOT)})


def first_rows() -> float:
    """Milliseconds by the clock until a row is on the terminal."""
    with tempfile.TemporaryDirectory(prefix="pult-bench-", ignore_cleanup_errors=True) as folder:
        home = {"XDG_STATE_HOME": folder, "XDG_DATA_HOME": folder}
        with PtySession([PULT, "demo"], environment=home) as session:
            return session.wait_for("ПЛТП", timeout=120) * 1000


def empty_app() -> float:
    """The same of an empty application."""
    with PtySession([sys.executable, str(PEERS / "empty_app.py")]) as session:
        return session.wait_for("READY") * 1000


if __name__ == "__main__":
    sys.exit(main())
