"""Backspace in the console: the screens as they were, by few keys; nothing is done there, and Escape comes back."""

from pathlib import Path

from textual.pilot import Pilot

from console.app import PultApp
from console.past.when_screen import WhenScreen
from console.queue.model.unseen import CHANGED, NEW
from console.queue.widgets.view_tabs import ViewTabs
from console.registers.screen import RegisterScreen
from console.screens.desk_screen import DeskScreen
from console.theme import PAST
from console.ticket.screen import TicketScreen
from console.wallboard.screen import WallScreen
from console.widgets.desk_header import DeskHeader
from core.desk.views import View
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Take
from core.vocabulary import Priority
from tests.console.driving import console, queue_of, settled, table_of, text_of, until
from tests.console.scenes import busy_desk, full_desk
from tests.support.desk import done, make_desk, register, registered

YESTERDAY = "ПРОШЛОЕ пн 23.11.2026 16:00"


async def look(app: PultApp, pilot: Pilot[int], *keys: str) -> None:
    """Ask for an instant and wait until the screens are of it."""
    await pilot.press("backspace")
    await until(pilot, lambda: isinstance(app.screen, WhenScreen), "the question")
    await pilot.press(*keys)
    await shown(app, pilot)


async def shown(app: PultApp, pilot: Pilot[int]) -> None:
    await until(pilot, lambda: not app.keys.held and not app.client.reading and app.keys.idle, "an answer")
    await settled(app, pilot)


def word(app: PultApp) -> str:
    """What stands below the header; nothing in the present."""
    return app.word() or ""


async def test_yesterday_at_four_is_ten_keys_from_the_queue(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        now, theme = table_of(app).model.numbers, app.theme
        await pilot.press("down", "down")  # whoever reads further down must not go on seeing the list of now
        await look(app, pilot, *"вчера", "space", *"16", "enter")  # with Backspace: ten
        assert word(app).startswith(YESTERDAY)
        assert "пн 23.11  16:00" in text_of(app)
        # Of the nine open now, № 2 and 3 were there on Monday, № 2 solved; № 1 was closed that morning.
        assert set(table_of(app).model.numbers) == {2, 3}
        assert queue_of(app).listing.counts[View.CONFIRMATION] == 1
        assert app.theme == PAST.name != theme
        assert app.screen.query_one(DeskHeader).has_class("-past")
        await pilot.press("down", "escape")
        await shown(app, pilot)
        assert (word(app), app.theme, table_of(app).model.numbers) == ("", theme, now)


async def test_the_past_has_no_news_and_spoils_none_of_the_present(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, pilot):
        table, tabs = table_of(app), queue_of(app).query_one(ViewTabs)

        def signs() -> dict[int, str]:
            signed = {number: table.model.unseen.sign(number) for number in table.model.numbers}
            return {number: sign for number, sign in signed.items() if sign}

        await pilot.press("end")
        seen = registered(desk, subject="До прошлого", priority=Priority.VERY_HIGH)
        await until(pilot, lambda: "новых: 1 · E — к ним" in tabs.shown, "a word about it")
        await look(app, pilot, *"вчера", "space", *"16", "enter")
        await look(app, pilot, *"вчера", "space", *"18", "enter")
        assert (signs(), "новых" in tabs.shown) == ({}, False)
        changed = next(number for number in table.model.numbers if number != table.model.selected)
        done(desk, Comment(number=changed, text="Пока смотрели"), "orlova")
        came = registered(desk, subject="Пока смотрели", priority=Priority.VERY_HIGH)
        await settled(app, pilot)
        assert (signs(), "новых" in tabs.shown) == ({}, False)
        await pilot.press("escape")
        await shown(app, pilot)
        assert signs() == {seen: NEW, came: NEW, changed: CHANGED}


async def test_nothing_is_done_there_and_that_is_said_before_anything_is_typed(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await look(app, pilot, *"вчера", "space", *"16", "enter")
        for key in ("t", "c", "f2", "u"):
            said = len(app.notices)
            await pilot.press(key)
            await until(pilot, lambda said=said: len(app.notices) > said, key)  # type: ignore[misc]
            assert "Это прошлое, пн 23.11.2026 16:00" in [*app.notices][-1].message
            assert isinstance(app.screen, DeskScreen)
        said = len(app.notices)
        app.navigation.open_search("карта")
        await until(pilot, lambda: len(app.notices) > said, "why nothing is searched there")
        assert "Поиск знает только настоящее" in [*app.notices][-1].message
        assert isinstance(app.screen, DeskScreen)
        await pilot.press("space", "n")
        await shown(app, pilot)
        assert isinstance(app.screen, DeskScreen)
        assert "Это прошлое" in [*app.notices][-1].message


async def test_an_entry_of_the_story_opens_its_ticket_at_its_instant_and_arrows_step_on(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    for minute, command in ((0, register()), (5, Take(number=1)), (10, Comment(number=1, text="Смотрим журнал"))):
        desk.clock.set(f"2026-11-24T09:{minute:02}")
        done(desk, command)
    desk.clock.set("2026-11-24T11:00")
    async with console(desk) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "№ 1")
        ticket = app.screen
        assert isinstance(ticket, TicketScreen)

        def seen() -> tuple[str, int]:
            assert ticket.view is not None
            return f"{ticket.view.at:%H:%M}", len(ticket.view.timeline)

        await look(app, pilot, "down", "enter")  # the last entry but one
        assert seen() == ("09:05", 2)
        for key, expected in (
            ("left", ("09:00", 1)),
            ("left", ("09:00", 1)),  # before the registration there is no such ticket
            ("shift+right", ("09:15", 3)),
            ("left", ("09:10", 3)),
            ("ctrl+left", ("09:10", 3)),  # at 08:30, when the shift began, there was none either
        ):
            await pilot.press(key)
            await shown(app, pilot)
            assert seen() == expected, key
        assert "ещё не было: оно зарегистрировано вт 24.11.2026 09:00" in [*app.notices][-1].message
        await pilot.press("right")
        await until(pilot, lambda: not word(app), "the present, since nothing came later")


async def test_a_breach_of_the_panel_opens_its_ticket_at_the_first_late_second(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WallScreen) and app.screen.wall is not None, "the panel")
        await look(app, pilot, "enter")  # № 3: the executor had ten minutes from Monday, 09:23
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "№ 3")
        assert isinstance(app.screen, TicketScreen)
        assert app.screen.number == 3
        assert word(app).startswith("ПРОШЛОЕ пн 23.11.2026 09:33:01")
        await pilot.press("escape")
        assert isinstance(app.screen, WallScreen)
        assert word(app)
        await pilot.press("escape")
        await until(pilot, lambda: not word(app), "the present")
        assert isinstance(app.screen, WallScreen)


async def test_a_dispute_opens_at_its_own_instant(tmp_path: Path) -> None:
    async with console(full_desk(tmp_path)) as (app, pilot):
        app.action_register("disputes")
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen) and app.screen.loaded, "the disputes")
        app.client.desk.clock.advance(minutes=5)  # type: ignore[union-attr]
        await look(app, pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "№ 3")
        assert word(app).startswith("ПРОШЛОЕ вт 24.11.2026 11:20 ")
