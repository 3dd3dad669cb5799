"""A ticket's screen at work: who else is there, ready texts, the switch, undo, the story in parts, files, links."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from console.app import PultApp
from console.dialogs.attachments import FilesScreen, FileText
from console.dialogs.compose import CommentDialog, NoteDialog
from console.dialogs.replies import ReadyTextsScreen
from console.screens.palette import PaletteScreen
from console.ticket.screen import TicketScreen
from console.ticket.timeline import Timeline
from console.widgets.fields.text_fields import TextBody, TextLine
from console.wording.clipboard import as_text
from core.tickets.answers.comments import Comment, Note
from core.tickets.classification.commands import SetPriority
from core.tickets.knowledge.solutions import AddSolution
from core.tickets.relations.attachments import Attach
from core.tickets.relations.links import Link
from core.vocabulary import Priority
from tests.console.driving import console, text_of, until
from tests.support.desk import FrozenDesk, actor, done, make_desk, registered


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return make_desk(tmp_path, "2026-11-24T09:00")


def view(desk: FrozenDesk, number: int) -> Any:
    return desk.tickets.view(number, actor(desk, "orlova"))


async def opened(app: PultApp, pilot: Pilot[int], number: int) -> TicketScreen:
    app.navigation.open_ticket(number)
    await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.view is not None, "a read ticket")
    screen = app.screen
    assert isinstance(screen, TicketScreen)
    return screen


async def composing(app: PultApp, pilot: Pilot[int], kind: type[CommentDialog] | type[NoteDialog]) -> Any:
    await until(pilot, lambda: isinstance(app.screen, kind) and not app.screen.restoring, "a dialog")
    return app.screen


async def test_a_ready_text_comes_with_the_ticket_s_own_words(desk: FrozenDesk) -> None:
    number = registered(desk, subject="Не печатает выписка")
    done(desk, AddSolution(title="Печать выписки", text="Перезапустить службу печати."))
    async with console(desk) as (app, pilot):
        await opened(app, pilot, number)
        await pilot.press("c")
        form = await composing(app, pilot, CommentDialog)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, ReadyTextsScreen), "the texts")
        await pilot.press(*"принято", "enter")
        await until(pilot, lambda: app.screen is form, "the form")
        assert form.written.startswith(f"Здравствуйте, Синицына Анна Павловна! Обращение № {number} принято")
        form.query_one("#text", TextBody).text = ""
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, ReadyTextsScreen), "the texts")
        await pilot.press(*"gtxfnm", "enter")  # «печать» in the other layout
        await until(pilot, lambda: app.screen is form, "the form")
        assert form.written == "Перезапустить службу печати."
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
        await app.workers.wait_for_complete()
    assert view(desk, number).ticket.solutions == (1,)


async def test_an_answer_becomes_a_note_with_what_is_typed_and_nobody_takes_them_for_each_other(
    desk: FrozenDesk,
) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await opened(app, pilot, number)
        await pilot.press("c")
        await composing(app, pilot, CommentDialog)
        await pilot.press(*"@petrov", "space", *"глянь")
        assert "ОТВЕТ ИНИЦИАТОРУ" in text_of(app)
        await pilot.press("f4")
        await composing(app, pilot, NoteDialog)
        await pilot.pause()
        assert "ВНУТРЕННЯЯ ЗАМЕТКА" in text_of(app)
        assert "НЕ увидит" in text_of(app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen), "the ticket")
        await app.workers.wait_for_complete()
    now = view(desk, number)
    assert [(entry.kind, entry.text) for entry in now.timeline][1] == ("noted", "@petrov глянь")
    assert now.ticket.watchers == ("petrov",)


async def test_the_last_act_is_taken_back_by_one_key(desk: FrozenDesk) -> None:
    number = registered(desk, priority=Priority.HIGH)
    done(desk, SetPriority(number=number, priority=Priority.LOW))
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        await pilot.press("г")  # ЙЦУКЕН: the key of U
        await until(pilot, lambda: screen.view.ticket.priority is Priority.HIGH, "the old priority")  # type: ignore[union-attr]


async def test_the_story_is_told_in_parts_and_counts_working_days(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Comment(number=number, text="Публичное слово"))
    desk.clock.set("2026-11-27T10:00")  # Tuesday is the first working day, Friday the fourth
    done(desk, Note(number=number, text="Внутреннее слово"), "petrov")
    desk.clock.set("2026-11-28T10:00")  # a Saturday
    done(desk, Note(number=number, text="Субботнее слово"), "petrov")
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, number)
        story = screen.query_one(Timeline)
        assert "пт, 27 ноября · 4-й рабочий день" in story.plain
        assert "сб, 28 ноября · выходной" in story.plain
        await pilot.press("4")
        assert "Внутреннее слово" not in story.plain
        assert "Публичное слово" in story.plain
        await pilot.press("4")
        assert "Публичное слово" not in story.plain
        assert "Внутреннее слово" in story.plain


async def test_a_file_is_read_and_saved_once(desk: FrozenDesk, tmp_path: Path) -> None:
    number = registered(desk)
    done(desk, Attach(number=number, title="журнал.txt", body="строка\x1b[31m один\nстрока два".encode()))
    async with console(desk) as (app, pilot):
        await opened(app, pilot, number)
        await pilot.press("5")
        await until(pilot, lambda: isinstance(app.screen, FilesScreen), "the files")
        await pilot.press("enter")
        shown = app.screen.query_one(FileText)
        await until(pilot, lambda: "строка два" in shown.plain, "the text")
        assert "\x1b" not in shown.plain
        app.screen.query_one("#path", TextLine).value = str(tmp_path / "копия.txt")
        await pilot.press("f8")
        await until(pilot, (tmp_path / "копия.txt").exists, "the copy")
        await pilot.press("f8")
        said = app.screen.query_one("#said", Static)
        await until(pilot, lambda: "уже есть" in str(said.render()), "no overwriting")
    assert (tmp_path / "копия.txt").read_bytes().startswith("строка".encode())


async def test_a_linked_ticket_is_one_key_away(desk: FrozenDesk) -> None:
    first, second = registered(desk), registered(desk, subject="Не открывается справка")
    done(desk, Link(number=second, other=first))
    async with console(desk) as (app, pilot):
        screen = await opened(app, pilot, second)
        await pilot.press("6")
        await until(pilot, lambda: app.screen is not screen and isinstance(app.screen, TicketScreen), "the other one")
        assert app.screen.number == first  # type: ignore[attr-defined]


def test_a_copied_ticket_tells_what_is_public(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Comment(number=number, text="Смотрим"))
    done(desk, Note(number=number, text="Между нами"))
    text = as_text(view(desk, number))
    assert text.startswith(f"№ {number} ")
    assert "Смотрим" in text
    assert "Между нами" not in text


async def test_one_field_is_copied_by_a_word_of_its_name(desk: FrozenDesk) -> None:
    number = registered(desk)
    async with console(desk) as (app, pilot):
        await opened(app, pilot, number)
        await pilot.press("7")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen), "the fields")
        await pilot.press(*"телеф", "enter")
        await until(pilot, lambda: app.clipboard == "+7 391 200-00-01", "the phone")
        await pilot.press("7")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen), "the fields")
        await pilot.press(*"описание", "enter")
        await until(pilot, lambda: app.clipboard == "При открытии карты программа закрывается.", "the description")
