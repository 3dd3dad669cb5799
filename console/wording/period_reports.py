"""A report over a period as lines that a narrow screen can hold: a paragraph a row, with the tickets to look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.text import safe_line

if TYPE_CHECKING:
    from core.desk.reports.report_request import Report
    from core.tickets.reporting.figures_table import FigureRow

_SHOWN = 20
"""So many tickets of a figure are named."""
_WORTH_A_LOOK = frozenset({"breached", "open", "breaches", "broken", "incomplete", "rejected", "reopened", "late"})
"""The figures whose tickets somebody will want to open, by the names of their columns."""


def report_lines(report: Report) -> Iterator[str]:
    """Title, what is counted, every row, all together."""
    yield report.title
    yield f"Считаются: {report.table.counts}. {report.asked.spec.about} {report.asked.spec.clause}."
    for row in report.table.rows:
        yield ""
        yield safe_line(" · ".join(report.keys_of(row.keys))) or "Всего"
        yield from _figures(report, row)
    if len(report.table.rows) > 1:
        yield from ("", "Всего", *_figures(report, report.table.total))
    if not report.table.rows:
        yield from ("", "Ничего не было.")


def _figures(report: Report, row: FigureRow) -> Iterator[str]:
    from core.desk.reports.files.sheet import spoken

    columns = list(zip(report.table.columns, row.figures, strict=True))
    yield "  " + " · ".join(f"{column.title}: {spoken(each.value)}" for column, each in columns)
    for column, each in columns:
        if column.name in _WORTH_A_LOOK and each.tickets:
            more = "" if len(each.tickets) <= _SHOWN else f" и ещё {len(each.tickets) - _SHOWN}"
            yield f"  {column.title}: № {', '.join(map(str, each.tickets[:_SHOWN]))}{more}"
