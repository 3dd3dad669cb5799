"""Each way to fail: its exit code, its error as JSON, its sentence in Russian."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli, new

NOW = "2026-11-23T09:00"


def test_0_done_says_nothing_on_standard_error(desk: Cli) -> None:
    result = desk(*new(), by="ivanova", now=NOW)
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("ticet",), "Нет такой команды: «ticet». Возможно, «ticket»?"),
        (("ticket", "tke", "1"), "Нет такой команды: «tke»."),
        (("sla", "error"), "Не указан аргумент «ПРИОРИТЕТ»."),
        (("sla", "error", "high", "low"), "Лишний аргумент: low"),
        (("sla", "error", "high", "--att", "x"), "Нет такого параметра: «--att». Возможно, одно из: «--as», «--at»?"),
        (("sla", "error", "high", "--at"), "Параметру «--at» нужно значение."),
        (("ticket", "comment", "1"), "Не указан параметр «--text»."),
        (("ticket", "show", "abc"), "Неверное значение «НОМЕР»: «abc» — не номер обращения"),
        (("ticket", "show", "0"), "Неверное значение «НОМЕР»: «0» — не номер обращения"),
        (("queue", "--limit", "-1"), "нужно целое число от 0"),
        (("calendar", "show", "этот"), "«этот» — не целое число."),
        (("calendar", "этот"), "Нет такой команды: «этот»"),
        (("demo", "--tickets", "0"), "нужно целое число от 1 до 100000"),
        (("worktime",), "Не указана команда"),
    ],
)
def test_2_wrong_usage_in_russian_and_in_json(pult: Cli, args: tuple[str, ...], says: str) -> None:
    plain = pult(*args)
    assert (plain.code, plain.out) == (2, "")
    assert says in plain.err
    assert "Справка: pult" in plain.err
    machine = pult("--json", *args)
    assert machine.code == 2
    assert machine.error["code"] == "usage"
    assert says in machine.error["message"]


def test_2_a_group_without_a_command_shows_its_help(pult: Cli) -> None:
    result = pult("ticket")
    assert (result.code, result.out) == (2, "")
    assert "Команды:" in result.err
    assert pult("ticket", "--json").error["message"] == "Не указана команда."


def test_2_two_texts_cannot_both_come_from_standard_input(desk: Cli) -> None:
    result = desk(*new(subject="-", description="-"), by="ivanova", now=NOW, stdin="текст")
    assert result.code == 2
    assert "только один текст" in result.err


def test_3_refused_by_a_rule_with_its_clause(desk: Cli) -> None:
    desk(*new(), by="ivanova", now=NOW)
    result = desk("ticket", "confirm", "1", "--by", "1", "--json", by="ivanova", now=NOW)
    assert result.code == 3
    assert result.error["clause"]
    assert re.search("[а-я]", result.error["message"])


def test_4_there_is_no_such_ticket_person_or_clinic(desk: Cli) -> None:
    assert desk("ticket", "show", "99", "--json", by="ivanova").code == 4
    assert desk("explain", "99", by="ivanova").code == 4
    assert desk(*new(org="нет такой"), by="ivanova", now=NOW).code == 4
    assert desk("person", "show", "Никто", by="ivanova").code == 4
    assert desk("user", "show", "nobody", by="ivanova").code == 4


def test_5_a_stale_version_is_told_what_changed(desk: Cli) -> None:
    desk(*new(), by="ivanova", now=NOW)
    desk("ticket", "note", "1", "--text", "Позвонили", by="ivanova", now="2026-11-23T09:01")
    stale = ("ticket", "comment", "1", "--text", "Готово", "--expect-version", "1")
    result = desk(*stale, "--json", by="petrov", now="2026-11-23T09:02")
    assert result.code == 5
    details = result.error["details"]
    assert details["version"] == 2
    assert [(change["seq"], change["kind"], change["text"]) for change in details["changes"]] == [
        (2, "noted", "Позвонили")
    ]
    assert "Иванова М. С.: Внутренняя заметка: Позвонили" in desk(*stale, by="petrov", now="2026-11-23T09:02").err
    assert desk(*stale[:-1], "2", by="ivanova", now="2026-11-23T09:02").code == 0


def test_6_not_permitted(desk: Cli) -> None:
    assert desk("queue", by="nobody").code == 6
    assert desk(*new(), "--json", by="gost", now=NOW).code == 6
    assert desk("user", "add", "vlasov", "--name", "Власов В. В.", "--role", "observer", by="ivanova").code == 6


def test_6_another_login_and_another_clock_are_the_owners_alone(desk: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.desk.is_owner", lambda database: False)
    refused = desk("queue", "--json", by="ivanova")
    assert (refused.code, refused.error["code"]) == (6, "not_owner")
    monkeypatch.setattr("console.cli.session.os_login", lambda: "ivanova")
    assert desk("queue", "--json", by="ivanova").code == 0
    assert desk("queue", "--json", by="ivanova", now=NOW).code == 6


def test_7_no_store_a_strange_file_and_a_newer_store(pult: Cli, tmp_path: Path) -> None:
    missing = pult("queue", "--db", str(tmp_path / "none.db"), "--json")
    assert (missing.code, missing.error["code"]) == (7, "store_unavailable")
    assert "pult init" in missing.error["message"]
    strange = tmp_path / "text.db"
    strange.write_text("не база данных\n" * 100, encoding="utf-8")
    assert pult("verify", "--db", str(strange)).code == 7


def test_7_an_existing_store_is_not_made_again(desk: Cli) -> None:
    assert desk("init").code == 7
    assert desk("verify", "--json").json["ok"] is True


@pytest.mark.parametrize(
    ("changes", "nearest"),
    [
        ({"type": "eror"}, "error"),
        ({"type": "ошибк"}, "error"),
        ({"priority": "hihg"}, "high"),
        ({"mis": "qsm"}, "qms"),
        ({"channel": "телефн"}, "phone"),
        ({"ground": "not-solve"}, "not_solved"),
    ],
)
def test_8_an_unknown_value_is_told_the_allowed_ones_and_the_nearest(
    desk: Cli, changes: dict[str, str], nearest: str
) -> None:
    result = desk(*new(**changes), "--json", by="ivanova", now=NOW)
    assert result.code == 8
    assert result.error["code"] == "unknown_value"
    assert result.error["details"]["nearest"] == nearest
    assert nearest in result.error["details"]["allowed"]
    assert "Допустимо" in result.error["message"]


@pytest.mark.parametrize(
    "args", [("queue", "--view", "нет"), ("queue", "--sort", "size"), ("explain", "1", "--clock", "x"),
             ("ticket", "list", "--status", "x")],
)  # fmt: skip
def test_8_unknown_views_orders_clocks_and_statuses(desk: Cli, args: tuple[str, ...]) -> None:
    desk(*new(), by="ivanova", now=NOW)
    assert desk(*args, by="ivanova", now=NOW).code == 8


def test_8_an_ambiguous_name_is_answered_with_the_candidates(desk: Cli) -> None:
    desk("person", "add", "Синицына Ольга Ивановна", "--org", "kkb", by="ivanova", now=NOW)
    result = desk(*new(), "--json", by="ivanova", now=NOW)
    assert result.code == 8
    names = [candidate["name"] for candidate in result.error["details"]["candidates"]]
    assert names == ["Синицына Анна Павловна", "Синицына Ольга Ивановна"]
    plain = desk(*new(), by="ivanova", now=NOW).err
    assert "Синицына Ольга Ивановна" in plain


def test_8_instants_dates_and_blank_texts(desk: Cli) -> None:
    assert desk(*new(received_at="вчера"), by="ivanova", now=NOW).code == 8
    assert desk(*new(subject="  "), by="ivanova", now=NOW).code == 8
    assert desk("org", "add", "Больница", "--code", "b", "--from", "32.01.2026", by="admin", now=NOW).code == 8
    assert desk("sla", "error", "high", "--json", now="когда-нибудь").code == 8


def test_8_standard_input_that_is_not_utf_8(desk: Cli) -> None:
    desk(*new(), by="ivanova", now=NOW)
    result = desk("ticket", "note", "1", "--text", "-", "--json", by="ivanova", now=NOW, stdin="текст".encode("cp1251"))
    assert (result.code, result.error["message"]) == (8, "Стандартный ввод не в кодировке UTF-8.")


def test_8_a_broken_configuration_names_file_line_key_and_nearest(pult: Cli, tmp_path: Path) -> None:
    shipped = pult("config", "show", "--json").json["files"]["lifecycle.yaml"]
    wrong = {("confirmation_dais" if key == "confirmation_days" else key): value for key, value in shipped.items()}
    (tmp_path / "lifecycle.yaml").write_text(json.dumps(wrong, indent=1), encoding="utf-8")
    result = pult("config", "check", "--config", str(tmp_path), "--json")
    assert result.code == 8
    problems = {problem["key"]: problem for problem in result.error["details"]["problems"]}
    problem = problems["confirmation_dais"]
    assert problem["file"].endswith("lifecycle.yaml")
    assert problem["line"] > 1
    assert problem["nearest"] == "confirmation_days"
    assert (
        f"lifecycle.yaml:{problem['line']}: confirmation_dais" in pult("config", "check", "--config", str(tmp_path)).err
    )


def test_the_same_key_again_answers_with_the_first_result(desk: Cli) -> None:
    first = desk(*new(), "--key", "звонок-1", "--json", by="ivanova", now=NOW).json
    again = desk(*new(), "--key", "звонок-1", "--json", by="ivanova", now=NOW).json
    assert again == first
    assert desk("queue", "--json", by="ivanova", now=NOW).json["total"] == 1
    told = desk(*new(), "--key", "звонок-1", by="ivanova", now=NOW)
    assert (told.code, "уже выполнена" in told.err) == (0, True)
    other = desk(*new(subject="Другое"), "--key", "звонок-1", "--json", by="ivanova", now=NOW)
    assert (other.code, other.error["code"]) == (8, "key.used")


def test_verify_answers_with_what_is_wrong(desk: Cli, tmp_path: Path) -> None:
    desk(*new(), by="ivanova", now=NOW)
    assert desk("verify", "--json").json["ok"] is True
    with sqlite3.connect(tmp_path / "pult.db") as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert "tickets" in tables, tables
        connection.execute("UPDATE tickets SET status = 'closed'")
    connection.close()
    result = desk("verify", "--json")
    assert result.code == 3
    report = json.loads(result.out)
    assert report["ok"] is False
    assert report["mismatches"]


FILES = (
    ("calendar", "check", "/"), ("calendar", "check", "/none"), ("import", "/", "--channel", "iskiz"),
    ("import", "/none", "--channel", "iskiz"), ("ticket", "attach", "1", "/"), ("ticket", "attach", "1", "/none"),
    ("ticket", "save", "1", "1", "/"), ("export", "people", "/none/x.csv"), ("backup", "/dev/null"),
    ("backup", "/proc/none"), ("restore", "/none"), ("restore", "/", "--replace"), ("worktime", "--batch", "/"),
    ("worktime", "--batch", "/none"), ("user", "key", "add", "petrov", "/"), ("user", "key", "add", "petrov", "/none"),
    ("config", "check", "--config", "/dev/null"), ("config", "check", "--config", "/none"),
    ("backup", "/tmp", "--encrypt-to", "/"), ("backup", "/tmp", "--encrypt-to", "age1", "--identity", "/none"),
    ("queue", "--db", "/"), ("queue", "--db", "/dev/null/pult.db"), ("ticket", "dispute", "1", "--bundle", "/none/x"),
)  # fmt: skip
ENGLISH = ("Errno", "No such", "Is a directory", "Not a directory", "Permission", "exists", "Traceback", "denied")


def test_no_file_option_answers_in_english_or_with_a_traceback(desk: Cli) -> None:
    desk(*new(), by="ivanova", now=NOW)
    for args in FILES:
        result = desk(*args, by="admin", now="2026-11-24T09:00")
        assert result.code != 0, args
        assert not [words for words in ENGLISH if words in result.err], result.err
