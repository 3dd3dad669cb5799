"""A documented solution, large enough to be read aloud on the phone (п. 5.4)."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.dialogs.frame.text_viewer import TextToRead
from console.widgets.key_hints import key_hints
from core.desk.records.open_work import FoundSolution
from core.text import safe_line


class ReadAloudScreen(ModalScreen[bool]):
    """True: it helped, and becomes the answer; False: it did not."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f8", "screen.helped", "Помогло", priority=True),
        Binding("escape", "screen.back", "Назад к звонку"),
    ]
    DEFAULT_CSS = """
    ReadAloudScreen { align: center middle; background: $veil; }
    ReadAloudScreen #box {
        width: 92; max-width: 96%; height: auto; max-height: 94%; padding: 1 2; background: $surface;
        border: round $success; border-title-color: $text-success; border-title-style: bold;
        border-subtitle-color: $text-muted;
    }
    ReadAloudScreen TextToRead { height: auto; max-height: 75vh; background: $surface; }
    ReadAloudScreen .keys { margin-top: 1; }
    """

    def __init__(self, found: FoundSolution) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """The text in a frame, and the keys."""
        box = Vertical(id="box")
        box.border_title = Content(f"Прочтите вслух: {safe_line(self._found.solution.title)}")
        box.border_subtitle = "п. 5.4"
        with box:
            used = len(self._found.used_in)
            told = f"применено в обращениях: {used}" if used else "ещё не применялось"
            yield TextToRead(self._found.solution.text, told)
            yield Static(
                key_hints(("Enter", "Помогло: в ответ"), ("Esc", "Назад к звонку")), classes="keys", markup=False
            )

    def action_helped(self) -> None:
        """The solution becomes the answer."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Back to the call."""
        self.dismiss(False)
