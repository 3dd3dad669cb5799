"""The reports that are written by themselves (``reports.yaml``): each once, also those that an outage has missed.

Up to when a report is written the store remembers beside its log. A file that stands in its place already counts where
it agrees with the log, so that a sweep which was cut off goes on where it was.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from core.desk.environment import Environment
from core.desk.reports.files.report_files import ReportFile, make_file
from core.desk.reports.files.seal import MONTH
from core.desk.reports.files.verifying import verify
from core.desk.reports.making import basis_of
from core.desk.reports.report_request import ReportRequest
from core.desk.reports.timetable import DueReport, due_between
from core.desk.reports.whole_file import write_whole
from core.instants import MICROSECOND, from_us, midnight, to_us
from core.policy import Policy
from core.policy.reporting.settings import ScheduledReport
from core.store.event_log.log import Author, append_fact, chain_head
from core.store.metadata import REPORTED, read_metadata, set_metadata
from core.store.registers.directory_reads import read_organizations
from core.text import safe_line
from core.tickets.desk_records.exports import Exported
from core.tickets.directory import SYSTEM
from core.tickets.refusal import Refusal
from core.wording import reason

MOST_MISSED: Final = 12
"""Of a report that was missed more often only the last so many times are made up for."""


@dataclass(frozen=True, slots=True)
class ScheduledFile:
    """A file of a report that is written by itself: its code, its place, and why it is not written (None: it is)."""

    code: str
    file: str
    problem: str | None = None


def write_scheduled(here: Environment, *, dry: bool) -> tuple[ScheduledFile, ...]:
    """Write what is due by now, and tell it; ``dry`` only tells where. What fails is tried again by the next call."""
    policy, now = here.policy, here.now()
    return tuple(told for each in policy.reports.scheduled for told in _catch_up(here, policy, each, now, dry))


def _catch_up(
    here: Environment, policy: Policy, report: ScheduledReport, now: datetime, dry: bool
) -> list[ScheduledFile]:
    """Every time that a report is due, up to the first that fails."""
    told: list[ScheduledFile] = []
    for due in due_between(report, _since(here, report, now, dry), now, policy.worktime())[-MOST_MISSED:]:
        files = [each for asked in _asked(here, report, due) for each in _files(here, policy, report, asked, dry)]
        told += files
        if any(each.problem for each in files):
            break
        if not dry:
            _remember(here, report, due.at)
    return told


def _since(here: Environment, report: ScheduledReport, now: datetime, dry: bool) -> datetime:
    """Up to when a report is written; one that is new begins with the day on which it is first seen."""
    with here.store.reading() as tx:
        found = read_metadata(tx, REPORTED + report.code)
    if found is not None:
        return from_us(int(found))
    since = midnight(now) - MICROSECOND
    if not dry:
        _remember(here, report, since)
    return since


def _remember(here: Environment, report: ScheduledReport, at: datetime) -> None:
    key = REPORTED + report.code
    with here.store.writing() as tx:
        known = int(read_metadata(tx, key) or to_us(at))
        set_metadata(tx, key, str(max(known, to_us(at))))
        tx.commit()


def _asked(here: Environment, report: ScheduledReport, due: DueReport) -> list[ReportRequest]:
    """A request for each clinic; where none is named, a month is one for each there is, another report one for all."""
    clinics: tuple[str | None, ...] = report.clinics or (None,)
    if report.report == MONTH and not report.clinics:
        with here.store.reading() as tx:
            clinics = tuple(each.code for each in read_organizations(tx))
    return [ReportRequest(report.report, due.period, each) for each in clinics]


def _files(
    here: Environment, policy: Policy, report: ScheduledReport, asked: ReportRequest, dry: bool
) -> Iterator[ScheduledFile]:
    """The files of one request, a kind each."""
    made: ReportFile | Refusal | None = None
    for place in (Path(report.folder) / _name(asked, each) for each in report.endings):
        problem = None
        try:
            if not dry and not _stands(here, policy, asked, place):
                made = made or _make(here, policy, asked)
                if isinstance(made, Refusal):
                    problem = made.message
                else:
                    _write(here, made, place)
        except OSError as error:
            problem = reason(error)
        except ValueError as error:
            problem = str(error)
        yield ScheduledFile(report.code, str(place), problem)


def _name(asked: ReportRequest, ending: str) -> str:
    """«kkb-2026-11.xlsx» of a month, as ``pult report month`` calls it; «sla-2026-11.xlsx» of another report."""
    period = asked.period
    days = f"{period.first:%Y-%m}" if period.whole_month else f"{period.first}_{period.last}"
    parts = (asked.name if asked.name != MONTH else None, asked.organization, days)
    return "-".join(each for each in parts if each).replace("/", "_") + f".{ending}"


def _stands(here: Environment, policy: Policy, asked: ReportRequest, place: Path) -> bool:
    """Whether the file is there already, and is what the log says. Raises ValueError, in Russian, for another one."""
    if not place.parent.is_dir():
        raise ValueError(f"папки {place.parent} нет")
    if not os.path.lexists(place):
        return False
    body = place.read_bytes()
    with here.store.reading() as tx:
        verdict = verify(tx, policy, body, place.suffix)
    if not verdict.agrees or (verdict.seal.name, verdict.seal.period) != (asked.name, asked.period):
        raise ValueError("такой файл уже есть, и он не сходится с журналом: уберите его")
    return True


def _make(here: Environment, policy: Policy, asked: ReportRequest) -> ReportFile | Refusal:
    with here.store.reading() as tx:
        return make_file(tx, policy, asked, basis_of(policy, asked, here.now(), chain_head(tx)))


def _write(here: Environment, made: ReportFile, place: Path) -> None:
    """Write the file; that it leaves the desk is on record before it has its name."""

    def record() -> None:
        author = Author(SYSTEM.login, SYSTEM.role, here.session)
        with here.store.writing() as tx:
            append_fact(tx, Exported(what="report", count=made.rows), author, here.now())
            tx.commit()

    write_whole(place, made.body(place.suffix), record)


def told_of(files: tuple[ScheduledFile, ...]) -> str:
    """What was written and what was not, a line each, in Russian."""
    return "\n".join(
        safe_line(f"Сводка {each.code}: {each.file}" + (f" — не записана: {each.problem}" if each.problem else ""))
        for each in files
    )
