"""Labels of several words in a filter: every label of every field, however it is written, means itself and no more."""

from collections.abc import Iterator
from typing import Any

import pytest

from core.policy import load_policy
from core.tickets.filtering import (
    All,
    Assignee,
    BurningTerm,
    Codes,
    Flag,
    Not,
    Numbered,
    OrganizationTerm,
    RequesterTerm,
    WordsTerm,
    complete,
    parse,
)
from core.tickets.filtering import Any as AnyOf
from core.tickets.filtering.keys import CODES, KEYS
from core.vocabulary import ClockName, Waiting
from tests.core.tickets.filtering.test_filtering import broken
from tests.support.desk import moment

POLICY = load_policy()
LABELS = POLICY.labels
NOW = moment("2026-11-24T11:20")


def read(text: str) -> tuple[Any, ...]:
    parsed = parse(text, POLICY, NOW)
    assert parsed.problems == (), text
    assert isinstance(parsed.term, All)
    return parsed.term.terms


def every_label() -> Iterator[tuple[str, str, Codes]]:
    """Each key as it is typed, each label, full and short, each code, and what the pair means."""
    for field, enum in CODES.items():
        for code in enum:
            for written in dict.fromkeys((LABELS.of(code), LABELS.short(code), code.value)):
                yield KEYS[field][0], written, Codes(field, (code.value,))
    for waiting in Waiting:
        yield "ожидает", LABELS.of(waiting), Codes("waiting", (waiting.value,))


@pytest.mark.parametrize(("key", "label", "meant"), list(every_label()))
def test_a_label_means_itself_however_it_is_written(key: str, label: str, meant: Codes) -> None:
    without_yo = label.replace("ё", "е")
    for text in (label, label.lower(), label.upper(), without_yo, f'"{label}"', f" {label}", label.replace(" ", "   ")):
        assert read(f"{key}:{text}") == (meant,), text
        assert read(f"-{key}:{text}") == (Not(meant),), text
        assert read(f"{key}:{text} печатает") == (meant, WordsTerm("печатает")), text
        assert read(f"печатает {key}:{text} просрочено") == (WordsTerm("печатает"), meant, Flag("overdue")), text
        assert read(f"{key}:{text} мо:ккб") == (meant, OrganizationTerm(("ккб",))), text


@pytest.mark.parametrize("field", list(CODES))
def test_a_list_of_all_labels_of_a_field_is_read_with_and_without_blanks(field: str) -> None:
    labels = [LABELS.of(code).lower() for code in CODES[field]]
    meant = Codes(field, tuple(code.value for code in CODES[field]))
    for comma in (",", ", ", " , "):
        assert read(f"{KEYS[field][0]}:{comma.join(labels)} печать") == (meant, WordsTerm("печать"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("приоритет:оч высокий", (Codes("priority", ("very_high",)),)),  # each word begun
        ("приоритет:очень выс", (Codes("priority", ("very_high",)),)),  # while it is being typed
        ("приоритет:очень просрочено", (Codes("priority", ("very_high",)), Flag("overdue"))),
        ("приоритет:очень -высокий", (Codes("priority", ("very_high",)), Not(WordsTerm("высокий")))),
        ("приоритет:высокий,очень высокий", (Codes("priority", ("high", "very_high")),)),
        ("cnfnec:d hf,jnt", (Codes("status", ("in_progress",)),)),  # the other layout: «б» is on the comma
        ("статус:d hf,jnt", (Codes("status", ("in_progress",)),)),
        ("ожидает:инициатора", (Codes("waiting", ("requester",)),)),
        ("исполнитель:без исполнителя", (Assignee((None,)),)),
        ("исполнитель:Петров В. Н. печать", (Assignee(("Петров В. Н.",)), WordsTerm("печать"))),
        ("инициатор:Синицына М.А., Иванов", (RequesterTerm(("Синицына М.А.", "Иванов")),)),
        ("номер:120, 121", (Numbered((120, 121)),)),
        ("мо:ккб, гп4", (OrganizationTerm(("ккб", "гп4")),)),
        ("мо:ккб, статус:в работе", (OrganizationTerm(("ккб",)), Codes("status", ("in_progress",)))),
        ("нарушено:прошлый месяц", (broken("2026-10-01T00:00", "2026-11-01T00:00"),)),
        ("нарушено:реакция исполнителя", (broken(None, None, ClockName.EXECUTOR_REACTION),)),
    ],
)
def test_values_of_several_words_are_read_whole(text: str, meant: tuple[Any, ...]) -> None:
    assert read(text) == meant


def test_a_burning_clock_may_be_named_by_its_label() -> None:
    (found,) = read("горит:4ч,реакция исполнителя")
    assert isinstance(found, BurningTerm)
    assert (found.near, found.clocks) == (True, (ClockName.EXECUTOR_REACTION,))


def test_a_term_by_agreement_is_what_the_table_gives_no_number_for() -> None:
    (found,) = read("срок:по согласованию")
    pairs = {(each.terms[0].codes[0], each.terms[1].codes[0]) for each in found.terms}
    assert isinstance(found, AnyOf)
    assert pairs == {("error", "low"), ("setup", "low"), ("other", "none")}  # Прил. 2, табл. 1
    assert read("-срок:По Согласованию печать") == (Not(found), WordsTerm("печать"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("статус:в рабте", '«статус»: недопустимо «в рабте». Возможно, статус:"в работе"'),
        ("-приоритет:очень срочно", '«приоритет»: недопустимо «очень срочно». Возможно, приоритет:"очень высокий"'),
        ("срок:по просьбе", '«срок»: недопустимо «по просьбе». Возможно, срок:"по согласованию"'),
        ("приоритет:низкий,очень печать", '«приоритет»: недопустимо «очень печать». Возможно, '
         'приоритет:"очень высокий"'),
        ("статус:открыта", "«статус»: недопустимо «открыта». Возможно, «закрыта». Допустимо: новый, в работе, решена, "
         "закрыта"),
        ("линия:четвёртая", "«линия»: недопустимо «четвёртая». Допустимо: плтп, влтп, тлтп"),
        ("линия:влтп, печать", "«линия»: недопустимо «печать». Допустимо: плтп, влтп, тлтп"),
        ("срок:сегодня, завтра", "«срок»: что-нибудь одно — «сегодня» или «завтра»"),
    ],
)  # fmt: skip
def test_an_unknown_value_is_refused_with_what_is_allowed(text: str, said: str) -> None:
    (problem,) = parse(text, POLICY, NOW).problems
    assert problem.message == said
    assert (problem.start, problem.end) == (0, len(text))


@pytest.mark.parametrize(
    ("typed", "start", "offered"),
    [
        ("статус:в", 7, '"в работе"'),
        ("статус:в ", 7, '"в работе"'),
        ("-статус:в ра", 8, '"в работе"'),
        ("приоритет:высокий,очень вы", 18, '"очень высокий"'),
        ('приоритет:"оч', 10, '"очень высокий"'),
        ("cnfnec:d hf", 7, '"в работе"'),
        ("срок:по сог", 5, '"по согласованию"'),
        ("статус:новый про", 13, "просрочено"),
    ],
)
def test_a_label_of_several_words_is_completed_from_any_of_them(typed: str, start: int, offered: str) -> None:
    (found,) = complete(typed, len(typed), LABELS)
    assert (found.start, found.end, found.text) == (start, len(typed), offered)
