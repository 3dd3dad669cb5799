"""The page at the end of a drill: by clause, what was in time, what was missed, what a better answer had been."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from console.commands.registry import Scope
from console.widgets.line_view import ACCENT, MUTED, STRONG, WARN, Line, LineView, hanging
from core.drill.judging import Score
from core.drill.page import BETTER, SIGNS, page
from core.text import safe_line


class ScoreScreen(ModalScreen[None]):
    """The page as lines; closed, the drill is over."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "screen.close", "Закрыть тренажёр", id="dialog.back", show=True)
    ]
    DEFAULT_CSS = """
    ScoreScreen { align: center middle; background: $veil; }
    ScoreScreen #box {
        width: 110; max-width: 96%; height: auto; max-height: 96%; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-subtitle-color: $text-muted;
    }
    ScoreScreen ScoreLines { height: auto; max-height: 90vh; background: $surface; }
    """

    def __init__(self, score: Score) -> None:
        super().__init__()
        self._score = score

    def compose(self) -> ComposeResult:
        """The lines in a box."""
        box = Vertical(id="box")
        box.border_title = "Разбор смены"
        box.border_subtitle = "↑↓ PgUp PgDn — листать · Esc — закрыть тренажёр"
        with box:
            yield ScoreLines(page(self._score))

    def action_close(self) -> None:
        """The drill is over."""
        self.dismiss(None)


class ScoreLines(LineView):
    """The lines of the page, broken under their indent."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__()
        self._told = lines

    def lay(self, width: int) -> list[Line]:
        """The lines: headings, what was judged, and what is better, dimmed."""
        laid: list[Line] = []
        for number, text in enumerate(self._told):
            clean = safe_line(text)
            laid += hanging(clean, _style(number, clean), width)
        return laid


def _style(number: int, text: str) -> str:
    told = text.lstrip()
    if number == 0:
        return ACCENT
    if told.startswith(BETTER):
        return MUTED
    if told[:1] in set(SIGNS.values()) - {"✓"}:
        return WARN
    return STRONG if told == text else ""
