"""F4: what is marked together, picked from a list with how many tickets each choice holds."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from console.queue.digit_menu import DigitMenu
from console.queue.model.such import Markable
from core.text import clean_line

_WIDEST: Final = 52


class MarkMenu(DigitMenu[Markable]):
    """A digit marks at once, Enter what is chosen; Esc marks nothing."""

    HEADING = "Отметить"
    ACT = "Отметить"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "screen.choose", show=False, priority=True)]

    def __init__(self, choices: Sequence[Markable]) -> None:
        super().__init__([(each, clean_line(each.title, _WIDEST), f"{len(each.numbers):>5}") for each in choices])
