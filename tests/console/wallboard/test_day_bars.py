"""The day's two rows of bars, line by line, and what stands beside a big figure: computed by hand."""

from datetime import timedelta

import pytest

from console.wallboard.layout.bitmap import Scale
from console.wallboard.layout.day_bars import bars, day_lines, figures
from console.wallboard.layout.out_of import OutOf, beside
from core.desk.oversight.breach_panel import HalfHour
from tests.support.desk import moment

MORNING = moment("2026-11-24T08:30")


def day(*figures: tuple[int, int, int]) -> list[HalfHour]:
    return [HalfHour(MORNING + place * timedelta(minutes=30), *each) for place, each in enumerate(figures)]


def test_both_rows_stand_in_the_columns_of_their_half_hours_by_one_scale() -> None:
    found = day_lines(day((2, 1, 30), (0, 4, 26), (8, 0, 34)), MORNING + timedelta(hours=3), 9 + 6 * 5, 10)
    assert ["".join(text for text, _ in line).rstrip() for line in found] == [
        "пришло      2    ·    8",
        "                   ████",
        "                   ████",
        "                   ████",
        "         ████      ████",
        "закрыто     1    4    ·",
        "              ████",
        "         ▄▄▄▄ ████",
        "         08:30     09:30     10:30",
        "открыто    30   26   34",
    ]  # 8 in four lines and 4 in two: half a line for each


def test_one_is_never_nothing_and_the_most_fills_its_lines() -> None:
    assert bars([1, 40, 0], 3, 2 / 40, 2) == ["   ██    ", "▄▄ ██    "]


def test_figures_that_are_too_wide_for_their_columns_are_told_for_some_and_always_for_the_last() -> None:
    assert figures([100, 101, 102, 103], 3) == "  101   103 "
    assert figures([7, 0, 12], 3) == " 7  · 12 "


@pytest.mark.parametrize("height", range(3, 12))
@pytest.mark.parametrize("width", [20, 57, 76, 130])
def test_it_is_never_larger_than_its_place(width: int, height: int) -> None:
    found = day_lines(day(*[(3, 2, 1200)] * 18), MORNING + timedelta(hours=9), width, height)
    assert len(found) <= height
    assert max(len("".join(text for text, _ in line).rstrip()) for line in found) <= width


def test_a_day_without_anything_has_no_bars() -> None:
    found = day_lines(day((0, 0, 0)), MORNING, 60, 9)
    assert not any("█" in text or "▄" in text for line in found for text, _ in line)


@pytest.mark.parametrize(
    ("scale", "room", "lines"),
    [
        (Scale.MEDIUM, 7, ["", "15 из", "▀▀█ ▀▀█", "█▀▀ ▀▀█", "▀▀▀ ▀▀▀"]),
        (Scale.MEDIUM, 6, ["", "", "", "15 из", "23"]),
        (Scale.SMALL, 3, ["", "из", "23"]),
        (Scale.SMALL, 1, ["", "", ""]),
    ],
)
def test_what_a_figure_is_out_of_is_as_large_as_its_place_allows(scale: Scale, room: int, lines: list[str]) -> None:
    assert list(beside(OutOf(("15 из", "из"), "23"), scale, room)) == lines
    assert list(beside(None, scale, room)) == [""] * scale.lines
