"""From a key to the last byte of its answer, in the queue and in a ticket; beside a bare Line-API list and a DataTable.

    python benchmarks/bench_keys.py [--sizes 1000 100000] [--presses 60] [--json FILE]

Each begins at the first row (Home). Between two keys the terminal is read until it is quiet, so that each key is alone.
visidata, which shows the same rows, stands beside them where it is installed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _measure import Report, Sample, arguments
from _programs import DOWN, ENTER, ESCAPE, HOME, PAGE, Program, console, data_table, line_list, others
from pty_session import PtySession

REST = 0.05
"""Seconds between two keys, in which what follows a key is read."""


def main() -> int:
    """Measure and print."""
    parser, read = arguments(__doc__, sizes=(1_000, 100_000))
    parser.add_argument("--presses", type=int, default=60)
    asked, report = read(), Report()
    with tempfile.TemporaryDirectory(prefix="pult-bench-", ignore_cleanup_errors=True) as folder:
        rows = min(asked.sizes[-1], 20_000)
        floor = pressed(line_list(rows), DOWN, asked.presses)
        tell(report, "line", f"down, Line-API list of {rows:,}", floor, None)
        tell(report, "table", f"down, DataTable of {rows:,}", pressed(data_table(rows), DOWN, asked.presses), floor)
        for size in asked.sizes:
            ours = console(size, Path(folder))
            told = f"down, queue, {size:,} tickets"
            tell(report, f"queue.{size}", told, pressed(ours, DOWN, asked.presses), floor)
            told = f"page down, queue, {size:,} tickets"
            tell(report, f"page.{size}", told, pressed(ours, PAGE, asked.presses // 2), floor)
            told = f"back to the queue, {size:,} tickets"
            opened, back = there_and_back(ours, asked.presses // 6)
            tell(report, f"back.{size}", told, back, floor)
            tell(report, f"ticket.{size}", f"open a ticket, {size:,} tickets", opened, floor)
        found, missing = others(asked.sizes[-1], Path(folder))
        for name in set(missing) & {"vd"}:
            report.lacks(name)
        for each in found:
            if each.name == "vd":
                tell(report, "visidata", "down, visidata", pressed(each, DOWN, asked.presses), floor)
    report.save(asked.json)
    return 0


def tell(report: Report, key: str, name: str, found: Sample, floor: Sample | None) -> None:
    """The median and the 95th part of a hundred, each beside the floor's."""
    beside = "" if floor is None else "Line-API list"
    report.add(f"key.{key}", name, found, "ms", beside, floor)
    under = None if floor is None else floor.quantile(0.95)
    report.add(f"key.{key}.p95", f"{name}: p95", found, "ms", beside, under, take=lambda each: each.quantile(0.95))


def pressed(program: Program, key: bytes, presses: int) -> Sample:
    """Milliseconds of each press, once at rest at the first row; a key that nothing answers is left out."""
    with PtySession(program.command, environment=program.environment) as session:
        session.wait_for(program.word, timeout=60)
        session.settle(1.5)
        session.press(HOME)
        session.settle(0.5)
        found = []
        for _ in range(presses):
            found.append(session.press(key) * 1000)
            session.read(REST)
    return Sample(tuple(each for each in found if each) or (float("inf"),))


def there_and_back(program: Program, times: int) -> tuple[Sample, Sample]:
    """Milliseconds of each way into a ticket, and of each way back to the queue."""
    with PtySession(program.command, environment=program.environment) as session:
        session.wait_for(program.word, timeout=60)
        session.settle(1.5)
        opened, back = [], []
        for _ in range(max(times, 7) + 1):
            opened.append(session.press(ENTER) * 1000)
            session.settle(0.4)
            back.append(session.press(ESCAPE) * 1000)
            session.settle(0.4)
    return Sample(tuple(opened[1:])), Sample(tuple(back[1:]))


if __name__ == "__main__":
    sys.exit(main())
