"""Reports over a period as text: a table under its title, each column with what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.desk.reports.comparing import ReportComparison
    from core.desk.reports.report_request import Report

_WIDEST = 40


def report_text(report: Report) -> str:
    """A report as an operator reads it."""
    from console.cli.plain_texts.table import table
    from core.desk.reports.files.sheet import lines, sheet_of, spoken

    sheet = sheet_of(report)
    rows = [tuple(spoken(cell) for cell in row) for row in lines(sheet)]
    shown = table(sheet.heads, rows, limits=dict.fromkeys(range(sheet.keys), _WIDEST))
    told = f"Считаются: {report.table.counts}. {sheet.about}"
    provisional = ", ".join(map(str, report.basis.provisional))
    warning = [f"Производственного календаря на {provisional} нет: сроки предварительные."] if provisional else []
    return "\n".join([sheet.title, "", shown, "", told, *warning])


def comparison_text(found: ReportComparison) -> str:
    """Shares beside the earlier ones, what got worse first."""
    from console.cli.plain_texts.table import table
    from core.desk.reports.files.sheet import spoken

    earlier = (found.before, found.year_before)
    keys = found.now.table.heads
    heads = (*keys, "Доля в срок", "Изменение", *(each.asked.period.title for each in earlier))
    rows = [
        (*found.titles(each), spoken(each.now), _points(each.change), spoken(each.before), spoken(each.year_before))
        for each in found.rows
    ]
    shown = table(heads, rows, limits=dict.fromkeys(range(len(keys)), _WIDEST))
    about = "Изменение — к прошлому периоду, в процентных пунктах; сверху то, что стало хуже (п. 4.11, 11.1)."
    return "\n".join([found.now.title, "", shown, "", f"Считаются: сроки. {about}"])


def _points(change: float | None) -> str:
    if change is None:
        return "—"
    return f"{change:+.1f}".replace("-", "−").replace(".", ",") if change else "0,0"
