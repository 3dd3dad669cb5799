"""The way to the most urgent ticket that waits for one's line."""

from functools import partial
from typing import TYPE_CHECKING, Final

from console.queue.filtering import QueueFilter
from console.queue.listing import QueueListing
from console.queue.looks.views import QueueViews
from console.queue.widgets.queue_table import QueueTable
from console.screens.desk_screen import DeskScreen
from core.desk.views import QueueQuery, View
from core.tickets.refusal import Refusal
from core.vocabulary import Role

if TYPE_CHECKING:
    from core.desk.desk import Desk

_OURS_TO_DO: Final = "-ждёт -статус:решена"
"""Neither the requester nor anybody else is waited for: not in the work, nor with the word that it is solved."""
_WAITING_FOR: Final = {
    Role.FIRST_LINE: f"линия:плтп {_OURS_TO_DO}",
    Role.SECOND_LINE: f"линия:влтп исполнитель:я,нет {_OURS_TO_DO}",
}
"""What waits for somebody of a role, in the filter language."""
_IN_TURN: Final = 200
"""So many are gone to one after the other."""


class MostUrgent:
    """Of one queue."""

    def __init__(self, screen: DeskScreen, listing: QueueListing, narrowed: QueueFilter, views: QueueViews) -> None:
        self._screen = screen
        self._listing = listing
        self._filter = narrowed
        self._views = views
        self.number: int | None = None
        """The ticket that was gone to last."""

    def go(self) -> None:
        """Go to it; again, to the next one."""
        pult = self._screen.pult
        actor = pult.client.actor
        if actor is None:
            return
        query = QueueQuery(view=View.OPEN, me=actor.login, filter=_WAITING_FOR.get(actor.role, _OURS_TO_DO))
        pult.keys.hold()
        pult.client.ask(partial(_first, query), self._go, group="urgent", on_failure=self._unread)

    def _unread(self, refusal: Refusal) -> None:
        self._screen.pult.keys.release()

    def _go(self, numbers: tuple[int, ...]) -> None:
        pult, listing = self._screen.pult, self._listing
        pult.keys.release()
        if not numbers:
            return pult.notify("Вашу линию сейчас ничего не ждёт.", markup=False)
        selected = listing.model.selected
        place = numbers.index(selected) + 1 if selected in numbers and selected == self.number else 0
        self.number = numbers[place % len(numbers)]
        if not self._screen.query_one(QueueTable).select(self.number):
            listing.wanted = self.number
            self._filter.put("", shown=False)
            self._views.show_list(QueueQuery(view=View.OPEN))


def _first(query: QueueQuery, desk: "Desk") -> tuple[int, ...]:
    return desk.queue.numbers(query, _IN_TURN)
