"""Codes read in Russian, and what people write is understood."""

import pytest

from core.policy import Policy
from core.vocabulary import Channel, ClockName, Line, Mis, Outcome, Priority, Role, Status, TicketType


def test_the_labels_of_the_regulation(policy: Policy) -> None:
    of = policy.labels.of
    assert [of(each) for each in Priority] == ["Очень высокий", "Высокий", "Средний", "Низкий", "По согласованию"]
    assert [of(each) for each in TicketType] == ["Консультация", "Ошибка", "Настройка", "Прочее"]
    assert [of(each) for each in Status] == ["Новый", "В работе", "Решена", "Закрыта"]
    assert [of(each) for each in Line] == ["ПЛТП", "ВЛТП", "ТЛТП"]
    assert [of(each) for each in Channel] == ["Телефон", "ИСКИЗ", "Интерактив"]
    assert [of(each) for each in Mis] == ["qMS", "Промед"]
    assert [of(each) for each in ClockName] == ["Реакция ПЛТП", "Реакция исполнителя", "Решение"]


def test_narrow_columns_have_short_forms(policy: Policy) -> None:
    short = policy.labels.short
    assert [short(each) for each in Priority][:4] == ["ОчВ", "Выс", "Ср", "Низ"]
    assert [short(each) for each in TicketType] == ["Конс", "Ошиб", "Настр", "Проч"]
    assert [short(each) for each in Status] == ["Нов", "Раб", "Реш", "Закр"]
    assert short(Line.FIRST) == "ПЛТП"
    assert max(len(short(each)) for each in (*Priority, *TicketType, *Status, *Outcome, *Channel)) <= 6


@pytest.mark.parametrize("text", ["very_high", "VERY-HIGH", "очень высокий", " ОЧЕНЬ  ВЫСОКИЙ ", "ОчВ"])
def test_a_code_is_read_from_its_name_and_its_labels(policy: Policy, text: str) -> None:
    assert policy.labels.parse(Priority, text) is Priority.VERY_HIGH


def test_yo_is_ye(policy: Policy) -> None:
    assert policy.labels.parse(Role, "Спёциалист ВЛТП") is Role.SECOND_LINE


def test_every_code_and_label_is_read_back(policy: Policy) -> None:
    for enum, labels in policy.labels.by_enum.items():
        for code, label in labels.items():
            for text in (code.value, label.full, label.short):
                assert policy.labels.parse(enum, text) is code


def test_what_is_no_code_is_refused_with_what_would_be(policy: Policy) -> None:
    with pytest.raises(ValueError, match="Неизвестное значение") as caught:
        policy.labels.parse(Priority, "Высокй")
    assert str(caught.value) == (
        "Неизвестное значение «Высокй» (приоритет). Допустимо: «Очень высокий» (very_high), «Высокий» (high), "
        "«Средний» (medium), «Низкий» (low), «По согласованию» (none). Возможно, «Высокий»?"
    )
