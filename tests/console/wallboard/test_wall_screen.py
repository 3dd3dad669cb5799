"""The breach panel in the console: what it shows, when it is read again, where its figures lead, who may touch it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.frame.spec_dialog import SpecDialog
from console.intake.screen import IntakeScreen
from console.keys import key_queue
from console.queue.figure_tickets import FigureTicketsScreen
from console.queue.screen import QueueScreen
from console.queue.widgets.queue_table import QueueTable
from console.registers.screen import RegisterScreen
from console.ticket.screen import TicketScreen
from console.wallboard.clinic_screen import ClinicScreen, Parts
from console.wallboard.panel import Panel
from console.wallboard.screen import CYCLE, WallScreen
from console.wallboard.widgets.big_figure import BigFigure
from console.wallboard.widgets.wall_block import WallBlock
from console.widgets.one_line import OneLine
from core.desk.desk import Desk
from core.desk.oversight.oversight_reads import OversightReads
from core.store.errors import StoreUnavailable
from core.tickets.answers.comments import Comment
from core.tickets.refusal import Refusal
from tests.console.driving import until
from tests.console.wall_scenes import morning_desk
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered, reopen


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return morning_desk(tmp_path)


@asynccontextmanager
async def wall(
    desk: Desk, login: str = "orlova", *, size: tuple[int, int] = (160, 45), panel: Panel | None = None
) -> AsyncIterator[tuple[PultApp, Pilot[int], WallScreen]]:
    """A console that has begun with the panel, once that has been read."""
    app = PultApp(lambda: desk, login, panel=panel or Panel())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WallScreen) and app.screen.wall is not None, "the panel")
        assert isinstance(app.screen, WallScreen)
        yield app, pilot, app.screen


def whole(screen: WallScreen, name: str) -> str:
    return screen.query_one(f"#figure-{name}", BigFigure).plain


def figure(screen: WallScreen, name: str) -> str:
    """A big figure without what it is out of."""
    return whole(screen, name).split(" · ")[0]


def block(screen: WallScreen, name: str) -> str:
    return screen.query_one(f"#{name}", WallBlock).plain


def said(screen: WallScreen) -> str:
    return screen.query_one("#wall-said", OneLine).shown


def listed(app: PultApp) -> set[int]:
    assert isinstance(app.screen, FigureTicketsScreen)
    return set(app.screen.query_one(QueueTable).model.numbers)


async def settled(app: PultApp, pilot: Pilot[int]) -> FigureTicketsScreen:
    await until(pilot, lambda: isinstance(app.screen, FigureTicketsScreen) and app.screen.listing.settled, "the list")
    assert isinstance(app.screen, FigureTicketsScreen)
    return app.screen


async def test_it_says_what_burns_who_is_drowning_and_how_the_day_goes(desk: FrozenDesk) -> None:
    async with wall(desk) as (_app, _pilot, screen):
        assert figure(screen, "late") == "‼ Просрочено: 1"
        assert figure(screen, "near15") == "▲ До 15 минут: 1"
        assert figure(screen, "near240") == "△ До 4 часов: 9"
        assert figure(screen, "open") == "  Открыто: 13"
        burning = block(screen, "burning").splitlines()
        assert burning[0].startswith("‼ Просрочено: 2 срока")
        # № 17, released Mon 15:00, the executor's 10 min were over at 15:10: 140 + 170 min past it
        assert "№ 17" in burning[1]
        assert burning[1].startswith("‼ −5 ч 10 мин")
        assert "исполнитель не ответил" in burning[1]
        assert "▲ До 15 минут: 1 срок" in burning
        assert said(screen).startswith(" Ближайший срок: № 28, до 11:24")
        drowning = block(screen, "shift")
        petrov = next(line for line in drowning.splitlines() if "Петров А. Н." in line)
        # seven errors are due in 75 to 93 minutes and take 50 each: one is kept, six burn, none is beyond saving;
        # of the kind of № 17, whose term is over, nothing is known
        assert petrov.split() == ["‼", "Петров", "А.", "Н.", "8", "≥6", "≥6", "0", "1"]
        advice = " ".join(drowning.split())
        assert advice.count("Сгорит, если не ускориться или не передать: ВЛТП, Петров А. Н.") == 1
        assert "≥ — по 2 обращениям нет статистики" in advice
        assert "Споры" in block(screen, "standing")
        assert "Сбой № 1" in block(screen, "standing")


async def test_every_big_figure_says_out_of_how_many_it_is(desk: FrozenDesk) -> None:
    async with wall(desk) as (_app, _pilot, screen):
        assert whole(screen, "late") == "‼ Просрочено: 1 · из 13"
        assert whole(screen, "near240") == "△ До 4 часов: 9 · из 13"
        assert whole(screen, "open") == "  Открыто: 13 · с утра +12"  # № 17 is yesterday's


async def test_it_opens_and_closes_by_one_key_over_any_list(desk: FrozenDesk) -> None:
    app = PultApp(lambda: desk, "orlova")
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: app.client.actor is not None, "an open desk")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WallScreen) and app.screen.wall is not None, "the panel")
        await pilot.press("f10")
        assert isinstance(app.screen, QueueScreen)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WallScreen) and app.screen.wall is not None, "the panel")
        await pilot.press("1")
        await settled(app, pilot)
        await pilot.press("f10")  # from what it leads to, straight back
        assert isinstance(app.screen, WallScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, QueueScreen), "the queue")
        assert not isinstance(app.screen, FigureTicketsScreen)


async def test_what_is_being_typed_over_the_panel_stays_where_it_is(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, _screen):
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
        await pilot.press("f10")
        assert isinstance(app.screen, IntakeScreen)


@pytest.mark.parametrize(("digit", "numbers"), [("1", {17}), ("2", {28}), ("3", {28})])
async def test_a_digit_leads_to_the_tickets_of_its_figure(desk: FrozenDesk, digit: str, numbers: set[int]) -> None:
    async with wall(desk) as (app, pilot, screen):
        await pilot.press(digit)
        over = await settled(app, pilot)
        assert listed(app) == numbers
        assert "Табло › " in over.query_one("#search-title", OneLine).shown
        await pilot.press("escape")
        assert app.screen is screen


async def test_the_cursor_goes_over_figures_and_enter_opens_what_stands_behind(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, _screen):
        await pilot.press("enter")  # the head of what is late
        await settled(app, pilot)
        assert listed(app) == {17}
        await pilot.press("escape", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "a ticket")
        assert app.screen.number == 17  # type: ignore[attr-defined]
        await pilot.press("escape", "tab", "down", "enter")  # the shift: ВЛТП's open load
        await settled(app, pilot)
        assert listed(app) == set(range(17, 25))


async def test_disputes_lead_to_their_register(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        standing = screen.query_one("#standing", WallBlock)
        standing.focus()
        await pilot.pause()
        while standing.cell is None or getattr(standing.goal, "name", "") != "disputes":
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen), "the register")


async def test_a_clinic_that_got_worse_leads_down_to_its_tickets(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        while screen.focused is None or screen.focused.id != "clinics":
            await pilot.press("tab")
        assert "kkb" in block(screen, "clinics")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ClinicScreen), "the clinic")
        parts = app.screen.query_one(Parts)
        assert "Реакция ПЛТП" in parts.plain
        assert "4 из 17 · 24 %" in parts.plain  # the four of 2, 3, 5 and 6 November; of this week's nine none
        await pilot.press("enter")
        await settled(app, pilot)
        assert listed(app) == {9, 10, 11, 12}
        await pilot.press("escape")
        assert app.screen is screen


async def test_an_absence_is_written_from_the_executor_who_is_chosen(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        shift = screen.query_one("#shift", WallBlock)
        shift.focus()
        await pilot.pause()
        while getattr(shift.goal, "login", None) != "petrov":
            await pilot.press("down")
        await pilot.press("z")
        await until(pilot, lambda: isinstance(app.screen, SpecDialog) and not app.screen.restoring, "the form")
        assert "Петров" in app.screen.query_one("#who").text  # type: ignore[attr-defined]


# -- when it is read --------------------------------------------------------------------------------------------


async def test_a_breach_is_there_at_its_instant_although_nobody_has_written(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        desk.clock.set("2026-11-24T11:24:30")  # № 28: 20 min after 11:04:30
        app.clock.tick()
        await pilot.pause()
        assert figure(screen, "late") == "‼ Просрочено: 1"
        desk.clock.set("2026-11-24T11:24:31")
        app.clock.tick()
        await until(pilot, lambda: figure(screen, "late") == "‼ Просрочено: 2", "the breach")
        assert figure(screen, "near15") == "  До 15 минут: 0"


async def test_the_panel_wakes_by_itself_between_two_ticks(tmp_path: Path) -> None:
    """With a clock that runs: the reading comes by a timer of its own, at the very instant."""
    frozen = make_desk(tmp_path, "2026-11-24T11:20")
    registered(frozen)
    async with wall(frozen) as (app, pilot, screen):
        app.heartbeat.stop()  # no tick will come
        frozen.clock.set("2026-11-24T11:39:59.950")
        screen.reread()
        await until(pilot, lambda: screen.wall is not None and screen.wall.time.now == frozen.now(), "a reading")
        frozen.clock.set("2026-11-24T11:40:00.000001")
        await until(pilot, lambda: figure(screen, "late") == "‼ Просрочено: 1", "the breach")


async def test_what_somebody_commits_is_shown(desk: FrozenDesk) -> None:
    async with wall(desk) as (_app, pilot, screen):
        done(reopen(desk.path, desk.clock), Comment(number=28, text="Смотрим."))
        await until(pilot, lambda: figure(screen, "near15") == "  До 15 минут: 0", "the answer")


async def test_between_two_readings_countdowns_alone_move(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        desk.clock.set("2026-11-24T11:20:40")
        screen.reread()
        await until(pilot, lambda: screen.wall is not None and screen.wall.time.now == desk.now(), "a reading")
        burning = screen.query_one("#burning", WallBlock)
        others = [each for each in screen.query(WallBlock) if each is not burning]
        painted: list[Any] = []
        for each in (*others, *screen.query(BigFigure)):
            each.refresh = lambda *_args, who=each, **_kw: painted.append(who) or who  # type: ignore[method-assign]
        regions: list[Any] = []
        real = burning.refresh
        burning.refresh = lambda *given, **kw: regions.extend(given) or real(*given, **kw)  # type: ignore[method-assign]
        desk.clock.advance(seconds=1)
        app.clock.tick()
        await pilot.pause()
        assert painted == []
        assert [(region.width <= 16, region.height) for region in regions] == [(True, 1)]  # 3 мин 50 с → 3 мин 49 с
        app.clock.tick()
        await pilot.pause()
        assert len(regions) == 1


async def test_at_lunch_it_says_what_the_first_minutes_after_it_will_bring(desk: FrozenDesk) -> None:
    desk.clock.set("2026-11-24T12:50")
    registered(desk, subject="Не открывается отчёт")  # high: ten minutes are left after lunch
    desk.clock.set("2026-11-24T13:20")
    async with wall(desk) as (_app, _pilot, screen):
        assert said(screen).startswith(" 13:20, обед; с 14:00 за первые 15 минут сгорит 1, если не успеть")


async def test_all_is_well_is_said_calmly(tmp_path: Path) -> None:
    async with wall(make_desk(tmp_path, "2026-11-24T11:20")) as (_app, _pilot, screen):
        assert "✓ Всё в срок." in block(screen, "burning")
        assert figure(screen, "late") == "✓ Просрочено: 0"
        assert not any(each.worst for each in screen.query(WallBlock))


class _Lossy(OversightReads):
    """A breach panel whose store can be lost."""

    lost = False

    def wall(self) -> Any:
        if self.lost:
            raise StoreUnavailable("Хранилище недоступно")
        return super().wall()


async def test_a_lost_store_is_told_with_the_age_of_the_figures_and_comes_back(desk: FrozenDesk) -> None:
    desk.oversight.__class__ = _Lossy
    async with wall(desk) as (app, pilot, screen):
        desk.oversight.lost = True  # type: ignore[attr-defined]
        desk.clock.set("2026-11-24T11:23:10")
        app.clock.tick()
        await until(pilot, lambda: screen.has_class("-stale"), "the loss")
        desk.clock.advance(seconds=1)
        app.clock.tick()
        await until(pilot, lambda: "данные на 11:20, отстают на 3 мин" in said(screen), "the age")
        assert figure(screen, "late") == "‼ Просрочено: 1"
        desk.oversight.lost = False  # type: ignore[attr-defined]
        desk.clock.set("2026-11-24T11:24:31")
        app.clock.tick()
        await until(pilot, lambda: not screen.has_class("-stale"), "the store")
        assert figure(screen, "late") == "‼ Просрочено: 2"


# -- pages, and a screen without a keyboard ---------------------------------------------------------------------


async def test_tab_and_space_reach_every_page_of_a_small_terminal(desk: FrozenDesk) -> None:
    async with wall(desk, size=(80, 24)) as (_app, pilot, screen):
        seen = set()
        for _ in range(6):
            assert screen.focused is not None
            assert screen.focused.display
            seen.add(screen.focused.id)
            await pilot.press("tab")
        assert seen == {"burning", "shift", "clocks", "kept", "clinics", "standing"}
        pages = [screen.page]
        for _ in range(6):
            await pilot.press("space")
            pages.append(screen.page)
        assert sorted(set(pages)) == [0, 1, 2, 3, 4, 5]
        assert "страница" in said(screen)


async def test_pages_turn_by_themselves_when_asked(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        await pilot.press("p")
        assert "листается каждые 20 с" in said(screen)
        app.clock.tick()
        assert screen.page == 0
        desk.clock.advance(seconds=CYCLE)
        app.clock.tick()
        assert screen.page == 1
        await pilot.press("p")
        desk.clock.advance(seconds=CYCLE)
        app.clock.tick()
        assert screen.page == 1


async def test_a_screen_to_look_at_knows_no_command(desk: FrozenDesk) -> None:
    desk.environment.read_only = True
    async with wall(desk, panel=Panel(read_only=True)) as (app, pilot, screen):
        for key in ("1", "enter", "escape", "f2", "f7", "f9", "f10", "f12", "z", "tab", "a"):
            await pilot.press(key)
        await pilot.click(WallBlock, offset=(3, 1), times=2)
        assert app.screen is screen
        assert screen.focused is None
        await pilot.press("space")
        assert screen.page == 1
        refused = desk.commands.perform(Comment(number=28, text="Смотрим."), actor(desk, "ivanova"))
        assert isinstance(refused, Refusal)
        assert (refused.code, refused.kind) == ("access.read_only", "forbidden")
        assert desk.administration.sweep() == desk.administration.sweep(dry=True)


async def test_a_figure_s_list_is_a_queue_and_what_is_done_there_is_on_the_panel(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        await pilot.press("2")
        over = await settled(app, pilot)
        done(desk, Comment(number=28, text="Смотрим."))
        app.changes.announce()
        await until(pilot, lambda: over.query_one(QueueTable).model.numbers == (), "an empty list")
        await pilot.press("escape")
        await until(pilot, lambda: figure(screen, "near15") == "  До 15 минут: 0", "the answer")


async def test_the_filter_of_a_figure_comes_back_before_one_leaves(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        await pilot.press("4")
        over = await settled(app, pilot)
        await pilot.press("f3", *" номер:28", "enter")
        await until(pilot, lambda: listed(app) == {28}, "the narrowed list")
        await pilot.press("escape")
        await until(pilot, lambda: len(listed(app)) == 9, "the figure's list")
        assert app.screen is over
        await pilot.press("escape")
        assert app.screen is screen


async def test_a_clock_that_is_put_back_is_followed(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        desk.clock.set("2026-11-24T12:40")
        app.clock.tick()
        await until(pilot, lambda: figure(screen, "late") == "‼ Просрочено: 4", "the later figures")
        desk.clock.set("2026-11-24T11:20")
        app.clock.tick()
        await until(pilot, lambda: figure(screen, "late") == "‼ Просрочено: 1", "the earlier figures")


async def test_tab_goes_over_a_page_before_it_turns_it(desk: FrozenDesk) -> None:
    async with wall(desk) as (_app, pilot, screen):
        walked = []
        for _ in range(6):
            assert screen.focused is not None
            walked.append((screen.page, screen.focused.id))
            await pilot.press("tab")
        assert walked == [(0, "burning"), (0, "shift"), (0, "standing"), (1, "clocks"), (1, "kept"), (1, "clinics")]


def is_wide(screen: WallScreen, columns: int) -> bool:
    return screen.query_one("#figures").region.width == columns


@pytest.mark.parametrize("size", [(130, 30), (60, 16), (170, 46), (120, 20), (80, 24)])
async def test_the_parts_follow_every_size(desk: FrozenDesk, size: tuple[int, int]) -> None:
    async with wall(desk, size=(100, 30)) as (_app, pilot, screen):
        for columns, rows in ((110, 30), size):
            await pilot.resize_terminal(columns, rows)
            await until(pilot, partial(is_wide, screen, columns), "the new width")
            burning = screen.query_one("#burning", WallBlock)
            assert burning.region.right <= columns
            assert burning.region.bottom <= rows


async def test_an_answer_to_a_list_that_was_left_is_nothing(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        await pilot.press("4")
        over = await settled(app, pilot)
        view = desk.tickets.view(18, actor(desk, "orlova"))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "the panel")
        await pilot.pause(0.05)
        over.preview.show(view)
        over.tell_keys()
        await pilot.pause()
        assert app.screen is screen


async def test_what_ended_in_time_is_no_good_sign_while_something_is_late(desk: FrozenDesk) -> None:
    async with wall(desk) as (_app, _pilot, screen):
        assert whole(screen, "kept") == "‼ Закончено в срок, %: 89 · 16 из 18"
        assert "✓" not in figure(screen, "near15")


async def test_calls_lead_to_their_tickets_and_to_the_log(desk: FrozenDesk) -> None:
    async with wall(desk) as (app, pilot, screen):
        standing = screen.query_one("#standing", WallBlock)
        standing.focus()
        await pilot.pause()
        while getattr(standing.goal, "filter", "") != "канал:телефон записано:сегодня":
            await pilot.press("down")
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, RegisterScreen), "the log")
        await pilot.press("escape", "left", "enter")
        await settled(app, pilot)
        assert listed(app) == set(range(18, 30))


async def test_no_key_waits_for_a_screen_that_has_gone(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", 1000.0)
    async with wall(desk) as (app, pilot, screen):
        await pilot.press("1")
        await settled(app, pilot)
        await pilot.press("f10")
        await until(pilot, lambda: app.screen is screen, "the panel")
        await pilot.press("4")
        await settled(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "the panel")
        await pilot.press("space")
        await until(pilot, lambda: screen.page == 1, "the other page")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, WallScreen), "the queue")
        await until(pilot, lambda: not app.keys.under_way, "the end of the last key")
