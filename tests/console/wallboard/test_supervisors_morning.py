"""A supervisor's morning in a real terminal, from the breach panel and by the keyboard alone, in the Russian layout.

What burns; three tickets away from the engineer who is drowning; a term agreed before it breaks (п. 6.8); why a clinic
is worse than last month, down to its tickets. What the logs then hold is asserted.
"""

from pathlib import Path

import pytest

from core.store.event_log.log import histories
from core.tickets.assignment.events import Assigned
from core.tickets.terms.events import TermAgreed
from tests.console.pty_console import PtyConsole, foreign, pty_console
from tests.console.wall_scenes import NOW, morning_desk
from tests.support.desk import SINITSYNA, FrozenDesk, moment, reopen

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("morning")]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with morning_desk(tmp_path) as desk:
        return desk.path


@pytest.mark.parametrize(("columns", "rows"), [(160, 45), (80, 24)], ids=["usual", "small"])
def test_a_supervisor_s_morning(store: Path, columns: int, rows: int) -> None:
    state = str(store.parent / "state")
    with pty_console(store, "orlova", columns, rows, opens=("wall",), PULT_NOW=NOW, XDG_STATE_HOME=state) as desk:
        what_burns(desk)
        reassign_three(desk)
        agree_a_term(desk)
        why_a_clinic_is_worse(desk)
        desk.press("Ctrl+Q")
        assert foreign(desk.written) == b""
    with reopen(store, NOW) as after:
        told(after)


def what_burns(desk: PtyConsole) -> None:
    """The late one with its reason, and the engineer who will not make it until lunch."""
    desk.wait("Просрочено: 2 срока")
    desk.wait("исполнитель не ответил")
    desk.step("Tab", shows="решать")
    desk.matches(r"Петров А\. Н\. +8 +≥6 ")


def reassign_three(desk: PtyConsole) -> None:
    """From his row to the six that will burn; three of them to a colleague, in one go."""
    desk.press("Down", "Down", "Right")  # below the two lines, and from what he has to solve to «до обеда»
    desk.step("Enter", shows="Табло › Петров А. Н.: сгорит до обеда")
    desk.wait("найдено 6")
    desk.step("Space", "Space", "Space", "и", shows="выбрано 3")  # the key of B
    desk.step("сидор", shows="› Сидоров К. В.")
    desk.press("Enter", "на время больничного")
    desk.step("F8", shows="исполнитель назначен: 3")
    desk.step("Esc", shows="Успеет ли смена")
    desk.matches(r"Петров А\. Н\. +5 ")
    desk.matches(r"Сидоров К\. В\. +3 ")


def agree_a_term(desk: PtyConsole) -> None:
    """One of his others: until tomorrow noon, agreed with the requester while it can still be kept."""
    desk.step("4", shows="Табло › До 4 часов")
    desk.wait("Не строится отчёт по койкам")
    desk.step("Down", "Down", "Down", "Down", "Down", "ь", shows="СРОК ПО СОГЛАСОВАНИЮ · № 22")  # the key of M
    desk.press("завтра 12:00", "Enter", "Enter", "ждём обновления qMS")
    desk.step("F8", shows="№ 22: срок согласован")
    desk.step("Esc", shows="Успеет ли смена")


def why_a_clinic_is_worse(desk: PtyConsole) -> None:
    """The clinic at the head of those that got worse, the clock that did it, its four tickets, one of them read."""
    desk.step("Tab", "Tab", "Tab", "Tab", shows="МО: хуже, чем в прошлом месяце")
    desk.wait("0 % → 14 %")  # six of 43: what is late and not over counts as well
    desk.step("Enter", shows="МО kkb: что стало хуже")
    desk.wait("4 из 17 · 24 %")
    desk.step("Enter", shows="Табло › kkb: Реакция ПЛТП")
    desk.wait("найдено 4")
    desk.matches(r"03\.11 10:37 .* Не открывается протокол 2026-1")  # its end gives way on a small screen
    desk.step("Enter", shows="История")
    desk.step("e", shows="Реакция ПЛТП")
    desk.press("Esc", "Esc", "Esc")
    desk.wait("МО: хуже, чем в прошлом месяце")


def told(desk: FrozenDesk) -> None:
    """What the logs hold of it."""
    with desk.environment.store.reading() as tx:
        logs = histories(tx)
    by_her = {number: [each for each in log if each.actor == "orlova"] for number, log in logs.items()}
    assert {number: [each.event.kind for each in log] for number, log in by_her.items() if log} == {
        19: ["assigned"], 20: ["assigned"], 21: ["assigned"], 22: ["term_agreed"],
    }  # fmt: skip
    for number in (19, 20, 21):
        (moved,) = by_her[number]
        assert isinstance(moved.event, Assigned)
        assert (moved.event.to, moved.event.reason) == ("sidorov", "на время больничного")
    (agreed,) = by_her[22]
    assert isinstance(agreed.event, TermAgreed)
    assert (agreed.event.due, agreed.event.agreed_with) == (moment("2026-11-25T12:00"), SINITSYNA)
    assert agreed.event.reason == "ждём обновления qMS"
    worker = next(each for each in desk.oversight.wall().workers if each.login == "petrov")
    assert worker.open == 5
    assert desk.administration.verify().ok
