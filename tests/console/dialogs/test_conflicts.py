"""Two consoles at one ticket: what does not collide is merged and told, what does is shown field by field."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.bulk.dialog import BulkDialog
from console.dialogs.frame.conflict import ConflictScreen
from console.dialogs.frame.drafting import drafts_of
from console.ticket.screen import TicketScreen
from console.widgets.field_diff import Differing
from console.widgets.fields.choice import Choice
from console.widgets.fields.text_fields import TextBody
from console.widgets.key_bar import KeyBar
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.classification.commands import SetPriority
from core.tickets.closing.commands import Resolve
from core.tickets.staff.commands import AddUser
from core.vocabulary import Priority, Role, Status
from tests.console.dialogs.test_dialogs import dialog, kinds, paste, said, ticket
from tests.console.driving import console, table_of, text_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, done, make_desk, registered, reopen


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


async def conflict(app: PultApp, pilot: Pilot[int]) -> ConflictScreen:
    await until(pilot, lambda: isinstance(app.screen, ConflictScreen), "the conflict")
    screen = app.screen
    assert isinstance(screen, ConflictScreen)
    return screen


def cells(screen: ConflictScreen, label: str) -> list[str]:
    """The first line of a row of the table, cell by cell."""
    row = next(line for line in screen.query_one(Differing).plain.splitlines() if label in line)
    return [each.strip() for each in row.replace(label, "").split("  ") if each.strip()]


def notices(app: PultApp) -> str:
    return "\n".join(each.message for each in app.notices)


def low(number: int) -> SetPriority:
    return SetPriority(number=number, priority=Priority.LOW)


async def test_an_answer_goes_beside_the_priority_that_the_other_console_has_set(desk: FrozenDesk) -> None:
    number = registered(desk)
    other_desk = reopen(desk.path, desk.clock)
    async with console(desk) as (app, hers), console(other_desk, "orlova") as (other, his):
        form = await dialog(app, hers, number, "c")
        await paste(app, hers, "Смотрим")
        await dialog(other, his, number, "n")
        await paste(other, his, "Звонили дважды")
        desk.clock.advance(minutes=1)
        done(other_desk, SetPriority(number=number, priority=Priority.VERY_HIGH))
        await hers.press("f8")
        await until(hers, lambda: app.screen is not form, "the answer saved")
        told = notices(app)
        assert "Пока вы писали:\nвы 09:01 — приоритет: Высокий → Очень высокий\nВаше сохранено." in told
        await his.press("f8")  # over the priority and the answer: a note stands beside both
        await until(his, lambda: "Ваше сохранено." in notices(other), "the note saved")
        assert "Иванова М. С. 09:01 — ответ инициатору: Смотрим" in notices(other)
    assert kinds(desk, number) == ["registered", "priority_changed", "commented", "noted"]


async def test_two_priorities_are_shown_side_by_side_and_one_goes_over_the_other(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, AddUser(login="kim", full_name="Ким О. Е.", role=Role.FIRST_LINE), "admin")  # with drafts of her own
    other_desk = reopen(desk.path, desk.clock)
    async with console(desk) as (app, hers), console(other_desk, "kim") as (other, his):
        form = await dialog(app, hers, number, "z")
        await hers.press("down", "tab")  # Средний
        await paste(app, hers, "Обходной путь есть")
        await dialog(other, his, number, "z")
        await his.press("up", "f8")
        await until(his, lambda: isinstance(other.screen, TicketScreen), "the other's priority saved")
        await hers.press("f8")
        screen = await conflict(app, hers)
        assert cells(screen, "Приоритет") == ["●", "Высокий", "Очень высокий", "Средний"]
        assert ticket(desk, number).priority is Priority.VERY_HIGH
        done(other_desk, low(number))  # and again, while the first change is being read
        await hers.press("ctrl+ы")  # Ctrl+S in ЙЦУКЕН
        await until(hers, lambda: app.screen is not screen and isinstance(app.screen, ConflictScreen), "the second one")
        assert cells(await conflict(app, hers), "Приоритет") == ["●", "Очень высокий", "Низкий", "Средний"]
        await hers.press("f8")
        await until(hers, lambda: form not in app.screen_stack, "saved over")
    assert ticket(desk, number).priority is Priority.MEDIUM
    last = desk.tickets.view(number, app.client.actor).timeline[-1]  # type: ignore[union-attr, arg-type]
    assert last.text == "Обходной путь есть"
    assert kinds(desk, number) == ["registered", *["priority_changed"] * 3]


async def test_what_was_typed_is_kept_and_can_be_edited_before_it_goes_over(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        await paste(app, pilot, "Мой ответ")
        done(desk, Comment(number=number, text="Ответ соседа [/] \x1b[31m"), "orlova")
        await pilot.press("f8")
        screen = await conflict(app, pilot)
        assert "Мой ответ" in cells(screen, "Ответ инициатору")
        assert "Ответ соседа [/]" in cells(screen, "Ответ инициатору")[2]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is form, "the form again")
        assert "ответ инициатору: Ответ соседа" in said(form)
        assert "Отправить ответ поверх" in str(form.query_one("#keys", Static).render())
        assert form.query_one(TextBody).text == "Мой ответ"
        await pilot.press("!", "f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "saved")
    view: Any = desk.tickets.view(number, app.client.actor)  # type: ignore[arg-type]
    assert [entry.text for entry in view.timeline[2:]] == ["Мой ответ!"]


async def test_theirs_are_taken_and_what_was_typed_goes_with_its_draft(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        form = await dialog(app, pilot, number, "c")
        await paste(app, pilot, "Мой ответ")
        done(desk, Comment(number=number, text="Ответ соседа"), "orlova")
        await pilot.press("f8")
        await conflict(app, pilot)
        await pilot.press("f4")
        await until(pilot, lambda: form not in app.screen_stack, "the ticket")
        assert isinstance(app.screen, TicketScreen)
        drafts = drafts_of(app)
        assert drafts is not None
        assert drafts.of_form("comment", number) is None
    assert kinds(desk, number) == ["registered", "commented"]


async def test_what_was_solved_meanwhile_is_told_with_the_clause_that_bars_another_solution(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Release(number=number, to="petrov"))
    done(desk, Take(number=number), "petrov")
    async with console(desk, "petrov", size=(80, 24)) as (app, pilot):
        form = await dialog(app, pilot, number, "d")
        await paste(app, pilot, "Переустановлен модуль печати, проверено.")
        done(desk, Resolve(number=number, solution="Очищен кэш рабочего места, работает."), "petrov")
        await pilot.press("f8")
        screen = await conflict(app, pilot)
        assert cells(screen, "Статус") == ["●", "В работе", "Решена", "Решена"]
        assert "Поверх не сохранить: Обращение решено и ждёт подтверждения" in text_of(app)
        assert "F8" not in str(screen.query_one("#keys", Static).render())
        await pilot.press("f8")  # the desk decides, and its refusal stays in the form
        await until(pilot, lambda: app.screen is form and "Прил. 2" in said(form), "the refusal")
        assert form.query_one(TextBody).text == "Переустановлен модуль печати, проверено."
    assert ticket(desk, number).status is Status.RESOLVED
    assert ticket(desk, number).solution == "Очищен кэш рабочего места, работает."


async def test_a_hand_over_meets_another_one(desk: FrozenDesk) -> None:
    number = registered(desk)
    other_desk = reopen(desk.path, desk.clock)
    async with console(desk) as (app, hers), console(other_desk, "orlova") as (other, his):
        for each, pilot, to in ((app, hers, "petrov"), (other, his, "sidorov")):
            form = await dialog(each, pilot, number, "r")
            choice = form.query_one("#to", Choice)
            await until(pilot, lambda choice=choice: choice.value == "petrov", "the proposal")  # type: ignore[misc]
            choice.value = to
        await his.press("f8")
        await until(his, lambda: isinstance(other.screen, TicketScreen), "handed over")
        await hers.press("f8")
        screen = await conflict(app, hers)
        assert cells(screen, "Исполнитель") == ["●", "Петров А. Н.", "Сидоров К. В.", "Петров А. Н."]
        assert "Обращение уже передано на ВЛТП (п. 5.9)" in text_of(app)
    assert ticket(desk, number).assignee == "sidorov"


async def test_taking_what_another_has_just_taken_is_told(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        app.navigation.open_ticket(number)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a ticket")
        seen = app.screen.view  # type: ignore[attr-defined]
        done(desk, Release(number=number, to="sidorov"), "orlova")
        app.screen.view = seen  # type: ignore[attr-defined]
        await pilot.press("t")
        await until(pilot, lambda: "Пока вы смотрели, обращение изменили:" in notices(app), "the refusal")
        assert "Орлова Т. Г. 09:00 — исполнитель: Петров А. Н. → Сидоров К. В." in notices(app)


async def test_of_many_tickets_those_that_changed_are_shown_together_and_may_be_saved_over(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, pilot):
        await pilot.press("down", *["space"] * 3)  # 9, 8, 10
        marked = sorted(table_of(app).marked)
        await pilot.press("z")
        await until(pilot, lambda: isinstance(app.screen, BulkDialog) and not app.screen.restoring, "the dialog")
        form: Any = app.screen
        form.query_one("#priority", Choice).value = "low"
        one, two, three = marked
        done(desk, SetPriority(number=one, priority=Priority.MEDIUM))
        done(desk, Note(number=two, text="Звонили"), "petrov")
        await pilot.press("f8")
        screen = await conflict(app, pilot)
        assert f"№ {one}" in screen.query_one(Differing).plain
        assert "Сделано: 2. Не сделано: 1." in said(form)
        assert f"✓ № {two}" in form.query_one("#plan").plain
        assert "пока вы писали: заметка: Звонили" in form.query_one("#plan").plain
        await pilot.press("f8")
        await until(pilot, lambda: form not in app.screen_stack, "all done")
        assert ", из них меняли и другие: 1 · U — вернуть" in app.screen.query_one(KeyBar).recalled
    assert {ticket(desk, number).priority for number in (one, two, three)} == {Priority.LOW}
