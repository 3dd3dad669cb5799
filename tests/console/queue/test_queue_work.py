"""Working the queue: filter, marks and one command to many, groups, saved views, new rows that wait, where one was."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.bulk.dialog import BulkDialog
from console.queue.looks.saved_views import SavedViewsScreen
from console.queue.model.queue_layout import LayoutProblem, fitted, read_layout
from console.queue.widgets.filter_line import FilterLine
from console.queue.widgets.view_tabs import ViewTabs
from console.state.session_state import SessionState, load_session, save_session
from console.widgets.one_line import OneLine
from core.desk.views import View
from core.tickets.desk_records.shifts_and_views import SaveView
from core.vocabulary import Outcome, Priority, Status
from tests.console.driving import console, queue_of, settled, table_of, text_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return busy_desk(tmp_path)


def ticket(desk: FrozenDesk, number: int) -> Any:
    view: Any = desk.tickets.view(number, actor(desk, "orlova"))
    return view.ticket


async def typed(pilot: Pilot[int], text: str) -> None:
    for letter in text:
        await pilot.press("space" if letter == " " else letter)


async def bulk(app: PultApp, pilot: Pilot[int], key: str) -> BulkDialog:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, BulkDialog) and not app.screen.restoring, "the dialog")
    await app.workers.wait_for_complete()
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, BulkDialog)
    return screen


async def test_a_filter_narrows_completes_and_says_what_is_wrong(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("f3")
        await typed(pilot, "прио")
        told = queue_of(app).query_one("#told", OneLine)
        await until(pilot, lambda: "[приоритет:]" in told.shown, "the completion")
        await pilot.press("tab")
        await typed(pilot, "выс")
        await until(pilot, lambda: "[высокий]" in told.shown, "the value")
        await pilot.press("tab")
        await settled(app, pilot)
        assert queue_of(app).query_one(FilterLine).value == "приоритет:высокий "
        assert table_of(app).model.numbers == (8,)
        await typed(pilot, "тип:чай ")
        await until(pilot, lambda: "✗ «тип»: недопустимо «чай»" in told.shown, "the problem")
        await settled(app, pilot)
        assert table_of(app).model.numbers == (8,)  # what cannot be read narrows nothing
        await pilot.press("escape")
        await until(pilot, lambda: len(table_of(app).model.numbers) == 9, "the whole list")


async def test_codes_of_clinics_and_logins_are_completed(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        line = queue_of(app).query_one(FilterLine)
        await until(pilot, lambda: "kkb" in line.names.organizations, "the names")
        await pilot.press("f3")
        await typed(pilot, "мо:лл")
        told = queue_of(app).query_one("#told", OneLine)
        await until(pilot, lambda: "[kkb]" in told.shown, "the clinic's code, typed in the other layout")
        await pilot.press("tab")
        await typed(pilot, "исполнитель:pet")
        await until(pilot, lambda: "[petrov]" in told.shown, "the login")


async def test_ten_marked_duplicates_are_closed_with_one_confirmation(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    numbers = [registered(desk, subject=f"Не печатает {place}") for place in range(11)]
    async with console(desk) as (app, pilot):
        await pilot.press("9", "9", "escape")  # by number: the earliest, which stays, comes last
        await settled(app, pilot)
        await pilot.press("home")
        for _ in range(9):
            await pilot.press("shift+down")
        assert len(table_of(app).marked) == 10
        assert (text_of(app).count("■"), text_of(app).count("▣")) == (9, 1)  # where the cursor is, it is told
        assert "отмечено 10" in queue_of(app).query_one(ViewTabs).shown
        dialog = await bulk(app, pilot, "i")
        assert "выбрано 10" in text_of(app)
        await typed(pilot, str(numbers[0]))
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is not dialog, "the end")
        assert table_of(app).marked == frozenset()
    assert {ticket(desk, number).outcome for number in numbers[1:]} == {Outcome.DUPLICATE}
    assert {ticket(desk, number).duplicate_of for number in numbers[1:]} == {numbers[0]}
    assert ticket(desk, numbers[0]).status is Status.NEW


async def test_the_confirmation_lists_what_will_not_happen_and_why(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("space", "space")  # № 3 is at ВЛТП, № 9 is new
        dialog = await bulk(app, pilot, "t")
        shown = text_of(app)
        assert "Будет сделано: 1. Не будет: 1." in shown
        assert "✗ № 3" in shown
        assert "(п. 5.9)" in shown
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is not dialog, "the end")
        assert table_of(app).marked == frozenset({3})
    assert ticket(desk, 9).assignee == "ivanova"


async def test_groups_have_heads_that_the_cursor_passes_over(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("0", "0", "escape")
        await until(pilot, lambda: bool(table_of(app).model.heads), "groups")
        assert "── Городская поликлиника № 4 · 2" in text_of(app)
        assert "── Краевая клиническая больница · 7" in text_of(app)
        await pilot.press("home")
        assert table_of(app).model.selected == 7
        await pilot.press("down", "down")
        assert table_of(app).model.selected == 3
        await pilot.press("up")
        assert table_of(app).model.selected == 4


async def test_the_most_urgent_of_one_s_line_is_one_key_away_and_the_next_one_more(desk: FrozenDesk) -> None:
    async with console(desk, view=View.CLOSED) as (app, pilot):
        await pilot.press("j")
        await until(pilot, lambda: table_of(app).model.selected == 9, "the most urgent of ПЛТП")
        await pilot.press("j")
        await until(pilot, lambda: table_of(app).model.selected == 8, "the next one")


async def test_new_rows_wait_while_somebody_reads(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("down", "down")
        before = table_of(app).model.numbers
        registered(desk, subject="Всё встало", priority=Priority.VERY_HIGH)
        await until(pilot, lambda: "новых: 1" in queue_of(app).query_one(ViewTabs).shown, "a word about it")
        assert table_of(app).model.numbers == before
        await pilot.press("home")
        await until(pilot, lambda: len(table_of(app).model.numbers) == len(before) + 1, "the new row")
        assert "новых" not in queue_of(app).query_one(ViewTabs).shown


async def test_at_the_top_new_rows_come_at_once(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        before = len(table_of(app).model.numbers)
        registered(desk, subject="Всё встало", priority=Priority.VERY_HIGH)
        await until(pilot, lambda: len(table_of(app).model.numbers) == before + 1, "the new row")


async def test_a_saved_view_brings_filter_order_groups_and_columns(desk: FrozenDesk) -> None:
    made = SaveView(title="Моё", filter="мо:ккб", sort="number", group="assignee", columns="номер:5 тема мо:9")
    done(desk, made)
    async with console(desk) as (app, pilot):
        await pilot.press("8")
        await until(pilot, lambda: isinstance(app.screen, SavedViewsScreen), "the menu")
        assert "Моё" in text_of(app)
        assert "7 · мой · мо:ккб" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: bool(table_of(app).model.heads), "the view")
        assert [column.name for column in table_of(app).columns] == ["number", "subject", "organization"]
        assert "[Моё]" in queue_of(app).query_one(ViewTabs).shown
        assert "Без исполнителя · 2" in text_of(app)
        await pilot.press("3")
        await until(pilot, lambda: len(table_of(app).columns) > 3, "the usual columns")


async def test_where_one_was_is_where_one_goes_on(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("f3", *"мо:ккб", "enter")
        await settled(app, pilot)
        await pilot.press("down", "down", "down")
        selected = table_of(app).model.selected
    async with console(desk) as (app, pilot):
        await until(pilot, lambda: queue_of(app).listing.query.filter == "мо:ккб", "the filter")
        await until(pilot, lambda: table_of(app).model.selected == selected, "the ticket")
    async with console(desk, view=View.SOON) as (app, pilot):  # who names a view gets that one
        assert queue_of(app).listing.query.view is View.SOON


@pytest.mark.parametrize("text", ["", "{", "[]", '{"view": 3}', '{"selected": "x"}'])
def test_a_session_that_is_none_is_the_usual_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    assert load_session(tmp_path / "a.json") == SessionState()
    save_session(tmp_path / "b" / "c.json", SessionState(view="mine", selected=7))
    assert load_session(tmp_path / "b" / "c.json") == SessionState(view="mine", selected=7)


def test_columns_are_read_as_people_write_them() -> None:
    columns = read_layout("номер:6, ntvf МО:12")
    assert not isinstance(columns, LayoutProblem)
    assert [(column.name, column.width) for column in columns] == [("number", 6), ("subject", 0), ("organization", 12)]
    # 60 cells: 16 for the countdown, 7 and 13 for the others with their gaps; 24 are left, one of them the gap.
    assert [column.width for column in fitted(columns, 60)] == [6, 23, 12]
    assert [column.name for column in fitted(columns, 30)] == ["number"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Назовите хотя бы одну колонку"),
        ("тима", "Нет колонки «тима», может быть, «тема»?"),
        ("номер:1", "Ширина колонки «номер» — от 2 до 80"),
        ("тема тема", "Колонка «тема» названа дважды"),
    ],
)
def test_columns_that_cannot_be_are_told(text: str, said: str) -> None:
    assert read_layout(text) == LayoutProblem(said)
