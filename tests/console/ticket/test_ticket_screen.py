"""The screen of a ticket: its story, its clocks, what may be done, live."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.ticket.clock_bars import ClockBars
from console.ticket.pinned import Pinned
from console.ticket.screen import TicketScreen
from console.ticket.ticket_fields import Actions, TicketFields
from console.ticket.ticket_title import TicketTitle
from console.ticket.timeline import Timeline
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.vocabulary import Priority
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, done, make_desk, registered

HOSTILE = "[/] [@click=app.quit] \x1b]52;c;eA==\x07 путь [/var/log]"
CLEANED = "[/] [@click=app.quit] ␛]52;c;eA==␇ путь [/var/log]"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


async def opened(app: PultApp, pilot: Pilot[int], number: int) -> TicketScreen:
    app.navigation.open_ticket(number)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a read ticket")
    screen = app.screen
    assert isinstance(screen, TicketScreen)
    return screen


async def test_a_step_shows_a_key_only_where_it_has_one(desk: FrozenDesk) -> None:
    number = registered(desk, priority=Priority.VERY_HIGH)
    done(desk, Comment(number=number, text="Приняли."))
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        assert screen.view is not None
        shown = screen.query_one(Actions)
        shown.show(screen.view.actions, ("callback_promise", "comment"))
        lines = ["".join(piece[0] for piece in line) for line in shown.lay(40)]
        assert lines[:2] == ["    Обещать звонок", " C  Ответить инициатору"]


async def test_the_clocks_of_the_worked_example_are_told_with_due_state_and_clause(desk: FrozenDesk) -> None:
    number = registered(desk, priority=Priority.VERY_HIGH)
    desk.clock.advance(minutes=3)
    done(desk, Comment(number=number, text="Приняли."))
    desk.clock.advance(minutes=1)
    done(desk, Release(number=number, to="petrov"))
    desk.clock.advance(minutes=2)
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        told = screen.query_one(ClockBars).plain
        title = screen.query_one(TicketTitle).render().plain
    lines = told.split("\n")
    first, executor, resolution = lines[:2], lines[3:6], lines[7:10]
    assert first[0].startswith("Реакция ✓")  # given in time: folded, and never a bar again
    assert first[0].endswith("Прил. 2, табл. 1")
    assert first[1] == "ПЛТП за 3 мин из 5 мин"
    assert executor[0].startswith("Реакция исполнителя")
    assert executor[0].endswith("● идёт")
    assert executor[1].endswith("осталось 8 мин")
    assert executor[2].startswith("до 09:14 · 2 мин из 10 мин")
    assert resolution[2].startswith("до 13:00")
    assert all(clock[2].endswith("Прил. 2, табл. 1") for clock in (executor, resolution))
    assert "Реакция исполнителя: 8 мин до 09:14" in title


async def test_a_tick_counts_down_and_repaints_nothing_else(desk: FrozenDesk) -> None:
    number = registered(desk, priority=Priority.VERY_HIGH)
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        bars = screen.query_one(ClockBars)
        refreshed: list[object] = []
        bars.refresh = lambda *regions, **_: refreshed.extend(regions) or bars  # type: ignore[method-assign,assignment]
        desk.clock.advance(seconds=30)
        bars.tick(desk.now())
        # One minute of the norm is begun: the first and the last clock say another remainder and another spent time.
        assert {region.y for region in refreshed} == {1, 2, 9, 10}  # type: ignore[attr-defined]
        assert all(region.height == 1 for region in refreshed)  # type: ignore[attr-defined]
        refreshed.clear()
        bars.tick(desk.now())
        assert refreshed == []
        assert "осталось 4 мин 30 с" in bars.plain


async def test_a_running_clock_turns_overdue_without_a_reading(desk: FrozenDesk) -> None:
    number = registered(desk, priority=Priority.VERY_HIGH)
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        desk.clock.advance(minutes=7)
        screen.on_tick(desk.now())
        assert "✗ просрочен" in screen.query_one(ClockBars).plain
        assert "просрочено на 2 мин" in screen.query_one(ClockBars).plain


async def test_at_lunch_the_countdown_stands_still_and_says_until_when(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-24T12:50")
    number = registered(desk, priority=Priority.HIGH)
    desk.clock.set("2026-11-24T13:20")
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        told = screen.query_one(ClockBars).plain
        assert "■ стоит до 14:00" in told
        assert "осталось 10 мин" in told


async def test_what_is_internal_cannot_be_taken_for_an_answer(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Comment(number=number, text="Открытый текст"))
    done(desk, Note(number=number, text="Тайный текст"))
    async with console(desk) as (app, pilot):
        story = (await opened(app, pilot, number)).query_one(Timeline).plain
    assert "● Ответ инициатору · Иванова М. С." in story
    assert "│ Открытый текст" in story
    assert "◆ Внутренняя заметка — инициатор не видит · Иванова М. С." in story
    assert "┆ Тайный текст" in story


async def test_another_consoles_commit_is_seen_and_the_scroll_stays(desk: FrozenDesk) -> None:
    number = registered(desk)
    for turn in range(30):
        done(desk, Note(number=number, text=f"Заметка {turn}"))
    async with console(desk) as (app, pilot):
        story = (await opened(app, pilot, number)).query_one(Timeline)
        await until(pilot, lambda: story.is_vertical_scroll_end, "the newest entry")
        story.scroll_to(y=5, animate=False, immediate=True)
        await pilot.pause()
        done(desk, Comment(number=number, text="Со второго пульта"), "orlova")
        await until(pilot, lambda: "Со второго пульта" in story.plain, "the other console's comment")
        await pilot.pause()
        assert story.scroll_offset.y == 5


async def test_actions_say_their_key_or_why_not_with_the_clause(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk, "petrov") as (app, pilot):
        screen = await opened(app, pilot, number)
        pane = screen.query_one(Actions)
        folded = pane.plain
        pane.focus()
        await pilot.press("enter")
        actions = pane.plain
        refusal = screen.refusal("take")
    assert folded.startswith(" N  Внутренняя заметка")
    assert "▸  Нельзя сейчас: " in folded
    assert "(п. 6.4)" not in folded
    assert "ВЛТП начинает работу после того, как ПЛТП завершит свой этап (п. 6.4)" in " ".join(actions.split())
    assert refusal is not None
    assert refusal.clause == "п. 6.4"


async def test_a_cyrillic_letter_takes_the_ticket_at_once(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        await pilot.press("е")  # the key of T
        await until(pilot, lambda: screen.view is not None and screen.view.ticket.assignee == "ivanova", "taken")
        assert "Иванова М. С." in screen.query_one(TicketFields).plain


async def test_a_forbidden_key_changes_nothing_and_says_the_clause(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Take(number=number))
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        await pilot.press("o")
        await until(pilot, lambda: bool(app.notices), "a message")
        assert "«Статусы обращений»" in next(iter(app.notices)).message
        assert app.screen is screen


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_hostile_text_is_shown_and_obeyed_by_nobody(desk: FrozenDesk, size: tuple[int, int]) -> None:
    number = registered(desk, subject=HOSTILE, description=f"{HOSTILE}\n{HOSTILE}")
    done(desk, Comment(number=number, text=HOSTILE))
    async with console(desk, size=size) as (app, pilot):
        screen = await opened(app, pilot, number)
        assert CLEANED in screen.query_one(TicketTitle).render().plain
        # The description is told once: pinned, since all of it has room there. The answer is told in the story.
        assert screen.query_one(Pinned).plain.count(CLEANED) == 2
        assert screen.query_one(Timeline).plain.count("[@click=app.quit]") == 1
        assert "\x1b" not in text_of(app)
        for key in ("c", "escape", "n", "escape", "d", "escape", "e", "escape"):
            await pilot.press(key)
            await pilot.pause()
            assert "\x1b" not in text_of(app)
        assert app.screen is screen


async def test_at_eighty_columns_one_pane_is_changed_by_digits_and_tab(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot, number)
        assert "История" in text_of(app)
        assert "Реакция исполнителя" not in text_of(app)
        await pilot.press("2")
        assert "Реакция исполнителя" in text_of(app)
        await pilot.press("tab")
        assert "Синицына Анна Павловна" in text_of(app)
        assert "+7 391 200-00-01" in text_of(app)
        await pilot.press("tab")
        assert screen.query_one(Timeline).has_focus


async def test_why_so_tells_every_counted_interval_with_its_clause(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-24T12:40")
    number = registered(desk, priority=Priority.HIGH)
    desk.clock.set("2026-11-24T13:45")
    done(desk, Comment(number=number, text="Ответ в обед"))
    async with console(desk) as (app, pilot):
        await opened(app, pilot, number)
        await pilot.press("у")  # the key of E
        await until(pilot, lambda: "Почему так" in text_of(app), "the explanation")
        told = text_of(app)
        assert "12:40–13:00 = 20 мин" in told
        assert "(п. 3.4)" in told
        assert "Выполнен за 20 мин" in told
        await pilot.press("escape")
        assert isinstance(app.screen, TicketScreen)


async def test_a_ticket_that_does_not_exist_says_so(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        app.navigation.open_ticket(999)
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the screen")
        await until(pilot, lambda: "999" in text_of(app) and "читаю" not in text_of(app), "a sentence")
        await pilot.press("c")
        assert isinstance(app.screen, TicketScreen)
