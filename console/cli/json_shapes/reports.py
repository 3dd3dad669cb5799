"""The JSON shape of a report over a period: durations in whole seconds, shares with both their numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from console.cli.heads import head_json
from console.cli.json_shapes.values import Document, instant_json
from core.instants import ceil_seconds

if TYPE_CHECKING:
    from core.desk.reports.report_request import Report
    from core.tickets.reporting.figures_table import FigureRow, ReportFigure, Value


def report_json(report: Report, zone: ZoneInfo) -> Document:
    """A report with the tickets behind each of its figures."""
    columns = report.table.columns
    aspects = (*report.table.leading, *(each.value for each in report.table.aspects))
    return {
        "report": report.asked.name,
        "title": report.title,
        "from": report.asked.period.first.isoformat(),
        "to": report.asked.period.last.isoformat(),
        "until": instant_json(report.until, zone),
        "clause": report.asked.spec.clause,
        "by": list(aspects),
        "columns": [
            {"name": each.name, "title": each.title, "unit": each.unit, "clause": each.clause} for each in columns
        ],
        "rows": [_row(report, row) | {"titles": list(report.keys_of(row.keys))} for row in report.table.rows],
        "total": _row(report, report.table.total)["figures"],
        "head": head_json(report.basis.head),
        "policy": report.basis.policy,
        "provisional": list(report.basis.provisional),
    }


def _row(report: Report, row: FigureRow) -> Document:
    names = (each.name for each in report.table.columns)
    figures = {name: _figure(each) for name, each in zip(names, row.figures, strict=True)}
    return {"keys": list(row.keys), "figures": figures}


def _figure(figure: ReportFigure) -> Document:
    return {"value": _value(figure.value), "tickets": list(figure.tickets)}


def _value(value: Value) -> Any:
    if isinstance(value, timedelta):
        return ceil_seconds(value)
    if value is None or isinstance(value, int):
        return value
    return {"part": value.part, "of": value.of, "percent": value.percent}
