"""The colours of the first rows, by tone, as a terminal is told them: those of the theme that the application takes."""

from collections.abc import Mapping
from typing import Final

from console.palettes import OWN, PALETTES, Palette

_SYSTEM: Final = {"magenta": "35", "bright_red": "91", "bright_blue": "94"}
_LOUD: Final = ("overdue", "soon", "urgent")
_LEVELS: Final = (0, 95, 135, 175, 215, 255)
"""Of each colour in the cube of 256."""


class FirstPens:
    """What is written before a text of a tone. ``exact``: the terminal knows any colour, else 256; ``none``: no colours
    at all."""

    def __init__(self, theme: str, *, exact: bool, none: bool) -> None:
        self._palette: Palette = PALETTES["ansi" if none else theme]
        self._exact, self._none = exact, none

    def row(self, tone: str, *, selected: bool) -> str:
        """Of a row of the table."""
        palette = self._palette
        own = palette.ground.startswith(OWN)
        bold = selected or tone in _LOUD
        ground = palette.cursor if selected else palette.ground
        colour = _tones(palette)[tone]
        if self._none and tone == "overdue":
            colour = palette.text
        return self._pen(colour, ground, bold=bold, reverse=selected and own)

    def head(self, *, loud: bool) -> str:
        """Of the head of the list."""
        return self._pen(self._palette.warning if loud else self._palette.muted, self._palette.surface, bold=loud)

    def name(self) -> str:
        """Of the program's name, in the line on top."""
        return self._pen(self._palette.accent, self._palette.panel, bold=True)

    def ground(self) -> str:
        """Where nothing stands yet."""
        return self._pen(self._palette.text, self._palette.ground)

    def _pen(self, colour: str, ground: str, *, bold: bool = False, reverse: bool = False) -> str:
        codes = ["0", *(["1"] if bold else []), *(["7"] if reverse else [])]
        if not self._none:
            codes += [self._code(colour, "38"), self._code(ground, "48")]
        return f"\x1b[{';'.join(each for each in codes if each)}m"

    def _code(self, colour: str, which: str) -> str:
        if colour.startswith(OWN):
            return _SYSTEM.get(colour.removeprefix(OWN), "")
        parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
        if self._exact:
            return f"{which};2;{';'.join(map(str, parts))}"
        red, green, blue = (min(range(6), key=lambda level: abs(_LEVELS[level] - part)) for part in parts)
        return f"{which};5;{16 + 36 * red + 6 * green + blue}"


def _tones(palette: Palette) -> Mapping[str, str]:
    return {
        "plain": palette.text,
        "quiet": palette.muted,
        "urgent": palette.text,
        "overdue": palette.error,
        "soon": palette.warning,
        "calm": palette.text,
        "still": palette.muted,
        "none": palette.muted,
        "mark": palette.primary,
    }
