"""Finding the caller: by whatever is said first on the phone, however it was typed."""

import pytest

from core.desk.records.callers import CallerIndex, CallerTicket
from core.tickets.directory import Organization, Person
from core.vocabulary import Mis

KKB = Organization(1, "kkb", "Краевая клиническая больница", (Mis.QMS,), "1")
GP4 = Organization(2, "gp4", "Городская поликлиника № 4", (Mis.PROMED,), "2")
PEOPLE = (
    Person(1, "Иванов Пётр Сергеевич", 1, phone="+7 391 200-00-01"),
    Person(2, "Иванова Анна Павловна", 2, phone="8 (391) 200-00-02"),
    Person(3, "Щербакова Юлия Жановна", 2, phone="200-33-44"),
    Person(4, "Соловьёв Семён Ильич", 1),
    Person(5, "Иванов Уволенный Уже", 1, blocked=True),
)
TICKETS = (
    CallerTicket(120, "Не печатает", 3, 2, "ИСК-77", open=True),
    CallerTicket(121, "Не входит", 4, 1, None, open=False),
    CallerTicket(122, "Пропал шаблон", 2, 2, None, open=True),
)
INDEX = CallerIndex(PEOPLE, (KKB, GP4), TICKETS)


def names(query: str) -> list[str]:
    return [caller.person.name.split()[0] for caller in INDEX.find(query) if caller.person is not None]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("иванов", ["Иванов", "Иванова"]),  # the whole word before a beginning
        ("ИВАНОВА", ["Иванова"]),
        ("bdfyjd", ["Иванов", "Иванова"]),  # the other layout
        ("bdfyjdf", ["Иванова"]),
        ("соловьев", ["Соловьёв"]),  # ё and е
        ("семен", ["Соловьёв"]),
        ("щербокова", ["Щербакова"]),  # one letter is another
        ("щребакова", ["Щербакова"]),  # two are swapped
        ("щербкова", ["Щербакова"]),  # one is missing
        ("oth,frjdf", ["Щербакова"]),  # щ sits on o, б on the comma
        ("иванов ккб", ["Иванов"]),  # the clinic by its initials
        ("гп4", ["Иванова", "Щербакова"]),
        ("иванов kkb", ["Иванов"]),
        ("иванов краев", ["Иванов"]),
        ("промед", ["Иванова", "Щербакова"]),  # both have an open ticket, then by name
        ("qms соловьев", ["Соловьёв"]),
        ("2000001", ["Иванов"]),
        ("+7 391 200-00-02", ["Иванова"]),
        ("83912000002", ["Иванова"]),
        ("0001", ["Иванов"]),
        ("3344", ["Щербакова"]),
        ("№ 120", ["Щербакова"]),
        ("121", ["Соловьёв"]),
        ("иск-77", ["Щербакова"]),
        ("павловна", ["Иванова"]),
        ("", []),
        ("zzz", []),
    ],
)
def test_a_caller_is_found(query: str, found: list[str]) -> None:
    assert names(query) == found


def test_a_clinic_alone_is_offered_after_its_people() -> None:
    found = INDEX.find("поликлиника")
    assert [caller.person is None for caller in found] == [False, False, True]
    assert found[-1].organization is GP4


def test_who_has_an_open_ticket_comes_first_among_equals() -> None:
    assert names("gp4") == ["Иванова", "Щербакова"]
    assert [each.number for each in INDEX.find("gp4")[0].open_tickets] == [122]


def test_why_tells_how_it_was_found() -> None:
    assert [INDEX.find(query)[0].why for query in ("120", "0001", "bdfyjd", "щербкова", "иванова")] == [
        "обращение № 120",
        "телефон +7 391 200-00-01",
        "другая раскладка",
        "похоже",
        "",
    ]


def test_the_clinic_s_other_open_tickets_are_known() -> None:
    assert [each.number for each in INDEX.open_of_clinic(2, but=3)] == [122]
    assert [each.number for each in INDEX.open_of(3)] == [120]
