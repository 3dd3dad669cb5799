"""F3 searches everything while one types; Enter opens; a solution becomes an answer or a documented one."""

from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.compose import CommentDialog
from console.dialogs.frame.spec_dialog import SpecDialog
from console.dialogs.frame.text_viewer import ReadingScreen
from console.search.screen import SearchScreen
from console.ticket.screen import TicketScreen
from console.widgets.fields.text_fields import TextBody, TextLine
from tests.console.driving import console, until
from tests.support.desk import FrozenDesk


def screen_of(app: PultApp) -> SearchScreen:
    assert isinstance(app.screen, SearchScreen)
    return app.screen


async def searched(app: PultApp, pilot: Pilot[int], text: str) -> SearchScreen:
    """Search for something from where one is."""
    app.navigation.open_search(text)
    await until(pilot, lambda: isinstance(app.screen, SearchScreen), "the search")
    screen = screen_of(app)
    await until(pilot, lambda: screen.found is not None and screen.found.query == text, "results")
    return screen


async def test_it_is_opened_from_the_filter_line_with_its_words_and_enter_opens(filled: FrozenDesk) -> None:
    async with console(filled) as (app, pilot):
        await pilot.press("f3", "т", "а", "л", "о", "н", "f3")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen), "the search")
        screen = screen_of(app)
        await until(pilot, lambda: screen.found is not None and screen.found.total > 0, "results")
        assert "Открытые 1" in screen.listed.plain
        assert "Закрытые 1" in screen.listed.plain
        assert "Решения 1" in screen.listed.plain
        assert "Звонки 1" in screen.listed.plain
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the card")
        assert app.screen.number == 2  # type: ignore[attr-defined]


async def test_results_follow_what_is_typed_and_tell_how_it_was_read(filled: FrozenDesk) -> None:
    async with console(filled) as (app, pilot):
        screen = await searched(app, pilot, "rfhns")
        assert [each.number for each in screen.found.results] == [3]  # type: ignore[union-attr]
        field = screen.query_one("#search-words", TextLine)
        field.value = "приндер"
        await until(pilot, lambda: screen.found is not None and screen.found.query == "приндер", "results")
        assert "принтер" in screen.query_one("#search-told").shown  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert field.value == ""


async def test_of_what_is_no_ticket_everything_is_shown(filled: FrozenDesk) -> None:
    async with console(filled) as (app, pilot):
        screen = await searched(app, pilot, "пустым")
        screen.action_open()
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the solution")
        assert app.screen.text == "Обновите драйвер печати."  # type: ignore[attr-defined]


async def test_the_solution_of_a_closed_ticket_becomes_an_answer_in_the_card_one_came_from(filled: FrozenDesk) -> None:
    async with console(filled) as (app, pilot):
        app.navigation.open_ticket(2)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the card")
        await searched(app, pilot, "служба печати")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, CommentDialog), "the answer")
        body = app.screen.query_one("#text", TextBody)
        await until(pilot, lambda: bool(body.text), "the text")
        assert body.text == "Перезапущена служба печати, талоны печатаются."


async def test_it_becomes_a_documented_solution(filled: FrozenDesk) -> None:
    async with console(filled, "petrov") as (app, pilot):
        await searched(app, pilot, "служба печати")
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, SpecDialog), "the form")
        dialog = app.screen
        await until(pilot, lambda: bool(dialog.query("#text")), "the fields")
        await until(pilot, lambda: bool(dialog.query_one("#text", TextBody).text), "the text")
        await pilot.press("ctrl+s")
        known = filled.registers.solutions
        await until(pilot, lambda: len(known()) == 2, "the solution")
        assert (known()[1].solution.title, known()[1].solution.ticket) == ("Не печатается талон на приём", 1)
