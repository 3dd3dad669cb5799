"""Reports over a period from the console: asked for by a form, read in a frame, written into a file of the host."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from console.forms.fields.field_types import FindField, PickField, TextField
from console.forms.fields.files import write_file
from console.forms.fields.options import words
from console.forms.spec import FormSpec
from console.wording.period_reports import report_lines
from core.tickets.refusal import Refusal, bad_input

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.desk.reports.files.report_files import ReportFile
    from core.desk.reports.report_request import ReportRequest
    from core.tickets.directory import Actor
    from core.tickets.reporting.period import ReportPeriod

OFFERED: Final = {
    "sla": "соблюдение сроков",
    "lifetime": "срок жизни",
    "breaches": "нарушения и причины",
    "load": "поток",
    "calls": "звонки",
    "promises": "согласованные сроки",
    "returns": "возвраты",
    "people": "учётные записи",
    "knowledge": "база решений",
    "outages": "сбои",
}
"""The titles in short; a test compares them with the catalogue, which is loaded when a report is made."""
_PARTED: Final = {
    "usual": "как обычно",
    "org": "по МО",
    "type": "по типам",
    "assignee": "по исполнителям",
    "week": "по неделям",
}
_MONTH: Final = TextField("month", "Месяц", hint="2026-11; пусто — этот", required=False)
_MONTH_OVER: Final = TextField("month", "Месяц", hint="2026-11; пусто — прошлый", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReport:
    """A report over a month: read, or written where a file is named."""

    name: ClassVar[str] = "report sla"
    report: str
    parted: str
    month: str = ""
    organization: int | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteMonth:
    """The month of a clinic as a file."""

    name: ClassVar[str] = "report month"
    organization: int
    path: str
    month: str = ""


def _ask(desk: Desk, call: AskReport, actor: Actor, _going: Callable[[int, int], bool]) -> str | Refusal:
    from core.desk.reports.report_request import ReportRequest
    from core.tickets.reporting.entries import Aspect

    period = _period(desk, call.month)
    if isinstance(period, Refusal):
        return period
    by = None if call.parted == "usual" else (Aspect(call.parted),)
    clinic = None if call.organization is None else str(call.organization)
    asked = ReportRequest(call.report, period, clinic, by)
    if call.path:
        return _write(desk, asked, call.path, actor)
    found = desk.reports.report(asked)
    return found if isinstance(found, Refusal) else "\n".join(report_lines(found))


def _month(desk: Desk, call: WriteMonth, actor: Actor, _going: Callable[[int, int], bool]) -> str | Refusal:
    from core.desk.reports.files.seal import MONTH
    from core.desk.reports.report_request import ReportRequest

    period = _period(desk, call.month, over=True)
    if isinstance(period, Refusal):
        return period
    return _write(desk, ReportRequest(MONTH, period, str(call.organization)), call.path, actor)


def _write(desk: Desk, asked: ReportRequest, path: str, actor: Actor) -> str | Refusal:
    """Record that the report leaves the desk, then write it."""
    from core.desk.reports.files.report_files import FORMATS
    from core.tickets.desk_records.exports import RecordExport

    suffix = Path(path).suffix.lower()
    if suffix not in FORMATS:
        return bad_input("file", f"Имя файла должно кончаться на {', '.join(FORMATS)}", field="path")
    made = desk.reports.file(asked)
    if isinstance(made, Refusal):
        return made
    done = desk.commands.perform(RecordExport(what="report", count=made.rows), actor)
    return done if isinstance(done, Refusal) else _written(made, path, suffix)


def _written(made: ReportFile, path: str, suffix: str) -> str | Refusal:
    try:
        place = write_file(path, made.body(suffix))
    except OSError as error:
        return bad_input("file", f"{error}")
    told = f"Журнал: событие {made.seal.event}, хэш {made.seal.hash}\nПроверить потом: pult report verify {place}"
    return f"{made.sheets[0].title}\nФайл: {place}\n{told}"


def _period(desk: Desk, month: str, *, over: bool = False) -> ReportPeriod | Refusal:
    """The month that was typed; without one this month or, ``over``, the last that is over, as with the CLI."""
    from core.tickets.reporting.period import month_of, parse_month

    this = month_of(desk.environment.now().date())
    try:
        return parse_month(month) if month.strip() else this.before if over else this
    except ValueError as error:
        return bad_input("month", f"{error}", field="month")


REPORT_FORMS: Final = (
    FormSpec(
        AskReport,
        reading=_ask,
        right="",
        own_heading="СВОДКА ЗА МЕСЯЦ",
        save="Посчитать",
        done="",
        own_clause="п. 4.10, 4.11, 11.1",
        lead="Считается по журналу. Назовите файл — сводка запишется в него, и это запишется в журнал.",
        fields=(
            PickField("report", "Сводка", options=words(OFFERED)),
            PickField("parted", "Разбить", options=words(_PARTED)),
            _MONTH,
            FindField("organization", "МО", among="organizations", required=False),
            TextField("path", "Файл", hint="новый, .xlsx, .csv, .pdf или .html, на компьютере пульта", required=False),
        ),
    ),
    FormSpec(
        WriteMonth,
        reading=_month,
        right="",
        own_heading="МЕСЯЦ МО",
        save="Записать",
        done="записано",
        own_clause="п. 4.11, 11.1",
        lead="Одним файлом: сроки, причины, звонки, договорённости и все обращения месяца.",
        fields=(
            FindField("organization", "МО", among="organizations"),
            _MONTH_OVER,
            TextField("path", "Файл", hint="новый, .xlsx, .pdf или .html, на компьютере пульта"),
        ),
    ),
)
