"""A call about what may be known already: a comment there, or another problem after all (п. 5.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.widgets.fields.choice import ChoiceColumn, Option
from console.widgets.key_hints import key_hints
from core.text import clean_line

_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the registrar judged: a comment on ``number``, or (None) another problem than every one shown."""

    number: int | None


class SimilarDialog(ModalScreen[Verdict | None]):
    """The requester's open tickets that the call resembles, the likeliest first; Esc goes back to the form."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f8", "screen.choose", "Выбрать", priority=True),
        Binding("escape", "screen.dismiss", "Назад к форме"),
    ]
    DEFAULT_CSS = """
    SimilarDialog { align: center middle; background: $veil; }
    SimilarDialog #box {
        width: 84; max-width: 96%; height: auto; max-height: 90%; padding: 0 1; background: $surface;
        border: round $warning; border-title-color: $text-warning; border-title-style: bold;
        border-subtitle-color: $text-muted;
    }
    SimilarDialog ChoiceColumn { margin-top: 1; }
    SimilarDialog .keys { margin-top: 1; }
    """

    def __init__(self, similar: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self._similar = [each for each in similar if each["same_requester"]]

    def compose(self) -> ComposeResult:
        """The tickets, the way out, the keys."""
        box = Vertical(id="box")
        box.border_title = "У инициатора есть похожее открытое обращение"
        box.border_subtitle = "п. 5.5"
        with box:
            yield Static("Записать звонок ответом туда или зарегистрировать отдельно?", markup=False)
            options = [
                Option(str(each["number"]), f"№ {each['number']}", clean_line(_said(each), 66))
                for each in self._similar
            ]
            yield ChoiceColumn([*options, Option(_OTHER, "другое", "это другая проблема")], id="which")
            yield Static(key_hints(("Enter", "Выбрать"), ("Esc", "Назад к форме")), classes="keys", markup=False)

    def action_choose(self) -> None:
        """The chosen line is the verdict."""
        value = self.query_one(ChoiceColumn).value
        self.dismiss(Verdict(None if value == _OTHER else int(value)))


def _said(similar: Mapping[str, Any]) -> str:
    return f"{similar['score']} % · {similar['subject']}"
