"""The tickets that a figure of the breach panel counts: the queue with the figure's own view and filter."""

from console.queue_reading import Reading
from console.screens.queue import QueueScreen
from console.wall.goals import Tickets
from console.widgets.queue_table import QueueTable
from core.desk.views import QueueQuery, View
from core.text import safe_line
from core.tickets.refusal import Refusal


class FigureTicketsScreen(QueueScreen):
    """A queue over the panel: everything that can be done in the queue can be done here; Esc goes back."""

    DEFAULT_CSS = """
    FigureTicketsScreen #search-title { width: auto; max-width: 50%; }
    """

    ESCAPE = "назад"

    def __init__(self, goal: Tickets) -> None:
        super().__init__(goal.view)
        self._query = self._first = QueueQuery(view=goal.view, filter=goal.filter)
        self._goal = goal

    def title_of_search(self) -> str:
        """Which figure it is."""
        return f"Табло › {safe_line(self._goal.title)} "

    def on_mount(self) -> None:
        """Show the conditions by which the figure counts, and read; what is typed meanwhile waits for the list."""
        self.add_class("-searching")
        with self.prevent(self._line.Changed):
            self._line.value = self._goal.filter
        self.pult.hold_keys()
        self.reread()

    def _show(self, reading: Reading) -> None:
        if self.query(QueueTable):  # it may have been left while the desk was asked
            super()._show(reading)
        self.pult.release_keys()

    def _reading_failed(self, refusal: Refusal) -> None:
        super()._reading_failed(refusal)
        self.pult.release_keys()

    def _empty_sentence(self) -> str:
        return f"По условиям «{safe_line(self._query.filter)}» сейчас ничего нет. Esc — назад."

    def action_view(self, name: str) -> None:
        """Another view: the figure's conditions stay."""
        if View(name) is not self._query.view:
            super().action_view(name)

    def action_back(self) -> None:
        """Escape: take the marks away, bring the figure's own conditions back, then leave."""
        if self._table.marked or self._line.has_focus or self._query != self._first:
            self._stop_typing()
            self._table.mark(frozenset())
            self._tell_notice()
            with self.prevent(self._line.Changed):
                self._line.value = self._goal.filter
            self._ask_for(self._first)
            self._table.focus()
            return
        self.app.pop_screen()
