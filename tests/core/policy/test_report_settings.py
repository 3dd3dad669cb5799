"""``reports.yaml``: plain fields only, every problem with its file, line and key; and what reports it may name."""

from datetime import time
from pathlib import Path
from typing import get_args

import pytest

from core.desk.reports.files.report_files import FORMATS
from core.desk.reports.files.seal import MONTH
from core.policy import load_policy
from core.policy.configuration.locations import shipped_directory
from core.policy.models.reports import Ending, ReportName
from core.policy.reporting.settings import PaperSide, ReportDay, ReportPaper, ScheduledReport
from core.tickets.reporting.catalogue import REPORTS
from tests.core.policy.conftest import Complain, Edit

LEAD = 1 + (shipped_directory() / "reports.yaml").read_text(encoding="utf-8").split("\n").index('  lead: ""')
SCHEDULED = """scheduled:
  - code: months
    report: month
    formats: [xlsx, pdf]
    folder: /srv/reports
    when: {day: first_working_day, at: "09:30"}
"""


def test_the_shipped_paper_has_a_place_for_both_sides_and_nothing_is_written_by_itself() -> None:
    settings = load_policy().reports
    assert settings.paper == ReportPaper((), "", "", (PaperSide("От ЦК"), PaperSide("От МО")))
    assert settings.scheduled == ()


def test_fields_are_filled_in_once() -> None:
    paper = ReportPaper(("Служба {clinic}",), "За {period}", "", (PaperSide("Глава {clinic}", "И. О."),))
    assert paper.of("ККБ {period}", "ноябрь 2026 г.") == ReportPaper(
        ("Служба ККБ {period}",), "За ноябрь 2026 г.", "", (PaperSide("Глава ККБ {period}", "И. О."),)
    )


@pytest.mark.parametrize(
    ("text", "told", "near"),
    [
        ("{clinic.__class__}", "нет подстановки «clinic.__class__»; есть: {clinic}, {period}", None),
        ("{0}", "нет подстановки «0»", None),
        ("{}", "нет подстановки «»", None),
        ("{period:>999999999}", "нет подстановки «period:>999999999»", None),
        ("{period!r}", "нет подстановки «period!r»", None),
        ("{clinik}", "нет подстановки «clinik»", "clinic"),
        ("{clinic", "скобки «{» и «}» бывают только вокруг подстановки", None),
        ("{{clinic}}", "скобки «{» и «}» бывают только вокруг подстановки", None),
        ("clinic}", "скобки «{» и «}» бывают только вокруг подстановки", None),
    ],
)
def test_whatever_is_no_plain_field_is_refused_in_its_place(
    edit: Edit, complain: Complain, text: str, told: str, near: str | None
) -> None:
    edit("reports.yaml", 'lead: ""', f'lead: "{text}"')
    (problem,) = complain()
    assert problem.file.endswith("reports.yaml")
    assert (problem.line, problem.key) == (LEAD, "texts.lead")
    assert problem.message.startswith(told)
    assert near is None or problem.suggestion == near


def test_a_scheduled_report_is_compiled(edit: Edit, folder: Path) -> None:
    edit("reports.yaml", "scheduled: []\n", SCHEDULED)
    assert load_policy(folder).reports.scheduled == (
        ScheduledReport(
            "months", "month", (), ("xlsx", "pdf"), "/srv/reports", ReportDay.FIRST_WORKING_DAY, time(9, 30)
        ),
    )
    assert load_policy(folder).terms_fingerprint == load_policy().terms_fingerprint
    assert load_policy(folder).fingerprint != load_policy().fingerprint


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("folder: /srv/reports", "folder: reports", "scheduled[0].folder"),
        ("report: month", "report: monthly", "scheduled[0].report"),
        ("formats: [xlsx, pdf]", "formats: [xlsx, xlsx]", "scheduled[0].formats"),
        ("day: first_working_day", "day: sunday", "scheduled[0].when.day"),
        ('at: "09:30"', 'at: "25:00"', "scheduled[0].when.at"),
    ],
)
def test_a_bad_schedule_is_refused_in_its_place(edit: Edit, complain: Complain, old: str, new: str, key: str) -> None:
    edit("reports.yaml", "scheduled: []\n", SCHEDULED.replace(old, new))
    (problem,) = complain()
    assert (problem.key, problem.line is None) == (key, False)


def test_the_names_are_those_of_the_catalogue() -> None:
    assert set(get_args(ReportName)) == {MONTH, *REPORTS}
    assert {f".{each}" for each in get_args(Ending)} == set(FORMATS)
    assert [each.weekday for each in ReportDay] == [None, 0, 1, 2, 3, 4]
