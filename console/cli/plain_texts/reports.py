"""Reports over a period as text: a table under its title, each column with what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.desk.reports.report_request import Report

_WIDEST = 40


def report_text(report: Report) -> str:
    """A report as an operator reads it."""
    from console.cli.plain_texts.table import table
    from core.desk.reports.files.sheet import lines, sheet_of, spoken

    sheet = sheet_of(report)
    rows = [tuple(spoken(cell) for cell in row) for row in lines(sheet)]
    shown = table(sheet.heads, rows, limits=dict.fromkeys(range(sheet.keys), _WIDEST))
    units = dict.fromkeys(each.unit for each in report.table.columns)
    told = f"Считаются: {', '.join(units)}. {sheet.about}"
    provisional = ", ".join(map(str, report.basis.provisional))
    warning = [f"Производственного календаря на {provisional} нет: сроки предварительные."] if provisional else []
    return "\n".join([sheet.title, "", shown, "", told, *warning])
