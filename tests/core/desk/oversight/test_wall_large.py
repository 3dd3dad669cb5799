"""The breach panel over 2,500 tickets, 250 of them open: every figure equals what the logs alone say.

``python benchmarks/accept_panel.py`` asks the same of 100,000. The efforts are of the latest hundred of a kind, and so
many there are in ten thousand only: here they are of the latest twenty.
"""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.demo import build
from core.desk import Desk, open_desk
from core.desk.oversight import shift_load
from core.instants import to_us
from core.policy import load_policy
from core.store.event_log.log import histories
from core.store.tables import events
from core.tickets.forecast.horizons import Period, spans
from tests.core.desk import from_logs
from tests.core.desk.from_logs import FromLogs
from tests.support.desk import KRASNOYARSK
from tests.support.multiplied import multiply

NOW = datetime(2026, 11, 23, 15, 37, 12, tzinfo=KRASNOYARSK)


def test_every_figure_of_a_large_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (shift_load, from_logs):
        monkeypatch.setattr(module, "MOST_EFFORTS", 20)
    check_every_figure(tmp_path, tickets=2_500, still_open=250, weeks=6)


def tickets_of(desk: Desk) -> int:
    """How many tickets the log of a desk has."""
    with desk.environment.store.reading() as tx:
        found: int = tx.connection.execute(select(func.count(events.c.ticket.distinct()))).scalar_one()
    return found


def check_every_figure(folder: Path, *, tickets: int, still_open: int, weeks: int = 60) -> None:
    """Make such a desk in a folder and compare its panel with its logs; AssertionError where they differ."""
    small, large, policy = folder / "small.db", folder / "large.db", load_policy()
    build(small, now=NOW, tickets=150, seed=5)
    with open_desk(small, clock=lambda: NOW) as desk:
        built, present = tickets_of(desk), desk.oversight.wall().open
    closed = tickets - still_open - (built - present)
    multiply(small, large, policy, closed=closed, still_open=still_open - present, weeks=weeks)
    with open_desk(large, clock=lambda: NOW) as desk:
        with desk.environment.store.reading() as tx:
            # what ended before the last month is in no figure but the efforts, and those are of the latest alone
            since = to_us(spans(NOW)[Period.LAST_MONTH][0])
            last = select(events.c.ticket).group_by(events.c.ticket).having(func.max(events.c.at) >= since)
            logs = histories(tx, events.c.ticket.in_(last))
        panel = FromLogs(desk, desk.oversight.wall(), {number: tuple(log) for number, log in logs.items()})
        solved = Counter((each.type, each.priority) for each in panel.tickets.values() if each.resolved_at)
        assert (tickets_of(desk), panel.wall.open) == (tickets, still_open)
        assert min(solved.values()) >= shift_load.MOST_EFFORTS
        panel.check()
