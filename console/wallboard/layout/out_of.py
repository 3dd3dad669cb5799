"""What a big figure is out of, beside it: a smaller number with its word above, as large as the place allows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from console.wallboard.layout.bitmap import Scale, drawn


@dataclass(frozen=True, slots=True)
class OutOf:
    """«из 83», «15 из 23», «с утра +17»: the word in its ways, the longest first, and the number below it."""

    words: tuple[str, ...]
    number: str

    @property
    def said(self) -> str:
        """It as text."""
        return f"{self.words[0]} {self.number}"


def beside(whole: OutOf | None, scale: Scale, room: int) -> Sequence[str]:
    """Its lines beside a figure of a scale, as many as that has, in at most ``room`` columns; blank where none is.

    The number is a scale smaller than the figure, or plain text.
    """
    blank = [""] * scale.lines
    if whole is None:
        return blank
    sizes = list(Scale)
    for smaller in reversed(sizes[: sizes.index(scale)]):
        if (word := _word(whole, room)) is not None and smaller.width(whole.number) <= room:
            return [*blank, word, *drawn(whole.number, smaller)][-scale.lines :]
    word = _word(whole, room)
    return [*blank, word, whole.number][-scale.lines :] if word is not None and len(whole.number) <= room else blank


def _word(whole: OutOf, room: int) -> str | None:
    return next((each for each in whole.words if len(each) <= room), None)
