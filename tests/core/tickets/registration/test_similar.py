"""Similar open tickets (п. 5.5): found whatever the form and the order of the words."""

import pytest

from core.tickets.registration.similar import Open, similar
from core.vocabulary import Mis

LEAST = 0.35


def ticket(number: int, subject: str, description: str = "", requester: int = 1, mis: Mis = Mis.QMS) -> Open:
    return Open(number=number, subject=subject, description=description, organization=1, requester=requester, mis=mis)


OPEN = (
    ticket(10, "Не печатает рецепты", "При печати льготного рецепта программа зависает"),
    ticket(11, "Не открывается электронная карта", "Карта пациента закрывается с ошибкой 504"),
    ticket(12, "Реестр счетов не уходит в ТФОМС", "Выгрузка реестра за октябрь останавливается", 2),
    ticket(13, "Завести учётную запись", "Новому врачу нужна учётная запись", 2),
)

SAME = [
    ("Зависла печать льготных рецептов", "Рецепт не печатается", 10),
    ("Ошибка 504 при открытии карты", "Электронные карты не открываются", 11),
    ("Выгрузка реестров счетов в ТФОМС остановилась", "", 12),
    ("Нужны учётные записи для новых врачей", "", 13),
]


@pytest.mark.parametrize(("subject", "description", "number"), SAME)
def test_the_same_problem_in_other_words_is_found_first(subject: str, description: str, number: int) -> None:
    found = similar(ticket(0, subject, description, requester=9), OPEN, LEAST)
    assert found[0].number == number


@pytest.mark.parametrize(
    ("subject", "description"),
    [
        ("Не сохраняется протокол осмотра", "После нажатия кнопки протокол пропадает"),
        ("Ошибка при входе в систему", "Программа выдаёт ошибку пользователя"),
        ("Не работает поиск пациента по полису", "Пациент не находится"),
        ("Сменить пароль", ""),
    ],
)
def test_another_problem_resembles_nothing(subject: str, description: str) -> None:
    assert similar(ticket(0, subject, description), OPEN, LEAST) == ()


def test_the_requesters_own_come_first_whatever_the_score() -> None:
    others = (*OPEN, ticket(20, "Не печатает рецепты", "При печати льготного рецепта программа зависает", requester=2))
    found = similar(ticket(0, "Не печатает рецепты", "Программа зависает"), others, LEAST)
    assert [each.number for each in found] == [10, 20]
    assert found[0].same_requester
    assert not found[1].same_requester


def test_the_reasons_say_what_is_shared() -> None:
    (found,) = similar(ticket(0, "Зависла печать рецептов"), OPEN[:1], LEAST)
    assert found.reasons[:3] == ("тот же инициатор", "та же МО", "та же МИС")
    assert "рецепт" in found.reasons[3]


def test_another_mis_counts_less() -> None:
    here = similar(ticket(0, "Не печатает рецепты"), OPEN[:1], 0)[0].score
    there = similar(ticket(0, "Не печатает рецепты", mis=Mis.PROMED), OPEN[:1], 0)[0].score
    assert there == pytest.approx(here - 0.1)


def test_a_ticket_is_not_similar_to_itself_and_an_empty_request_to_nothing() -> None:
    assert similar(OPEN[0], OPEN[:1], 0) == ()
    assert similar(ticket(0, "", ""), OPEN, 0) == ()
