"""F4: what is marked together, picked from a list with how many tickets each choice holds."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.queue.model.such import Markable
from console.widgets.fields.choice import ChoiceColumn, Option
from console.widgets.key_hints import key_hints
from core.text import clean_line

_DIGITS: Final = 9
_WIDEST: Final = 52


class MarkMenu(ModalScreen[Markable | None]):
    """A digit marks at once, Enter what is chosen; Esc marks nothing."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f8,f4", "screen.choose", "Отметить", priority=True),
        Binding("escape", "screen.dismiss", "Назад"),
        *(Binding(str(digit), f"screen.take({digit})", show=False, priority=True) for digit in range(1, _DIGITS + 1)),
    ]
    DEFAULT_CSS = """
    MarkMenu { align: center middle; background: $veil; }
    MarkMenu #box {
        width: 72; max-width: 96%; height: auto; max-height: 90%; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
    }
    MarkMenu .keys { margin-top: 1; }
    """

    def __init__(self, choices: Sequence[Markable]) -> None:
        super().__init__()
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """The choices with their counts."""
        box = Vertical(id="box")
        box.border_title = "Отметить"
        with box:
            yield ChoiceColumn([self._option(*each) for each in enumerate(self._choices, start=1)], id="which")
            keys = key_hints(("1–9", "Отметить сразу"), ("Enter", "Отметить"), ("Esc", "Назад"))
            yield Static(keys, classes="keys", markup=False)

    @staticmethod
    def _option(place: int, each: Markable) -> Option:
        digit = f"{place} " if place <= _DIGITS else "  "
        return Option(str(place), digit + clean_line(each.title, _WIDEST), f"{len(each.numbers):>5}")

    def action_choose(self) -> None:
        """The chosen one."""
        self.action_take(int(self.query_one(ChoiceColumn).value))

    def action_take(self, place: int) -> None:
        """The one at a place."""
        if place <= len(self._choices):
            self.dismiss(self._choices[place - 1])
