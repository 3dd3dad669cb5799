"""Reports over a month: of all clinics, of one, and the whole month of one as files.

    python benchmarks/bench_report.py [--sizes 1000 100000] [--rounds N] [--json FILE]

A report folds the log of every ticket that lived in the month. The floor reads the events of the same tickets in raw
SQLite. The month is the one before the last, so that the store's open tickets are not all in it.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from _measure import Report, arguments, cpu, in_turn
from stores import grown

from core.desk import open_desk
from core.desk.desk import Desk
from core.desk.reports.files.seal import MONTH
from core.desk.reports.report_request import ReportRequest
from core.instants import from_us, to_us
from core.tickets.refusal import Refusal
from core.tickets.reporting.period import ReportPeriod, month_of

RAW = (
    "SELECT ticket, seq, at, kind, body FROM events WHERE ticket IN (SELECT number FROM tickets WHERE created_at < ?"
    " AND (closed_at IS NULL OR closed_at >= ?)) ORDER BY ticket, seq"
)


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__)
    asked, report = read(), Report()
    for size in asked.sizes:
        path = grown(size)
        with open_desk(path, read_only=True) as desk, closing(sqlite3.connect(path)) as raw:
            period, clinic = _month(path, desk), desk.directory.organizations()[0].code
            since, until = (to_us(each) for each in period.edges(desk.policy.zone))
            floor = in_turn(asked.rounds, lambda: cpu(lambda: raw.execute(RAW, (until, since)).fetchall()))[0]  # noqa: B023
            works = {
                "sla, all clinics": lambda: _made(desk, ReportRequest("sla", period)),  # noqa: B023
                "sla, one clinic": lambda: _made(desk, ReportRequest("sla", period, clinic)),  # noqa: B023
                "month of one, xlsx": lambda: _file(desk, ReportRequest(MONTH, period, clinic), ".xlsx"),  # noqa: B023
                "month of one, html": lambda: _file(desk, ReportRequest(MONTH, period, clinic), ".html"),  # noqa: B023
            }
            for name, work in works.items():
                found = in_turn(asked.rounds, lambda: cpu(work))[0]  # noqa: B023
                report.add(f"{name}.{size}", f"{name}, {size:,} tickets", found, "ms CPU", "raw events of all", floor)
    report.save(asked.json)
    return 0


def _month(path: Path, desk: Desk) -> ReportPeriod:
    with closing(sqlite3.connect(path)) as raw:
        (last,) = raw.execute("SELECT max(created_at) FROM tickets").fetchone()
    this = month_of(from_us(last, desk.policy.zone).date())
    return month_of(this.before.first - timedelta(days=1))


def _made(desk: Desk, asked: ReportRequest) -> None:
    if isinstance(found := desk.reports.report(asked), Refusal):
        raise SystemExit(found.message)


def _file(desk: Desk, asked: ReportRequest, suffix: str) -> None:
    if isinstance(found := desk.reports.file(asked), Refusal):
        raise SystemExit(found.message)
    found.body(suffix)


if __name__ == "__main__":
    sys.exit(main())
