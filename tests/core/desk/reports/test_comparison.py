"""Shares beside earlier ones, worked out by hand on the week of ``test_worked_month`` and on rows of their own."""

from datetime import date
from pathlib import Path

from core.desk.reports.report_request import ReportRequest
from core.tickets.refusal import Refusal
from core.tickets.reporting.comparison import ComparedShare, compare_shares
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.figures_table import FigureRow, FigureTable, Portion, ReportFigure, portion
from core.tickets.reporting.period import ReportPeriod
from tests.core.desk.reports.test_worked_month import worked

MONDAY = ReportPeriod(date(2026, 11, 23), date(2026, 11, 23))
TUESDAY = ReportPeriod(date(2026, 11, 24), date(2026, 11, 24))


def test_what_got_worse_comes_first_and_what_cannot_be_compared_last(tmp_path: Path) -> None:
    """Monday: № 1 answered in time, № 2 not: 1 of 2; both solutions late: 0 of 2. Tuesday: № 3 answered in time, № 2
    still late: 1 of 2; of solutions № 2 alone is late and open: 0 of 1."""
    found = worked(tmp_path).reports.compared(ReportRequest("sla", TUESDAY))
    assert not isinstance(found, Refusal)
    assert found.before.asked.period == MONDAY
    assert [(found.titles(each)[0], each.now, each.before, each.change) for each in found.rows] == [
        ("Реакция ПЛТП", Portion(1, 2), Portion(1, 2), 0.0),
        ("Решение", Portion(0, 1), Portion(0, 2), 0.0),
        ("Реакция исполнителя", Portion(0, 0), Portion(0, 0), None),
    ]
    assert {each.year_change for each in found.rows} == {None}


def table(**shares: tuple[int, int]) -> FigureTable:
    column = portion("share", "Доля", "сроков", "п. 4.11", picks=lambda _each: True, of=lambda _each: True)
    rows = tuple(FigureRow((key,), (ReportFigure(Portion(*share)),)) for key, share in shares.items())
    return FigureTable((), (Aspect.ORG,), (column,), rows, FigureRow((None,), (ReportFigure(Portion(0, 0)),)))


def test_the_order_is_by_how_much_it_got_worse() -> None:
    now = table(better=(9, 10), new=(1, 2), worse=(5, 10), worst=(1, 4))
    found = compare_shares(now, table(better=(8, 10), worse=(7, 10), worst=(3, 4), gone=(1, 1)), table(worse=(2, 10)))
    assert [(each.keys[0], each.change, each.year_change) for each in found] == [
        ("worst", -50.0, None),
        ("worse", -20.0, 30.0),
        ("better", 10.0, None),
        ("new", None, None),
        ("gone", None, None),
    ]


def test_points_are_of_shares_and_not_of_counts() -> None:
    row = ComparedShare(("a",), Portion(1, 3), Portion(9, 10), Portion(0, 5))
    assert (row.change, row.year_change) == (-56.7, 33.3)


def test_parts_of_time_are_not_compared(tmp_path: Path) -> None:
    found = worked(tmp_path).reports.compared(ReportRequest("sla", TUESDAY, by=(Aspect.WEEK,)))
    assert isinstance(found, Refusal)
