"""Colours: the states stay apart from each other and from what lies under them with sixteen colours."""

import pytest
from rich.color import Color, ColorSystem
from textual.theme import Theme

from console.environment import few_colours
from console.theme import CONTRAST, LIGHT, PULT, THEMES

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


@pytest.mark.parametrize(
    ("environ", "few"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({}, True),
    ],
)
def test_a_terminal_of_sixteen_colours_is_given_its_own(environ: dict[str, str], few: bool) -> None:
    assert few_colours(environ) is few


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


@pytest.mark.parametrize("theme", [PULT, LIGHT, CONTRAST], ids=lambda theme: theme.name)
def test_what_is_late_soon_and_calm_stay_apart_in_every_theme_with_sixteen_colours(theme: Theme) -> None:
    """Glyphs tell them apart without any colour (``●``, ``▲``, none); colours must not deny it."""
    variables = theme.variables
    shown = [in_sixteen(variables[name]) for name in ("text-error", "text-warning", "text")]
    assert len(set(shown)) == 3
    assert in_sixteen(theme.background) not in shown
    assert in_sixteen(variables["block-cursor-background"]) != in_sixteen(theme.background)


def contrast(one: str, two: str) -> float:
    """WCAG 2.2, 1.4.3: the ratio of relative luminances."""

    def luminance(colour: str) -> float:
        parts = [value / 255 for value in Color.parse(colour).get_truecolor()]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [PULT, LIGHT, CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["text", "text-muted", "text-accent", "text-warning", "text-error", "text-success"])
def test_text_is_readable_in_every_theme(theme: Theme, name: str) -> None:
    least = 7.0 if theme is CONTRAST else 4.5
    for under in (theme.background, theme.surface, theme.panel):
        assert contrast(theme.variables[name], str(under)) >= (least if under == theme.background else 3.0)


def test_the_ansi_theme_names_only_the_terminal_s_own_colours() -> None:
    ansi = THEMES["ansi"]
    colours = [ansi.background, ansi.foreground, ansi.primary, ansi.accent, ansi.error, ansi.warning, ansi.success]
    named = {name: value for name, value in ansi.variables.items() if not name.endswith("-style")}
    assert all(str(colour).startswith("ansi_") or colour == "transparent" for colour in (*colours, *named.values()))
    told_apart = {named["text"], *(named[f"text-{state}"] for state in ("error", "warning", "accent"))}
    assert len(told_apart) == 4  # what is done or quiet is plain text: green and white vanish on a light terminal
