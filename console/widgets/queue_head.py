"""The head of the queue: the columns' titles; over the countdowns, until when they stand still."""

from textual.content import Content

from console.widgets.desk_header import until_when
from console.widgets.one_line import OneLine
from console.widgets.queue_columns import COUNTDOWN_WIDTH, GAP, Column, fit
from core.desk.views import DeskTime

_TITLE = "  Осталось"


class QueueHead(OneLine):
    """Titles over the columns of the table below."""

    DEFAULT_CSS = """
    QueueHead { background: $surface; color: $text-muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: tuple[Column, ...] = ()
        self._hours = _TITLE

    def tell_columns(self, columns: tuple[Column, ...]) -> None:
        """The table laid its columns anew."""
        self._columns = columns
        self._lay()

    def tell_hours(self, time: DeskTime) -> bool:
        """Say until when the countdowns stand still, outside working hours; True when that has changed."""
        hours = _TITLE if time.open else f"‖ {until_when(time.until, time.now)}"
        if hours == self._hours:
            return False
        self._hours = hours
        self._lay()
        return True

    def _lay(self) -> None:
        head = Content.styled(fit(self._hours, COUNTDOWN_WIDTH), "" if self._hours == _TITLE else "bold $text-warning")
        for column in self._columns:
            head += Content(fit(column.title, column.width, right=column.right) + " " * GAP)
        self.put(head)
