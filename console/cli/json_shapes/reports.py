"""The JSON shape of a report over a period: durations in whole seconds, shares with both their numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from console.cli.heads import head_json
from console.cli.json_shapes.values import Document, instant_json
from core.instants import ceil_seconds

if TYPE_CHECKING:
    from core.desk.reports.comparing import ReportComparison
    from core.desk.reports.report_request import Report
    from core.tickets.reporting.figures_table import FigureRow, ReportFigure, Value
    from core.tickets.reporting.kept_by_group import KeptClocks, KeptGroup, Lengths

_LEADING = {"Срок": "clock", "Причина": "cause", "Решение из базы": "solution", "Сбой": "outage"}
"""The names of a report's own aspects, by their heads."""


def report_json(report: Report, zone: ZoneInfo) -> Document:
    """A report; of kept terms by group, of all others the tickets behind each figure."""
    basis = report.basis
    rows = [_group(report, each) for each in report.groups] if report.groups else _rows(report)
    return {
        "report": report.asked.name,
        "title": report.title,
        "from": report.asked.period.first.isoformat(),
        "to": report.asked.period.last.isoformat(),
        "until": instant_json(report.until, zone),
        "organization": report.clinic,
        "by": [each.value for each in report.asked.aspects],
        "clause": report.asked.spec.clause,
        "rows": rows,
        "total": _figures(report, report.table.total),
        "columns": [
            {"name": each.name, "title": each.title, "unit": each.unit, "clause": each.clause}
            for each in report.table.columns
        ],
        "head": head_json(basis.head),
        "policy": basis.policy,
        "calendars": {str(year): source for year, source in basis.calendars.items()},
        "provisional": list(basis.provisional),
    }


def comparison_json(found: ReportComparison, zone: ZoneInfo) -> Document:
    """A report as ever, and ``compare``: its shares beside the earlier ones, what got worse first."""
    report = found.now
    names = (*(_LEADING[each] for each in report.table.leading), *(each.value for each in report.asked.aspects))
    rows = [
        {
            **_keys(report, names, each.keys),
            "titles": list(found.titles(each)),
            "now": _value(each.now),
            "before": _value(each.before),
            "year_before": _value(each.year_before),
            "change": each.change,
            "year_change": each.year_change,
        }
        for each in found.rows
    ]
    periods = {"before": found.before.asked.period, "year_before": found.year_before.asked.period}
    spans = {name: {"from": each.first.isoformat(), "to": each.last.isoformat()} for name, each in periods.items()}
    return report_json(report, zone) | {"compare": {**spans, "rows": rows}}


def _rows(report: Report) -> list[Document]:
    names = (*(_LEADING[each] for each in report.table.leading), *(each.value for each in report.asked.aspects))
    return [
        {
            **_keys(report, names, row.keys),
            "titles": list(report.keys_of(row.keys)),
            "figures": _figures(report, row),
        }
        for row in report.table.rows
    ]


def _keys(report: Report, names: tuple[str, ...], keys: tuple[str | None, ...]) -> Document:
    """The keys of a row by name; a clinic by its code."""
    found: Document = dict(zip(names, keys, strict=True))
    if found.get("org"):
        found["org"] = report.clinics.get(int(found["org"]), found["org"])
    return found


def _figures(report: Report, row: FigureRow) -> Document:
    names = (each.name for each in report.table.columns)
    return {name: _figure(each) for name, each in zip(names, row.figures, strict=True)}


def _figure(figure: ReportFigure) -> Document:
    return {"value": _value(figure.value), "tickets": list(figure.tickets)}


def _value(value: Value) -> Any:
    if isinstance(value, timedelta):
        return ceil_seconds(value)
    if value is None or isinstance(value, int):
        return value
    return {"part": value.part, "of": value.of, "percent": value.percent}


def _group(report: Report, group: KeptGroup) -> Document:
    names = tuple(each.value for each in report.asked.aspects)
    return {
        **_keys(report, names, group.keys),
        "tickets": group.tickets,
        "clocks": {name.value: _clock(each) for name, each in group.clocks.items()},
        "lifetime": {"gross_seconds": _lengths(group.gross), "net_seconds": _lengths(group.net)},
    }


def _clock(kept: KeptClocks) -> Document:
    return {
        "ended": kept.ended,
        "met": kept.met,
        "breached": kept.breached,
        "open_breached": kept.open_breached,
        "share": kept.share,
    }


def _lengths(found: Lengths) -> Document:
    return {
        name: None if each is None else ceil_seconds(each)
        for name, each in (("median", found.median), ("p90", found.p90))
    }
