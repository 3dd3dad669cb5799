"""What others have changed while somebody was typing: shown field by field, and one of three ways to go on."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope, bindings
from console.dialogs.frame.toasts import differences, with_clause
from console.host import pult_of
from console.widgets.field_diff import Differing, Told
from console.widgets.key_hints import key_hints
from core.tickets.refusal import Refusal


class Way(Enum):
    """How to go on after a conflict; going back to what was typed is none of them."""

    OVER = auto()
    """Save what was typed over what was shown."""
    THEIRS = auto()
    """Leave the ticket as the others have made it."""


def told_of(refusal: Refusal, title: str = "") -> Told:
    """A conflict as it is shown; ``title`` tells its ticket from others."""
    changed = differences(refusal)
    beside = {each.label for each in changed if each.yours is not None}
    own = ((each["label"], each["value"]) for each in refusal.details.get("yours", ()))
    lines = (f"{label}: {value}" for label, value in own if label not in beside)
    return Told(title, changed, tuple(lines), barred_by(refusal))


def barred_by(refusal: Refusal) -> str:
    """Why the rules would not let the command be given now, with the clause; «» where they would."""
    refused = refusal.details.get("refused")
    return with_clause(Refusal("", refused["message"], refused["clause"])) if refused else ""


class ConflictScreen(ModalScreen[Way | None]):
    """Over a form whose saving met what others had changed; dismissed with a way, or None: back to the form.

    Nothing is typed here, and every way has a key of its own: what was typed ahead decides nothing.
    """

    SCOPE: ClassVar[Scope] = "conflict"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("conflict")]
    DEFAULT_CSS = """
    ConflictScreen { align: center middle; background: $veil; }
    ConflictScreen #box {
        width: 110; max-width: 96%; height: auto; max-height: 94%; padding: 0 1; background: $surface;
        border: round $warning; border-title-color: $text-warning; border-title-style: bold;
        border-subtitle-color: $text-muted;
    }
    ConflictScreen .lead { color: $text-muted; margin-bottom: 1; }
    ConflictScreen #keys { margin-top: 1; }
    """

    def __init__(self, number: int | None, told: Sequence[Told]) -> None:
        """``number``: the ticket of the form; None where it has several."""
        super().__init__()
        self._number, self._told = number, told

    def compose(self) -> ComposeResult:
        """What has changed, and the keys."""
        box = Vertical(id="box")
        what = "ОБРАЩЕНИЯ" if self._number is None else f"ОБРАЩЕНИЕ № {self._number}"
        box.border_title = Content(f"▲ ПОКА ВЫ ПИСАЛИ, {what} ИЗМЕНИЛИ")
        box.border_subtitle = "● мешает вашему"
        over = () if all(each.barred for each in self._told) else (("F8", "Сохранить моё поверх"),)
        with box:
            yield Static("Ваше ещё не сохранено, набранное на месте.", classes="lead", markup=False)
            yield Differing(self._told, pult_of(self).client.now())
            keys = key_hints(*over, ("F4", "Принять чужие изменения"), ("Esc", "Вернуться к правке"))
            yield Static(keys, id="keys", markup=False)

    def action_over(self) -> None:
        """Save over what was shown."""
        self.dismiss(Way.OVER)

    def action_theirs(self) -> None:
        """Leave it as it is."""
        self.dismiss(Way.THEIRS)

    def action_back(self) -> None:
        """To what was typed."""
        self.dismiss(None)
