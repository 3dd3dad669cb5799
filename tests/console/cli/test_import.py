"""``pult import``: requests of ИСКИЗ and Интерактив, each once, their personal data masked and flagged."""

from pathlib import Path
from typing import Any

import pytest

from tests.console.cli.calls import MON, at, due, run
from tests.console.cli.conftest import Cli, Result

HEAD = "external_number,subject,description,org,requester,mis,type,priority,received_at\n"
GOOD = 'И-1,Не печатает,"СНИЛС 112-233-445 95 не печатается",kkb,Синицына,qms,error,high,2026-11-23T08:40\n'
OTHER = 'И-2,Не входит,"Вход в программу",kkb,Воробьёв,promed,error,medium,2026-11-20T17:00\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "обращения.csv"


def imported(desk: Cli, file: Path, text: str, *args: str) -> Result:
    file.write_text(HEAD + text, encoding="utf-8")
    return desk("import", str(file), "--channel", "iskiz", *args, "--json", by="ivanova", now=at(MON, "09:00"))


def show(desk: Cli, number: int) -> dict[str, Any]:
    return run(desk, at(MON, "09:01"), "ivanova", "ticket", "show", str(number))


def test_each_line_is_a_ticket_received_when_it_was_registered_there(desk: Cli, file: Path) -> None:
    assert imported(desk, file, GOOD + OTHER).code == 0
    first, second = show(desk, 1), show(desk, 2)
    assert (first["external_number"], first["channel"], due(first, "first_reaction")) == (
        "И-1", "iskiz", at(MON, "09:00"),
    )  # fmt: skip
    assert due(second, "first_reaction") == at(MON, "10:00")  # 30 minutes on Friday, 1 h 30 on Monday... of 2 hours


def test_personal_data_is_masked_and_the_ticket_stands_in_the_view_of_the_masked(desk: Cli, file: Path) -> None:
    imported(desk, file, GOOD + OTHER)
    ticket = show(desk, 1)
    assert (ticket["description"], ticket["masked"]) == ("СНИЛС [СНИЛС скрыт] не печатается", ["snils"])
    queue = run(desk, at(MON, "09:01"), "ivanova", "queue", "--view", "masked")["tickets"]
    assert [each["number"] for each in queue] == [1]


def test_the_same_file_again_adds_nothing(desk: Cli, file: Path) -> None:
    imported(desk, file, GOOD)
    imported(desk, file, GOOD)
    assert run(desk, at(MON, "09:01"), "ivanova", "ticket", "list")["total"] == 1


def test_a_bad_line_is_named_and_the_good_ones_come_in(desk: Cli, file: Path) -> None:
    result = imported(desk, file, GOOD.replace("kkb", "nowhere").replace("И-1", "И-3") + OTHER)
    assert result.code != 0
    assert "И-3" in result.out + result.err
    assert [show(desk, 1)["external_number"], run(desk, at(MON, "09:01"), "ivanova", "ticket", "list")["total"]] == [
        "И-2", 1,
    ]  # fmt: skip


def test_a_dry_import_only_checks(desk: Cli, file: Path) -> None:
    assert imported(desk, file, GOOD, "--dry-run").code == 0
    assert run(desk, at(MON, "09:01"), "ivanova", "ticket", "list")["total"] == 0
