"""A report laid out as rows of cells: what the text table, CSV, the workbook and the page of HTML all show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.desk.reports.report_request import Report
from core.durations import exact
from core.instants import ceil_seconds
from core.tickets.reporting.figures_table import FigureRow, Portion, Value

TOTAL: Final = "Всего"
NUMBER: Final = "№"
"""The head of a ticket's number."""
NOTHING: Final = "—"


Cell = str | Value | datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """Heads and rows of a report, and all together (None where that says nothing).

    ``name``: in short, for a tab; ``keys``: so many columns tell the rows apart; ``units``: what each column counts and
    its clause; ``plots``: the columns that are worth a chart.
    """

    name: str
    title: str
    about: str
    keys: int
    heads: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None
    plots: tuple[int, ...] = ()


def sheet_of(report: Report) -> Sheet:
    """A report as a sheet; «Доля» columns say of how many, lengths are working time."""
    table = report.table
    heads = table.heads or ("",)
    return Sheet(
        name=report.asked.spec.title,
        title=report.title,
        about=f"{report.asked.spec.about} {report.asked.spec.clause}.",
        keys=len(heads),
        heads=(*heads, *(each.title for each in table.columns)),
        units=(*("" for _ in heads), *(f"{each.unit}, {each.clause}" for each in table.columns)),
        rows=tuple(_row(report.keys_of(row.keys), row) for row in table.rows),
        total=(TOTAL, *("" for _ in heads[1:]), *(each.value for each in table.total.figures)),
        plots=tuple(len(heads) + place for place, each in enumerate(table.columns) if each.plot),
    )


def _row(keys: tuple[str, ...], row: FigureRow) -> tuple[Cell, ...]:
    return (*(keys or (TOTAL,)), *(each.value for each in row.figures))


def spoken(value: Cell) -> str:
    """A cell as an operator reads it: «94,5 % (120 из 127)», «3 ч 20 мин», «—»."""
    match value:
        case None:
            return NOTHING
        case Portion():
            percent = value.percent
            return NOTHING if percent is None else f"{_comma(percent)} % ({value.part} из {value.of})"
        case timedelta():
            return exact(value) if value else NOTHING
        case datetime():
            return f"{value:%d.%m.%Y %H:%M}"
    return str(value)


def in_csv(value: Cell) -> str:
    """A cell as a Russian spreadsheet reads it as a number: «94,5%», «37:30:00»."""
    match value:
        case None:
            return ""
        case Portion():
            return "" if value.percent is None else f"{_comma(value.percent)}%"
        case timedelta():
            minutes, seconds = divmod(ceil_seconds(value), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case datetime():
            return f"{value:%d.%m.%Y %H:%M}"
    return str(value)


def lines(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    """The rows, and all together where there is more than one."""
    yield from sheet.rows
    if sheet.total is not None and (len(sheet.rows) != 1 or sheet.rows[0][sheet.keys :] != sheet.total[sheet.keys :]):
        yield sheet.total


def _comma(percent: float) -> str:
    return f"{percent:.1f}".replace(".", ",")
