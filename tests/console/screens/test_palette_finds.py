"""The palette: other words find a command too, what was given recently stands first; F1 finds what one looks for."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from console.app import PultApp
from console.commands.registry import REGISTRY, commands
from console.commands.search import find_commands, recent_first
from console.commands.synonyms import SYNONYMS
from console.screens.help import HelpScreen, HelpText
from console.screens.palette import PaletteScreen
from console.widgets.fields.pick_list import PickList
from tests.console.driving import console, queue_of, until
from tests.console.scenes import busy_desk

OFFERED = (*commands("queue"), *commands("app"))


def ids(query: str) -> list[str]:
    return [spec.id for spec in find_commands(query, OFFERED)]


@pytest.mark.parametrize(
    ("query", "identity"),
    [
        ("уведом", "app.heard"),
        ("уведом", "app.quiet"),
        ("отчёт", "app.wall"),
        ("отчет", "app.export"),
        ("jnx`n", "app.wall"),  # «отчёт» in the Latin layout
        ("столбцы", "queue.columns"),
        ("сортировка", "queue.sort"),
        ("продлить", "queue.term"),
        ("звук", "app.quiet"),
    ],
)
def test_a_command_is_found_by_what_people_call_it(query: str, identity: str) -> None:
    assert identity in ids(query)


def test_an_outage_is_told_before_it_is_ended() -> None:
    found = ids("сбой")
    assert found.index("app.outage_open") < found.index("app.outage_end")


def test_letters_in_order_answer_only_where_nothing_else_does() -> None:
    assert "app.letter_sent" not in ids("смен")  # «пиСьМо отправлЕНо»
    assert ids("зметка")[0] == "queue.note"


def test_every_synonym_is_of_a_command_that_there_is() -> None:
    assert [name for name in SYNONYMS if name not in {spec.name for spec in REGISTRY}] == []


def test_what_was_given_recently_stands_first_and_nothing_is_lost() -> None:
    found = recent_first(("note", "gone", "app.wall"), OFFERED, 5)
    assert [spec.id for spec in found[:3]] == ["queue.note", "app.wall", OFFERED[0].id]
    assert sorted(spec.id for spec in found) == sorted(spec.id for spec in OFFERED)
    assert [spec.id for spec in recent_first(("note", "app.wall"), OFFERED, 1)[:2]] == ["queue.note", OFFERED[0].id]


async def palette(app: PultApp, pilot: Pilot[int], *keys: str) -> PaletteScreen:
    await pilot.press("f9", *keys)
    await until(pilot, lambda: isinstance(app.screen, PaletteScreen), "the palette")
    screen = app.screen
    assert isinstance(screen, PaletteScreen)
    return screen


async def test_a_command_given_from_the_palette_comes_first_in_the_next_console_too(tmp_path: Path) -> None:
    desk = busy_desk(tmp_path)
    async with console(desk) as (app, pilot):
        await pilot.press("f9", *"беспок", "enter")
        await until(pilot, lambda: app.quiet, "quiet")
        await app.workers.wait_for_complete()
    async with console(desk) as (app, pilot):
        screen = await palette(app, pilot)
        assert [getattr(item, "id", "") for item in screen.found[:1]] == ["app.quiet"]
        assert "недавнее" in str(screen.query_one(PickList).render())
        await pilot.press("з")  # once something is typed, it is the best answer that counts
        await pilot.pause()
        assert "недавнее" not in str(screen.query_one(PickList).render())
    async with console(desk, "petrov") as (app, pilot):  # somebody else has given nothing yet
        screen = await palette(app, pilot)
        assert "недавнее" not in str(screen.query_one(PickList).render())


async def help_text(app: PultApp, pilot: Pilot[int], *keys: str) -> HelpText:
    await pilot.press("f1", *keys)
    await until(pilot, lambda: isinstance(app.screen, HelpScreen), "the help")
    await pilot.pause()
    return app.screen.query_one(HelpText)


async def test_help_is_narrowed_by_a_word_in_either_layout_and_looks_on_other_screens(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        text = await help_text(app, pilot, *"cjukfcjd")  # «согласов»
        assert "Договориться" in text.plain or "согласов" in text.plain
        assert "Взять в работу" not in text.plain
        assert "мо:…" not in text.plain
        await pilot.press(*["backspace"] * 8, *"окно", "space", *"ввода")
        await pilot.pause()
        assert "── на других экранах ──" in text.plain
        assert "Закрыть без сохранения." in text.plain
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is queue_of(app), "the queue")


async def test_help_tells_the_words_of_a_filter(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        text = await help_text(app, pilot, *"условия")
        assert "Условия поиска (F3)" in text.plain
        assert "мо:…" in text.plain


async def test_a_long_paste_into_the_fields_is_cut_and_answered(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        text = await help_text(app, pilot)
        app.post_message(Paste("вид [/] \x1b[2J" * 2_500))
        await until(pilot, lambda: "Ничего не нашлось" in text.plain, "nothing")
        await pilot.press("escape")
        screen = await palette(app, pilot)
        app.post_message(Paste("вид [/] \x1b[2J" * 2_500))
        await until(pilot, lambda: not screen.found, "nothing")
