"""The queue: views, the order of dues, search, preview; its cursor follows a ticket; Cyrillic letters are keys."""

from pathlib import Path

import pytest
from textual.geometry import Region

from console.dialogs.compose import CommentDialog
from console.queue.widgets.queue_table import QueueTable
from console.queue.widgets.ticket_preview import TicketPreview
from console.queue.widgets.view_tabs import ViewTabs
from console.screens.help import HelpScreen
from console.screens.palette import PaletteScreen
from console.ticket.screen import TicketScreen
from console.widgets.desk_header import DeskHeader
from console.widgets.fields.text_fields import TextLine
from console.widgets.key_bar import KeyBar
from console.widgets.one_line import OneLine
from core.desk.views import View
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Take
from core.tickets.classification.commands import SetPriority
from core.tickets.classification.processing import RequestInformation
from core.tickets.staff.commands import AddUser, BlockUser
from core.vocabulary import Priority, Role
from tests.console.driving import console, lines_of, queue_of, settled, table_of, text_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import done, make_desk, registered, reopen


async def test_the_earliest_due_stands_first_and_what_has_none_last(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, _pilot):
        assert table_of(app).model.numbers == (3, 9, 8, 7, 10, 6, 4, 2, 5)
        lines = lines_of(app)
        # № 3, released Mon 09:23: the executor's 10 min ended at 09:33; 207 + 210 + 170 = 587 min over.
        assert lines[3].startswith("▌● −9 ч 47 мин ")
        # № 9, very high, received Tue 11:17:30, reaction in 5 min: 2 min 30 s left.
        assert lines[4].startswith(" ▲ 2 мин 30 с ")
        # № 8, high, received 11:04:30, reaction in 20 min: 4 min 30 s left.
        assert lines[5].startswith(" ▲ 4 мин 30 с ")
        # № 7, consultation of low priority, received 10:55, in 2 h: 1 h 35 min left.
        assert lines[6].startswith("   1 ч 35 мин ")
        assert lines[10].startswith("   ждём ответ")
        assert lines[11].startswith("   без срока")


@pytest.mark.parametrize(
    ("digit", "numbers"),
    [("1", {5, 6, 7, 8, 9, 10}), ("2", {4}), ("3", {2, 3, 4, 5, 6, 7, 8, 9, 10}), ("5", {3}), ("6", {2}), ("7", {1})],
)
async def test_a_digit_opens_a_view(tmp_path: Path, digit: str, numbers: set[int]) -> None:
    async with console(busy_desk(tmp_path), view=View.SOON) as (app, pilot):
        await pilot.press(digit)
        await settled(app, pilot)
        assert set(table_of(app).model.numbers) == numbers


async def test_tabs_count_every_view(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, _pilot):
        assert "1 Новые 6" in app.screen.query_one(ViewTabs).shown
        assert "[3 Все открытые 9]" in app.screen.query_one(ViewTabs).shown
        assert "5 Просрочено 1" in app.screen.query_one(ViewTabs).shown


async def test_search_narrows_the_list_and_escape_undoes_it(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await pilot.press("f3", *"ЗИМИН")
        await until(pilot, lambda: set(table_of(app).model.numbers) == {4, 7}, "the tickets of Зимина")
        assert app.screen.query_one("#found", OneLine).shown.startswith("найдено 2")
        await pilot.press("escape")
        await until(pilot, lambda: len(table_of(app).model.numbers) == 9, "the whole view again")
        assert app.focused is table_of(app)


async def test_digits_are_text_while_searching(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await pilot.press("ы", *"086")
        assert app.screen.query_one("#search", TextLine).value == "086"
        await until(pilot, lambda: table_of(app).model.numbers == (6,), "the ticket about 086/у")
        assert queue_of(app).listing.query.view is View.OPEN


async def test_an_empty_view_says_what_to_do(tmp_path: Path) -> None:
    async with console(make_desk(tmp_path)) as (app, pilot):
        assert "Открытых обращений нет. F2 — принять звонок." in text_of(app)
        await pilot.press("f3", *"ничего")
        await until(pilot, lambda: "По условиям «ничего» здесь ничего нет" in text_of(app))


async def test_the_cursor_stays_on_its_ticket_when_rows_move(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    other = reopen(desk.path, desk.clock)
    async with console(desk) as (app, pilot):
        await pilot.press("down", "down", "down")
        assert table_of(app).model.selected == 7
        done(other, SetPriority(number=6, priority=Priority.VERY_HIGH), "ivanova")  # overtakes № 7
        await until(pilot, lambda: table_of(app).model.numbers != (3, 9, 8, 7, 10, 6, 4, 2, 5), "another order")
        assert table_of(app).model.selected == 7
        assert table_of(app).model.cursor > 3
        assert sum(line.startswith("▌") for line in lines_of(app)) == 1


async def test_another_console_s_commit_appears_without_a_key(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    other = reopen(desk.path, desk.clock)
    async with console(desk) as (app, pilot):
        number = registered(other, subject="Второй пульт это зарегистрировал")
        await until(pilot, lambda: "Второй пульт это зарегистрировал" in text_of(app))
        assert number in table_of(app).model.numbers


async def test_the_preview_follows_the_cursor(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        assert app.screen.query_one(TicketPreview).number == 3
        await pilot.press("down")
        await settled(app, pilot)
        assert app.screen.query_one(TicketPreview).number == 9
        assert "Приём остановлен: qMS не отвечает на всех" in app.screen.query_one(TicketPreview).plain


async def test_f6_shows_the_preview_below_on_a_small_screen(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path), size=(80, 24)) as (app, pilot):
        preview = app.screen.query_one(TicketPreview)
        assert not preview.display
        await pilot.press("f6")
        await until(pilot, lambda: preview.display and preview.region.y > table_of(app).region.y)
        await pilot.press("f6")
        await until(pilot, lambda: preview.region.height > 15, "the whole screen")
        await pilot.press("f6")
        await until(pilot, lambda: not preview.display)


@pytest.mark.parametrize("keys", [("с",), ("С",), ("c",), ("C",)])
async def test_a_letter_is_a_command_in_either_layout_and_with_caps_lock(tmp_path: Path, keys: tuple[str]) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await pilot.press(*keys)
        await until(pilot, lambda: isinstance(app.screen, CommentDialog), "the dialog of the comment")


async def test_ctrl_with_a_cyrillic_letter_works_too(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await pilot.press("ctrl+з")  # P
        await until(pilot, lambda: type(app.screen).__name__ == "PaletteScreen")


async def test_enter_opens_the_selected_ticket(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen))
        assert app.screen.number == 9


async def test_what_is_not_allowed_is_dimmed_and_says_why_with_its_clause(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        bar = app.screen.query_one(KeyBar)
        dimmed = [bar.shown[span.start : span.end] for span in bar.render().spans if "disabled" in str(span.style)]
        assert "R Передать" in dimmed
        assert "C Ответ" not in dimmed
        await pilot.press("к")  # R: № 3 stands with ВЛТП already
        await until(pilot, lambda: len(app.notices) > 0, "the refusal")
        assert "п. 5.9" in next(iter(app.notices)).message


async def test_the_header_says_time_hours_and_who_is_on(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, pilot):
        header = app.screen.query_one("#desk-line", OneLine)
        assert header.shown.startswith(" Пульт ЦК  вт 24.11  11:20  рабочее время до 13:00")
        assert header.shown.endswith("Иванова М. С. · Специалист ПЛТП ")
        desk.clock.set("2026-11-24T13:10")
        app.clock.tick()
        assert "обед до 14:00" in header.shown
        desk.clock.set("2026-11-27T17:30")
        app.clock.tick()
        assert "нерабочее время до пн 08:30" in header.shown
        await pilot.pause()
        assert "‖ до пн 08:30" in text_of(app)


async def test_who_is_on_stays_in_a_narrow_header_after_hours_however_long_the_name(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-27T18:00")
    name = "Константинопольская Александра Вячеславовна"
    done(desk, AddUser(login="konst", full_name=name, role=Role.FIRST_LINE), "admin")
    async with console(desk, "konst", size=(80, 24)) as (app, _pilot):
        header = app.screen.query_one("#desk-line", OneLine)
        assert header.shown.startswith(" Пульт ЦК  пт 18:00  нерабочее время до пн 08:30")
        assert header.shown.endswith(" Константинопольская А. В. · ПЛ…")


async def test_countdowns_stand_still_at_lunch(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path, "2026-11-24T13:05")
    async with console(desk) as (app, pilot):
        before = [line[:14] for line in lines_of(app)[3:12]]
        desk.clock.set("2026-11-24T13:55")
        app.clock.tick()
        await pilot.pause()
        assert [line[:14] for line in lines_of(app)[3:12]] == before


@pytest.mark.drawn
async def test_a_tick_repaints_only_the_countdowns_that_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, _pilot):
        regions: list[tuple[int, int, int, int]] = []
        monkeypatch.setattr(table_of(app), "refresh", lambda *given, **_: regions.extend(map(tuple, given)))
        desk.clock.advance(seconds=1)
        app.clock.tick()
        # № 9 and № 8 show seconds; № 3, № 7 and № 6 begin another minute; the others say what they said.
        assert regions == [(0, 0, 16, 1), (0, 1, 16, 1), (0, 2, 16, 1), (0, 3, 16, 1), (0, 5, 16, 1)]


async def test_help_is_made_from_the_registry(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "Закончить этап ПЛТП и передать исполнителю ВЛТП." in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is queue_of(app))


async def test_the_palette_runs_a_command_found_by_letters_of_the_wrong_layout(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        await pilot.press("f9", *"pfrhsnst")  # закрытые
        await pilot.pause()
        assert "Вид: Закрытые" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: queue_of(app).listing.query.view is View.CLOSED)


async def test_own_commit_is_seen_at_once(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path), view=View.MINE) as (app, pilot):
        answers: list[object] = []
        app.client.submit(Take(number=9), key="take-9", on_done=answers.append)
        await until(pilot, lambda: 9 in table_of(app).model.numbers)
        assert len(answers) == 1


async def test_people_s_text_is_text(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    registered(desk, subject="[/] [@click=app.quit] \x1b]52;c;eA==\x07 путь [/var/log]")
    done(desk, Comment(number=1, text="[bold]жирно[/bold] \x1b[2J"))
    async with console(desk) as (app, _pilot):
        assert "[/] [@click=app.quit] ␛]52;c;eA==␇ путь \n[/var/log]" in app.screen.query_one(TicketPreview).plain
        assert "[/] [@click=app.quit]" in text_of(app)
        assert "\x1b" not in text_of(app)


async def test_a_store_that_fails_is_a_banner_and_f5_tries_again(tmp_path: Path) -> None:
    from console.app import PultApp
    from core.store.errors import StoreUnavailable

    desk, failures = busy_desk(tmp_path), [StoreUnavailable("Хранилище занято")]

    def open_desk() -> object:
        if failures:
            raise failures.pop()
        return desk

    app = PultApp(open_desk, "ivanova")  # type: ignore[arg-type]
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: "F5 — повторить · Хранилище занято" in text_of(app))
        await pilot.press("f5")
        await until(pilot, lambda: "Реестр счетов не выгружается" in text_of(app))
        await until(pilot, lambda: not app.screen.query_one(DeskHeader).has_class("-trouble"))


async def test_a_login_that_is_not_let_in_is_told_so(tmp_path: Path) -> None:
    from console.app import PultApp

    desk = busy_desk(tmp_path)
    app = PultApp(lambda: desk, "nobody")
    async with app.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: app.client.failure is not None)
        await until(pilot, lambda: app.screen.query_one(DeskHeader).has_class("-trouble"))
        assert app.client.actor is None


async def test_a_queue_under_a_dialog_stays_as_it_is_and_catches_up_when_it_is_back(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, pilot):
        before = len(queue_of(app).listing.model.numbers)
        await pilot.press("n")
        await until(pilot, lambda: len(app.screen_stack) == 3, "a dialog over the queue")
        asked: list[object] = []
        app.client.ask = lambda *values, **named: (  # type: ignore[method-assign]
            asked.append(values) if named.get("group") not in ("outages", "news") else None
        )
        registered(desk, subject="Пришло под диалогом")
        for _ in range(3):
            app.changes.announce()
            await pilot.pause()
        assert asked == []
        del app.client.ask
        await pilot.press("escape")
        await until(pilot, lambda: len(queue_of(app).listing.model.numbers) == before + 1, "the new ticket")


async def test_an_account_that_was_blocked_is_told_although_the_store_answers(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, pilot):
        actor = app.client.actor
        done(desk, BlockUser(login="ivanova"), "admin")
        app.client.ask(lambda desk: (desk.sign_in("ivanova"), desk.policy), app.connection.looked, group="look")
        await until(pilot, lambda: app.client.failure is not None, "the refusal")
        answered: list[int] = []
        app.client.ask(lambda desk: 1, answered.append)
        await until(pilot, lambda: answered == [1], "an answer of the store")
        assert "Учётная запись «ivanova» заблокирована" in text_of(app)
        app.connection.looked((actor, desk.policy))
        await until(pilot, lambda: "заблокирована" not in text_of(app), "a header without a banner")


async def test_a_view_without_a_digit_is_found_in_the_palette_and_named_above_the_list(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    done(desk, RequestInformation(number=registered(desk), text="Какой кабинет?"))
    async with console(desk) as (app, pilot):
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen), "the palette")
        await pilot.press(*"ожидании", "enter")
        await until(pilot, lambda: queue_of(app).listing.query.view is View.WAITING, "the view")
        await until(pilot, lambda: "[В ожидании 1]" in text_of(app), "its name and count")


async def test_a_new_row_repaints_the_lines_that_tell_something_else_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path, "2026-11-24T09:00")
    first = [registered(desk, subject=f"Не печатает {place}", priority=Priority.MEDIUM) for place in range(3)]
    regions: list[Region] = []
    refresh = QueueTable.refresh

    def noted(table: QueueTable, *dirty: Region, **how: bool) -> QueueTable:
        regions.extend(dirty or [table.size.region])
        return refresh(table, *dirty, **how)

    async with console(desk, view=View.ALL) as (app, pilot):
        monkeypatch.setattr(QueueTable, "refresh", noted)
        for place, priority in ((3, Priority.LOW), (0, Priority.VERY_HIGH)):
            regions.clear()
            new = registered(desk, subject="Ещё одно", priority=priority)
            app.changes.announce()
            await until(pilot, lambda number=new: number in table_of(app).model.rows, "the new row")
            assert table_of(app).model.position(new) == place
            assert {each.y for each in regions} == set(range(place, len(first) + 1 + (place == 0)))
            assert {each.height for each in regions} == {1}
