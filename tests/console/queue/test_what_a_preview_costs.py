"""Another ticket beside the list costs its own lines: the screen is not laid anew, and nothing is asked for twice."""

from pathlib import Path
from typing import Any

import pytest
from textual.dom import DOMNode

from console.queue.widgets.ticket_preview import TicketPreview
from console.theme import THEMES
from console.widgets.key_bar import KeyBar
from console.widgets.line_view import MUTED
from tests.console.driving import console, lines_of, queue_of, settled
from tests.console.scenes import busy_desk
from tests.support.desk import FrozenDesk, registered


async def test_ten_rested_moves_lay_no_screen(tmp_path: Path) -> None:
    async with console(tall_and_short(tmp_path)) as (app, pilot):
        laid: list[object] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, laid.append)
        lengths = set()
        for key in ("down",) * 5 + ("up",) * 5:
            await pilot.press(key)
            await settled(app, pilot)
            lengths.add(len(queue_of(app).preview.widget.lines))
        assert len(lengths) > 1
        assert laid == []


async def test_a_preview_that_grows_past_its_pane_can_be_scrolled(tmp_path: Path) -> None:
    async with console(tall_and_short(tmp_path), size=(160, 24)) as (app, pilot):
        preview = queue_of(app).preview.widget
        seen = set()
        for _ in range(8):
            seen.add(preview.show_vertical_scrollbar)
            assert preview.max_scroll_y == max(0, len(preview.lines) - preview.container_size.height)
            await pilot.press("down")
            await settled(app, pilot)
        assert seen == {True, False}


async def test_what_a_longer_preview_said_is_gone_with_it(tmp_path: Path) -> None:
    async with console(tall_and_short(tmp_path)) as (app, pilot):
        for _ in range(8):
            preview, lines = queue_of(app).preview.widget, lines_of(app)
            region = preview.scrollable_content_region
            shown = [lines[region.y + row].ljust(160)[region.x : region.right] for row in range(region.height)]
            assert "\n".join(line.rstrip() for line in shown).rstrip() == "\n".join(
                line.rstrip() for line in preview.plain.split("\n")
            )
            await pilot.press("down")
            await settled(app, pilot)


@pytest.mark.drawn
async def test_the_style_of_a_preview_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[DOMNode] = []
    plain: property = DOMNode.__dict__["rich_style"]

    def counted(node: DOMNode) -> Any:
        asked.append(node)
        return plain.__get__(node)

    monkeypatch.setattr(DOMNode, "rich_style", property(counted))
    async with console(busy_desk(tmp_path)) as (app, pilot):
        preview = queue_of(app).preview.widget
        assert preview in asked
        asked.clear()
        for _ in range(5):
            await pilot.press("down")
            await settled(app, pilot)
        assert asked.count(preview) == 0


async def test_other_colours_are_other_styles(tmp_path: Path) -> None:
    async with console(busy_desk(tmp_path)) as (app, pilot):
        preview = app.screen.query_one("#preview", TicketPreview)
        kept = [preview.style_of(name) for name in ("", MUTED)]
        app.theme = next(theme.name for theme in THEMES.values() if theme.name != app.theme)
        await pilot.pause()
        muted = preview.get_component_rich_style(MUTED, partial=True)
        assert [preview.style_of(name) for name in ("", MUTED)] == [preview.rich_style, preview.rich_style + muted]
        assert [preview.style_of(name) for name in ("", MUTED)] != kept


async def test_a_key_bar_that_says_the_same_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with console(busy_desk(tmp_path)) as (app, _pilot):
        bar = app.screen.query_one(KeyBar)
        written: list[object] = []
        monkeypatch.setattr(bar, "put", lambda content, changing: written.append(content))
        bar.tell()
        assert written == []


def tall_and_short(tmp_path: Path) -> FrozenDesk:
    """A desk whose tickets have descriptions of one line and of many, by turns."""
    desk = busy_desk(tmp_path)
    for number in range(4):
        text = "Не открывается карта. " + "Строка описания.\n" * (number % 2 * 14)
        registered(desk, description=text)
    return desk
