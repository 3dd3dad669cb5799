"""A menu over the queue whose first choices have a digit each."""

from collections.abc import Sequence
from typing import ClassVar, Final, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.widgets.fields.choice import ChoiceColumn, Option
from console.widgets.key_hints import key_hints

Picked = TypeVar("Picked")
_DIGITS: Final = 9
"""So many of the choices have a digit of their own."""


class DigitMenu(ModalScreen[Picked | None], Generic[Picked]):
    """A digit takes a choice at once, Enter the chosen one, Esc none.

    ``choices``: what is taken, with its label and what is told beside it.
    """

    SCOPE: ClassVar[Scope] = "dialog"
    HEADING: ClassVar[str]
    ACT: ClassVar[str]
    """What taking a choice means, as the keys tell it."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f8", "screen.choose", "Выбрать", priority=True),
        Binding("escape", "screen.dismiss", "Назад"),
        *(Binding(str(digit), f"screen.take({digit})", show=False, priority=True) for digit in range(1, _DIGITS + 1)),
    ]
    DEFAULT_CSS = """
    DigitMenu { align: center middle; background: $veil; }
    DigitMenu #box {
        width: 72; max-width: 96%; height: auto; max-height: 90%; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
    }
    DigitMenu .keys { margin-top: 1; }
    """

    def __init__(self, choices: Sequence[tuple[Picked, str, str]]) -> None:
        super().__init__()
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """The choices, then the keys."""
        box = Vertical(id="box")
        box.border_title = self.HEADING
        with box:
            yield ChoiceColumn([_option(*each) for each in enumerate(self._choices, start=1)], id="which")
            keys = key_hints(("1–9", f"{self.ACT} сразу"), ("Enter", self.ACT), ("Esc", "Назад"))
            yield Static(keys, classes="keys", markup=False)

    def action_choose(self) -> None:
        """The chosen one."""
        self.action_take(int(self.query_one(ChoiceColumn).value))

    def action_take(self, place: int) -> None:
        """The one at a place."""
        if place <= len(self._choices):
            self.dismiss(self._choices[place - 1][0])


def _option(place: int, choice: tuple[object, str, str]) -> Option:
    _, label, hint = choice
    return Option(str(place), (f"{place} " if place <= _DIGITS else "  ") + label, hint)
