"""Where a report and the panel tell the same thing, they tell the same figure; and both tell what the logs say."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from core.demo import build
from core.desk import open_desk
from core.desk.desk import Desk
from core.desk.reports.report_request import Report, ReportRequest
from core.instants import MICROSECOND
from core.store.event_log.log import histories
from core.tickets.clocks.reading import read_clocks
from core.tickets.fold import replay
from core.tickets.forecast.horizons import Period
from core.tickets.refusal import Refusal
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.figures_table import Portion
from core.tickets.reporting.period import month_of
from core.vocabulary import Status
from tests.support.desk import KRASNOYARSK

pytestmark = pytest.mark.xdist_group("wall")
"""One worker makes the store."""
NOW = datetime(2026, 11, 24, 15, 37, 12, tzinfo=KRASNOYARSK)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("reports") / "desk.db"
    build(database, now=NOW, tickets=150, seed=7)
    return database


@pytest.fixture
def desk(store: Path) -> Iterator[Desk]:
    with open_desk(store, clock=lambda: NOW) as desk:
        yield desk


def report(desk: Desk, name: str, *by: Aspect) -> Report:
    found = desk.reports.report(ReportRequest(name, month_of(NOW.date()), by=by))
    assert not isinstance(found, Refusal)
    return found


def test_terms_of_this_month(desk: Desk) -> None:
    told = {
        each.clock.value: [each.ended, each.kept, each.ended - each.kept, each.open, Portion(each.kept, each.of)]
        for each in desk.oversight.wall().compliance
        if each.period is Period.MONTH and each.of
    }
    assert {row.keys[0]: [each.value for each in row.figures] for row in report(desk, "sla").table.rows} == told
    assert sum(row[2] for row in told.values() if isinstance(row[2], int)) > 3


def test_what_stands_open(desk: Desk) -> None:
    total = dict(
        zip(
            (each.name for each in report(desk, "load").table.columns),
            report(desk, "load").table.total.figures,
            strict=True,
        )
    )
    assert total["open"].value == desk.oversight.wall().open


def test_every_figure_from_the_logs_alone(desk: Desk) -> None:
    """Counted here by another way: one pass over whole logs, no facts, no entries."""
    with desk.environment.store.reading() as tx:
        logs = histories(tx)
    since, until = datetime(2026, 11, 1, tzinfo=KRASNOYARSK), NOW + MICROSECOND
    come: Counter[int] = Counter()
    closed: Counter[int] = Counter()
    late: Counter[str] = Counter()
    for log in logs.values():
        ticket, clocks = replay(log), read_clocks(log, desk.policy, NOW)
        come[ticket.organization] += since <= ticket.created_at < until
        closed[ticket.organization] += ticket.closed_at is not None and since <= ticket.closed_at < until
        for clock in clocks:
            if clock.started_at is None or clock.due_at is None or clock.soft:
                continue
            over = clock.overdue or clock.breached_at is not None
            ended = clock.stopped_at is not None and since <= clock.stopped_at < until
            still = clock.stopped_at is None and ticket.status is not Status.CLOSED
            late[clock.name.value] += over and (ended or still)
    load = {int(row.keys[0] or 0): row.figures for row in report(desk, "load", Aspect.ORG).table.rows}
    assert {clinic: (row[0].value, row[2].value) for clinic, row in load.items()} == {
        clinic: (come[clinic], closed[clinic]) for clinic in load
    }
    assert sum(come.values()) == sum(row[0].value for row in load.values() if isinstance(row[0].value, int))
    breaches: Counter[str] = Counter()
    for row in report(desk, "breaches").table.rows:
        assert isinstance(row.figures[0].value, int)
        breaches[str(row.keys[0])] += row.figures[0].value
    assert breaches == +late
