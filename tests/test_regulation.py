"""``docs/regulation.md`` answers every clause, and every test that it names exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "regulation.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| clause")
]
CLAUSES = (
    ["п. 1.1", "п. 1.2", "гл. 2"]
    + [f"п. 3.{n}" for n in range(1, 12)]
    + ["п. 4.1, табл. 1, ПЛТП", "п. 4.1, табл. 1, ВЛТП", "п. 4.1, табл. 1, ТЛТП"]
    + [f"п. 4.{n}" for n in range(2, 12)]
    + ["п. 5.1", "п. 5.2", *(f"п. 5.{n}" for n in range(6, 12))]
    + ["п. 6.1, 6.2", "п. 6.3 (первый)", "п. 6.3 (второй)", *(f"п. 6.{n}" for n in range(4, 11))]
    + [f"п. 7.{n}" for n in range(1, 7)]
    + [f"п. 8.{n}" for n in range(1, 5)]
    + ["п. 9.1", "п. 9.2"]
    + [f"п. 10.{n}" for n in range(1, 8)]
    + ["п. 11.1, сроки", "п. 11.1, настройка", "п. 11.1, персональные данные", "п. 11.2", "п. 11.3", "п. 11.4"]
    + ["Прил. 2, структура", "Прил. 2, «Новый»", "Прил. 2, «В работе»", "Прил. 2, «Решена»", "Прил. 2, «Закрыта»"]
    + [f"Прил. 3, п. {n}" for n in range(1, 6)]
)
TABLE_1 = [
    *(f"{kind} × {urgency}" for kind in ("Ошибка", "Настройка") for urgency in ("Очень высокий", "Высокий")),
    *(f"{kind} × {urgency}" for kind in ("Ошибка", "Настройка") for urgency in ("Средний", "Низкий")),
    *(f"Консультация × {urgency}" for urgency in ("Высокий", "Средний", "Низкий")),
    "Прочее",
]
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
TESTS = sorted(set(NAMED.findall(PAGE)))


@cache
def defined(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_every_named_test_exists(path: str, name: str) -> None:
    assert name in defined(path)


def test_no_clause_is_without_an_answer() -> None:
    answered = {row[0] for row in ROWS}
    assert [clause for clause in CLAUSES if clause not in answered] == []
    assert [row for row in TABLE_1 if f"Прил. 2, табл. 1, {row}" not in answered] == []


def test_every_answer_names_its_proof_or_says_why_there_is_none() -> None:
    for clause, _asks, answer, proof in ROWS:
        assert answer, clause
        assert NAMED.search(proof) or (proof == "—" and re.search("[Nn]ot |Rights in another|As п", answer)), clause


def test_no_row_stands_twice() -> None:
    clauses = [row[0] for row in ROWS]
    assert len(clauses) == len(set(clauses)) > 120
