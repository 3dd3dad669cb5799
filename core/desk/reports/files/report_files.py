"""Reports as files: CSV and workbooks, each with the seal by which it can be made again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from core.desk.reports.files import csv_sheet, html_page, pdf_pages, workbook
from core.desk.reports.files.evidence import Row, evidence_of
from core.desk.reports.files.month_of_clinic import PARTS, month_sheets
from core.desk.reports.files.seal import MONTH, Seal
from core.desk.reports.files.sheet import Sheet, sheet_of
from core.desk.reports.making import clinic_of, material_of, report_of
from core.desk.reports.report_request import ReportBasis, ReportRequest
from core.instants import to_us
from core.policy import Policy
from core.policy.reporting.settings import ReportPaper
from core.store.registers.directory_reads import read_people
from core.store.store import Reading
from core.tickets.directory import Organization
from core.tickets.refusal import Refusal
from core.tickets.reporting.material import ReportMaterial
from core.worktime.days import DayReadings, ProceduralDays, SlaDays

ALL: Final = "все МО"
_SLA_DAYS: Final = {
    SlaDays.ROLLING: "полными рабочими днями по времени",
    SlaDays.SAME_TIME: "до того же времени n-го рабочего дня",
    SlaDays.END_OF_DAY: "до конца n-го рабочего дня",
}
_PROCEDURAL: Final = {
    ProceduralDays.DATES: "по датам, до конца n-го рабочего дня",
    ProceduralDays.ROLLING: "рабочим временем",
}


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """How sheets are written, how the seal is found again, and where two bodies differ: sentences in Russian."""

    write: Callable[["ReportFile"], bytes]
    seal_in: Callable[[bytes], str]
    differences: Callable[[bytes, bytes], Iterator[str]]


def _html(made: "ReportFile") -> bytes:
    return html_page.as_html(made.sheets, made.seal, made.paper, made.evidence, made.edges)


def _csv(made: "ReportFile") -> bytes:
    return csv_sheet.as_csv(made.sheets, made.seal)


def _xlsx(made: "ReportFile") -> bytes:
    return workbook.as_xlsx(made.sheets, made.seal, made.paper)


def _pdf(made: "ReportFile") -> bytes:
    return pdf_pages.as_pdf(made.sheets, made.seal, made.paper)


FORMATS: Final[Mapping[str, ReportFormat]] = {
    ".csv": ReportFormat(_csv, csv_sheet.seal_in, csv_sheet.differences),
    ".xlsx": ReportFormat(_xlsx, workbook.seal_in, workbook.differences),
    ".pdf": ReportFormat(_pdf, pdf_pages.seal_in, pdf_pages.differences),
    ".html": ReportFormat(_html, html_page.seal_in, html_page.differences),
}
"""By the ending of the file's name."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """What is written into a file: its sheets, its seal, the paper around them; ``clinic``: the name of the one that it
    is about; ``evidence``: the tickets behind a month; ``edges``: begin and end of what was judged, seconds since 1970.
    """

    sheets: tuple[Sheet, ...]
    seal: Seal
    paper: ReportPaper
    clinic: str | None
    evidence: tuple[Row, ...]
    edges: tuple[int, int]

    @property
    def rows(self) -> int:
        """How many rows all sheets have."""
        return sum(len(each.rows) for each in self.sheets)

    def body(self, suffix: str) -> bytes:
        """The bytes of a file of a format. Raises KeyError for a suffix that is none of ``FORMATS``."""
        return FORMATS[suffix].write(self)


def make_file(tx: Reading, policy: Policy, asked: ReportRequest, basis: ReportBasis) -> ReportFile | Refusal:
    """A report, or the month of a clinic, on a basis. A clinic that is not known is a refusal."""
    clinic = clinic_of(tx, asked)
    if isinstance(clinic, Refusal):
        return clinic
    material = material_of(tx, policy, asked, basis, clinic)
    if asked.name == MONTH and clinic is not None:
        sheets = _month(tx, policy, asked, basis, (material, clinic))
        evidence = evidence_of(material)
    else:
        made_of = (material, clinic.name if clinic else None)
        sheets, evidence = (sheet_of(report_of(tx, policy, asked, basis, made_of)),), ()
    edges = (_second(material.since), _second(material.until))
    paper = policy.reports.paper.of(clinic.name if clinic else ALL, asked.period.title)
    seal = _seal(policy, asked, basis, clinic)
    return ReportFile(sheets, seal, paper, clinic.name if clinic else None, evidence, edges)


def _second(at: datetime) -> int:
    """The first whole second that is not before an instant."""
    return -(-to_us(at) // 1_000_000)


def _month(
    tx: Reading,
    policy: Policy,
    asked: ReportRequest,
    basis: ReportBasis,
    made_of: tuple[ReportMaterial, Organization],
) -> tuple[Sheet, ...]:
    material, clinic = made_of
    reports = [
        report_of(tx, policy, replace(asked, name=name, by=by), basis, (material, clinic.name)) for name, by in PARTS
    ]
    return month_sheets(reports, material, clinic, policy, _people(tx, material))


def _people(tx: Reading, material: ReportMaterial) -> dict[int, str]:
    wanted = {each.agreed_with for ticket in material.tickets for each in ticket.promises}
    return {each.id: each.name for each in read_people(tx, wanted)}


def _seal(policy: Policy, asked: ReportRequest, basis: ReportBasis, clinic: Organization | None) -> Seal:
    return Seal(
        name=asked.name,
        period=asked.period,
        clinic=clinic.code if clinic else None,
        by=asked.by,
        event=basis.head.event,
        hash=basis.head.hash,
        policy=basis.policy,
        made_at=basis.made_at.astimezone(policy.zone),
        readings=_readings(policy.days, basis.provisional),
    )


def _readings(days: DayReadings, provisional: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
    """How what the regulation leaves open is read, in words that the file tells."""
    told = [
        ("Нормы в днях (Прил. 2, табл. 1)", _SLA_DAYS[days.sla]),
        ("Процедурные сроки (п. 4.9, 10.3; Прил. 2)", _PROCEDURAL[days.procedural]),
    ]
    if provisional:
        told.append(("Годы без производственного календаря", ", ".join(map(str, provisional))))
    return tuple(told)
