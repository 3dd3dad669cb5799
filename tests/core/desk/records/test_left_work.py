"""What an absent or blocked member of staff leaves (п. 4.7, 4.8, 10.2): his substitute sees it, nobody loses it."""

from typing import Any

import pytest

from console.queue.widgets.queue_columns import COLUMNS
from core.desk.views import QueueQuery, View
from core.policy.notices import Occasion
from core.tickets.assignment.commands import Assign, Release
from core.tickets.refusal import Refusal
from core.tickets.staff.absences import SetAbsence
from core.tickets.staff.commands import BlockUser, ChangeRole, UnblockUser
from core.tickets.tasks.tasks import PassTask, SetTask
from core.vocabulary import Role, TicketType
from tests.support.desk import FrozenDesk, actor, done, moment, registered


@pytest.fixture
def held(desk: FrozenDesk) -> FrozenDesk:
    """1: Petrov's; 2: Sidorov's with a task of Petrov's; 3: still with ПЛТП; 4: Petrov's too."""
    for _ in range(4):
        registered(desk, type=TicketType.CONSULTATION)
    for number, to in ((1, "petrov"), (2, "sidorov"), (4, "petrov")):
        done(desk, Release(number=number, to=to))
    done(desk, SetTask(number=2, text="Проверить индекс", user="petrov"), "sidorov")
    return desk


def away(desk: FrozenDesk, until: str = "2026-11-24T09:00") -> None:
    """Petrov is away from now on, and Sidorov stands in for him."""
    absence = SetAbsence(
        since=desk.clock.now, until=moment(until), login="petrov", substitute_login="sidorov", sudden=True
    )
    done(desk, absence, "orlova")


def numbers(desk: FrozenDesk, login: str, view: View = View.OPEN, words: str = "") -> set[int]:
    return set(desk.queue.numbers(QueueQuery(view, me=login, filter=words)))


def view_of(desk: FrozenDesk, number: int, login: str) -> Any:
    view = desk.tickets.view(number, actor(desk, login))
    assert not isinstance(view, Refusal)
    return view


def test_a_substitute_s_own_views_hold_the_work_of_whom_he_stands_in_for(held: FrozenDesk) -> None:
    assert numbers(held, "sidorov", View.MINE) == {2}
    away(held)
    assert numbers(held, "sidorov", View.MINE) == {1, 2, 4}
    assert held.queue.counts("sidorov")[View.MINE] == 3
    for words in ("исполнитель:я", "моё"):
        assert numbers(held, "sidorov", words=words) == {1, 2, 4}
    assert numbers(held, "sidorov", words="-моё") == {3}
    assert numbers(held, "petrov", View.MINE) == {1, 4}
    held.clock.set("2026-11-24T09:00")  # Petrov is there again
    assert numbers(held, "sidorov", View.MINE) == {2}


def test_that_work_is_marked_for_the_substitute_alone(held: FrozenDesk) -> None:
    away(held)
    rows = {row.number: row for row in held.queue.rows([1, 2], "sidorov")}
    assert (rows[1].standing_in, rows[2].standing_in) == (True, False)
    assert COLUMNS["assignee"].text(rows[1], held.policy.labels) == "вм. Петров А. Н."
    assert [row.standing_in for row in held.queue.rows([1], "ivanova")] == [False]
    shown = view_of(held, 1, "sidorov")
    assert shown.standing_in
    assert shown.assignee_state == "отсутствует до вт 24.11.2026 09:00, замещает Сидоров К. В."
    assert not view_of(held, 1, "orlova").standing_in


def test_a_substitute_may_do_what_the_executor_may(held: FrozenDesk) -> None:
    before = {each.name for each in view_of(held, 1, "sidorov").actions if each.allowed}
    away(held)
    after = {each.name for each in view_of(held, 1, "sidorov").actions if each.allowed}
    assert after - before == {"resolve", "assign", "close", "duplicate", "send_back"}


def test_a_substitute_hears_what_comes_to_whom_he_stands_in_for(held: FrozenDesk) -> None:
    away(held)
    head = held.tickets.news(actor(held, "sidorov"), None).head
    done(held, Release(number=3, to="petrov", reason="Ответит удалённо"))
    (notice,) = held.tickets.news(actor(held, "sidorov"), head).notices
    assert (notice.occasion, notice.number) == (Occasion.ASSIGNED, 3)


def test_blocking_tells_the_open_tickets_and_tasks_that_are_left(held: FrozenDesk) -> None:
    left = held.registers.holdings("petrov")
    assert [row.number for row in left.tickets] == [1, 4]
    assert [(each.number, each.task.id) for each in left.tasks] == [(2, 1)]


def test_what_a_blocked_executor_held_stands_without_an_executor_until_it_is_handed_over(held: FrozenDesk) -> None:
    head = held.tickets.news(actor(held, "orlova"), None).head
    done(held, BlockUser(login="petrov"), "admin")
    assert numbers(held, "orlova", View.NO_EXECUTOR) == {1, 2, 4}
    assert numbers(held, "orlova", words="безисполнителя") == {1, 2, 4}
    assert held.queue.counts("orlova")[View.NO_EXECUTOR] == held.oversight.wall().no_executor == 3
    told = held.tickets.news(actor(held, "orlova"), head).notices
    assert [(each.number, each.text.split(":")[0]) for each in told] == [
        (number, "осталось без исполнителя") for number in (1, 2, 4)
    ]
    assert "учётная запись заблокирована" in view_of(held, 1, "orlova").timeline[-1].title
    done(held, Assign(number=1, to="sidorov"), "orlova")
    done(held, PassTask(number=2, task=1, user="sidorov"), "orlova")
    assert numbers(held, "orlova", View.NO_EXECUTOR) == {4}
    assert held.administration.verify().ok


def test_who_is_back_has_what_nobody_took_over_meanwhile(held: FrozenDesk) -> None:
    done(held, BlockUser(login="petrov"), "admin")
    done(held, Assign(number=1, to="sidorov"), "orlova")
    done(held, UnblockUser(login="petrov", reason="Заблокирован по ошибке"), "admin")
    assert numbers(held, "orlova", View.NO_EXECUTOR) == set()
    assert [row.number for row in held.registers.holdings("petrov").tickets] == [4]
    assert [(each.number, each.task.id) for each in held.registers.holdings("petrov").tasks] == [(2, 1)]
    assert held.administration.verify().ok


def test_another_role_leaves_the_tickets_behind_too(held: FrozenDesk) -> None:
    done(held, ChangeRole(login="petrov", role=Role.OBSERVER), "admin")
    assert numbers(held, "orlova", View.NO_EXECUTOR) == {1, 4}
    assert "в другой роли" in view_of(held, 1, "orlova").timeline[-1].title


def test_nothing_new_goes_to_who_is_blocked(held: FrozenDesk) -> None:
    done(held, BlockUser(login="petrov"), "admin")
    refused = held.commands.perform(Assign(number=2, to="petrov"), actor(held, "orlova"))
    assert isinstance(refused, Refusal)
    assert refused.code == "user.blocked"
    substitute = SetAbsence(
        since=held.clock.now, until=moment("2026-11-25T09:00"), login="sidorov", substitute_login="petrov"
    )
    refused = held.commands.perform(substitute, actor(held, "orlova"))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.message) == (
        "absence.blocked", "Петров А. Н. не может замещать: учётная запись заблокирована",
    )  # fmt: skip
