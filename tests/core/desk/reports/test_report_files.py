"""A report as a file: the same whenever it is made on the same basis, and every change of it is named."""

import json
import random
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.desk.reports.files import workbook
from core.desk.reports.files.evidence import digest, root, written
from core.desk.reports.files.report_files import ReportFile
from core.desk.reports.files.seal import MONTH
from core.desk.reports.report_request import ReportRequest
from core.policy.reporting.settings import PaperSide, ReportPaper
from core.tickets.closing.commands import Resolve
from core.tickets.people.commands import AddOrganization
from core.tickets.refusal import Refusal
from core.tickets.reporting.entries import Aspect
from core.tickets.reporting.period import ReportPeriod, parse_month
from core.vocabulary import Mis
from tests.core.desk.reports.test_worked_month import at, worked
from tests.support.desk import FrozenDesk, done
from tests.support.store import raw

WEEK = ReportPeriod(date(2026, 11, 23), date(2026, 11, 29))
LOAD = ReportRequest("load", WEEK, by=(Aspect.ORG,))
NOVEMBER = ReportRequest(MONTH, parse_month("2026-11"), "kkb")


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return worked(tmp_path)


def made(desk: FrozenDesk, asked: ReportRequest = LOAD) -> ReportFile:
    found = desk.reports.file(asked)
    assert not isinstance(found, Refusal)
    return found


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".pdf", ".html"])
@pytest.mark.parametrize("asked", [LOAD, NOVEMBER], ids=["report", "month"])
def test_it_agrees_with_the_log_also_after_more_has_happened(
    desk: FrozenDesk, asked: ReportRequest, suffix: str
) -> None:
    body = made(desk, asked).body(suffix)
    at(desk, "2026-12-01T11:00", Resolve(number=2, solution="Заменили картридж"))
    assert desk.reports.verify(body, suffix).differences == ()


def test_the_paper_of_the_customer_is_around_the_figures(desk: FrozenDesk) -> None:
    paper = ReportPaper(
        ("Служба & <b>", "Адрес"), "Перед", "После", (PaperSide("Глава", "И. И. Иванов"), PaperSide("МО"))
    )
    found = replace(made(desk, NOVEMBER), paper=paper)
    page = found.body(".html").decode()
    places = [
        page.index(each) for each in ("Служба &amp; &lt;b&gt;", "Адрес", "Перед", "После", "Глава<br>И. И. Иванов")
    ]
    assert places == sorted(places)
    inside = workbook.parts(found.body(".xlsx"))
    assert b"<oddHeader>&amp;C\xd0\xa1" in inside["xl/worksheets/sheet1.xml"]
    told = inside["xl/sharedStrings.xml"].decode()
    assert all(each in told for each in ("Служба &amp; &lt;b&gt;, Адрес", "Перед", "После", "Глава", "И. И. Иванов /"))
    assert found.body(".pdf") == found.body(".pdf") != made(desk, NOVEMBER).body(".pdf")


def test_csv_is_what_a_russian_spreadsheet_opens(desk: FrozenDesk) -> None:
    body = made(desk, ReportRequest("sla", WEEK)).body(".csv")
    assert body.startswith(b"\xef\xbb\xbf")
    lines = body.decode("utf-8-sig").split("\r\n")
    assert lines[1] == "Срок;Закончилось;В срок;С нарушением;Нарушены и идут;Доля в срок"
    assert lines[3] == "Реакция ПЛТП;2;2;0;1;66,7%"


def test_a_changed_cell_of_csv_is_named_by_its_line(desk: FrozenDesk) -> None:
    body = made(desk).body(".csv").replace("поликлиника № 4;1;".encode(), "поликлиника № 4;2;".encode())
    (told,) = desk.reports.verify(body, ".csv").differences
    assert told == (
        "Строка 5: в файле «Городская поликлиника № 4;2;0;0;1», по журналу «Городская поликлиника № 4;1;0;0;1»"
    )


def test_a_changed_cell_of_a_workbook_is_named(desk: FrozenDesk) -> None:
    body = made(desk).body(".xlsx")
    sheet = "xl/worksheets/sheet1.xml"
    text, count = re.subn(rb'(<c r="B6"[^>]*>)<v>2</v>', rb"\1<v>7</v>", workbook.parts(body)[sheet])
    assert count == 1
    told = list(workbook.differences(repacked(workbook.parts(body) | {sheet: text}), body))
    assert told == ["Лист 1, ячейка B6: в файле 7, по журналу 2"]


def repacked(parts: dict[str, bytes]) -> bytes:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, body in parts.items():
            packed.writestr(name, body)
    return stream.getvalue()


def test_no_byte_can_be_changed_unnoticed(desk: FrozenDesk) -> None:
    body = made(desk).body(".xlsx")
    chance = random.Random(20261201)
    for _ in range(40):
        place, changed = chance.randrange(len(body)), bytearray(body)
        changed[place] ^= 1 << chance.randrange(8)
        with suppress(ValueError):  # what is damaged is told as such
            assert not desk.reports.verify(bytes(changed), ".xlsx").agrees, place


def test_a_page_counts_its_figures_from_its_own_rows(desk: FrozenDesk) -> None:
    """What the script in the page does, done here: rows against hashes, figures against rows."""
    page = made(desk, NOVEMBER).body(".html").decode()
    found = re.search(r'id="evidence">(.*?)</script>', page)
    assert found is not None
    data = json.loads(found[1])
    assert [row[0] for row in data["rows"]] == [1, 2, 4]
    assert data["hashes"] == [digest(written(row)) for row in data["rows"]]
    assert data["root"] == root(data["hashes"])
    solved = [clock for row in data["rows"] for clock in row[7] if clock[0] == "resolution"]
    assert [clock[2] for clock in solved] == [True, True, False]
    assert 'data-figure="sla.breached.resolution">1</td>' in page
    assert 'data-figure="sla.open.resolution">1</td>' in page
    assert 'data-figure="load.come">3</td>' in page


def test_a_page_loads_nothing_and_runs_its_own_script_alone(desk: FrozenDesk) -> None:
    title = "<img src=x onerror=alert(1)></script>"
    done(desk, AddOrganization(title=title, code="f", mis=(Mis.QMS,), contract="Д-2"), "admin")
    page = made(desk, ReportRequest(MONTH, parse_month("2026-11"), "f")).body(".html").decode()
    assert "<img" not in page
    assert page.count("</script>") == 3
    assert not re.search(r"https?://", page)
    policy = re.search(r"content=\"(default-src 'none'[^\"]*)\"", page)
    assert policy is not None
    assert "unsafe" not in policy[1]


def test_a_changed_event_is_noticed(desk: FrozenDesk) -> None:
    body = made(desk).body(".csv")
    with raw(Path(desk.path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM events WHERE ticket = 1 AND kind = 'confirmed'")
    assert [each.partition(":")[0] for each in desk.reports.verify(body, ".csv").differences] == [
        "Строка 4",
        "Строка 6",
    ]


def test_the_file_of_another_log_says_so(desk: FrozenDesk) -> None:
    body = made(desk).body(".csv")
    other = body.replace(made(desk).seal.hash.encode(), b"0" * 64)
    (told,) = desk.reports.verify(other, ".csv").differences
    assert told.startswith(f"В журнале нет события {made(desk).seal.event} с хэшем 0000")


@pytest.mark.parametrize(
    ("body", "suffix", "told"),
    [
        (b"", ".csv", "нет печати"),
        (b"\xff\xfe\x00", ".csv", "не читается"),
        ("Печать;{}\r\n".encode(), ".csv", "Печать сводки не читается"),
        ('Печать;"[1]"\r\n'.encode(), ".csv", "Печать сводки не читается"),
        (b"PK\x03\x04", ".xlsx", "повреждён"),
        (b"%PDF-1.4\n", ".pdf", "нет печати"),
        (b"", ".doc", "Проверяются файлы"),
    ],
)
def test_what_is_no_report_is_named(desk: FrozenDesk, body: bytes, suffix: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        desk.reports.verify(body, suffix)


def test_nobody_s_words_become_a_formula(desk: FrozenDesk) -> None:
    title = '=HYPERLINK("x")'
    done(desk, AddOrganization(title=title, code="f", mis=(Mis.QMS,), contract="Д-2"), "admin")
    found = made(desk, ReportRequest("load", WEEK, "f", by=()))
    assert found.body(".csv").decode("utf-8-sig").startswith('"Поток: 23.11.2026 – 29.11.2026, =HYPERLINK')
    assert all(b"<f>" not in each for each in workbook.parts(found.body(".xlsx")).values())


def test_the_month_of_a_clinic_has_its_tickets_and_what_was_agreed(desk: FrozenDesk) -> None:
    sheets = {each.name: each for each in made(desk, ReportRequest(MONTH, parse_month("2026-11"), "gp4")).sheets}
    assert [row[0] for row in sheets["Обращения"].rows] == ["3"]
    assert [(row[0], row[4], row[6]) for row in sheets["Согласованные сроки"].rows] == [
        ("3", "Зимина Ольга Юрьевна", "перенесён по согласованию"),
        ("3", "Зимина Ольга Юрьевна", "нарушен"),
    ]
