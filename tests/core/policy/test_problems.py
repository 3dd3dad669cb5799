"""Each wrong key or value is told with its file, line, key and the nearest valid word."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from core.policy import Policy, Problem, load_policy

Edit = Callable[[str, str, str], None]
Complain = Callable[[], tuple[Problem, ...]]

# file, what is replaced, by what; the text on the line expected; key, part of the message, suggestion
CASES = [
    ("priorities.yaml", "priority: high, first_reaction: 20m", "priority: hihg, first_reaction: 20m", "hihg",
     "norms[1].priority", "неизвестное значение «hihg»; возможны: very_high, high, medium, low, none", "high"),
    ("priorities.yaml", "executor_reaction: 10m", "executor_raection: 10m", "executor_raection",
     "norms[0].executor_raection", "неизвестный ключ; возможны: type, priority", "executor_reaction"),
    ("priorities.yaml", "first_reaction: 5m", 'first_reaction: "5 минут"', "5 минут",
     "norms[0].first_reaction", 'срок пишется как "20m", "4h", "14d" либо immediately, agreed, none', None),
    ("priorities.yaml", "resolution: immediately", "resolution: imediately", "imediately",
     "norms[8].resolution", "«imediately»: срок пишется", "immediately"),
    ("priorities.yaml", "first_reaction: 5m", "first_reaction: 0m", "0m",
     "norms[0].first_reaction", "«0m»: срок пишется", None),
    ("priorities.yaml", "first_reaction: 5m", "first_reaction: 5", "first_reaction: 5,",
     "norms[0].first_reaction", "нужен текст, а стоит 5", None),
    ("priorities.yaml", "priority: high, first_reaction: 20m", "priority: very_high, first_reaction: 20m", "norms:",
     "norms", "строка таблицы повторяется: error × very_high", None),
    ("priorities.yaml", "type: error, priority: low", "type: error, priority: none",
     "priority: none, first_reaction: 2d",
     "norms[3]", "приоритет none бывает только у типа other", None),
    ("priorities.yaml", "first_reaction: 5m, executor_reaction: none", "first_reaction: none, executor_reaction: none",
     "first_reaction: none", "norms[8]", "считается по реакции ПЛТП, а её срок не задан", None),
    ("priorities.yaml", "impact:", "impakt:", "impakt:", "impakt", "неизвестный ключ", "impact"),
    ("priorities.yaml", 'clause: "Прил. 2, табл. 1"', 'clause: ""', "clause:", "clause", "не может быть пустым", None),
    ("working_hours.yaml", '"08:30"', '"8:30"', '"8:30"', "working_day[0].from", 'время пишется как "08:30"', None),
    ("working_hours.yaml", '"13:00"', "13:00", "13:00", "working_day[0].to", 'в кавычках: "13:00"', None),
    ("working_hours.yaml", '"13:00"', '"07:00"', "07:00", "working_day[0]", "кончается раньше, чем начинается", None),
    ("working_hours.yaml", '"14:00"', '"12:00"', "working_day:", "working_day", "стоят по порядку", None),
    ("working_hours.yaml", "[monday, tuesday,", "[monday, tusday,", "tusday", "workdays[1]", "«tusday»", "tuesday"),
    ("working_hours.yaml", "[monday, tuesday,", "[tuesday,", "workdays:", "workdays", "понедельник должен быть", None),
    ("working_hours.yaml", "by_weekday: {}", 'by_weekday: {sunday: [{from: "10:00", to: "12:00"}]}', "sunday",
     "by_weekday.sunday", "добавьте день в workdays", None),
    ("working_hours.yaml", "by_weekday: {}", 'by_weekday: {fryday: [{from: "10:00", to: "12:00"}]}', "fryday",
     "by_weekday.fryday", "неизвестный ключ; возможны: monday", "friday"),
    ("working_hours.yaml", "Asia/Krasnoyarsk", "Asia/Krasnojarsk", "zone:", "zone", "нет такого часового пояса", None),
    ("working_hours.yaml", "short_days: false", "short_days: off", "off", "short_days", "пишется false", None),
    ("working_hours.yaml", "short_days: false", 'short_days: "false"', '"false"', "short_days", "true или false", None),
    ("working_hours.yaml", "sla_days: rolling", "sla_days: same_tome", "same_tome", "sla_days",
     "возможны: rolling, same_time, end_of_day", "same_time"),
    ("working_hours.yaml", "procedural_days: dates", "procedural_days: roling", "procedural_days: roling",
     "procedural_days", "возможны: dates, rolling", "rolling"),
    ("lifecycle.yaml", "confirmation_days: 5", 'confirmation_days: "5"', '"5"',
     "confirmation_days", "нужно целое число, а стоит «5»", None),
    ("lifecycle.yaml", "confirmation_days: 5", "confirmation_days: 0", "confirmation_days: 0",
     "confirmation_days", "значение 0 слишком мало, наименьшее 1", None),
    ("lifecycle.yaml", "dispute_days: 5", "dispute_dais: 5",
     "dispute_dais", "dispute_dais", "неизвестный", "dispute_days"),
    ("lifecycle.yaml", "solution_start: received", "solution_start: recieved", "recieved",
     "solution_start", "возможны: received, assigned, accepted", "received"),
    ("lifecycle.yaml", "pauses: []", "pauses: [requestor]", "pauses:", "pauses[0]",
     "возможны: requester, organization, approval, third_line", "requester"),
    ("lifecycle.yaml", "body: 20000", "body: 90000", "90000", "texts.body", "слишком велико, наибольшее 20000", None),
    ("lifecycle.yaml", "texts:", "texts: []\nтексты:",
     "texts: []", "texts", "нужны ключи со значениями, а стоит список", None),
    ("labels.yaml", "very_high: {label", "veri_high: {label",
     "veri_high", "priority.veri_high", "неизвестный", "very_high"),
    ("labels.yaml", '  low: {label: "Низкий", short: "Низ"}\n', "",
     "priority:", "priority", "нет названия для low", None),
    ("labels.yaml", '"Низкий"', '"высокий"', "priority:", "priority", "одно название у двух кодов: «высокий»", None),
    ("labels.yaml", "label: \"Ошибка\"", "lable: \"Ошибка\"",
     "lable", "type.error.lable", "возможны: label, short", "label"),
    ("labels.yaml", '"Низкий"', '"Низ\\nкий"', "low:",
     "priority.low.label", "нужна одна строка без лишних пробелов", None),
    ("routing.yaml", "mis: [qms], type: [error], priority", "miss: [qms], type: [error], priority", "miss",
     "rules[1].when.miss", "неизвестный ключ; возможны: mis, type", "mis"),
    ("routing.yaml", "mis: [qms], type: [setup]", "mis: qms, type: [setup]", "mis: qms,",
     "rules[3].when.mis", "нужен список, а стоит «qms»", None),
    ("routing.yaml", 'line: second, competence: "qms-core"', "line: third", "third",
     "rules[1].then", "на ТЛТП не направляются (п. 7.1, 7.3)", None),
    ("routing.yaml", 'competence: "qms-core"', 'competence: "x", executor: petrov', "petrov",
     "rules[1].then", "либо competence, либо executor", None),
    ("routing.yaml", 'competence: "qms-core"', 'executor: "Петров И."', "Петров",
     "rules[1].then.executor", "логин — до 32 строчных", None),
    ("routing.yaml", "when: {type: [consultation]}", "when: {}",
     "rules:", "rules", "недостижимы: оно принимает всё", None),
    ("routing.yaml", "when: {}", "when: {mis: [qms]}",
     "rules:", "rules", "последнее правило должно принимать всё", None),
    ("calendars/2026.yaml", "year: 2026", "year: 2025",
     "year:", "year", "год 2025 стоит в файле calendars/2026.yaml", None),
    ("calendars/2026.yaml", '"2026-01-01"', '"2025-01-01"', "2025-01-01", "days_off[0]", "дата не из 2026 года", None),
    ("calendars/2026.yaml", '"2026-01-01"', '"2026-02-30"', "2026-02-30", "days_off[0]", "такой даты нет", None),
    ("calendars/2026.yaml", '"2026-01-01"', "2026-01-01", "2026-01-01", "days_off[0]", "дата пишется в кавычках", None),
    ("calendars/2026.yaml", '"2026-01-01"', '"2026-01-03"',
     "2026-01-03", "days_off[0]", "приходится на выходной", None),
]  # fmt: skip


class Case(NamedTuple):
    """A mistake made in one file, the text on the line where it must be told, and how it must be told."""

    name: str
    old: str
    new: str
    stands_on: str
    key: str
    message: str
    suggestion: str | None


@pytest.mark.parametrize("case", [Case(*case) for case in CASES], ids=lambda case: case.key)
def test_each_mistake_is_told_where_it_stands(folder: Path, edit: Edit, complain: Complain, case: Case) -> None:
    edit(case.name, case.old, case.new)
    lines = (folder / case.name).read_text(encoding="utf-8").splitlines()
    problem = complain()[0]
    assert problem.file == str(folder / case.name)
    assert problem.line is not None
    assert case.stands_on in lines[problem.line - 1]
    assert problem.key == case.key
    assert case.message in problem.message
    assert problem.suggestion == case.suggestion


def test_a_missing_key_is_named_with_the_place_it_is_missing_from(edit: Edit, complain: Complain) -> None:
    edit("lifecycle.yaml", "  line: 2000\n", "")
    (problem,) = complain()
    assert (problem.key, problem.message) == ("texts.line", "нет обязательного ключа")


def test_a_mistyped_key_is_not_told_as_missing_too(edit: Edit, complain: Complain) -> None:
    edit("lifecycle.yaml", "dispute_days: 5", "dispute_dais: 5")
    edit("priorities.yaml", "executor_reaction: 10m", "executor_raection: 10m")
    assert [problem.key for problem in complain()] == ["dispute_dais", "norms[0].executor_raection"]


def test_the_problems_of_all_files_are_told_at_once(edit: Edit, complain: Complain) -> None:
    edit("lifecycle.yaml", "confirmation_days: 5", "confirmation_days: 0")
    edit("priorities.yaml", "priority: high", "priority: hihg")
    edit("priorities.yaml", "impact:", "impakt:")
    assert [problem.key for problem in complain()] == ["confirmation_days", "norms[1].priority", "impakt"]


def test_no_message_is_english(edit: Edit, complain: Complain) -> None:
    edit("priorities.yaml", "norms:", "norms: 5\nx:")
    edit("labels.yaml", "status:", "status: [1]\nstatuses:")
    edit("routing.yaml", "rules:", "rules: {}\nz:")
    edit("lifecycle.yaml", "pauses: []", "pauses: null")
    for problem in complain():
        sentence = problem.message.partition(";")[0]
        assert not re.search("[a-z]{5}|[(]", sentence), problem


def test_a_file_with_a_mistyped_name_is_an_error(folder: Path, complain: Complain) -> None:
    (folder / "lifecycle.yaml").rename(folder / "lifecicle.yaml")
    (folder / "calendars" / "2026.yaml").rename(folder / "calendars" / "26.yaml")
    mistyped, calendar = complain()
    assert (mistyped.file, mistyped.suggestion) == (str(folder / "lifecicle.yaml"), "lifecycle.yaml")
    assert calendar.file == str(folder / "calendars" / "26.yaml")


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="нет такой папки с настройками"):
        load_policy(tmp_path / "нет")


def test_a_file_that_is_absent_altogether_is_taken_from_the_shipped_ones(tmp_path: Path, policy: Policy) -> None:
    assert load_policy(tmp_path).fingerprint == policy.fingerprint


def test_a_broken_file_is_not_replaced_by_the_shipped_one(edit: Edit, complain: Complain) -> None:
    edit("lifecycle.yaml", "reopen: false", "reopen: нет")
    assert complain()[0].key == "reopen"
