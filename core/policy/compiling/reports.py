"""``reports.yaml`` compiled: the paper of reports, and those that are written by themselves."""

from datetime import time

from core.policy.models.reports import ReportsFile, ScheduledSection, SideSection
from core.policy.reporting.settings import PaperSide, ReportPaper, ReportSettings, ScheduledReport


def compile_reports(file: ReportsFile) -> ReportSettings:
    """Compile the settings of reports."""
    sides = (file.signatures.centre, file.signatures.clinic)
    paper = ReportPaper(file.heading, file.texts.lead, file.texts.closing, tuple(map(_side, sides)))
    return ReportSettings(paper, tuple(map(_scheduled, file.scheduled)))


def _side(section: SideSection) -> PaperSide:
    return PaperSide(section.title, section.name)


def _scheduled(section: ScheduledSection) -> ScheduledReport:
    return ScheduledReport(
        code=section.code,
        report=section.report,
        clinics=section.clinics,
        endings=section.formats,
        folder=section.folder,
        day=section.when.day,
        at=time.fromisoformat(section.when.at),
    )
