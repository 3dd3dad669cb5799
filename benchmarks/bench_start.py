"""From the start of a program to its first rows on a terminal of 160×45; the console beside an empty application.

    python benchmarks/bench_start.py [--sizes 1000 100000] [--json FILE]

All start in turn. Of the console two moments are told: its first rows, which stand there before its libraries are
loaded, and its application, which then paints over them. Peers: less, visidata and harlequin open the same rows.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from _measure import Report, Sample, arguments, in_turn
from _programs import Program, console, empty, others
from pty_session import PtySession

KEYS = "Команды"
"""Stands in the bar of keys: only the application paints that."""


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__, sizes=(1_000, 100_000))
    asked, report = read(), Report()
    with tempfile.TemporaryDirectory(prefix="pult-bench-", ignore_cleanup_errors=True) as folder:
        at = Path(folder)
        ours = {size: console(size, at) for size in asked.sizes}
        moments = [each for program in ours.values() for each in (program, replace(program, word=KEYS))]
        floor, *found = in_turn(asked.rounds, starting(empty()), *(starting(each) for each in moments))
        rows, alive = found[::2], found[1::2]
        for size, first, whole in zip(ours, rows, alive, strict=True):
            told = f"start to rows, {size:,} tickets"
            report.add(f"start.{size}", told, first, "ms", "empty Textual app", floor)
            told = f"start to the application, {size:,} tickets"
            report.add(f"start.app.{size}", told, whole, "ms", "empty Textual app", floor)
        ratio = Sample((rows[-1].median / rows[0].median,))
        report.add("start.growth", "start: the largest store against the smallest", ratio, "times")
        programs, missing = others(asked.sizes[-1], at)
        for name in missing:
            report.lacks(name)
        for each in programs:
            tell_peer(report, each, floor)
    report.save(asked.json)
    return 0


def tell_peer(report: Report, program: Program, floor: Sample) -> None:
    """A peer, or that it did not show what it was to show."""
    try:
        (sample,) = in_turn(3, starting(program, 15))
    except (TimeoutError, OSError) as error:
        report.lacks(f"{program.name} ({type(error).__name__})")
    else:
        report.add(f"start.peer.{program.name}", f"start: {program.name}", sample, "ms", "empty Textual app", floor)


def starting(program: Program, patience: float = 60) -> Callable[[], float]:
    """What measures the milliseconds until the data of a program is written."""

    def measured() -> float:
        with PtySession(program.command, environment=program.environment) as session:
            return session.wait_for(program.word, timeout=patience) * 1000

    return measured


if __name__ == "__main__":
    sys.exit(main())
