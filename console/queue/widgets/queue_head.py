"""The head of the queue: the columns' titles; over the countdowns, until when they stand still."""

from textual.content import Content

from console.queue.widgets.queue_columns import QueueColumn
from console.queue.widgets.queue_line import LEFT, head_of, standing_until
from console.widgets.one_line import OneLine
from core.desk.views import DeskTime, View

_CLOSED = "   Закрыто"


class QueueHead(OneLine):
    """Titles over the columns of the table below."""

    DEFAULT_CSS = """
    QueueHead { background: $surface; color: $text-muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: tuple[QueueColumn, ...] = ()
        self._title = LEFT
        self._until: str | None = None

    def tell_columns(self, columns: tuple[QueueColumn, ...]) -> None:
        """The table laid its columns anew."""
        self._columns = columns
        self._lay()

    def tell_hours(self, time: DeskTime) -> bool:
        """Say until when the countdowns stand still, outside working hours; True when that has changed."""
        until = standing_until(time)
        if until == self._until:
            return False
        self._until = until
        self._lay()
        return True

    def tell_view(self, view: View) -> None:
        """Closed tickets have no countdowns: the column says when they were closed."""
        self._title = _CLOSED if view is View.CLOSED else LEFT
        self._lay()

    def _lay(self) -> None:
        until = self._until if self._title == LEFT else None
        first, titles = head_of(self._columns, until, self._title)
        self.put(Content.assemble((first, "" if until is None else "bold $text-warning"), titles))
