"""The tickets that a figure of the breach panel counts: the queue with the figure's own view and filter."""

from console.queue.screen import QueueScreen
from console.wallboard.goals import TicketListGoal
from core.desk.views import QueueQuery, View
from core.text import safe_line


class FigureTicketsScreen(QueueScreen):
    """A queue over the panel: everything that can be done in the queue can be done here; Esc goes back."""

    DEFAULT_CSS = """
    FigureTicketsScreen #search-title { width: auto; max-width: 50%; }
    """

    ESCAPE = "назад"

    def __init__(self, goal: TicketListGoal) -> None:
        super().__init__(QueueQuery(view=goal.view, filter=goal.filter))
        self._goal = goal

    def title_of_search(self) -> str:
        """Which figure it is."""
        return f"Табло › {safe_line(self._goal.title)} "

    def on_mount(self) -> None:
        """Show the conditions by which the figure counts, and read; what is typed meanwhile waits for the list."""
        self.narrowed.put(self._goal.filter, shown=True)
        self.pult.keys.hold()
        self.listing.read()

    def reading_over(self) -> None:
        """The list is there, or will not come."""
        self.pult.keys.release()

    def empty_sentence(self) -> str:
        """What a figure of nothing says."""
        return f"По условиям «{safe_line(self.listing.query.filter)}» сейчас ничего нет. Esc — назад."

    def action_view(self, name: str) -> None:
        """Another view: the figure's conditions stay."""
        if View(name) is not self.listing.query.view:
            super().action_view(name)

    def action_back(self) -> None:
        """Escape: take the marks away, bring the figure's own conditions back, then leave."""
        if self.marks.marked or self.narrowed.line.has_focus or self.listing.query != self.listing.first:
            self.narrowed.stop_typing()
            self.marks.clear()
            self.narrowed.put(self._goal.filter, shown=self.narrowed.open)
            self.listing.ask_for(self.listing.first)
            self.table.focus()
            return
        self.app.pop_screen()
