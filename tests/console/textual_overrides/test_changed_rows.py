"""A repaint writes the rows that differ, and whatever is written, the terminal shows what was painted."""

import random
import re
from collections.abc import Iterator

import pytest
from rich.console import Console
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from console.textual_overrides import row_diff

WIDTH, HEIGHT, HALF = 20, 6, 10
CONSOLE = Console(force_terminal=True, color_system=None)
_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H|([^\x1b])")


@pytest.fixture(autouse=True)
def written() -> Iterator[None]:
    row_diff.install()
    row_diff.WRITTEN.forget()
    yield
    row_diff.WRITTEN.forget()


class Terminal:
    """As much of one as moves and text need."""

    def __init__(self) -> None:
        self.rows = [[" "] * WIDTH for _ in range(HEIGHT)]

    def feed(self, data: str) -> None:
        row = column = 0
        for match in _MOVE.finditer(data):
            if match[3] is None:
                row, column = int(match[1]) - 1, int(match[2]) - 1
            elif match[3] != "\n":
                self.rows[row][column] = match[3]
                column += 1

    @property
    def text(self) -> list[str]:
        return ["".join(row) for row in self.rows]


def strip(text: str) -> Strip:
    return Strip([Segment(text)], len(text))


def whole(rows: list[str], width: int = WIDTH) -> str:
    return LayoutUpdate([[strip(row)] for row in rows], Region(0, 0, width, len(rows))).render_segments(CONSOLE)


def parts(rows: list[str], spans: list[tuple[int, int, int]]) -> str:
    chops = [{0: strip(row[:HALF]), HALF: strip(row[HALF:])} for row in rows]
    return ChopsUpdate(chops, spans, [[HALF, WIDTH]] * HEIGHT).render_segments(CONSOLE)


def test_the_same_again_writes_nothing_and_one_row_writes_one_row() -> None:
    rows = [f"{row}" * WIDTH for row in range(HEIGHT)]
    assert whole(rows).count("\x1b[") == HEIGHT
    assert whole(rows) == ""
    rows[2] = "x" * WIDTH
    assert whole(rows) == "\x1b[3;1H" + "x" * WIDTH
    row_diff.WRITTEN.forget()
    assert whole(rows).count("\x1b[") == HEIGHT


def test_a_row_that_was_written_in_part_is_not_known_any_more() -> None:
    rows = ["a" * WIDTH] * HEIGHT
    whole(rows)
    changed = ["b" * HALF + "a" * HALF, *rows[1:]]
    assert "b" * HALF in parts(changed, [(0, 0, HALF)])
    assert whole(changed) == "\x1b[1;1H" + changed[0]


def test_another_size_of_the_terminal_makes_everything_forgotten() -> None:
    rows = ["a" * WIDTH] * HEIGHT
    whole(rows)
    assert whole(rows, WIDTH + 1).count("\x1b[") == HEIGHT
    assert whole(rows).count("\x1b[") == HEIGHT


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_painted_stands_on_the_terminal(seed: int) -> None:
    chance, terminal = random.Random(seed), Terminal()
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
        assert terminal.text == rows
