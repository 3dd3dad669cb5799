"""What is asked of all open tickets: the sweep, the breach panel, promises, open connections, news.

    python benchmarks/bench_sweep.py [--sizes 1000 10000 100000] [--json FILE]

A dry sweep finds what time has caused and changes nothing. The floor counts the open tickets in raw SQLite.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing

from _measure import Report, arguments, cpu, in_turn
from stores import grown

from core.demo import LOGIN
from core.desk import open_desk
from core.tickets.refusal import Refusal

RAW = "SELECT count(*), min(next_due) FROM tickets WHERE status <> 'closed'"


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__)
    asked, report = read(), Report()
    for size in asked.sizes:
        path = grown(size)
        with open_desk(path, read_only=True) as desk, closing(sqlite3.connect(path)) as raw:
            me = desk.sign_in(LOGIN)
            if isinstance(me, Refusal):
                raise SystemExit(me.message)
            works = {
                "sweep": lambda: desk.administration.sweep(dry=True),
                "panel": desk.oversight.wall,
                "promises": desk.registers.promises,
                "connected": desk.registers.connected,
                "news": lambda: desk.tickets.news(me, None),  # noqa: B023
            }
            floor = in_turn(asked.rounds, lambda: cpu(lambda: raw.execute(RAW).fetchall()))[0]
            for name, work in works.items():
                found = in_turn(asked.rounds, lambda: cpu(work))[0]  # noqa: B023
                report.add(f"{name}.{size}", f"{name}, {size:,} tickets", found, "ms CPU", "raw count", floor)
    report.save(asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
