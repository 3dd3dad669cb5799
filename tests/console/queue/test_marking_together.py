"""Marking what belongs together, a bulk act that is stopped or refused in part, and the report of it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from console import sandbox
from console.app import PultApp
from console.dialogs.bulk.dialog import BulkDialog
from console.dialogs.bulk.plan import Planned
from console.dialogs.bulk.report import BulkReport
from console.dialogs.bulk.report_screen import BulkReportScreen
from console.queue.mark_menu import MarkMenu
from console.queue.model.such import markable
from core.desk.views import QueueQuery, View
from core.tickets.refusal import Refusal
from tests.console.driving import console, settled, table_of, text_of, until
from tests.console.scenes import HOSTILE, busy_desk
from tests.support.desk import FrozenDesk, actor, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return busy_desk(tmp_path)


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return view


def test_what_is_such_as_a_ticket_is_counted_within_the_list(desk: FrozenDesk) -> None:
    found = {each.title: set(each.numbers) for each in markable(desk, QueueQuery(view=View.OPEN), 8)}
    # № 8: clinic ККБ, priority high (alone, so not offered), new, first line, qMS, nobody's.
    assert found["Все в списке"] == {2, 3, 4, 5, 6, 7, 8, 9, 10}
    assert found["МО: Краевая клиническая больница"] == {2, 3, 5, 6, 8, 9, 10}
    assert found["статус: Новый"] == {5, 6, 7, 8, 9, 10}
    assert not any(title.startswith("приоритет") for title in found)
    narrowed = markable(desk, QueueQuery(view=View.OPEN, filter="мо:ккб", group="assignee"), 3)
    assert next(iter(narrowed)).numbers == (3, 9, 8, 10, 6, 2, 5)
    assert [each.title for each in narrowed][1].startswith("исполнитель: ")  # the list's own groups come first


async def menu(app: PultApp, pilot: Pilot[int]) -> MarkMenu:
    await pilot.press("f4")
    await until(pilot, lambda: isinstance(app.screen, MarkMenu), "the menu")
    screen = app.screen
    assert isinstance(screen, MarkMenu)
    return screen


async def test_a_digit_marks_all_that_are_such(desk: FrozenDesk) -> None:
    async with console(desk, size=(80, 24)) as (app, pilot):
        await pilot.press("down", "down")  # № 8
        await menu(app, pilot)
        assert "2 МО: Краевая клиническая больница" in text_of(app)
        await pilot.press("2")
        await until(pilot, lambda: table_of(app).marked == {2, 3, 5, 6, 8, 9, 10}, "the marks")
        await menu(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, MarkMenu), "the list")
        assert len(table_of(app).marked) == 7


async def test_a_range_reaches_from_the_last_mark_to_the_cursor(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("down", "space", "down", "down")  # marks № 9, stands on № 10
        await menu(app, pilot)
        assert "1 От отмеченного № 9 до курсора" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: table_of(app).marked == {9, 8, 7, 10}, "the range")


async def test_a_filter_marks_what_it_finds(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("f3", *"мо:гп4", "enter")
        await settled(app, pilot)
        await menu(app, pilot)
        await pilot.press("1")
        await until(pilot, lambda: table_of(app).marked == set(table_of(app).model.numbers), "the marks")
        assert len(table_of(app).marked) == len(table_of(app).model.numbers) > 0


async def dialog_of(app: PultApp, pilot: Pilot[int], key: str) -> BulkDialog:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, BulkDialog) and not app.screen.restoring, "the dialog")
    await app.workers.wait_for_complete()
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, BulkDialog)
    return screen


async def test_what_is_stopped_leaves_what_is_done_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    numbers = [registered(desk, subject=f"Не печатает {place}") for place in range(6)]
    async with console(desk) as (app, pilot):
        await pilot.press("home", *["shift+down"] * 5)
        dialog = await dialog_of(app, pilot, "n")
        await pilot.press(*"Сверка")
        submit, asked = app.client.submit, []

        def stop_after_two(*given: Any, **named: Any) -> None:
            asked.append(given)
            submit(*given, **named)
            if len(asked) == 2:
                dialog.action_back()  # Esc, while the second one is under way

        monkeypatch.setattr(app.client, "submit", stop_after_two)
        await pilot.press("f8")
        await until(pilot, lambda: len(asked) == 2 and not dialog.saving, "the end")
        assert app.screen is dialog
        assert "Остановлено. Сделанное осталось. Сделано: 2. Не сделано: 4." in text_of(app)
        notes = [sum(e.kind == "noted" for e in ticket(desk, number).timeline) for number in numbers]
        assert sorted(notes) == [0, 0, 0, 0, 1, 1]
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, BulkReportScreen), "the report")
        shown = text_of(app)
        assert "Сделано: 2" in shown
        assert "Не начато: 4" in shown
        await pilot.press("escape")
        assert len(table_of(app).marked) == 4


async def test_the_report_is_read_from_the_palette_and_saved_without_people_s_words(
    desk: FrozenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("space", "space")  # № 3 is at ВЛТП, № 9 is new
        dialog = await dialog_of(app, pilot, "t")
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is not dialog, "the end")
        await pilot.press("f9", *"отчёт", "space", *"о", "enter")
        await until(pilot, lambda: isinstance(app.screen, BulkReportScreen), "the report")
        assert "Реестр счетов" in text_of(app)
        assert "Отказано: 1" in text_of(app)
        app.screen.query_one("#path").value = str(tmp_path / "отчёт.txt")  # type: ignore[attr-defined]
        await pilot.press("f8")
        kept = (tmp_path / "отчёт.txt").read_text(encoding="utf-8")
        assert kept.startswith("ВЗЯТЬ В РАБОТУ · 2 обращения\nвт 24.11.2026 11:20 · Иванова М")
        assert "Сделано: 1\n  № 9\n" in kept
        assert "Отказано: 1\n  № 3 — " in kept
        assert "(п. 5.9)" in kept
        assert "Реестр счетов" not in kept
        await pilot.press("f8")
        assert "уже есть" in said(app)
        monkeypatch.setattr(sandbox, "confined", lambda: True)
        await pilot.press("f8")
        assert "по SSH" in said(app)
        monkeypatch.undo()
        app.post_message(Paste("/\x00[/] \x1b[2J" * 3_000))
        await pilot.pause()
        await pilot.press("f8")
        assert "не записан" in said(app) or "Такого места нет" in said(app)


def said(app: PultApp) -> str:
    return str(app.screen.query_one("#said", Static).content)


def test_hostile_words_of_a_ticket_and_of_a_refusal_stay_text(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    view = ticket(desk, registered(desk, subject=HOSTILE))
    refused = Planned(view, Refusal("x", f"Нельзя: {HOSTILE}", "п. 1"))
    told = BulkReport(HOSTILE, HOSTILE, datetime(2026, 11, 24, 11, 20, tzinfo=UTC), (refused,)).text(subjects=True)
    assert "\x1b" not in told.replace(HOSTILE, "")
    assert "  № 1  Сбой [/] [@click=app.quit] ␛]52;c;eA==␇" in told
