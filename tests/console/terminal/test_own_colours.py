"""What is left of a style where the terminal's own colours are used: the readable ones, reversed for a ground."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from console.terminal.own_colours import OwnColours, no_colour

GROUND = Color(0, 0, 0)


def shown(style: str, *, none: bool = False) -> Style:
    (segment,) = OwnColours(none=none).apply([Segment("слово", Style.parse(style))], GROUND)
    assert segment.text == "слово"
    return segment.style or Style.null()


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("bright_red", "bright_red"),
        ("bold magenta", "bold magenta"),
        ("bright_black underline", "bright_black underline"),  # grey: frames
        ("yellow", ""),  # not to be read on a light terminal
        ("bold white", "bold"),  # nor this
        ("#ff8800", ""),  # no colour of the terminal's own
        ("bright_red on black", "reverse"),  # a ground is never painted: it is shown the other way round
        ("black on bright_red", "bright_red reverse"),
        ("reverse black on bright_red", "bright_red not reverse"),  # twice the other way round
        ("bright_blue on default", "bright_blue"),
    ],
)
def test_what_cannot_be_read_everywhere_is_left_to_the_terminal(asked: str, left: str) -> None:
    found, wanted = shown(asked), Style.parse(left)
    assert (found.color, found.bgcolor) == (wanted.color, None)
    assert [bool(found.bold), bool(found.underline), bool(found.reverse)] == [
        bool(wanted.bold), bool(wanted.underline), bool(wanted.reverse),
    ]  # fmt: skip


def test_where_none_are_wanted_attributes_alone_are_left() -> None:
    assert shown("bold bright_red", none=True) == Style(bold=True, reverse=False)
    assert bool(shown("black on bright_red", none=True).reverse)


@pytest.mark.parametrize(("environ", "none"), [({"NO_COLOR": "1"}, True), ({"NO_COLOR": ""}, False), ({}, False)])
def test_no_color_counts_when_it_holds_anything(environ: dict[str, str], none: bool) -> None:  # no-color.org
    assert no_colour(environ) is none
