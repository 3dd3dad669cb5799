"""What is pasted into a field is cleaned and cut where the field ends, which is said; elsewhere it is nothing."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from console.app import PultApp
from console.dialogs.compose import CommentDialog
from console.intake.screen import IntakeScreen
from console.keys.pasting import MOST, Pasted
from console.queue.screen import QueueScreen
from console.screens.jump import JumpScreen
from console.screens.palette import PaletteScreen
from console.widgets.fields.choice import Choice
from console.widgets.fields.text_fields import TextBody, TextLine, one_line
from tests.console.driving import console, until
from tests.support.desk import FrozenDesk, actor, make_desk, registered

NO_FIELD = "Вставка: здесь нет поля для текста."
LOG = "09:00 \x1b[31mошибка\x1b[0m\r\n\tвход \x1b[A\x1b[15~ tй\r\n\r\n"


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    made = make_desk(tmp_path, "2026-11-24T11:20")
    registered(made)
    return made


async def paste(app: PultApp, pilot: Pilot[int], event: Paste | str) -> None:
    app.post_message(Paste(event) if isinstance(event, str) else event)
    await until(pilot, lambda: app.keys.idle, "the paste")


def told(app: PultApp) -> list[str]:
    said = [each.message for each in app.notices]
    app.clear_notifications()
    return said


async def intake(app: PultApp, pilot: Pilot[int]) -> IntakeScreen:
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, IntakeScreen) and app.screen.ready, "the form")
    assert isinstance(app.screen, IntakeScreen)
    return app.screen


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("одна строка", "одна строка"),
        (" с краями ", " с краями "),
        ("строка целиком\r\n", "строка целиком"),
        ("раз\nдва\r\n\r\n   три\rчетыре", "раз два три четыре"),
        ("\n\n", ""),
        ("", ""),
        ("\x1b[31mкрасное\x1b[0m\x00", "␛[31mкрасное␛[0m␀"),
        ("до\u2028после\x85\u202e", "до после\ufffd\ufffd"),
    ],
)
def test_lines_that_are_pasted_into_one_stand_in_it_with_a_space_between(pasted: str, line: str) -> None:
    assert one_line(pasted) == line


@pytest.mark.parametrize(("length", "said"), [(200, []), (201, ["201 знака"]), (350, ["350 знаков"])])
async def test_of_a_paste_that_is_longer_than_the_subject_200_characters_stand_in_it(
    desk: FrozenDesk, length: int, said: list[str]
) -> None:
    async with console(desk) as (app, pilot):
        subject = (await intake(app, pilot)).query_one("#subject", TextLine)
        subject.focus()
        await paste(app, pilot, "ж" * length)
        assert subject.value == "ж" * 200
        assert told(app) == [f"Вставлено 200 из {each}: больше в поле не входит." for each in said]


async def test_what_stands_in_a_field_takes_its_room_and_what_is_selected_gives_it_back(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        phone = (await intake(app, pilot)).query_one("#phone", TextLine)  # 40 characters
        phone.focus()
        phone.value = "1" * 35
        phone.cursor_position = 3
        await paste(app, pilot, "2" * 9)
        assert phone.value == "111" + "2" * 5 + "1" * 32
        assert told(app) == ["Вставлено 5 из 9 знаков: больше в поле не входит."]
        await paste(app, pilot, "3")
        assert (len(phone.value), told(app)) == (40, ["Вставлено 0 из 1 знака: больше в поле не входит."])
        phone.selection = type(phone.selection)(0, 30)
        await paste(app, pilot, "4" * 31)
        assert phone.value == "4" * 30 + "1" * 10
        assert told(app) == ["Вставлено 30 из 31 знака: больше в поле не входит."]


async def test_every_line_of_the_intake_takes_as_much_as_it_holds(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        screen = await intake(app, pilot)
        for line in screen.query(TextLine):
            if not line.display or line.disabled:
                continue
            line.focus()
            await pilot.pause()
            line.value = ""
            await paste(app, pilot, "й" * 3000)
            limit = line.max_length or 2000
            assert line.value == "й" * limit, line.id
            assert told(app) == [f"Вставлено {limit} из 3000 знаков: больше в поле не входит."], line.id
            line.value = ""


async def test_what_was_cut_on_the_way_is_counted_and_a_lost_end_is_said(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CommentDialog) and not app.screen.restoring, "the dialog")
        body = app.screen.query_one(TextBody)
        await paste(app, pilot, Pasted("ж" * MOST, lost=34_464))
        assert body.text == "ж" * 20_000
        assert told(app) == ["Вставлено 20000 из 100000 знаков: больше в поле не входит."]
        body.text = ""
        await paste(app, pilot, Pasted("обрывок", ended=False))
        assert (body.text, told(app)) == ("обрывок", ["Вставка пришла без конца, вставлено знаков: 7."])
        body.select_all()
        await paste(app, pilot, "")
        assert (body.text, told(app)) == ("обрывок", [])


async def test_what_was_copied_in_the_console_is_pasted_by_the_same_rule(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        phone = (await intake(app, pilot)).query_one("#phone", TextLine)
        phone.focus()
        app.copy_to_clipboard("строка\nи ещё одна, которая вся в поле не войдёт")
        await pilot.press("ctrl+v", "й")
        await until(pilot, lambda: bool(app.notices), "what was cut")
        assert phone.value == "строка и ещё одна, которая вся в поле не"


async def test_a_pasted_log_is_the_text_of_whatever_line_is_open(desk: FrozenDesk) -> None:
    cleaned = "09:00 ␛[31mошибка␛[0m вход ␛[A␛[15~ tй"
    async with console(desk) as (app, pilot):
        for key in ("f9", "f3"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.focused, Input), "its line")
            line = app.focused
            assert isinstance(line, TextLine)
            await paste(app, pilot, LOG)
            assert (line.value, told(app)) == (cleaned, [])
            line.value = ""
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, PaletteScreen), "the queue")


async def test_where_no_field_is_a_paste_is_nothing_and_says_so(desk: FrozenDesk) -> None:
    before = desk.tickets.view(1, actor(desk, "ivanova"))
    async with console(desk) as (app, pilot):
        await paste(app, pilot, LOG)
        assert (type(app.screen), told(app)) == (QueueScreen, [NO_FIELD])
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, JumpScreen), "the letters")
        await paste(app, pilot, "s")
        assert (type(app.screen), told(app)) == (JumpScreen, [NO_FIELD])
        await pilot.press("escape")
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, QueueScreen | JumpScreen), "the ticket")
        await paste(app, pilot, LOG)
        assert told(app) == [NO_FIELD]
        await pilot.press("escape")
        screen = await intake(app, pilot)
        choice = screen.query(Choice).filter("#priority").first()
        choice.focus()
        await pilot.pause()
        chosen = choice.value
        await paste(app, pilot, "о\rс\r\x1b[C")
        assert (choice.value, told(app)) == (chosen, [NO_FIELD])
    assert desk.tickets.view(1, actor(desk, "ivanova")) == before


def test_no_screen_has_a_field_of_another_kind() -> None:
    root = Path(__file__).resolve().parents[3] / "console"
    made = [
        (path.name, name)
        for path in root.rglob("*.py")
        for name in ("= Input(", "yield Input(", "(Input)", "= TextArea(", "yield TextArea(", "(TextArea)")
        if name in path.read_text()
    ]
    assert made == [("text_fields.py", "(Input)"), ("text_fields.py", "(TextArea)")]
