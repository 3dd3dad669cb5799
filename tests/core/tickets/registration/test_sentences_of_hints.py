"""What each hint says and by which clause (Прил. 3; п. 3.10, 4.3, 5.4), word for word: an operator reads it aloud."""

import pytest

from core.tickets.registers import Outage
from core.tickets.registration.hints import Hint, HintedRequest, hints
from core.tickets.registration.similar import Similar
from tests.core.tickets.story import at, shipped

LONG = "При сохранении осмотра появляется сообщение об ошибке доступа"
SEVERAL = "если проблем несколько, разделите обращение"
TOO_LITTLE = "что делали и что вышло?"


def told(description: str, subject: str = "Не сохраняется осмотр", **fields: object) -> list[tuple[str, str, str]]:
    request = HintedRequest(subject, description, **fields)  # type: ignore[arg-type]
    return [(each.code, each.clause, each.message) for each in hints(request, shipped())]


@pytest.mark.parametrize(
    ("description", "code", "clause", "sentence"),
    [
        ("1. Не печатается рецепт. 2. Пропали назначения. 3. Нет списка", "several.list", "Прил. 3, п. 1",
         f"В описании перечень из 3 пунктов: {SEVERAL}"),
        (f"{LONG}. Кроме того, пропали назначения", "several.phrase", "Прил. 3, п. 1",
         f"В тексте «кроме того»: {SEVERAL}"),
        (f"{LONG} в qMS, а в Промед всё хорошо", "several.mis", "Прил. 3, п. 1", f"Названы обе МИС: {SEVERAL}"),
        (f"{LONG} в КМИС, а в promed всё хорошо", "several.mis", "Прил. 3, п. 1", f"Названы обе МИС: {SEVERAL}"),
        ("не сохраняется  ОСМОТР", "incomplete.same", "Прил. 3, п. 3", f"Описание повторяет тему: {TOO_LITTLE}"),
        ("Не работает", "incomplete.short", "Прил. 3, п. 3", f"Описание очень короткое: {TOO_LITTLE}"),
        (LONG.upper(), "incorrect.capitals", "Прил. 3, п. 4", "Описание набрано прописными буквами"),
        ("yt jnrhsdftncz rfhnf gfwbtynf", "incorrect.layout", "Прил. 3, п. 4",
         "Похоже на другую раскладку: «jnrhsdftncz»"),
        (f"{LONG} у пациента, СНИЛС 112-233-445 95", "personal_data", "Прил. 3, п. 5",
         "Похоже на персональные данные: СНИЛС"),
        ("Принтеры в кабинете не печатают рецепты с утра", "equipment", "п. 4.3",
         "«принтер»: если дело в оборудовании, ЦК им не занимается — исход «Не входит в задачи ЦК»"),
    ],
)  # fmt: skip
def test_the_sentence_of_a_hint(description: str, code: str, clause: str, sentence: str) -> None:
    assert told(description) == [(code, clause, sentence)]


def test_what_an_import_has_masked_is_told_first_of_the_personal_data() -> None:
    sentence = "При импорте скрыты персональные данные: попросите инициатора не присылать их, уточнив без них главное"
    assert told(LONG, masked=("СНИЛС",)) == [("masked", "Прил. 3, п. 5", sentence)]


def test_a_template_names_what_it_lacks() -> None:
    name = next(each.name for each in shipped().registration.templates if each.code == "login")
    assert told(f"{LONG}\nЛогин: ivanova", template="login") == [
        ("incomplete.template", "Прил. 3, п. 3", f"По шаблону «{name}» не хватает: Текст ошибки")
    ]


def test_an_outage_and_three_that_are_alike_are_told_with_their_numbers() -> None:
    outage = Outage(
        id=4, at=at("2026-11-23 09:00"), mis=None, organizations=(), expected_end=None, title="Не открывается qMS",
        text="Чиним", ended_at=None, news=None,
    )  # fmt: skip
    alike = [
        Similar(
            number=number, subject=f"Тема {number}", score=0.404 + number / 100, same_requester=False,
            reasons=("тот же модуль", "та же МО"), shared=(),
        )
        for number in range(1, 5)
    ]  # fmt: skip
    found = hints(HintedRequest("Не сохраняется осмотр", LONG), shipped(), alike, [outage])
    assert found == (
        Hint("outage", "п. 5.4", "Идёт сбой № 4 «Не открывается qMS»: если это он, отнесите обращение к нему"),
        Hint("similar", "Прил. 3, п. 2", "Похоже на № 1 «Тема 1» (41 %: тот же модуль; та же МО)"),
        Hint("similar", "Прил. 3, п. 2", "Похоже на № 2 «Тема 2» (42 %: тот же модуль; та же МО)"),
        Hint("similar", "Прил. 3, п. 2", "Похоже на № 3 «Тема 3» (43 %: тот же модуль; та же МО)"),
    )


def test_twelve_capitals_are_shouted_and_eleven_are_an_abbreviation() -> None:
    assert ["incorrect.capitals" in each[0] for each in told("ОШИБКА МОДУЛЬ", "Тема")][-1:] == [True]  # 6 and 6
    assert "incorrect.capitals" not in [each[0] for each in told("ОШИБКА МИСЕТ", "Тема")]  # 6 and 5


def test_one_word_of_the_other_layout_is_an_accident() -> None:
    assert told(f"{LONG} jnrhsdftncz", "Осмотр") == []
