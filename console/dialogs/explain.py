"""«Почему так»: each clock told step by step, with every counted interval and its clause."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from console.commands.registry import Scope
from console.widgets.line_view import ACCENT, MUTED, STRONG, Line, LineView, hanging
from core.desk.views import TicketView
from core.policy import Policy
from core.text import safe_line


class ExplainScreen(ModalScreen[None]):
    """The explanation of a ticket's clocks as they were read."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,e,enter", "screen.close", "Закрыть", id="dialog.back", show=True)
    ]
    DEFAULT_CSS = """
    ExplainScreen { align: center middle; background: $veil; }
    ExplainScreen #box {
        width: 100; max-width: 96%; height: auto; max-height: 94%; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-subtitle-color: $text-muted;
    }
    ExplainScreen Explanation { height: auto; max-height: 85vh; background: $surface; }
    """

    def __init__(self, view: TicketView, policy: Policy) -> None:
        super().__init__()
        self._view = view
        self._policy = policy

    def compose(self) -> ComposeResult:
        """The lines in a box."""
        from core.tickets.clocks.explanation import explain

        box = Vertical(id="box")
        box.border_title = f"Почему так · № {self._view.ticket.number}"
        box.border_subtitle = "↑↓ PgUp PgDn — листать · Esc — закрыть"
        with box:
            yield Explanation([explain(clock, self._policy) for clock in self._view.clocks])

    def action_close(self) -> None:
        """Back to the ticket."""
        self.dismiss(None)


class Explanation(LineView):
    """Blocks of lines, one for each clock; the first line of a block is its heading, the last its verdict."""

    def __init__(self, blocks: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._blocks = blocks

    def lay(self, width: int) -> list[Line]:
        """The lines, broken under their indent."""
        lines: list[Line] = []
        for block in self._blocks:
            for index, text in enumerate(block):
                style = ACCENT if index == 0 else STRONG if index == len(block) - 1 else ""
                clean = safe_line(text)
                lines += hanging(clean, style or (MUTED if clean[:1].isspace() else ""), width)
            lines.append(())
        return lines[:-1]
