"""``pult config check`` tries the golden cases that stand beside the routing rules."""

from pathlib import Path

import pytest

import config
from tests.console.cli.conftest import Cli

SHIPPED = (Path(config.__file__).parent / "routing.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def check(pult: Cli, folder: Path, old: str, new: str) -> list[dict[str, object]]:
    assert old in SHIPPED
    (folder / "routing.yaml").write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    result = pult("config", "check", "--config", str(folder), "--json")
    assert (result.code, result.error["code"]) == (8, "config")
    problems: list[dict[str, object]] = result.error["details"]["problems"]
    return problems


def test_the_shipped_rules_keep_their_cases(pult: Cli) -> None:
    answer = pult("config", "check", "--json").json
    assert (answer["ok"], answer["cases"]) == (True, 8)


def test_a_rule_that_breaks_a_case_is_refused_at_the_case_s_line(pult: Cli, folder: Path) -> None:
    (problem,) = check(pult, folder, 'line: second, competence: "qms-emr"}\n    clause', "line: first}\n    clause")
    line = next(n for n, text in enumerate(SHIPPED.splitlines(), 1) if "не сохраняется осмотр" in text)
    assert (problem["key"], problem["line"]) == ("cases[2]", line)
    assert "«не сохраняется осмотр»" in str(problem["message"])


def test_a_rule_that_nothing_reaches_is_refused_at_its_line(pult: Cli, folder: Path) -> None:
    narrower = "when: {mis: [promed], type: [setup], priority: [high]}"
    problems = check(pult, folder, "when: {mis: [promed], type: [setup]}", narrower)
    assert [problem["key"] for problem in problems] == ["cases[5]", "rules[5]"]
    assert "Срочная настройка Промеда" in str(problems[1]["message"])


def test_a_case_of_an_unknown_rule_is_refused(pult: Cli, folder: Path) -> None:
    (problem,) = check(pult, folder, 'rule: "Ошибки qMS"', 'rule: "Ошибки КМИС"')
    assert "а его нет" in str(problem["message"])
