"""The tickets that a figure of the breach panel counts: the queue with the figure's own view and filter."""

from textual.content import Content

from console.screens.queue import QueueScreen
from console.wall.goals import Tickets
from console.widgets.one_line import OneLine
from core.desk.views import QueueQuery, View
from core.text import safe_line


class FigureTicketsScreen(QueueScreen):
    """A queue over the panel: everything that can be done in the queue can be done here; Esc goes back."""

    DEFAULT_CSS = """
    FigureTicketsScreen #search-title { width: auto; max-width: 50%; }
    """

    def __init__(self, goal: Tickets) -> None:
        super().__init__(goal.view)
        self._query = self._first = QueueQuery(view=goal.view, filter=goal.filter)
        self._goal = goal

    def on_mount(self) -> None:
        """Tell which figure it is, and by which conditions it counts."""
        super().on_mount()
        self.add_class("-searching")
        with self.prevent(self._line.Changed):
            self._line.value = self._goal.filter
        self.query_one("#search-title", OneLine).put(Content(f" Табло › {safe_line(self._goal.title)}  "))
        self.pult.hold_keys()
        self.reread()

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
