"""Why Textual is overridden: each test shows plain Textual at fault, and fails once it is not any more."""

import inspect

import pytest
from rich.console import Console
from rich.segment import Segment
from textual._compositor import LayoutUpdate
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

from console.keys.pasting import END, START
from console.textual_overrides import cell_writer, output_filter
from tests.support.textual_privates import Work

CONSOLE = Console(force_terminal=True, color_system=None)


class PlainApp(App[int]):
    """An application as Textual has them, with one binding and one handler that fails."""

    BINDINGS = [Binding("q", "leave")]
    left = False

    def action_leave(self) -> None:
        self.left = True

    def action_fail(self) -> None:
        raise RuntimeError("nobody expects it")


async def test_a_letter_of_the_other_layout_is_no_binding() -> None:
    app = PlainApp()
    async with app.run_test() as pilot:
        await pilot.press("й")
        assert not app.left
        await pilot.press("q")
        assert app.left


def test_a_crash_prints_the_values_of_its_frames() -> None:
    assert "show_locals=True" in inspect.getsource(App)


@pytest.mark.parametrize("name", ["driver", "notifications", "exception"])
def test_no_public_way_to_driver_notices_or_crash(name: str) -> None:
    assert f"_{name}" in vars(App())
    assert not hasattr(App, name)


async def test_the_first_error_of_a_handler_ends_an_application() -> None:
    app = PlainApp()
    with pytest.raises(RuntimeError):
        await fail(app)
    assert app.return_code == 1


async def fail(app: PlainApp) -> None:
    async with app.run_test() as pilot:
        app.call_later(app.action_fail)
        await pilot.pause()


def test_a_repaint_writes_rows_that_stand_there_already() -> None:
    update = LayoutUpdate([[Strip([Segment("строка")], 6)]], Region(0, 0, 6, 1))
    written = [cell_writer.PLAIN_WHOLE(update, CONSOLE) for _ in range(2)]
    assert "строка" in written[0]
    assert written[0] == written[1]


async def test_a_screen_that_is_covered_goes_on_painting() -> None:
    app = PlainApp()
    async with app.run_test() as pilot:
        below, above = app.screen, Screen[None]()
        await app.push_screen(above)
        await pilot.pause()
        assert above.styles.background.a == 1
        assert below.is_current


async def test_a_screen_that_goes_has_the_one_below_laid_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    app = PlainApp()
    async with app.run_test() as pilot:
        await app.push_screen(Screen[None]())
        await pilot.pause()
        work = Work(monkeypatch)
        app.pop_screen()
        await pilot.pause()
        await pilot.pause()
        assert work.layouts > 0


@pytest.mark.parametrize("hostile", ["\x1b]0;чужое\x07", "\u202e", "\x9b31m"])
def test_a_line_is_written_with_whatever_stands_in_it(hostile: str) -> None:
    assert hostile in output_filter.PLAIN_RENDER(Strip([Segment(hostile)]), CONSOLE)


def test_the_keyboard_is_read_as_nothing_but_utf_8() -> None:
    read = inspect.getsource(LinuxDriver.run_input_thread)
    assert 'getincrementaldecoder("utf-8")().decode' in read
    assert "selector.select(0.1)" in read
    assert not hasattr(LinuxDriver, "stalled")


def test_letters_of_a_pasted_log_are_key_presses() -> None:
    came = list(XTermParser().feed(f"{START}журнал \x1b[31mошибка{END}"))
    assert "m" in [event.key for event in came if isinstance(event, Key)]


def test_styles_of_a_thousand_widgets_are_kept() -> None:
    assert StylesCache.get_inner_outer.cache_info().maxsize == 1024


class Listed(ScrollView):
    laid = 0

    def refresh(self, *regions: Region, layout: bool = False, **how: bool) -> "Listed":
        self.laid += layout
        super().refresh(*regions, layout=layout, **how)
        return self


class ListApp(App[int]):
    def compose(self) -> ComposeResult:
        yield Listed()


async def test_another_virtual_size_is_another_layout() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        listed = app.query_one(Listed)
        await pilot.pause()
        before = listed.laid
        listed.virtual_size = Size(10, 10_000)
        assert listed.laid == before + 1


class TextApp(App[int]):
    def compose(self) -> ComposeResult:
        yield TextArea()


async def test_a_removed_text_area_still_watches_the_theme() -> None:
    app = TextApp()
    async with app.run_test():
        area = app.query_one(TextArea)
        await area.remove()
        watching = [node for node, _callback in getattr(app, "__watchers")["theme"]]
        assert area in watching
