"""Something to be read in a frame: a solution aloud on the phone, a letter that the regulation demands, a report."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.widgets.key_hints import key_hints
from console.widgets.line_view import MUTED, STRONG, Line, LineView, wrap
from core.text import safe, safe_line


class TextToRead(LineView):
    """A text with its paragraphs apart, so that the eye finds its place again; ``told`` stands muted below it."""

    def __init__(self, text: str, told: str = "", *, spaced: bool = True) -> None:
        super().__init__()
        self._text, self._told, self._spaced = text, told, spaced

    def lay(self, width: int) -> list[Line]:
        """Every paragraph in its lines."""
        lines: list[Line] = []
        for paragraph in safe(self._text).split("\n"):
            lines += [((line, STRONG if self._spaced else ""),) for line in wrap(paragraph, width)] or [()]
            if self._spaced:
                lines.append(())
        return [*lines, ((self._told, MUTED),)] if self._told else lines


class ReadingScreen(ModalScreen[None]):
    """A text with a title; F4 copies it where the terminal knows OSC 52."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "screen.copy", "Скопировать", priority=True),
        Binding("escape,enter,f8", "screen.back", "Закрыть", priority=True),
    ]
    DEFAULT_CSS = """
    ReadingScreen { align: center middle; background: $veil; }
    ReadingScreen #box {
        width: 92; max-width: 96%; height: auto; max-height: 94%; padding: 1 2; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
        border-subtitle-color: $text-muted;
    }
    ReadingScreen TextToRead { height: auto; max-height: 75vh; background: $surface; }
    ReadingScreen .keys { margin-top: 1; }
    """

    def __init__(self, title: str, text: str, clause: str = "") -> None:
        super().__init__()
        self._title, self.text, self._clause = title, text, clause

    def compose(self) -> ComposeResult:
        """The text in a frame, and the keys."""
        box = Vertical(id="box")
        box.border_title = Content(safe_line(self._title))
        box.border_subtitle = Content(self._clause)
        with box:
            yield TextToRead(self.text, spaced=False)
            yield Static(key_hints(("F4", "Скопировать"), ("Esc", "Закрыть")), classes="keys", markup=False)

    def action_copy(self) -> None:
        """The text, to the clipboard of the terminal."""
        self.app.copy_to_clipboard(safe(self.text))
        self.notify("Скопировано, если терминал это умеет (OSC 52).", markup=False)

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)
