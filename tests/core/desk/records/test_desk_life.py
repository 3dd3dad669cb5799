"""Saved views and shifts: whose they are, what is refused, and that a verification folds them again."""

from pathlib import Path
from typing import Any

import pytest

from core.desk.views import QueueQuery, Sort, View
from core.tickets.assignment.commands import Release, Take
from core.tickets.desk_records.shifts_and_views import AcceptShift, DropView, HandOverShift, SaveView
from core.tickets.outages.announcements import OpenOutage
from core.tickets.outages.common_answers import AnswerOutage
from core.tickets.people.commands import ShowStaffNumber
from core.tickets.refusal import Refusal
from core.vocabulary import Mis, Priority, TicketType
from tests.support.desk import GP4, ZIMINA, FrozenDesk, actor, done, make_desk, moment, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def refused(desk: FrozenDesk, command: Any, login: str) -> str:
    answer = desk.commands.perform(command, actor(desk, login))
    assert isinstance(answer, Refusal)
    return answer.code


def test_a_view_of_one_s_own_is_seen_by_oneself_and_a_shared_one_by_all(desk: FrozenDesk) -> None:
    done(desk, SaveView(title="ККБ", filter="мо:ккб"))
    done(desk, SaveView(title="Горит", filter="просрочено", shared=True))
    assert [each.title for each in desk.registers.saved_views("ivanova")] == ["Горит", "ККБ"]
    assert [each.title for each in desk.registers.saved_views("petrov")] == ["Горит"]
    assert desk.administration.verify().ok


def test_a_shared_view_is_changed_by_its_owner_or_a_supervisor(desk: FrozenDesk) -> None:
    saved = int(done(desk, SaveView(title="Горит", shared=True)).subject or 0)
    assert refused(desk, SaveView(title="Моё", saved=saved), "petrov") == "view.not_yours"
    assert refused(desk, DropView(saved=saved), "petrov") == "view.not_yours"
    done(desk, SaveView(title="Очень горит", saved=saved, shared=True), "orlova")
    (view,) = desk.registers.saved_views("gost")
    assert (view.title, view.owner) == ("Очень горит", "ivanova")
    done(desk, DropView(saved=saved))
    assert desk.registers.saved_views("ivanova") == ()
    assert desk.administration.verify().ok


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (SaveView(title="Х", filter="приаритет:высокий"), "view.filter"),
        (SaveView(title="Х", sort="приоритет"), "view.sort"),
        (SaveView(title="Х", group="мо"), "view.group"),
        (SaveView(title="  "), "text.blank"),
        (DropView(saved=7), "view.unknown"),
        (HandOverShift(to="ivanova", text="Всё тихо"), "shift.oneself"),
        (HandOverShift(to="nobody", text="Всё тихо"), "user.unknown"),
        (AcceptShift(shift=3), "shift.unknown"),
    ],
)
def test_what_cannot_be_is_refused(desk: FrozenDesk, command: Any, code: str) -> None:
    assert refused(desk, command, "ivanova") == code


def test_a_shift_is_taken_over_once_by_whom_it_was_handed_to(desk: FrozenDesk) -> None:
    shift = int(done(desk, HandOverShift(to="petrov", text="Ждём ЦОД", tickets=(1, 2))).subject or 0)
    assert refused(desk, AcceptShift(shift=shift), "sidorov") == "shift.not_yours"
    desk.clock.advance(minutes=10)
    done(desk, AcceptShift(shift=shift, text="Принял"), "petrov")
    assert refused(desk, AcceptShift(shift=shift), "petrov") == "shift.accepted"
    (kept,) = desk.registers.shifts()
    assert (kept.by, kept.to, kept.tickets, kept.answer) == ("ivanova", "petrov", (1, 2), "Принял")
    assert kept.accepted_at == moment("2026-11-24T09:10")
    assert desk.administration.verify().ok


def test_a_view_that_was_saved_with_a_label_of_two_words_means_the_label(desk: FrozenDesk) -> None:
    assert refused(desk, SaveView(title="Х", filter="статус:в рабте"), "ivanova") == "view.filter"
    registered(desk, subject="Проверка работе не мешает")
    registered(desk)
    done(desk, Take(number=2))
    done(desk, SaveView(title="В работе", filter="статус:в работе"))
    (saved,) = desk.registers.saved_views("ivanova")
    assert desk.queue.numbers(QueueQuery(View.OPEN, filter=saved.filter or "")) == (2,)


# -- the filter over the real store ------------------------------------------------------------------------------


@pytest.fixture
def five(desk: FrozenDesk) -> FrozenDesk:
    """1: ККБ, high, at ВЛТП with Петров. 2: ГП4, Промед, low. 3: ККБ, a consultation of yesterday's, overdue."""
    desk.clock.set("2026-11-23T10:00")
    registered(desk, subject="Не открывается карта", priority=Priority.HIGH)
    done(desk, Release(number=1, to="petrov"))
    done(desk, Take(number=1), "petrov")
    desk.clock.set("2026-11-24T09:00")
    registered(
        desk, subject="Опечатка в справке", priority=Priority.LOW, organization=GP4, requester=ZIMINA, mis=Mis.PROMED
    )
    registered(desk, subject="Как выписать рецепт?", type=TicketType.CONSULTATION, priority=Priority.HIGH)
    desk.clock.set("2026-11-24T09:30")
    return desk


def numbers(desk: FrozenDesk, text: str, me: str = "petrov", sort: Sort = Sort.NUMBER) -> list[int]:
    return sorted(desk.queue.numbers(QueueQuery(View.OPEN, sort=sort, me=me, filter=text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [1, 2, 3]),
        ("мо:ккб", [1, 3]),
        ("мо:gp4", [2]),
        ("мо:поликлиника", [2]),
        ("-мо:ккб", [2]),
        ("приоритет:высокий", [1, 3]),
        ("приоритет:высокий,низкий тип:ошибка", [1, 2]),
        ("исполнитель:я", [1]),
        ("исполнитель:петров", [1]),
        ("инициатор:зимина", [2]),
        ("инициатор:Зимина О. Ю.", [2]),
        ("инициатор:Зимина О.Ю. справке", [2]),
        ("исполнитель:Петров А. Н. карта", [1]),
        ("линия:влтп", [1]),
        ("статус:в работе", [1]),
        ("-статус:в работе", [2, 3]),
        ("статус:в работе рецепт", []),
        ("срок:по согласованию", [2]),  # Ошибка/Низкий has no term of resolution but an agreed one
        ("просрочено", [1, 3]),
        ("просрочено -исполнитель:я", [3]),
        ("мо:gp4 или исполнитель:я", [1, 2]),
        ('"опечатка в"', [2]),
        ("справке опечатка", [2]),
        ("номер:1,3", [1, 3]),
        ("поступило:сегодня", [2, 3]),
        ("поступило:<24.11", [1]),
        ("закрыто", []),
        ("мо:нету", []),
        ("мо:100%", []),
        ("номер:99999999999999999999 мо:ккб", [1, 3]),  # what cannot be read is left out
    ],
)
def test_the_filter_finds_over_the_store(five: FrozenDesk, text: str, found: list[int]) -> None:
    assert numbers(five, text) == found


def test_a_command_of_the_desk_that_makes_no_row_is_borne_out_under_its_key(desk: FrozenDesk) -> None:
    registered(desk, outage=int(done(desk, OpenOutage(title="Сбой", text="Узел связи")).subject or 0))
    first = done(desk, AnswerOutage(outage=1, text="Чинят"), key="k1")
    assert done(desk, AnswerOutage(outage=1, text="Чинят"), key="k1").repeated
    assert first.subject == "1"
    done(desk, ShowStaffNumber(person=ZIMINA, reason="Сверка"), key="k2")
    assert desk.administration.verify().ok
