"""When two cards of a clinic are one person (гл. 10), and when they only look so."""

import pytest

from core.tickets.people.namesakes import Card, same_name, same_person

SINITSYNA = Card(1, "Синицына Анна Павловна", "+7 391 200-00-01", "17-А")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Синицына Анна Павловна", "Синицына Анна Павловна"),
        ("Синицына Анна Павловна", "СИНИЦЫНА  анна   павловна"),
        ("Синицына Анна Павловна", "Синицына А. П."),
        ("Синицына А.П.", "Синицына Анна Павловна"),
        ("Синицына Анна Павловна", "А. П. Синицына"),
        ("Синицына Анна Павловна", "Синицына Анна"),
        ("Синицына Анна", "Синицына А. П."),
        ("Воробьёв Пётр", "Воробьев Петр"),
        ("Мамин-Сибиряк Дмитрий", "мамин-сибиряк Д."),
        ("Ли", "ЛИ"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Синицына Анна Павловна", "Синицын Анна Павловна"),
        ("Синицына Анна Павловна", "Синицына Анна Петровна"),
        ("Синицына Анна Павловна", "Синицына Ольга Павловна"),
        ("Синицына Анна Павловна", "Синицына О. П."),
        ("Синицына Анна Павловна", "Синицына А. О."),
        ("Синицына Анна Павловна", "Синицына Ан"),
        ("Синицына Анна Павловна", "Синицына"),
        ("Синицына", "Синицына Анна Павловна"),
        ("Мамин-Сибиряк Дмитрий", "Мамин Дмитрий"),
        ("Синицына", "…"),
        ("", ""),
        ("—", "—"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


@pytest.mark.parametrize(
    "again",
    [
        Card(0, "Синицына А. П."),
        Card(0, "Синицына А. П.", "+7 391 200-99-99"),
        Card(0, "Кто-то Другой", None, "17-а"),
        Card(0, "Синицына Ольга", "8 (391) 200-00-01"),
        Card(0, "Синицына", "2000001"),
        Card(0, "О. Синицына", "доб. 5, 200 00 01"),
        Card(2, "Синицына Анна Павловна"),
    ],
    ids=lambda card: f"{card.id}-{card.phone}-{card.staff_number is not None}",
)
def test_a_second_card_of_the_same_person(again: Card) -> None:
    assert same_person(again, [Card(5, "Зимина Ольга"), SINITSYNA]) is SINITSYNA


@pytest.mark.parametrize(
    "other",
    [
        Card(0, "Синицына Анна Павловна", None, "18-А"),
        Card(0, "Синицына Ольга"),
        Card(0, "Синицына Ольга", "200-00-02"),
        Card(0, "Синицына Ольга", "00-00-01"),
        Card(0, "Зимина Ольга", "+7 391 200-00-01"),
        Card(0, "Зимина Ольга", None, None),
        Card(1, "Синицына Анна Павловна"),
    ],
    ids=lambda card: f"{card.id}-{card.phone}-{card.staff_number is not None}",
)
def test_another_person_or_the_card_itself(other: Card) -> None:
    assert same_person(other, [SINITSYNA]) is None


def test_a_staff_number_on_one_card_alone_leaves_the_name_to_tell() -> None:
    unnumbered = Card(1, "Синицына Анна Павловна")
    assert same_person(Card(0, "Синицына Анна", None, "17-А"), [unnumbered]) is unnumbered


def test_the_first_of_several_is_given() -> None:
    known = [Card(2, "Синицына А."), Card(1, "Синицына Анна")]
    assert same_person(Card(0, "Синицына Анна"), known) is known[0]
    assert same_person(Card(0, "Синицына Анна"), []) is None


def test_two_short_phones_are_no_phone() -> None:
    assert same_person(Card(0, "Синицына Ольга", "12-34"), [Card(1, "Синицына Анна", "12-34")]) is None
    assert same_person(Card(0, "Синицына Ольга"), [Card(1, "Синицына Анна")]) is None
