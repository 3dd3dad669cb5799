"""The head of the queue: the columns' titles; over the countdowns, until when they stand still."""

from textual.content import Content

from console.queue.widgets.queue_columns import COUNTDOWN_WIDTH, GAP, QueueColumn, fit
from console.widgets.one_line import OneLine
from console.wording.instants import until_when
from core.desk.views import DeskTime, View

_LEFT, _CLOSED = "   Осталось", "   Закрыто"


class QueueHead(OneLine):
    """Titles over the columns of the table below."""

    DEFAULT_CSS = """
    QueueHead { background: $surface; color: $text-muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: tuple[QueueColumn, ...] = ()
        self._title = _LEFT
        self._until: str | None = None

    def tell_columns(self, columns: tuple[QueueColumn, ...]) -> None:
        """The table laid its columns anew."""
        self._columns = columns
        self._lay()

    def tell_hours(self, time: DeskTime) -> bool:
        """Say until when the countdowns stand still, outside working hours; True when that has changed."""
        until = None if time.open else until_when(time.until, time.now)
        if until == self._until:
            return False
        self._until = until
        self._lay()
        return True

    def tell_view(self, view: View) -> None:
        """Closed tickets have no countdowns: the column says when they were closed."""
        self._title = _CLOSED if view is View.CLOSED else _LEFT
        self._lay()

    def _lay(self) -> None:
        head = Content(fit(self._title, COUNTDOWN_WIDTH))
        if self._until is not None and self._title == _LEFT:
            head = Content.styled(fit(f" ‖ {self._until}", COUNTDOWN_WIDTH), "bold $text-warning")
        for column in self._columns:
            head += Content(fit(column.title, column.width, right=column.right) + " " * GAP)
        self.put(head)
