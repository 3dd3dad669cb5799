"""A terminal that shows what it is sent, by another hand than the console's own (pyte)."""

import pyte
from pyte.screens import Char

Cell = tuple[str, str, str, frozenset[str]]
"""What stands there, its colour, its ground, its attributes."""
_ATTRIBUTES = ("bold", "italics", "underscore", "strikethrough", "reverse", "blink")
_SEEN_ON_BLANKS = frozenset({"underscore", "strikethrough", "reverse", "blink"})


class Terminal:
    """So many columns and rows of one, which writes over the last column and does not go on below it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        """Send it something."""
        self._stream.feed(data)

    @property
    def lines(self) -> list[str]:
        """What can be read."""
        return list(self._screen.display)

    @property
    def cells(self) -> list[list[Cell]]:
        """What can be seen: a blank has no colour of its own."""
        lines = (self._screen.buffer[y] for y in range(self._screen.lines))
        return [[_seen(line[x]) for x in range(self._screen.columns)] for line in lines]


def _seen(char: Char) -> Cell:
    attributes = frozenset(name for name in _ATTRIBUTES if getattr(char, name))
    if char.data == " " and not attributes & _SEEN_ON_BLANKS:
        return " ", "", char.bg, frozenset()
    return char.data, char.fg, char.bg, attributes
