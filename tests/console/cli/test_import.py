"""``pult import``: requests of ИСКИЗ and Интерактив, each once, their personal data masked and flagged."""

import json
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
    assert (ticket["description"], ticket["masked"]) == ("СНИЛС [скрыто: СНИЛС] не печатается", ["snils"])
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


# -- numbers that are known (п. 3.6): what differs is told, nothing is changed -----------------------------------

KNOWN = 'И-1,Не печатает,"Печать стоит с утра",kkb,Синицына,qms,error,high,2026-11-23T08:40\n'


def again(desk: Cli, file: Path, row: str, *args: str, head: str = HEAD) -> dict[str, Any]:
    file.write_text(head + row, encoding="utf-8")
    result = desk("import", str(file), "--channel", "iskiz", *args, "--json", by="ivanova", now=at(MON, "10:00"))
    document: dict[str, Any] = result.json
    return document


def told(document: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    (known,) = document["differing"]
    return {each["field"]: (each["here"], each["there"], each["changed"]) for each in known["differs"]}


def test_a_known_number_is_told_with_what_differs_there_and_nothing_is_changed(desk: Cli, file: Path) -> None:
    imported(desk, file, KNOWN)
    before = show(desk, 1)
    changed = 'И-1,Не печатает рецепт,"Печать стоит с утра",kkb,Воробьёв,qms,setup,medium,2026-11-23T08:35,Решена\n'
    document = again(desk, file, changed, head=HEAD.replace("\n", ",status\n"))
    assert (document["taken"], document["known"], document["bad"]) == ([], ["И-1"], [])
    assert (document["differing"][0]["line"], document["differing"][0]["number"]) == (2, 1)
    assert told(document) == {
        "subject": ("Не печатает", "Не печатает рецепт", "there"),
        "requester": ("Синицына Анна Павловна", "Воробьёв Пётр Ильич", "there"),
        "type": ("Ошибка", "Настройка", "there"),
        "priority": ("Высокий", "Средний", "there"),
        "status": ("Новый", "Решена", "there"),
        "received_at": ("пн 23.11.2026 08:40", "пн 23.11.2026 08:35", "there"),
    }
    assert show(desk, 1) | {"clocks": 0, "lifetime": 0} == before | {"clocks": 0, "lifetime": 0}


def test_what_was_changed_here_is_told_apart_from_what_was_changed_there(desk: Cli, file: Path) -> None:
    imported(desk, file, KNOWN)
    run(desk, at(MON, "09:10"), "ivanova", "ticket", "priority", "1", "medium", "--reason", "Есть обход")
    assert told(again(desk, file, KNOWN)) == {"priority": ("Средний", "Высокий", "here")}
    low = KNOWN.replace("high", "low")
    assert told(again(desk, file, low)) == {"priority": ("Средний", "Низкий", "both")}


def test_a_known_row_that_could_not_be_taken_now_is_compared_all_the_same(desk: Cli, file: Path) -> None:
    imported(desk, file, KNOWN)
    document = again(desk, file, KNOWN.replace("Синицына", "Неизвестная").replace("error", "поломка"))
    assert document["bad"] == []
    assert told(document) == {
        "requester": ("Синицына Анна Павловна", "Неизвестная (здесь такого нет)", "there"),
        "type": ("Ошибка", "поломка (здесь такого нет)", "there"),
    }


def test_an_unchanged_row_differs_in_nothing_though_its_personal_data_was_masked(desk: Cli, file: Path) -> None:
    imported(desk, file, GOOD)
    document = again(desk, file, GOOD, "--dry-run")
    assert (document["known"], document["differing"]) == (["И-1"], [])
    other = again(desk, file, GOOD.replace("не печатается", "не сохраняется"))
    assert "112-233-445" not in str(other)
    assert told(other)["description"][1].endswith("не сохраняется")


def test_the_text_says_line_ticket_field_and_both_values(desk: Cli, file: Path) -> None:
    imported(desk, file, KNOWN)
    file.write_text(HEAD + KNOWN.replace("high", "low"), encoding="utf-8")
    result = desk("import", str(file), "--channel", "iskiz", by="ivanova", now=at(MON, "10:00"))
    assert result.code == 0
    assert "Отличается от того, что здесь (ничего не изменено): 1" in result.out
    assert "строка 2: И-1, обращение № 1" in result.out
    assert "Приоритет: здесь «Высокий», там «Низкий» — изменено там" in result.out


def test_a_new_number_that_has_ended_there_is_no_work(desk: Cli, file: Path) -> None:
    head = HEAD.replace("\n", ",status\n")
    file.write_text(head + KNOWN.replace("\n", ",Закрыта\n"), encoding="utf-8")
    result = desk("import", str(file), "--channel", "iskiz", "--json", by="ivanova", now=at(MON, "10:00"))
    assert result.code == 8
    assert "Там обращение уже «Закрыта»" in result.out


def test_a_request_about_promed_is_not_taken_from_interactive(desk: Cli, file: Path) -> None:
    file.write_text(HEAD + GOOD + OTHER, encoding="utf-8")
    result = desk("import", str(file), "--channel", "interactive", "--json", by="ivanova", now=at(MON, "09:00"))
    assert result.code == 8
    assert '"register.wrong"' in result.out
    assert "«Промед» регистрируют в «ИСКИЗ»" in result.out


def test_what_was_masked_is_counted_and_whoever_took_it_in_has_a_task(desk: Cli, file: Path) -> None:
    file.write_text(HEAD + GOOD + OTHER, encoding="utf-8")
    text = desk("import", str(file), "--channel", "iskiz", by="ivanova", now=at(MON, "09:00")).out
    assert "Скрыты персональные данные, строк: 1 (СНИЛС — 1)" in text
    (task,) = show(desk, 1)["tasks"]
    assert task["user"] == "ivanova"
    assert show(desk, 2)["tasks"] == []


def test_a_row_that_is_put_aside_or_refused_tells_no_value(desk: Cli, file: Path) -> None:
    aside = GOOD.replace("И-1", "112-233-445 95")
    refused = GOOD.replace("Синицына", "Воронцов Глеб Маркович").replace("И-1", "И-9")
    result = imported(desk, file, aside + refused)
    bad = json.loads(result.out)["bad"]
    assert [each["code"] for each in bad][:1] == ["import.quarantined"]
    assert len(bad) == 2
    assert "112-233" not in result.out
    assert "Воронцов" not in result.out
