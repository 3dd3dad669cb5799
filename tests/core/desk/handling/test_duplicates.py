"""Duplicates (Прил. 3, п. 2): which request is the earlier one, where a chain ends, who follows it and who is told."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.desk.views import TicketView
from core.tickets.assignment.commands import Take
from core.tickets.closing.commands import Close, Duplicate, Resolve
from core.tickets.closing.disputes import DecideDispute, OpenDispute
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal
from core.tickets.relations.links import Link
from core.tickets.relations.watching import Watch
from core.tickets.undo.commands import TakeBack
from core.vocabulary import Channel, LinkKind, Mis, Outcome, Status
from tests.support.desk import (
    GP4,
    KKB,
    SINITSYNA,
    VOROBYOV,
    ZIMINA,
    FrozenDesk,
    actor,
    done,
    make_desk,
    moment,
    registered,
)

GROMOVA = 5
NOW = moment("2026-11-23T09:00")


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    made = make_desk(tmp_path, "2026-11-23T09:00")
    done(made, AddPerson(full_name="Громова Алла Львовна", organization=KKB, phone="+7 391 200-00-05"))
    return made


def seen(desk: FrozenDesk, number: int, login: str = "ivanova") -> TicketView:
    view = desk.tickets.view(number, actor(desk, login))
    assert isinstance(view, TicketView)
    return view


def refused(desk: FrozenDesk, command: Any, login: str = "ivanova") -> Refusal:
    answer = desk.commands.perform(command, actor(desk, login))
    assert isinstance(answer, Refusal), answer
    return answer


def five(desk: FrozenDesk) -> FrozenDesk:
    """№ 2 of Синицына, № 4 of Воробьёв, № 5 of Громова, among others; № 4 and № 5 are watched by staff."""
    people = (SINITSYNA, SINITSYNA, VOROBYOV, VOROBYOV, GROMOVA)
    for requester in people:
        registered(desk, requester=requester)
        desk.clock.advance(minutes=5)
    done(desk, Watch(number=4, login="sidorov"))
    done(desk, Watch(number=5, login="petrov"))
    return desk


# -- the chain --------------------------------------------------------------------------------------------------


def test_everybody_of_a_chain_follows_its_last_original_and_every_link_points_there(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=5, of=4))
    done(desk, Duplicate(number=4, of=2))
    original = seen(desk, 2).ticket
    assert set(original.watching_people) == {SINITSYNA, VOROBYOV, GROMOVA}
    assert set(original.watchers) == {"petrov", "sidorov"}
    assert set(original.duplicates) == {4, 5}
    assert [(seen(desk, n).ticket.duplicate_of, seen(desk, n).original) for n in (4, 5)] == [(2, 2), (2, 2)]
    assert [row.number for row in desk.queue.rows((4, 5))] == [4, 5]
    assert desk.administration.verify().ok


def test_a_duplicate_of_a_duplicate_goes_to_the_last_original_at_once(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=4, of=2))
    done(desk, Duplicate(number=5, of=4))
    assert seen(desk, 5).ticket.duplicate_of == 2
    assert set(seen(desk, 2).ticket.watching_people) == {VOROBYOV, GROMOVA}
    done(desk, Close(number=2, outcome=Outcome.REDIRECTED, reason="Доработка"))
    assert refused(desk, Duplicate(number=3, of=4)).code == "duplicate.closed"


def test_a_long_chain_moves_on_whole(desk: FrozenDesk) -> None:
    five(desk)
    for number in (5, 4, 3, 2):
        done(desk, Duplicate(number=number, of=number - 1))
    assert {seen(desk, n).ticket.duplicate_of for n in (2, 3, 4, 5)} == {1}
    assert set(seen(desk, 1).ticket.watching_people) == {SINITSYNA, VOROBYOV, GROMOVA}
    assert set(seen(desk, 1).ticket.watchers) == {"petrov", "sidorov"}
    assert desk.administration.verify().ok


# -- earlier ----------------------------------------------------------------------------------------------------


def test_earlier_is_what_was_received_before_whatever_its_number(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-23T10:40")
    phone = registered(desk, requester=VOROBYOV)
    desk.clock.set("2026-11-23T10:50")
    imported = registered(
        desk, channel=Channel.INTERACTIVE, received_at=moment("2026-11-23T10:35"), external_number="ИН-7"
    )
    later = refused(desk, Duplicate(number=imported, of=phone))
    assert (later.code, later.clause) == ("duplicate.later", "Прил. 3, п. 2")
    assert f"Закройте № {phone} как дубликат этого" in later.message
    done(desk, Duplicate(number=phone, of=imported))
    assert seen(desk, phone).ticket.duplicate_of == imported
    assert seen(desk, imported).ticket.watching_people == (VOROBYOV,)


def test_of_two_received_at_one_instant_the_lower_number_is_the_earlier(desk: FrozenDesk) -> None:
    first, second = registered(desk), registered(desk)
    assert refused(desk, Duplicate(number=first, of=second)).code == "duplicate.later"
    done(desk, Duplicate(number=second, of=first))


def test_a_closed_request_that_was_received_before_is_repeated_whatever_its_number(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-23T10:40")
    phone = registered(desk)
    desk.clock.set("2026-11-23T10:50")
    imported = registered(
        desk, channel=Channel.INTERACTIVE, received_at=moment("2026-11-23T10:35"), external_number="ИН-7"
    )
    repeat = Link(number=phone, other=imported, link=LinkKind.REPEAT)
    assert "ещё открыто" in refused(desk, repeat).message
    done(desk, Close(number=imported, outcome=Outcome.WITHDRAWN, reason="Отозвано"))
    done(desk, repeat)


# -- who is told ------------------------------------------------------------------------------------------------


def told(desk: FrozenDesk, number: int) -> list[tuple[str, str]]:
    return [(each.name, each.told.why) for each in seen(desk, number).inform]


def test_the_ticket_shows_whom_to_tell_and_why(desk: FrozenDesk) -> None:
    five(desk)
    assert told(desk, 2) == [("Синицына Анна Павловна", "инициатор")]
    done(desk, Duplicate(number=5, of=4))
    done(desk, Duplicate(number=4, of=2))
    done(desk, Watch(number=2, login="orlova"))
    assert told(desk, 2) == [
        ("Синицына Анна Павловна", "инициатор"),
        ("Воробьёв Пётр Ильич", "инициатор дубликата № 4"),
        ("Громова Алла Львовна", "инициатор дубликата № 5"),
        ("Сидоров К. В.", "наблюдал за дубликатом № 4"),
        ("Петров А. Н.", "наблюдал за дубликатом № 5"),
        ("Орлова Т. Г.", "наблюдатель"),
    ]
    assert told(desk, 5) == []
    phones = {each.name: each.phone for each in seen(desk, 2).inform}
    assert phones["Громова Алла Львовна"] == "+7 391 200-00-05"


def test_one_person_of_two_duplicates_is_told_once(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=4, of=2))
    done(desk, Duplicate(number=3, of=2))
    assert told(desk, 2)[1:] == [
        ("Воробьёв Пётр Ильич", "инициатор дубликатов № 4, 3"),
        ("Сидоров К. В.", "наблюдал за дубликатом № 4"),
    ]


def test_the_requester_of_both_is_no_watcher_of_his_own(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=2, of=1))
    assert seen(desk, 1).ticket.watching_people == ()
    assert told(desk, 1) == [("Синицына Анна Павловна", "инициатор")]


# -- another clinic ---------------------------------------------------------------------------------------------


@pytest.fixture
def two_clinics(desk: FrozenDesk) -> FrozenDesk:
    """№ 1 of ККБ, № 2 of ГП4, both in Промед."""
    registered(desk, mis=Mis.PROMED)
    desk.clock.advance(minutes=5)
    registered(desk, mis=Mis.PROMED, organization=GP4, requester=ZIMINA)
    return desk


def test_a_duplicate_of_another_clinic_takes_a_reason(two_clinics: FrozenDesk) -> None:
    refusal = refused(two_clinics, Duplicate(number=2, of=1))
    assert (refusal.code, refusal.clause) == ("duplicate.other_organization", "Прил. 3, п. 2")
    assert "Краевая клиническая больница" in refusal.message
    assert refused(two_clinics, Duplicate(number=2, of=1, across="  ")).code == "duplicate.other_organization"
    assert seen(two_clinics, 2).ticket.status is Status.NEW


def test_somebody_of_another_clinic_is_told_and_does_not_watch(two_clinics: FrozenDesk) -> None:
    done(two_clinics, Duplicate(number=2, of=1, across="Упал общий сервер Промеда"))
    original, closed = seen(two_clinics, 1), seen(two_clinics, 2)
    assert original.ticket.watching_people == ()
    (_, other) = original.inform
    assert (other.name, other.told.apart, other.told.duplicates) == ("Зимина Ольга Юрьевна", True, (2,))
    assert "другая МО" in other.told.why
    public = [each.text for each in closed.timeline if each.public and each.text]
    assert public[-1] == "Эту проблему уже решают в другом обращении: о решении сообщим вам"
    inner = [each.text for each in closed.timeline if not each.public and each.text]
    assert inner[-1] == "Дубликат обращения другой МО: Упал общий сервер Промеда"


def test_a_chain_keeps_apart_who_is_of_another_clinic(two_clinics: FrozenDesk) -> None:
    third = registered(two_clinics, mis=Mis.PROMED, received_at=moment("2026-11-23T08:40"), requester=VOROBYOV)
    done(two_clinics, Duplicate(number=2, of=1, across="Общий сервер"))
    done(two_clinics, Duplicate(number=1, of=third))
    assert ZIMINA not in seen(two_clinics, third).ticket.watching_people
    assert [each.told.person for each in seen(two_clinics, third).inform if each.told.apart] == [ZIMINA]
    assert two_clinics.administration.verify().ok


# -- what becomes of those who follow ---------------------------------------------------------------------------


def test_nobody_withdraws_for_those_whose_duplicates_are_solved_here(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=4, of=2))
    withdrawn = Close(number=2, outcome=Outcome.WITHDRAWN, reason="Передумали")
    refusal = refused(desk, withdrawn)
    assert (refusal.code, refusal.details["duplicates"]) == ("close.followed", [4])
    done(desk, Close(number=2, outcome=Outcome.WITHDRAWN, reason="Передумали", for_all=True))
    assert len(told(desk, 2)) == 3  # the closed one still shows whom to tell


def test_without_duplicates_or_with_one_s_own_a_requester_withdraws_as_ever(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=2, of=1))
    done(desk, Close(number=1, outcome=Outcome.WITHDRAWN, reason="Передумали"))


def test_a_duplicate_that_was_taken_back_leaves_its_whole_chain_as_it_was(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=5, of=4))
    desk.clock.advance(minutes=1)
    before = [seen(desk, n).ticket for n in (2, 4, 5)]
    done(desk, Duplicate(number=4, of=2))
    done(desk, TakeBack(number=4))
    after = [seen(desk, n).ticket for n in (2, 4, 5)]
    assert [replace(each, version=0, changed_at=NOW) for each in after] == [
        replace(each, version=0, changed_at=NOW) for each in before
    ]
    assert desk.administration.verify().ok
    assert [seen(desk, n).original for n in (4, 5)] == [None, 4]


def test_a_duplicate_that_a_dispute_opens_again_is_no_duplicate_any_more(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=4, of=2))
    done(desk, Duplicate(number=5, of=2))
    done(desk, OpenDispute(number=4, text="Проблема другая", by=VOROBYOV))
    done(desk, DecideDispute(number=4, text="Проблема и правда другая", reopen=True))
    again, original = seen(desk, 4).ticket, seen(desk, 2).ticket
    assert (again.duplicate_of, again.status) == (None, Status.IN_PROGRESS)
    assert (original.duplicates, original.watching_people) == ((5,), (GROMOVA,))
    assert desk.administration.verify().ok


def test_a_solution_is_recorded_with_everybody_to_tell(desk: FrozenDesk) -> None:
    five(desk)
    done(desk, Duplicate(number=4, of=2))
    done(desk, Take(number=2))
    done(desk, Resolve(number=2, solution="Перезапустили сервер печати, проверили с инициатором"))
    assert [name for name, _why in told(desk, 2)] == ["Синицына Анна Павловна", "Воробьёв Пётр Ильич", "Сидоров К. В."]


def test_the_original_of_a_duplicate_is_no_duplicate_of_it(desk: FrozenDesk) -> None:
    first, second = registered(desk), registered(desk)
    done(desk, Duplicate(number=second, of=first))
    answer: Any = desk.commands.perform(Duplicate(number=first, of=second), actor(desk, "ivanova"))
    assert (answer.code, answer.clause) == ("link.itself", "Прил. 3, п. 2")
    assert answer.message == "№ 2 — дубликат этого самого обращения"
