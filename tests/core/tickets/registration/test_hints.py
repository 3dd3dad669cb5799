"""The five requirements of Прил. 3, and what is not the centre's, as hints."""

from dataclasses import replace

import pytest

from core.tickets.registers import Outage
from core.tickets.registration.hints import HintedRequest, hints
from core.tickets.registration.similar import Similar
from tests.core.tickets.story import at, shipped

LONG = "При сохранении осмотра появляется сообщение об ошибке доступа"


def codes(description: str, subject: str = "Не сохраняется осмотр", **fields: str) -> list[str]:
    return [hint.code for hint in hints(HintedRequest(subject, description, **fields), shipped())]


def test_a_good_request_has_no_hints() -> None:
    assert codes(LONG) == []


def test_an_empty_form_has_no_hints() -> None:
    assert codes("", subject="  ") == []


@pytest.mark.parametrize(
    "description",
    [
        "1. Не печатается рецепт. 2. Пропали назначения.",
        "- не печатается рецепт на приеме\n- пропали назначения у врача",
        "1) рецепт не печатается; 2) назначения пропали",
    ],
)
def test_a_list_of_problems_is_several_requests(description: str) -> None:
    assert codes(description) == ["several.list"]


@pytest.mark.parametrize(
    "description",
    [
        "1. Открыть карту пациента. 2. Нажать «Печать». 3. Появляется ошибка",
        "1. Захожу в карту пациента. 2. Нажимаю печать рецепта",
        "Версия 2.1 программы, ошибка 404 при сохранении осмотра",
        "Не сохраняется осмотр в 2 случаях из 10, приложен снимок экрана",
    ],
)
def test_steps_and_numbers_are_one_request(description: str) -> None:
    assert codes(description) == []


def test_a_phrase_that_begins_another_problem_is_told() -> None:
    assert codes(f"{LONG}. Кроме того, пропали назначения") == ["several.phrase"]
    assert codes(f"{LONG}. Ещё не печатается рецепт") == ["several.phrase"]


def test_both_systems_in_one_request_are_told() -> None:
    assert codes(f"{LONG} в qMS, а в Промед всё хорошо") == ["several.mis"]


def test_a_short_description_is_incomplete_and_one_that_repeats_the_subject_too() -> None:
    assert codes("Не работает") == ["incomplete.short"]
    assert codes("не сохраняется  ОСМОТР") == ["incomplete.same"]


def test_the_template_s_missing_fields_are_named() -> None:
    (hint,) = hints(HintedRequest("Не входит", f"{LONG}\nЛогин: ivanova", "login"), shipped())
    assert (hint.code, hint.clause) == ("incomplete.template", "Прил. 3, п. 3")
    assert hint.message.endswith("не хватает: Текст ошибки")
    assert codes(f"{LONG}\nЛогин: ivanova", template="login", details="Текст ошибки: нет прав") == []


def test_shouting_and_the_other_layout_are_incorrect() -> None:
    assert codes(LONG.upper()) == ["incorrect.capitals"]
    assert codes("yt jnrhsdftncz rfhnf gfwbtynf") == ["incorrect.layout"]
    assert codes("Ошибка Access violation в модуле appointment при сохранении") == []


def test_personal_data_is_told_with_its_clause() -> None:
    (hint,) = hints(HintedRequest("Ошибка", f"{LONG} у пациента, СНИЛС 112-233-445 95"), shipped())
    assert (hint.code, hint.clause) == ("personal_data", "Прил. 3, п. 5")
    assert "112" not in hint.message


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("Принтеры в кабинете не печатают рецепты с утра", "equipment"),
        ("Замените, пожалуйста, картридж в кабинете заведующей", "equipment"),
        ("Просим добавить отчёты по стационару за квартал", "development"),
        ("Нужна доработка формы осмотра для хирурга", "development"),
        ("Отчет за квартал не строится, добавить подпись нельзя", None),
    ],
)
def test_equipment_and_development_are_not_the_centre_s(description: str, code: str | None) -> None:
    assert codes(description) == ([code] if code else [])


def test_similar_tickets_and_outages_are_told_first_of_all() -> None:
    like = Similar(
        number=7, subject="Осмотр", score=0.5, same_requester=True, reasons=("та же МО",), shared=("осмотр",)
    )
    outage = Outage(
        id=3, at=at("2026-11-23 09:00"), mis=None, organizations=(), expected_end=None,
        title="qMS недоступна", text="Сбой связи", ended_at=None, news=None,
    )  # fmt: skip
    found = hints(HintedRequest("Не сохраняется осмотр", LONG), shipped(), [like], [outage])
    assert [(hint.code, hint.clause) for hint in found] == [("outage", "п. 5.4"), ("similar", "Прил. 3, п. 2")]
    assert "№ 3" in found[0].message
    assert "№ 7 «Осмотр» (50 %: та же МО)" in found[1].message


def test_only_the_three_likeliest_are_told() -> None:
    like = Similar(number=7, subject="Осмотр", score=0.5, same_requester=True, reasons=(), shared=("осмотр",))
    many = [replace(like, number=number) for number in range(1, 9)]
    assert len(hints(HintedRequest("Не сохраняется осмотр", LONG), shipped(), many)) == 3
