"""Why a clinic is worse than last month: what its clocks have in common, each line with its tickets."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from console.commands.registry import Scope
from console.host import pult_of
from console.wallboard.clinic_lines import clinic_rows
from console.wallboard.goals import TicketListGoal
from console.wallboard.layout.cells import Row
from console.wallboard.sentences import clinic_words
from console.wallboard.widgets.wall_block import FigureBlock
from console.widgets.key_hints import key_hints
from core.desk.oversight.clinic_trend import ClinicTrend
from core.policy.labels import Labels
from core.text import safe_line


class Parts(FigureBlock):
    """What a clinic's clocks have in common, what got worst first."""

    def __init__(self, trend: ClinicTrend, labels: Labels) -> None:
        super().__init__("", id="parts")
        self._trend, self._labels = trend, labels

    def figure_rows(self, width: int) -> list[Row]:
        """A line a part."""
        return clinic_rows(self._trend, self._labels, width)


class ClinicScreen(ModalScreen[TicketListGoal | None]):
    """The parts of a clinic's two months; Enter gives back the tickets of the chosen one."""

    SCOPE: ClassVar[Scope] = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.open", "К обращениям", priority=True),
        Binding("escape", "screen.back", "Закрыть", priority=True),
    ]
    DEFAULT_CSS = """
    ClinicScreen { align: center middle; background: $veil; }
    ClinicScreen #box {
        width: 100; max-width: 98%; height: auto; max-height: 96%; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
    }
    ClinicScreen Parts:focus { border: none; }
    ClinicScreen Parts { height: auto; max-height: 70vh; border: none; background: $surface; margin-top: 1; }
    ClinicScreen .keys { margin-top: 1; }
    """

    def __init__(self, trend: ClinicTrend, labels: Labels) -> None:
        super().__init__()
        self._trend, self._labels = trend, labels

    def compose(self) -> ComposeResult:
        """The sentence, the parts, the keys."""
        box = Vertical(id="box")
        box.border_title = Content(f"● МО {safe_line(self._trend.code)}: что стало хуже")
        with box:
            yield Static(clinic_words(self._trend), markup=False)
            yield Parts(self._trend, self._labels)
            yield Static(key_hints(("Enter", "К обращениям"), ("Esc", "Закрыть")), classes="keys", markup=False)

    def on_mount(self) -> None:
        """Start at the worst."""
        self.query_one(Parts).focus()
        pult_of(self).keys.release()

    def action_open(self) -> None:
        """Enter: to the tickets."""
        goal = self.query_one(Parts).goal
        if isinstance(goal, TicketListGoal):
            self.dismiss(goal)

    def on_figure_block_chosen(self, event: FigureBlock.Chosen) -> None:
        """A double click."""
        self.action_open()

    def action_back(self) -> None:
        """Escape."""
        self.dismiss(None)
