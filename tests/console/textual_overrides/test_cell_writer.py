"""Textual's repaints, whole or in parts, as bytes: what differs is written, and the terminal shows what was painted."""

import random
from collections.abc import Iterator

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, InlineUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from console.terminal.shown import TERMINAL
from console.textual_overrides import cell_writer
from tests.support.terminal import Terminal

WIDTH, HEIGHT, HALF = 20, 6, 10
CONSOLE = Console(force_terminal=True, color_system="256")


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TERM", "xterm-256color")
    cell_writer.install()
    TERMINAL.forget()
    yield
    TERMINAL.forget()


def strip(text: str, style: str = "") -> Strip:
    return Strip([Segment(text, Style.parse(style))], len(text))


def whole(rows: list[str], width: int = WIDTH) -> str:
    return LayoutUpdate([[strip(row)] for row in rows], Region(0, 0, width, len(rows))).render_segments(CONSOLE)


def parts(rows: list[str], spans: list[tuple[int, int, int]]) -> str:
    chops = [{0: strip(row[:HALF]), HALF: strip(row[HALF:])} for row in rows]
    return ChopsUpdate(chops, spans, [[HALF, WIDTH]] * HEIGHT).render_segments(CONSOLE)


def test_the_same_again_writes_nothing_and_one_row_writes_one_row() -> None:
    rows = [f"{row}" * WIDTH for row in range(HEIGHT)]
    first = whole(rows)
    assert all(row in first for row in rows)
    assert whole(rows) == ""
    rows[2] = "x" * WIDTH
    assert whole(rows) == "\x1b[3H" + "x" * WIDTH


def test_what_is_forgotten_is_written_whole_and_in_the_plain_pen_first() -> None:
    rows = ["a" * WIDTH] * HEIGHT
    whole(rows)
    TERMINAL.forget()
    again = whole(rows)
    assert again.startswith("\x1b[m")
    assert again.count("a" * WIDTH) == HEIGHT


def test_of_what_is_cleared_no_blank_is_written() -> None:
    TERMINAL.cleared()
    assert whole([" " * WIDTH, "  a" + " " * (WIDTH - 3), *[" " * WIDTH] * 4]) == "\x1b[m\x1b[2;3Ha"


def test_a_part_that_differs_is_written_and_a_part_that_does_not_is_not() -> None:
    rows = ["a" * WIDTH] * HEIGHT
    whole(rows)
    changed = ["b" * HALF + "a" * HALF, *rows[1:]]
    assert parts(changed, [(0, 0, WIDTH), (1, 0, WIDTH)]) == "\x1b[H" + "b" * HALF
    assert whole(changed) == ""


def test_another_size_of_the_terminal_makes_everything_forgotten() -> None:
    rows = ["a" * WIDTH] * HEIGHT
    whole(rows)
    assert whole([row + "b" for row in rows], WIDTH + 1).count("a" * WIDTH) == HEIGHT
    assert whole(rows).count("a" * WIDTH) == HEIGHT


def test_what_is_written_within_some_lines_of_a_terminal_is_known_to_nobody() -> None:
    rows = ["a" * WIDTH] * HEIGHT
    whole(rows)
    assert "bbb" in InlineUpdate([strip("bbb")]).render_segments(CONSOLE)
    assert whole(rows).count("a" * WIDTH) == HEIGHT


def test_no_control_passes_and_a_link_is_left_out() -> None:
    linked = Strip([Segment("ссылка", Style(link="https://example.org")), Segment("\x1b]0;чужое\x07", Style())])
    update = LayoutUpdate([[linked.adjust_cell_length(WIDTH)]], Region(0, 0, WIDTH, 1))
    shown = update.render_segments(CONSOLE)
    assert "ссылка" in shown
    assert "example.org" not in shown
    assert "\x1b]" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_painted_stands_on_the_terminal(seed: int) -> None:
    chance, terminal = random.Random(seed), Terminal(WIDTH, HEIGHT)
    rows = ["." * WIDTH] * HEIGHT
    terminal.feed(whole(rows))
    for _ in range(60):
        changed = chance.sample(range(HEIGHT), chance.randint(0, HEIGHT))
        left, right = chance.random() < 0.5, chance.random() < 0.7
        for row in changed:
            first = chance.choice("abc") * HALF if left else rows[row][:HALF]
            rows[row] = first + (chance.choice("xyz") * HALF if right else rows[row][HALF:])
        if chance.random() < 0.4:
            terminal.feed(whole(rows))
        elif changed:
            start, end = (0 if left else HALF), (WIDTH if right else HALF)
            terminal.feed(parts(rows, [(row, start, end) for row in sorted(changed)]))
        assert terminal.lines == rows
