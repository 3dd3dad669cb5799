"""How a cell is written: a pen of attributes and colours, as the terminal's own codes, and the way from one to another.

Codes are those of SGR (ECMA-48, 8.3.117); each pen exists once, so that two cells are compared by identity.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.color import ColorSystem
from rich.style import Style

_ATTRIBUTES: Final = (
    ("bold", "1", "22"),
    ("dim", "2", "22"),
    ("italic", "3", "23"),
    ("underline", "4", "24"),
    ("blink", "5", "25"),
    ("blink2", "6", "25"),
    ("reverse", "7", "27"),
    ("conceal", "8", "28"),
    ("strike", "9", "29"),
    ("underline2", "21", "24"),
    ("frame", "51", "54"),
    ("encircle", "52", "54"),
    ("overline", "53", "55"),
)
"""Rich's attributes, what switches each on, and what switches it off (and whatever shares that code with it)."""
_OFF: Final = {on: off for _, on, off in _ATTRIBUTES}
_SEEN_ON_BLANKS: Final = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
"""What is seen where nothing is written, or may be: the ground changes places, a line goes through."""
PLAIN_FORE: Final = "39"
PLAIN_BACK: Final = "49"
_Key = tuple[frozenset[str], str, str]


class Pen:
    """Attributes and two colours. ``blank``: the pen of a blank that looks the same; ``erases``: whether erasing in
    it, on a terminal that erases in its present ground, leaves such blanks."""

    __slots__ = ("attributes", "back", "blank", "erases", "fore")

    def __init__(self, attributes: frozenset[str], fore: str, back: str) -> None:
        self.attributes = attributes
        self.fore = fore
        self.back = back
        self.erases = not attributes & _SEEN_ON_BLANKS
        bare = self.erases and not attributes and fore == PLAIN_FORE
        self.blank: Pen = self if bare or not self.erases else pen(frozenset(), PLAIN_FORE, back)

    @property
    def codes(self) -> list[str]:
        """What makes it of the plain pen."""
        colours = [code for code, plain in ((self.fore, PLAIN_FORE), (self.back, PLAIN_BACK)) if code != plain]
        return [*sorted(self.attributes, key=int), *colours]


_PENS: dict[_Key, Pen] = {}


def pen(attributes: frozenset[str], fore: str, back: str) -> Pen:
    """The one pen of these codes."""
    key = (attributes, fore, back)
    found = _PENS.get(key)
    if found is None:
        found = _PENS[key] = Pen(*key)
    return found


PLAIN: Final = pen(frozenset(), PLAIN_FORE, PLAIN_BACK)
"""What a terminal writes in before it is told anything, and after ``ESC [ m``."""


@lru_cache(4096)
def pen_of(style: Style | None, system: ColorSystem) -> Pen:
    """The pen of a style where the terminal has as many colours as ``system``. A link is left out."""
    if style is None:
        return PLAIN
    attributes = frozenset(on for name, on, _ in _ATTRIBUTES if getattr(style, name))
    fore, back = PLAIN_FORE, PLAIN_BACK
    if style.color is not None:
        fore = ";".join(style.color.downgrade(system).get_ansi_codes())
    if style.bgcolor is not None:
        back = ";".join(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False))
    return pen(attributes, fore, back)


@lru_cache(8192)
def change(old: Pen, new: Pen) -> str:
    """The shortest sequence that makes ``new`` of ``old``."""
    if old is new:
        return ""
    anew = new.codes
    step = _step(old, new)
    codes = step if sum(map(len, step)) + len(step) < sum(map(len, anew)) + len(anew) + (2 if anew else 0) else None
    if codes is not None:
        return f"\x1b[{';'.join(codes)}m"
    return f"\x1b[{';'.join(['0', *anew])}m" if anew else "\x1b[m"


def _step(old: Pen, new: Pen) -> list[str]:
    off = list(dict.fromkeys(_OFF[each] for each in sorted(old.attributes - new.attributes, key=int)))
    lost = {each for each in new.attributes & old.attributes if _OFF[each] in off}
    on = sorted((new.attributes - old.attributes) | lost, key=int)
    colours = [code for code, before in ((new.fore, old.fore), (new.back, old.back)) if code != before]
    return [*off, *on, *colours]
