"""The marked tickets of the queue, and one command to all of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from console.commands.registry import commands
from console.queue.listing import QueueListing
from console.queue.model.such import Markable, markable
from console.queue.widgets.queue_table import QueueTable
from console.queue.widgets.view_tabs import ViewTabs
from console.screens.desk_screen import DeskScreen
from core.desk.views import QueueQuery
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from console.dialogs.bulk.plan import Planned
    from console.dialogs.bulk.report import BulkReport
    from core.desk.desk import Desk

_MANY: Final = 60
"""More tickets take a while to be looked through."""


class QueueMarks:
    """Of one list."""

    def __init__(self, screen: DeskScreen, listing: QueueListing) -> None:
        self._screen = screen
        self._listing = listing
        self._anchor: int | None = None
        """The ticket that was marked last by hand: where a range begins."""
        self.report: BulkReport | None = None
        """What has become of the last command to several tickets."""

    @property
    def _table(self) -> QueueTable:
        return self._screen.query_one(QueueTable)

    @property
    def marked(self) -> frozenset[int]:
        """Which they are."""
        return self._table.marked

    # -- marking ------------------------------------------------------------------------------------------------

    def mark(self, by: int) -> None:
        """Mark the selected ticket and go on."""
        self._anchor = self._listing.model.selected
        self._table.toggle_mark(by)
        self.tell()

    def mark_range(self, by: int) -> None:
        """Mark in a row."""
        self._table.mark_range(by)
        self._anchor = self._listing.model.selected
        self.tell()

    def mark_all(self) -> None:
        """Mark everything that the list holds, whether it was read yet or not."""
        pult, listing = self._screen.pult, self._listing
        if listing.model.whole:
            return self._put(frozenset(number for number in listing.model.numbers if number > 0))
        query = replace(listing.query, me=pult.client.actor.login if pult.client.actor is not None else None)
        pult.keys.hold()
        pult.client.ask(lambda desk: desk.queue.numbers(query), self._mark_read, group="marks", on_failure=self._unread)

    def _mark_read(self, numbers: tuple[int, ...]) -> None:
        self._screen.pult.keys.release()
        self._put(frozenset(numbers))

    def offer_such(self) -> None:
        """What can be marked together: up to the last mark, the whole list, what is such as the selected ticket."""
        pult, selected = self._screen.pult, self._listing.model.selected
        if selected is None or pult.client.actor is None:
            return
        query = replace(self._listing.query, me=pult.client.actor.login)
        pult.keys.hold()
        read = partial(_markable, query, selected)
        pult.client.ask(read, self._choose_such, group="marks", on_failure=self._unread)

    def _choose_such(self, choices: tuple[Markable, ...]) -> None:
        from console.queue.mark_menu import MarkMenu

        self._screen.pult.keys.release()
        between = self._between()
        added = (between, *choices) if between is not None else choices
        self._screen.app.push_screen(MarkMenu(added), self._mark_such)

    def _between(self) -> Markable | None:
        """The rows from the last mark to the cursor; None where nothing was marked, or it is out of the list."""
        model, anchor = self._listing.model, self._anchor
        begin = model.position(anchor) if anchor is not None and anchor in self.marked else None
        if begin is None or begin == model.cursor:
            return None
        first, last = sorted((begin, model.cursor))
        numbers = tuple(number for number in model.numbers[first : last + 1] if number > 0)
        return Markable(f"От отмеченного № {anchor} до курсора", numbers)

    def _mark_such(self, chosen: Markable | None) -> None:
        if chosen is not None:
            self._put(self.marked | set(chosen.numbers))

    def clear(self) -> None:
        """Take the marks away."""
        self._put(frozenset())

    def _put(self, numbers: frozenset[int]) -> None:
        self._table.mark(numbers)
        self.tell()

    def tell(self) -> None:
        """«новых: 3», «отмечено 4»."""
        parts = []
        if new := self._listing.unseen_elsewhere():
            parts.append(f"новых: {new} · E — к ним")
        if marked := len(self.marked):
            parts.append(f"отмечено {marked} · Esc — снять")
        self._screen.query_one(ViewTabs).say(" · ".join(parts))

    # -- one command to all -------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Everything that can be done to marked tickets at once."""
        from console.forms.bulk_forms import BULK_FORMS
        from console.screens.palette import PaletteScreen

        specs = [spec for spec in commands("queue") if spec.core_name in BULK_FORMS]
        title = f"Отмечено {len(self.marked)}: что сделать"
        give = PaletteScreen(self._screen, specs, title, lambda spec: self.start(spec.core_name or ""))
        self._screen.app.push_screen(give)

    def start(self, name: str) -> None:
        """One command to all marked tickets, in the order of the list."""
        from console.dialogs.bulk.plan import planned
        from console.forms.bulk_forms import BULK_FORMS

        pult, spec = self._screen.pult, BULK_FORMS.get(name)
        actor = pult.client.actor
        if spec is None:
            pult.keys.forget()
            message = "Это действие — по одному: снимите отметки (Esc)."
            return pult.notify(message, severity="warning", markup=False)
        if actor is not None:
            marked = self.marked
            ordered = [number for number in self._listing.model.numbers if number in marked]
            ordered += sorted(marked - set(ordered))
            pult.keys.hold()
            if len(ordered) > _MANY:
                pult.notify(f"Смотрю, что можно сделать с каждым: {len(ordered)}…", markup=False, timeout=3)
            read = partial(planned, ordered, name, actor)
            pult.client.ask(read, partial(self._open, name), group="action", on_failure=self._unread)

    def _unread(self, refusal: Refusal) -> None:
        self._screen.pult.keys.release()

    def _open(self, name: str, plan: tuple[Planned, ...]) -> None:
        from console.dialogs.bulk.dialog import BulkDialog
        from console.forms.bulk_forms import BULK_FORMS

        self._screen.pult.keys.release()
        self._screen.app.push_screen(BulkDialog(BULK_FORMS[name], plan, self._done))

    def _done(self, numbers: frozenset[int], report: BulkReport) -> None:
        """What was done is no longer marked; the report can be read from the palette."""
        self.report = report
        self._put(self.marked - numbers)

    def read_report(self) -> None:
        """What has become of the last command to several tickets."""
        from console.dialogs.bulk.report_screen import BulkReportScreen

        if self.report is None:
            return self._screen.pult.notify("Действий сразу с несколькими обращениями ещё не было.", markup=False)
        self._screen.app.push_screen(BulkReportScreen(self.report))


def _markable(query: QueueQuery, selected: int, desk: Desk) -> tuple[Markable, ...]:
    return markable(desk, query, selected)
