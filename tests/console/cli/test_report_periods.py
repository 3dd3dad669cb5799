"""``pult report sla|…|month|verify``: figures over a period, as a table, as JSON, and as files (п. 4.11, 11.1)."""

from pathlib import Path
from typing import Any

import pytest

from tests.console.cli.calls import MON, TUE, at, done, registered, run
from tests.console.cli.conftest import Cli

SINCE = ("--from", "23.11.2026", "--to", "24.11.2026")


@pytest.fixture
def worked(desk: Cli) -> Cli:
    """№ 1, of high priority, registered on Monday at 09:00 and answered at 09:25: five minutes late."""
    registered(desk, at(MON, "09:00"))
    run(desk, at(MON, "09:25"), "ivanova", "ticket", "comment", "1", "--text", "Смотрим")
    return desk


def report(desk: Cli, name: str, *options: str) -> dict[str, Any]:
    return run(desk, at(TUE, "09:00"), "ivanova", "report", name, *options)


def test_json_has_figures_with_their_tickets(worked: Cli) -> None:
    found = report(worked, "breaches", *SINCE)
    row = next(each for each in found["rows"] if each["clock"] == "first_reaction")
    assert row["cause"] == "late_first_reaction"
    assert row["titles"] == ["Реакция ПЛТП", "поздний первый ответ"]
    assert row["figures"]["breaches"] == {"value": 1, "tickets": [1]}
    assert row["figures"]["over"]["value"] == 300
    assert found["from"], found["to"] == ("2026-11-23", "2026-11-24")


def test_kept_terms_are_a_document_for_scripts(worked: Cli) -> None:
    found = report(worked, "sla", *SINCE, "--by", "org,month")
    (row,) = found["rows"]
    assert (row["org"], row["month"], row["tickets"]) == ("kkb", "2026-11", 1)
    assert row["clocks"]["first_reaction"] == {
        "ended": 1, "met": 0, "breached": 1, "open_breached": 0, "share": 0.0,
    }  # fmt: skip
    assert row["clocks"]["resolution"] == {"ended": 0, "met": 0, "breached": 0, "open_breached": 1, "share": 0.0}
    assert row["lifetime"] == {
        "gross_seconds": {"median": None, "p90": None}, "net_seconds": {"median": None, "p90": None},
    }  # fmt: skip
    assert found["calendars"].keys() == {"2026"}


def test_months_without_anything_are_rows_of_zeros(worked: Cli) -> None:
    found = report(worked, "sla", "--from", "01.09.2026", "--to", "31.10.2026", "--by", "month")
    assert [(each["month"], each["tickets"]) for each in found["rows"]] == [("2026-09", 0), ("2026-10", 0)]
    assert found["rows"][0]["clocks"]["resolution"]["share"] is None
    empty = report(worked, "load", "--month", "2026-09", "--by", "")
    assert [each["figures"]["come"]["value"] for each in empty["rows"]] == [0]


def test_the_table_says_what_is_counted(worked: Cli) -> None:
    shown = worked("report", "sla", "--month", "2026-11", by="ivanova", now=at(TUE, "09:00")).out
    assert "Соблюдение сроков: ноябрь 2026 г., все МО" in shown
    assert "0,0 % (0 из 1)" in shown
    assert "Считаются: сроки." in shown
    assert "Журнал: последнее событие" in shown


def test_it_is_parted_by_what_one_asks(worked: Cli) -> None:
    found = report(worked, "load", *SINCE, "--by", "org, тип")
    assert found["by"] == ["org", "type"]
    assert [each["titles"][1] for each in found["rows"]] == ["Ошибка"]


def test_an_unknown_word_is_named_with_the_nearest(worked: Cli) -> None:
    tried = worked("report", "load", "--by", "orgs", "--json", by="ivanova", now=at(TUE, "09:00"))
    assert tried.code == 8
    assert tried.error["code"] == "aspect"
    assert "Возможно, «org»?" in tried.error["message"]


def test_a_month_and_dates_do_not_go_together(worked: Cli) -> None:
    assert worked("report", "sla", "--month", "2026-11", *SINCE, by="ivanova", now=at(TUE, "09:00")).code == 2
    assert worked("report", "sla", "--month", "11.2026", by="ivanova", now=at(TUE, "09:00")).code == 8
    ends_early = ("--from", "24.11.2026", "--to", "23.11.2026")
    assert worked("report", "sla", *ends_early, by="ivanova", now=at(TUE, "09:00")).code == 8


def test_a_file_is_written_once_recorded_and_verified(worked: Cli, tmp_path: Path) -> None:
    place = str(tmp_path / "сроки.csv")
    report(worked, "sla", *SINCE, "--csv", place)
    assert report(worked, "verify", place)["agrees"] is True
    again = worked("report", "sla", *SINCE, "--csv", place, by="ivanova", now=at(TUE, "09:00"))
    assert again.code == 8
    accesses = run(worked, at(TUE, "09:00"), "orlova", "report", "access")["accesses"]
    assert [each["title"] for each in accesses] == ["Выгружено: сводка, 3"]


def test_a_file_that_was_changed_does_not_agree(worked: Cli, tmp_path: Path) -> None:
    place = tmp_path / "сроки.csv"
    report(worked, "sla", *SINCE, "--csv", str(place))
    place.write_bytes(place.read_bytes().replace("Реакция ПЛТП;1;0;1;".encode(), "Реакция ПЛТП;1;1;0;".encode()))
    tried = worked("report", "verify", str(place), "--json", by="ivanova", now=at(TUE, "09:00"))
    assert (tried.code, tried.error["code"]) == (3, "report.differs")
    assert tried.error["details"]["differences"][0].startswith("Строка 4: в файле «Реакция ПЛТП;1;1;0;")


def test_the_month_of_every_clinic_is_a_workbook_each(worked: Cli, tmp_path: Path) -> None:
    written = report(worked, "month", "--month", "2026-11", "--to", str(tmp_path))
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["gp4-2026-11.xlsx", "kkb-2026-11.xlsx"]
    for each in written["files"]:
        assert report(worked, "verify", each["file"])["agrees"] is True


def test_a_folder_that_is_not_there_is_named(worked: Cli, tmp_path: Path) -> None:
    tried = worked("report", "month", "--to", str(tmp_path / "нет"), "--json", by="ivanova", now=at(TUE, "09:00"))
    assert (tried.code, tried.error["code"]) == (8, "folder")


def test_what_is_no_file_of_a_report_is_bad_input(worked: Cli, tmp_path: Path) -> None:
    other = tmp_path / "письмо.xlsx"
    other.write_bytes(b"not a workbook")
    tried = worked("report", "verify", str(other), "--json", by="ivanova", now=at(TUE, "09:00"))
    assert (tried.code, tried.error["code"]) == (8, "report")
    assert done(worked("report", "load", "--json", by="ivanova", now=at(TUE, "09:00")))["report"] == "load"


def test_shares_stand_beside_earlier_ones_what_got_worse_first(worked: Cli) -> None:
    run(worked, at(TUE, "09:30"), "ivanova", "ticket", "take", "1")
    day = ("--from", "24.11.2026", "--to", "24.11.2026", "--compare")
    found = run(worked, at(TUE, "17:00"), "ivanova", "report", "sla", *day)["compare"]
    assert (found["before"]["from"], found["year_before"]["to"]) == ("2026-11-23", "2025-11-24")
    worst = found["rows"][0]
    assert (worst["clock"], worst["now"]["of"], worst["change"]) == ("resolution", 1, 0.0)
    shown = worked("report", "sla", *day, by="ivanova", now=at(TUE, "17:00")).out
    assert "23.11.2026 – 23.11.2026" in shown
    assert "сверху то, что стало хуже" in shown
    assert worked("report", "sla", *day, "--csv", "x.csv", by="ivanova", now=at(TUE, "17:00")).code == 2
