"""A solution that was confirmed three times for similar tickets is proposed, unless the base has it (п. 6.9)."""

from core.tickets.knowledge.proposals import Proposal, Solved, proposals

SAID = (
    "Перезапущена служба печати на рабочем месте",
    "Перезапустили службу печати рабочего места",
    "Служба печати на рабочем месте перезапущена",
)


def solved(*said: str, subject: str = "Не печатается талон") -> list[Solved]:
    return [Solved(number, subject, text) for number, text in enumerate(said, start=1)]


def test_three_times_the_same_in_other_words_is_proposed_in_the_latest() -> None:
    assert proposals(solved(*SAID), ()) == (Proposal("Не печатается талон", SAID[2], (1, 2, 3)),)


def test_twice_is_not_often_enough() -> None:
    assert proposals(solved(*SAID[:2]), ()) == ()


def test_what_the_base_has_is_not_proposed() -> None:
    assert proposals(solved(*SAID), ("Перезапустить службу печати на рабочем месте.",)) == ()


def test_the_same_words_about_other_things_are_not_the_same_solution() -> None:
    tickets = [
        Solved(1, "Не печатается талон", SAID[0]),
        Solved(2, "Медленный отчёт", SAID[0]),
        Solved(3, "Вход", SAID[0]),
    ]
    assert proposals(tickets, ()) == ()


def test_what_tells_nothing_is_no_solution() -> None:
    assert proposals(solved("Сделано", "Сделано", "Сделано"), ()) == ()
