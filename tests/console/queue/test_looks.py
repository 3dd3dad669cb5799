"""How the queue looks: picked from lists, in effect at once, kept only when pinned; saved views on digits."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.queue.looks.look import ViewLook, look_of
from console.queue.looks.look_screen import LookScreen
from console.queue.looks.saved_views import SavedViewsScreen
from console.queue.model.queue_layout import read_layout, written
from console.queue.widgets.view_tabs import ViewTabs
from core.desk.views import Sort, View
from core.tickets.desk_records.shifts_and_views import SaveView
from tests.console.driving import console, queue_of, settled, table_of, text_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, done

BY_NUMBER = (10, 9, 8, 7, 6, 5, 4, 3, 2)


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return busy_desk(tmp_path)


def tabs(app: PultApp) -> str:
    return queue_of(app).query_one(ViewTabs).shown


async def opened(app: PultApp, pilot: Pilot[int], key: str) -> LookScreen:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, LookScreen), "the lists")
    screen = app.screen
    assert isinstance(screen, LookScreen)
    return screen


async def test_an_order_is_picked_asks_nothing_and_is_gone_with_the_view(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await opened(app, pilot, "9")
        await pilot.press("down")  # by number: at once, below the list of orders
        await until(pilot, lambda: table_of(app).model.numbers == BY_NUMBER, "the order")
        await pilot.press("escape")
        assert "по номеру" in tabs(app)
        await pilot.press("5", "3")
        await settled(app, pilot)
        assert table_of(app).model.numbers[0] == 3  # by due again: nobody has pinned it
        assert "по номеру" not in tabs(app)


async def test_a_pinned_look_comes_with_its_view_in_the_next_console_too(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await opened(app, pilot, "9")
        await pilot.press("9", "0", "f8")  # by number, in groups of clinics
        await until(pilot, lambda: bool(table_of(app).model.heads), "the groups")
        await pilot.press("5", "3")
        await until(pilot, lambda: bool(table_of(app).model.heads), "the groups again")
        await app.workers.wait_for_complete()
    async with console(desk) as (app, pilot):
        await until(pilot, lambda: bool(table_of(app).model.heads), "the groups")
        assert "по номеру · группы по МО" in tabs(app)
        await pilot.press("5")
        await settled(app, pilot)
        assert not table_of(app).model.heads  # pinned to the one view alone


async def test_columns_are_marked_and_moved(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await opened(app, pilot, "0")
        await pilot.press("tab", "right", "home", "end")  # № behind the priority
        assert [each.name for each in table_of(app).columns][:3] == ["priority", "number", "type"]
        await pilot.press("down", "space", "escape")  # the type goes
        assert "type" not in [each.name for each in table_of(app).columns]
        assert "свои колонки" in tabs(app)
        await pilot.press("3")
        await until(pilot, lambda: [each.name for each in table_of(app).columns][:3] == ["number", "priority", "type"])


async def test_saved_views_open_by_their_digits_in_either_layout_and_leave_with_escape(desk: FrozenDesk) -> None:
    for title, condition in (("Клиника", "мо:ккб"), ("Поликлиника", "мо:гп4")):
        done(desk, SaveView(title=title, filter=condition, sort="number"))
    async with console(desk, size=(80, 24)) as (app, pilot):
        await pilot.press("8")
        await until(pilot, lambda: isinstance(app.screen, SavedViewsScreen), "the menu")
        assert "2 Поликлиника" in text_of(app)
        await pilot.press("2")
        await until(pilot, lambda: set(table_of(app).model.numbers) == {4, 7}, "the view")
        assert "[Поликлиника]" in tabs(app)
        assert queue_of(app).narrowed.open  # what narrows it is to be seen
        await pilot.press("escape")
        await until(pilot, lambda: len(table_of(app).model.numbers) == 9, "everything")
        assert "[Поликлиника]" not in tabs(app)
        assert queue_of(app).listing.query.sort is Sort.DUE


async def test_pinning_an_open_saved_view_changes_it_without_a_question(desk: FrozenDesk) -> None:
    done(desk, SaveView(title="Клиника", filter="мо:ккб", shared=True))
    async with console(desk) as (app, pilot):
        await pilot.press("8", "1")
        await until(pilot, lambda: "[Клиника]" in tabs(app), "the view")
        await opened(app, pilot, "9")
        await pilot.press("9", "f8")
        await until(pilot, lambda: desk.registers.saved_views("ivanova")[0].sort == "number", "kept")
    (saved,) = desk.registers.saved_views("ivanova")
    assert (saved.title, saved.filter, saved.shared) == ("Клиника", "мо:ккб", True)


async def test_what_somebody_else_shared_is_not_changed_by_pinning(desk: FrozenDesk) -> None:
    done(desk, SaveView(title="Общий", filter="мо:ккб", shared=True), "petrov")
    async with console(desk) as (app, pilot):
        await pilot.press("8", "1")
        await until(pilot, lambda: "[Общий]" in tabs(app), "the view")
        await opened(app, pilot, "9")
        await pilot.press("9", "f8")
        await until(pilot, lambda: any(each.title == "Нельзя" for each in app.notices), "the refusal")
    assert desk.registers.saved_views("petrov")[0].sort == "due"


def test_a_look_is_kept_as_texts_and_what_is_unknown_is_the_usual() -> None:
    columns = read_layout("номер:5 тема мо:9")
    assert isinstance(columns, tuple)
    look = ViewLook(Sort.NUMBER, "line", columns)
    assert look.as_texts() == {"sort": "number", "group": "line", "columns": "number:5 subject organization:9"}
    assert look_of(look.as_texts()) == look
    assert look_of({"sort": 3, "group": [], "columns": "чай"}) == ViewLook()
    assert written(None) == ""
    assert View.OPEN.value == "open"
