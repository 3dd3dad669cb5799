"""From a commit to the terminals of other consoles over a file: one console, and ten; beside the commit itself.

    python benchmarks/bench_seen.py [--changes 20] [--json FILE]

`accept_seen.py` asks the same over a server too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from _measure import PULT, Report, Sample, arguments
from accept_crowd import prepare
from accept_seen import drain, request, watch
from pty_session import PtySession

from core.desk import open_desk
from core.desk.views import Done
from core.tickets.refusal import Refusal

REST = 0.5


def main() -> int:
    """Measure and print."""
    parser, read = arguments(__doc__)
    parser.add_argument("--changes", type=int, default=20)
    asked, report = read(), Report()
    for consoles in (1, 10):
        waits, commits = measure(consoles, asked.changes)
        floor = Sample(tuple(commits))
        told = f"a commit on {consoles} other console{'s' if consoles > 1 else ''}"
        report.add(f"seen.{consoles}", told, waits, "ms", "the command", floor)
        p99 = Sample(tuple(waits))
        report.add(f"seen.{consoles}.p99", f"{told}: p99", p99, "ms", take=lambda each: each.quantile(0.99))
    report.save(asked.json)
    return 0


def measure(consoles: int, changes: int) -> tuple[list[float], list[float]]:
    """Milliseconds until each terminal had each change, and those that each command took."""
    waits, commits = [], []
    with tempfile.TemporaryDirectory(prefix="pult-bench-", ignore_cleanup_errors=True) as folder, ExitStack() as stack:
        database = str(Path(folder) / "pult.db")
        prepare(database, consoles + 1)
        desk = stack.enter_context(open_desk(database))
        me = desk.sign_in(f"op{consoles}")
        if isinstance(me, Refusal):
            raise SystemExit(me.message)
        home = {**os.environ, "PULT_DB": database, "XDG_STATE_HOME": folder}
        command = [PULT, "console", "--view", "all", "--as"]
        opened = [PtySession([*command, f"op{n}"], environment=home) for n in range(consoles)]
        for each in opened:
            stack.enter_context(each)
        drain(opened, 4 + consoles * 1.2)
        for n in range(changes + 1):
            mark, began = f"zq{n:03d}", time.perf_counter()
            answer = desk.commands.perform(request(mark), me)
            done = time.perf_counter()
            if not isinstance(answer, Done):
                raise SystemExit(answer.message)
            seen = watch(opened, mark, done)
            if n:
                waits += [each * 1000 for each in seen]
                commits.append((done - began) * 1000)
            drain(opened, REST)
    return waits, commits


if __name__ == "__main__":
    sys.exit(main())
