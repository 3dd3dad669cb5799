"""From each figure of the breach panel to its tickets: the list that a figure leads to holds as many as it says."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from console.wallboard.clinic_lines import clinic_rows
from console.wallboard.figures import figures
from console.wallboard.goals import ClinicGoal, RegisterGoal, TicketGoal, TicketListGoal
from console.wallboard.layout.cells import Cell, Shown
from console.wallboard.layout.plan import plan
from console.wallboard.screen import BLOCKS
from core.demo import build
from core.desk import Desk, open_desk
from core.desk.oversight.clinic_trend import ClinicTrend
from core.desk.views import QueueQuery
from core.tickets.forecast.horizons import Judged
from tests.support.desk import KRASNOYARSK

pytestmark = pytest.mark.xdist_group("wall")
FRAME = 3
"""Columns of a frame and its scroll bar."""
INSTANTS = {
    "afternoon": datetime(2026, 11, 23, 15, 37, 12, tzinfo=KRASNOYARSK),
    "lunch": datetime(2026, 11, 24, 13, 20, tzinfo=KRASNOYARSK),
    "weekend": datetime(2026, 11, 28, 12, 0, tzinfo=KRASNOYARSK),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("figures") / "desk.db"
    build(database, now=INSTANTS["afternoon"], tickets=150, seed=5)
    return database


@pytest.fixture(params=INSTANTS.values(), ids=list(INSTANTS))
def shown(store: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Desk, Shown]]:
    now: datetime = request.param
    with open_desk(store, clock=lambda: now) as desk:
        yield desk, Shown(desk.oversight.wall(), desk.policy, now)


def held(desk: Desk, goal: TicketListGoal) -> int:
    assert desk.queue.read_filter(goal.filter).problems == ()
    return len(desk.queue.numbers(QueueQuery(goal.view, filter=goal.filter)))


@pytest.mark.parametrize("width", [62, 96, 140])
def test_every_figure_leads_to_as_many_tickets_as_it_says(shown: tuple[Desk, Shown], width: int) -> None:
    desk, panel = shown
    cells: list[Cell] = [cell for _title, lay in BLOCKS.values() for row in lay(panel, width) for cell in row]
    counted = [(cell.text, cell.count, cell.goal) for cell in cells if isinstance(cell.goal, TicketListGoal)]
    assert len(counted) > 20
    assert [(text, count) for text, count, goal in counted if count is not None and held(desk, goal) != count] == []
    uncounted = {goal.title for _text, count, goal in counted if count is None}
    assert uncounted == set()
    assert all(isinstance(cell.goal, TicketListGoal | TicketGoal | ClinicGoal | RegisterGoal | None) for cell in cells)


def test_every_big_figure_does_too(shown: tuple[Desk, Shown]) -> None:
    desk, panel = shown
    found = figures(panel.wall)
    counted = [(each.name, each.count, held(desk, each.goal)) for each in found if each.count is not None]
    assert [each for each in counted if each[1] != each[2]] == []
    assert [each.name for each in found if each.count is None] == ["kept"]  # of clocks, and of tickets the list


def test_every_part_of_a_clinic_leads_to_its_tickets(shown: tuple[Desk, Shown]) -> None:
    desk, panel = shown
    for each in panel.wall.trends:
        trend = desk.oversight.clinic_trend(each.code)
        assert isinstance(trend, ClinicTrend)
        assert (trend.before, trend.now) == (each.before, each.now)
        for aspect in ("clock", "type", "priority", "assignee"):
            parts = trend.of(aspect)
            sums = [sum(getattr(part.now, name) for part in parts) for name in ("ended", "breached", "open")]
            assert Judged(*sums) == trend.now
        goals = [cell.goal for row in clinic_rows(trend, panel.policy.labels, 96) for cell in row if cell.goal]
        assert goals
        for part, goal in zip([part for part in trend.parts if part.now.missed], goals, strict=True):
            assert isinstance(goal, TicketListGoal)
            assert 0 < held(desk, goal) <= part.now.missed
            if part.aspect == "clock":
                assert held(desk, goal) == part.now.missed


@pytest.mark.parametrize("size", [(300, 77), (200, 52), (160, 42), (144, 36), (120, 32), (80, 21)])
def test_no_line_is_wider_than_its_place(shown: tuple[Desk, Shown], size: tuple[int, int]) -> None:
    _desk, panel = shown
    for page in plan(*size).pages:
        for part, (_title, lay) in BLOCKS.items():
            if part in page:
                width = page[part].width - FRAME
                lines = ["".join(cell.text for cell in row).rstrip() for row in lay(panel, width)]
                assert [line for line in lines if len(line) > width] == [], part
