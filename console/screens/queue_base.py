"""What the parts of the queue's screen share: its state, its widgets, and how another list is asked for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from textual.timer import Timer

from console.queue_model import QueueModel
from console.queue_reading import Reading
from console.screens.base import DeskScreen
from console.widgets.filter_line import FilterLine
from console.widgets.preview import Preview
from console.widgets.queue_table import QueueTable
from console.widgets.view_tabs import ViewTabs
from core.desk.views import QueueQuery, QueueRow, TicketView, View
from core.tickets.refusal import Refusal
from core.tickets.registers import SavedView

if TYPE_CHECKING:
    pass

THREE_PANES: Final = 200
"""Columns from which the list, the card and the story stand side by side."""
SETTLE: Final = 0.12
"""Seconds that the cursor or the search rests before the desk is asked."""
EMPTY: Final = {
    View.NEW: "Новых обращений нет. F2 — принять звонок.",
    View.MINE: "На вас сейчас ничего нет. 1 — новые обращения, 3 — все открытые.",
    View.OPEN: "Открытых обращений нет. F2 — принять звонок.",
    View.SOON: "Ни у одного обращения срок не подходит.",
    View.OVERDUE: "Просроченных обращений нет.",
    View.CONFIRMATION: "Никто не должен подтвердить решение.",
    View.CLOSED: "Закрытых обращений пока нет.",
}
"""What an empty view says."""


class QueueBase(DeskScreen):
    """The state of the queue's screen."""

    SCOPE = "queue"

    def __init__(self, view: View = View.OPEN) -> None:
        super().__init__()
        self._query = self._first = QueueQuery(view=view)
        self._model = QueueModel(self._rows_now)
        self._counts: Mapping[View, int] = {}
        self._shown: QueueQuery | None = None
        self._reading = False
        self._stale = False
        self._typing: Timer | None = None
        self._resting: Timer | None = None
        self._again: Timer | None = None
        """Reads the selected ticket again, once the list is painted."""
        self._read_at: datetime | None = None
        self._preview_wanted: str | None = None
        """«side», «zoom» or «none»; None: what suits the width."""
        self._held: Reading | None = None
        """A reading whose new rows wait until nobody reads the present ones."""
        self._saved: SavedView | None = None
        self._said: FilterLine.Told | None = None
        self._urgent: int | None = None
        self._wanted: int | None = None
        """The ticket that the cursor is put on once it is in the list."""
        self._ticket: TicketView | None = None

    @property
    def _table(self) -> QueueTable:
        return self.query_one("#table", QueueTable)

    @property
    def _preview(self) -> Preview:
        return self.query_one("#preview", Preview)

    @property
    def _line(self) -> FilterLine:
        return self.query_one("#search", FilterLine)

    def _ask_for(self, query: QueueQuery) -> None:
        if query != self._query:
            self._query, self._held = query, None
            self._tell_tabs()
            self.reread()

    def reread(self) -> None:
        """Ask the desk for what is shown."""
        raise NotImplementedError

    def _tell_tabs(self) -> None:
        """Tell the views, the filter and what waits."""
        raise NotImplementedError

    def _rows_now(self, numbers: Sequence[int]) -> tuple[QueueRow, ...]:
        """Rows that scrolling has brought into sight: a short read by key, in the loop."""
        desk = self.pult.desk
        actor = self.pult.actor
        me = actor.login if actor is not None else None
        return self.pult.guarded(lambda: desk.queue_rows(numbers, me), ()) if desk is not None else ()

    def _unread(self, refusal: Refusal) -> None:
        self.pult.release_keys()

    def _tell_notice(self) -> None:
        """«новых: 3», «отмечено 4»."""
        parts = []
        if self._held is not None:
            fresh = len(set(self._held.numbers) - set(self._model.numbers))
            parts.append(f"новых: {fresh} · Home — показать")
        if marked := len(self._table.marked):
            parts.append(f"отмечено {marked} · Esc — снять")
        self.query_one(ViewTabs).say(" · ".join(parts))
