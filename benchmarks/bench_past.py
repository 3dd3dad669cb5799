"""Looking back: an instant opened and its first window read, from a day ago to a year; beside the queue of now.

    python benchmarks/bench_past.py [--sizes 10000 100000] [--json FILE]

The floor is the same window and the same counts of the same store as they are now, read turn by turn in the same run.
What is measured is all the work that somebody waits for: tickets that have changed since are folded back, the queue is
read. A step is a quarter of an hour on from there, by whoever remembers the rows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from _measure import Report, arguments, cpu, in_turn
from stores import grown

from console.queue.model.queue_reading import Sight, read_queue
from core.demo import LOGIN
from core.desk import open_desk
from core.desk.desk import Desk
from core.desk.past.past_desk import PastDesk, look_back
from core.desk.past.past_rows import PastRows
from core.desk.views import QueueQuery, View

WINDOW = 50
BACK = {"a day": 1, "a week": 7, "a month": 30, "half a year": 180, "a year": 360}
STEP = timedelta(minutes=15)


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__, sizes=(10_000, 100_000))
    asked, report = read(), Report()
    for size in asked.sizes:
        with open_desk(grown(size), read_only=True) as desk:
            for told, days in BACK.items():
                at = desk.now() - timedelta(days=days)
                opened, stepped, panel, now = in_turn(
                    asked.rounds, opening(desk, at), stepping(desk, at), panelling(desk, at), looking(desk)
                )
                name = told.replace(" ", "_")
                report.add(
                    f"past.open.{name}.{size}", f"queue {told} ago, {size:,} tickets", opened, "ms CPU", "now", now
                )
                report.add(f"past.step.{name}.{size}", f"a step there, {size:,} tickets", stepped, "ms CPU", "now", now)
                report.add(
                    f"past.panel.{name}.{size}", f"the panel there, {size:,} tickets", panel, "ms CPU", "now", now
                )
    report.save(asked.json)
    return 0


def looking(desk: Desk) -> Callable[[], float]:
    """What measures one reading of the queue."""
    return lambda: cpu(lambda: read_queue(desk, QueueQuery(View.OPEN), LOGIN, Sight(slice(WINDOW))))


def opening(desk: Desk, at: datetime) -> Callable[[], float]:
    """What measures an instant from the question to its queue."""

    def look() -> None:
        with _past(desk, at, None) as past:
            read_queue(past, QueueQuery(View.OPEN), LOGIN, Sight(slice(WINDOW)))

    return lambda: cpu(look)


def stepping(desk: Desk, at: datetime) -> Callable[[], float]:
    """What measures a step from an instant that is open."""

    def measured() -> float:
        with _past(desk, at, None) as first:
            rows = first.rows

        def step() -> None:
            with _past(desk, at + STEP, rows) as past:
                read_queue(past, QueueQuery(View.OPEN), LOGIN, Sight(slice(WINDOW)))

        return cpu(step)

    return measured


def panelling(desk: Desk, at: datetime) -> Callable[[], float]:
    """What measures the first panel of an instant that is open."""

    def measured() -> float:
        with _past(desk, at, None) as past:
            return cpu(past.oversight.wall)

    return measured


def _past(desk: Desk, at: datetime, rows: PastRows | None) -> PastDesk:
    past = look_back(desk, at, rows)
    assert isinstance(past, PastDesk), past
    return past


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
