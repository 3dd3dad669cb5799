"""What is written stands below what it answers to, and hides none of it: answer, note, solution."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from console.app import PultApp
from console.dialogs.closing import ResolveDialog
from console.dialogs.compose import CommentDialog, NoteDialog
from console.dialogs.frame.docked import DockedDialog
from console.dialogs.replies import ReadyTextsScreen
from console.ticket.pinned import Pinned
from console.ticket.screen import TicketScreen
from console.ticket.timeline import Timeline
from console.widgets.fields.text_fields import TextBody
from console.widgets.key_bar import KeyBar
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.knowledge.solutions import AddSolution
from tests.console.driving import console, lines_of, text_of, until
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered

SIZES = [(160, 45), (80, 24)]
HOSTILE = "[/] [@click=app.quit] \x1b]52;c;eA==\x07 \u202e путь [/var/log]"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


async def opened(app: PultApp, pilot: Pilot[int], number: int) -> TicketScreen:
    app.navigation.open_ticket(number)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a read ticket")
    screen = app.screen
    assert isinstance(screen, TicketScreen)
    return screen


async def composing(app: PultApp, pilot: Pilot[int], key: str, kind: type[DockedDialog]) -> DockedDialog:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, kind) and not app.screen.restoring, "the form")
    await pilot.pause()
    form = app.screen
    assert isinstance(form, DockedDialog)
    return form


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_of_what_is_answered_to_is_hidden(desk: FrozenDesk, size: tuple[int, int]) -> None:
    number = registered(desk, description="Белый экран после входа.")
    for turn in range(12):
        done(desk, Comment(number=number, text=f"Проверили рабочее место {turn}."))
    async with console(desk, size=size) as (app, pilot):
        screen = await opened(app, pilot, number)
        form = await composing(app, pilot, "c", CommentDialog)
        box, story = form.query_one("#box").region, screen.query_one(Timeline).region
        await until(pilot, lambda: screen.query_one(Timeline).region.bottom <= box.y, "room for what is written")
        assert box.bottom == size[1]
        assert (box.x, box.width) == (story.x, story.width) if size == (160, 45) else box.width == 80
        told = text_of(app)
        assert "Белый экран после входа." in told
        assert "Проверили рабочее место 11." in told
        assert "+7 391 200-00-01" in told
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "the card")
        await until(pilot, lambda: screen.query_one(Timeline).region.bottom >= size[1] - 2, "the story's own place")


async def test_the_story_goes_on_above_and_is_scrolled_from_the_answer(desk: FrozenDesk) -> None:
    number = registered(desk)
    for turn in range(30):
        done(desk, Note(number=number, text=f"Заметка {turn}"))
    async with console(desk) as (app, pilot):
        story = (await opened(app, pilot, number)).query_one(Timeline)
        await composing(app, pilot, "c", CommentDialog)
        await until(pilot, lambda: story.is_vertical_scroll_end, "the newest entry")
        done(desk, Comment(number=number, text="Со второго пульта"), "orlova")
        await until(pilot, lambda: "Со второго пульта" in text_of(app), "what came meanwhile")
        end = story.scroll_offset.y
        await pilot.press("ctrl+up")
        assert story.scroll_offset.y == end - 1
        await pilot.press("pageup")
        assert story.scroll_offset.y < end - 10
        await pilot.press(*"ответ")
        assert isinstance(app.screen, CommentDialog)
        assert app.screen.written == "ответ"


async def test_what_is_typed_survives_leaving_and_a_paste_of_thirty_thousand_characters(desk: FrozenDesk) -> None:
    number = registered(desk)
    pasted = ("Строка журнала обмена без ошибок, всё принято.\n" * 650)[:30_000]
    kept = f"Лог: {pasted}"[:20_000]  # a field holds so many, and says what of a paste it could not take
    async with console(desk, size=(80, 24)) as (app, pilot):
        screen = await opened(app, pilot, number)
        form = await composing(app, pilot, "n", NoteDialog)
        await pilot.press(*"Лог:", "space")
        app.post_message(events.Paste(pasted))
        body = form.query_one(TextBody)
        await until(pilot, lambda: body.text == kept, "what was pasted")
        assert "Вставлено 19995 из 30000 знаков" in next(iter(app.notices)).message
        assert form.query_one("#box").region.bottom == 24
        assert screen.query_one(Pinned).region.height > 0
        top = body.scroll_offset.y
        await pilot.press("pageup")
        assert body.scroll_offset.y < top  # of a long text the pages are its own
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "the card")
        again = await composing(app, pilot, "n", NoteDialog)
        assert again.query_one(TextBody).text == kept
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is screen, "the note is kept")
        await app.workers.wait_for_complete()
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert view.timeline[-1].text == kept.strip()  # type: ignore[union-attr]


@pytest.mark.parametrize("size", SIZES)
async def test_public_and_internal_differ_by_word_and_frame_where_there_is_no_colour(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    number = registered(desk)
    async with console(desk, size=size) as (app, pilot):
        screen = await opened(app, pilot, number)
        form = await composing(app, pilot, "c", CommentDialog)
        answer = lines_of(app)
        assert answer[form.query_one("#box").region.y].lstrip().startswith("╭─ ● ОТВЕТ ИНИЦИАТОРУ")
        assert "публичный" in answer[size[1] - 1]
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and not app.screen.restoring, "the note")
        await pilot.pause()
        box = app.screen.query_one("#box").region
        await until(pilot, lambda: screen.query_one(Timeline).region.bottom <= box.y, "the note's own room")
        note = lines_of(app)
        assert note[box.y].lstrip().startswith("╔═ ◆ ВНУТРЕННЯЯ ЗАМЕТКА")
        assert "внутренняя · только для ЦК" in note[size[1] - 1]


async def test_a_ready_solution_goes_into_the_solution_and_is_noted(desk: FrozenDesk) -> None:
    number = registered(desk, subject="Не печатает выписка")
    done(desk, AddSolution(title="Печать выписки", text="Перезапустить службу печати на рабочем месте."))
    done(desk, Take(number=number))
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        form = await composing(app, pilot, "d", ResolveDialog)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, ReadyTextsScreen), "the texts")
        await pilot.press(*"печать", "enter")
        await until(pilot, lambda: app.screen is form, "the form")
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is screen, "the card")
        await app.workers.wait_for_complete()
    view = desk.tickets.view(number, actor(desk, "ivanova"))
    assert (view.ticket.solutions, view.ticket.solution) == (  # type: ignore[union-attr]
        (1,),
        "Перезапустить службу печати на рабочем месте.",
    )


async def test_over_a_list_the_form_tells_what_it_answers_to(desk: FrozenDesk) -> None:
    registered(desk, description=f"Белый экран. {HOSTILE}")
    async with console(desk, size=(80, 24)) as (app, pilot):
        form = await composing(app, pilot, "c", CommentDialog)
        told = text_of(app)
        assert "Белый экран." in form.query_one(Pinned).plain
        assert "+7 391 200-00-01" in told
        assert not set("\x1b\x07\u202e") & set(told)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_pinned_and_who_asks_may_be_hostile(desk: FrozenDesk, size: tuple[int, int]) -> None:
    registered(desk, subject=f"Раньше {HOSTILE}")
    number = registered(desk, subject="Не печатает", description="\n".join([HOSTILE] * 9))
    async with console(desk, size=size) as (app, pilot):
        screen = await opened(app, pilot, number)
        assert "[@click=app.quit]" in screen.query_one(Pinned).plain
        assert "ещё" in screen.query_one(Pinned).plain
        for key in ("2", "3", "1"):
            await pilot.press(key)
            told = text_of(app)
            assert not set("\x1b\x07\u202e") & set(told)
            assert key != "3" or "№ 1 Раньше" in told
        assert app.screen is screen


async def test_the_key_bar_begins_with_the_next_steps_of_role_and_state(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        assert screen.query_one(KeyBar).shown.split()[:4] == ["T", "Взять", "C", "Ответ"]
        done(desk, Release(number=number, to="petrov"))
        await until(pilot, lambda: screen.query_one(KeyBar).shown.split()[:2] == ["C", "Ответ"], "ПЛТП accompanies")
    async with console(desk, "petrov") as (app, pilot):
        screen = await opened(app, pilot, number)
        assert screen.query_one(KeyBar).shown.split()[:6] == ["T", "Взять", "C", "Ответ", "Q", "Запрос"]
