"""Failure as a state: an unexpected error costs one line, a small terminal gets a page, and nothing typed is lost."""

from pathlib import Path

import pytest
from textual.geometry import Region

from console.dialogs.compose import NoteDialog
from console.queue.screen import QueueScreen
from console.screens.too_small import SmallScreen
from core.store.errors import StoreUnavailable
from core.tickets.refusal import Refusal
from tests.console.driving import console, queue_of, text_of, until
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk


@pytest.fixture
def desk(tmp_path: Path) -> FrozenDesk:
    return busy_desk(tmp_path)


async def test_an_unexpected_error_is_one_line_with_its_number_and_the_screen_stays(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_screen: QueueScreen, _what: str) -> None:
        raise RuntimeError("Синицына Анна Павловна")

    async with console(desk) as (app, pilot):
        app.guard.resilient = True
        monkeypatch.setattr(QueueScreen, "action_look", fails)
        await pilot.press("9")
        await until(pilot, lambda: bool(app.notices), "the line")
        (told,) = [each.message for each in app.notices]
        assert told.startswith("Внутренняя ошибка, номер случая")
        assert "Синицына" not in told
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog), "the console goes on")


async def test_an_error_that_never_ends_ends_the_console(desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_screen: QueueScreen, _what: str) -> None:
        raise RuntimeError

    monkeypatch.setattr(QueueScreen, "action_look", fails)
    with pytest.raises(RuntimeError):
        await six_errors(desk)


async def six_errors(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        app.guard.resilient = True
        for _ in range(6):
            await pilot.press("9")
        await until(pilot, lambda: app.crash is not None, "the end")


async def test_a_terminal_too_small_gets_a_page_and_the_form_is_there_again(desk: FrozenDesk) -> None:
    async with console(desk) as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and not app.screen.restoring, "a dialog")
        form = app.screen
        await pilot.press("ж", "д", "у")
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: isinstance(app.screen, SmallScreen), "the page")
        assert "сейчас 40×10" in text_of(app)
        assert "нужно 60×16" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen is form, "the form")
        assert form.text_of("text") == "жду"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["light", "contrast", "ansi", "dark"])
async def test_every_theme_is_put_on_while_one_works(desk: FrozenDesk, name: str) -> None:
    async with console(desk) as (app, pilot):
        app.action_theme(name)
        await pilot.pause()
        assert queue_of(app).query_one("#table").size.width > 0
        assert "Реестр счетов" in text_of(app)


async def test_a_store_that_is_gone_leaves_the_rows_and_says_how_old_they_are(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise StoreUnavailable("Файл хранилища пропал.")

    async with console(desk) as (app, pilot):
        desk.clock.advance(minutes=4)
        tickets = desk.tickets
        for face, read in ((desk.queue, "look"), (desk.registers, "outages"), (tickets, "view"), (tickets, "news")):
            monkeypatch.setattr(face, read, gone)
        await pilot.press("f5")
        said = "F5 — повторить · Файл хранилища пропал · на экране данные от 11:20"
        await until(pilot, lambda: said in text_of(app), "the banner")
        assert "Реестр счетов не выгружается" in text_of(app)


async def test_a_header_that_grows_or_shrinks_has_all_below_it_painted_anew(
    desk: FrozenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[tuple[object, ...]] = []
    refresh = QueueScreen.refresh

    def noted(screen: QueueScreen, *regions: Region, **how: bool) -> QueueScreen:
        painted.append(regions)
        return refresh(screen, *regions, **how)

    async with console(desk) as (app, pilot):
        monkeypatch.setattr(QueueScreen, "refresh", noted)
        for failure in (Refusal("store.busy", "Хранилище занято"), None):
            painted.clear()
            app.client.failure = failure
            app.tell_trouble()
            await until(pilot, lambda: () in painted, "the whole screen painted anew")
