"""How many events a second `verify` looks at: the chain and its texts, and all of it; beside bare SHA-256.

    python benchmarks/bench_verify.py [--sizes 10000] [--json FILE]

The floor hashes the same bodies with nothing else. By the clock, since a large store is verified by several processes.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from _measure import Report, Sample, arguments
from stores import grown

from core.desk import open_desk
from core.desk.upkeep.verifying import team


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__, sizes=(10_000,))
    asked, report = read(), Report()
    for size in asked.sizes:
        path = grown(size)
        with open_desk(path, read_only=True) as desk, closing(sqlite3.connect(path)) as store:
            events: int = store.execute("SELECT count(*) FROM events").fetchone()[0]
            floor = rates(asked.rounds, events, lambda: hashed(path))  # noqa: B023
            for key, told, work in (
                ("chain", "verify --chain", lambda: desk.administration.verify(chain_only=True)),
                ("whole", "verify", desk.administration.verify),
            ):
                found = rates(min(asked.rounds, 7 if key == "chain" else 3), events, work)
                report.add(f"verify.{key}.{size}", f"{told}, {events:,} events", found, "events/s", "SHA-256", floor)
                least = team.LEAST_OF_CHAIN if key == "chain" else team.LEAST_EVENTS
                used = team.processes() if events >= least else 1
                report.add(f"verify.{key}.cores.{size}", f"{told}: processes", Sample((used,)), "processes")
    report.save(asked.json)
    return 0


def rates(rounds: int, events: int, work: Callable[[], object]) -> Sample:
    """Events a second."""
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        found.append(events / (time.perf_counter() - began))
    return Sample(tuple(found))


def hashed(path: Path) -> None:
    """Read every body and hash it."""
    with closing(sqlite3.connect(path)) as store:
        for (body,) in store.execute("SELECT body FROM events ORDER BY number"):
            hashlib.sha256(body.encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
