"""Colours: the states stay apart from each other and from what lies under them with sixteen colours."""

import pytest
from rich.color import Color, ColorSystem

from console.theme import PULT

VARIABLES = PULT.variables
UNDER = {"background": PULT.background, "cursor": VARIABLES["block-cursor-background"]}
STATES = {
    "overdue": VARIABLES["text-error"],
    "soon": VARIABLES["text-warning"],
    "accent": VARIABLES["text-accent"],
    "done": VARIABLES["text-success"],
    "text": VARIABLES["text"],
    "muted": VARIABLES["text-muted"],
}


def in_sixteen(colour: str | None) -> int | None:
    return Color.parse(colour or "").downgrade(ColorSystem.STANDARD).number


def test_the_states_stay_distinct_with_sixteen_colours() -> None:
    shown = {name: in_sixteen(colour) for name, colour in STATES.items()}
    assert len(set(shown.values())) == len(shown), shown


@pytest.mark.parametrize("under", UNDER)
def test_text_never_vanishes_into_what_lies_under_it(under: str) -> None:
    assert in_sixteen(UNDER[under]) not in {in_sixteen(colour) for colour in STATES.values()}


def test_the_cursor_is_seen_with_sixteen_colours() -> None:
    assert in_sixteen(UNDER["cursor"]) != in_sixteen(UNDER["background"])
