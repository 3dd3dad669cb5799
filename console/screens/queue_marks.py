"""What is done with the rows of the queue: marks and one command to many, the most urgent, new rows that wait."""

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.widgets import Input

from console.commands.registry import commands
from console.forms.bulk_forms import BULK_FORMS
from console.queue_reading import Reading
from console.screens.dialogs.bulk import BulkDialog, Planned, planned
from console.screens.queue_base import QueueBase
from core.desk.views import QueueQuery, View
from core.vocabulary import Role

if TYPE_CHECKING:
    pass


_WAITING_FOR: Final = {
    Role.FIRST_LINE: "линия:плтп -статус:решена",
    Role.SECOND_LINE: "линия:влтп исполнитель:я,нет -статус:решена",
}
"""What waits for somebody of a role, in the filter language."""


class QueueMarks(QueueBase):
    """Marks, the most urgent and new rows of the queue's screen."""

    # -- new ones -----------------------------------------------------------------------------------------------

    def _must_wait(self, reading: Reading) -> bool:
        """Whether rows would move under the eyes of somebody who reads: the cursor is not at the top."""
        if self._shown != reading.query or reading.numbers == self._model.numbers:
            return False
        return self._model.cursor > 0 and bool(set(reading.numbers) - set(self._model.numbers))

    def _hold(self, reading: Reading) -> None:
        """New rows wait; those that are shown are told anew where they stand."""
        self._held = reading
        self._table.show(self._model.numbers, reading.rows, heads=self._model.heads)

    # -- marks --------------------------------------------------------------------------------------------------

    def action_mark(self, by: int) -> None:
        """Mark the selected ticket and go on."""
        self._table.toggle_mark(by)
        self._tell_notice()

    def action_mark_range(self, by: int) -> None:
        """Mark in a row."""
        self._table.mark_range(by)
        self._tell_notice()

    def action_mark_all(self) -> None:
        """Mark everything that the list holds."""
        self._table.mark(frozenset(number for number in self._model.numbers if number > 0))
        self._tell_notice()

    def _offer_bulk(self) -> None:
        """Everything that can be done to marked tickets at once."""
        from console.screens.palette import PaletteScreen

        specs = [spec for spec in commands("queue") if spec.core_name in BULK_FORMS]
        title = f"Отмечено {len(self._table.marked)}: что сделать"
        self.app.push_screen(PaletteScreen(self, specs, title, lambda spec: self._start_bulk(spec.core_name or "")))

    def _start_bulk(self, name: str) -> None:
        """One command to all marked tickets, in the order of the list."""
        actor, spec = self.pult.actor, BULK_FORMS.get(name)
        if spec is None:
            self.pult.forget_keys()
            message = "Это действие — по одному: снимите отметки (Esc)."
            return self.pult.notify(message, severity="warning", markup=False)
        if actor is not None:
            marked = self._table.marked
            ordered = [number for number in self._model.numbers if number in marked]
            ordered += sorted(marked - set(ordered))
            self.pult.hold_keys()
            read = partial(planned, ordered, name, actor)
            self.pult.ask(read, partial(self._open_bulk, name), group="action", on_failure=self._unread)

    def _open_bulk(self, name: str, plan: tuple[Planned, ...]) -> None:
        self.pult.release_keys()
        self.app.push_screen(BulkDialog(BULK_FORMS[name], plan, self._bulk_done))

    def _bulk_done(self, numbers: frozenset[int]) -> None:
        """What was done is no longer marked."""
        self._table.mark(self._table.marked - numbers)
        self._tell_notice()

    # -- the most urgent ----------------------------------------------------------------------------------------

    def action_urgent(self) -> None:
        """Go to the most urgent ticket that waits for one's line; again, to the next one."""
        actor = self.pult.actor
        if actor is None:
            return
        narrowed = _WAITING_FOR.get(actor.role, "")
        query = QueueQuery(view=View.OPEN, me=actor.login, filter=narrowed)
        self.pult.hold_keys()
        self.pult.ask(lambda desk: desk.queue_numbers(query), self._go_urgent, group="urgent", on_failure=self._unread)

    def _go_urgent(self, numbers: tuple[int, ...]) -> None:
        self.pult.release_keys()
        if not numbers:
            return self.pult.notify("Вашу линию сейчас ничего не ждёт.", markup=False)
        selected = self._model.selected
        place = numbers.index(selected) + 1 if selected in numbers and selected == self._urgent else 0
        self._urgent = numbers[place % len(numbers)]
        if not self._table.select(self._urgent):
            self._wanted = self._urgent
            with self.prevent(Input.Changed):
                self._line.value = ""
            self.remove_class("-searching")
            self._saved = None
            self._ask_for(QueueQuery(view=View.OPEN))
