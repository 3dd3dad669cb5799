"""The last word on colour where a terminal's own are used, or none at all: whatever a widget asks for.

What is readable on a dark terminal and on a light one is little: the default colours, a bright red, magenta, a bright
blue, and grey for frames. A ground is never painted, since nobody knows what it would lie on: what asks for one is
shown the other way round (SGR 7), which is as readable as its colour is on the terminal's own ground.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

READABLE: Final = frozenset({5, 8, 9, 12})
"""Magenta, grey, bright red, bright blue, by their numbers: each at least 2.8:1 on black and on white in the palettes
of xterm, PuTTY and Linux, where the others fall below 2.3:1 on one of the two."""


class OwnColours(LineFilter):
    """Lets through the readable ones of the terminal's sixteen colours; ``none``: attributes alone."""

    def __init__(self, *, none: bool = False) -> None:
        super().__init__()
        self._none = none

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same text in other styles."""
        return [
            Segment(text, style and _own(style, none=self._none), control)  # a style of nothing is false, and stays
            for text, style, control in segments
        ]


@lru_cache(2048)
def _own(style: Style, *, none: bool) -> Style:
    painted = style.bgcolor is not None and not style.bgcolor.is_default
    colour = style.bgcolor if painted else style.color
    kept = style.without_color + Style(reverse=bool(style.reverse) != painted)
    return kept if none or not _readable(colour) else kept + Style(color=colour)


def _readable(colour: RichColor | None) -> bool:
    return colour is not None and colour.is_system_defined and colour.number in READABLE


def no_colour(environ: Mapping[str, str]) -> bool:
    """Whether the operator asked for none: ``NO_COLOR`` holds anything."""
    return bool(environ.get("NO_COLOR"))
