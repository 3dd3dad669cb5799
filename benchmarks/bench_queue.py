"""One reading of the queue, 50 rows and all counts, from a thousand tickets to a million; beside raw SQLite.

    python benchmarks/bench_queue.py [--sizes 1000 10000 100000] [--full] [--json FILE]

The floor asks the same file for the first 50 numbers of an open view by the index of dues, and for their rows.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from _measure import Report, Sample, arguments, cpu, in_turn
from stores import grown

from console.queue.model.queue_reading import Sight, read_queue
from core.demo import LOGIN
from core.desk import open_desk
from core.desk.desk import Desk
from core.desk.views import QueueQuery, View

WINDOW = 50
RAW = """
SELECT * FROM tickets WHERE number IN (
    SELECT number FROM tickets WHERE status IN ('new', 'in_progress', 'resolved') ORDER BY next_due LIMIT 50
)
"""
VIEWS = {"open": View.OPEN, "mine": View.MINE, "closed": View.CLOSED}


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__)
    asked, report = read(), Report()
    medians: dict[str, list[float]] = {name: [] for name in VIEWS}
    for size in asked.sizes:
        path = grown(size)
        with open_desk(path, read_only=True) as desk, closing(sqlite3.connect(path)) as raw:
            works = [looking(desk, view) for view in VIEWS.values()]
            *found, floor = in_turn(asked.rounds, *works, lambda: cpu(lambda: raw.execute(RAW).fetchall()))
            for name, sample in zip(VIEWS, found, strict=True):
                medians[name].append(sample.median)
                told = f"queue, {name}: {WINDOW} rows and counts, {size:,} tickets"
                report.add(f"queue.{name}.{size}", told, sample, "ms CPU", "raw SQLite", floor)
    for name, each in medians.items():
        told = f"queue, {name}: the largest store against the smallest"
        report.add(f"queue.{name}.growth", told, Sample((each[-1] / each[0],)), "times")
    report.save(asked.json)
    return 0


def looking(desk: Desk, view: View) -> Callable[[], float]:
    """What measures one reading of a view."""
    return lambda: cpu(lambda: read_queue(desk, QueueQuery(view), LOGIN, Sight(slice(WINDOW))))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
