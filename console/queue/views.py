"""How the queue is looked at: shipped and saved views, order and groups."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from console.queue.filtering import QueueFilter
from console.queue.listing import QueueListing
from console.queue.model.queue_layout import GROUP_TITLES, SORT_TITLES, read_layout
from console.queue.widgets.queue_table import QueueTable
from console.screens.desk_screen import DeskScreen
from console.state.acts import Held
from console.state.drafts import Draft
from core.desk.views import Done, Sort, View
from core.text import safe_line
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from console.queue.saved_views import CountedView
    from core.tickets.registers import SavedView


class QueueViews:
    """Of one screen. ``on_change``: the tabs are to be told anew."""

    def __init__(
        self, screen: DeskScreen, listing: QueueListing, narrowed: QueueFilter, on_change: Callable[[], object]
    ) -> None:
        self._screen = screen
        self._listing = listing
        self._filter = narrowed
        self._on_change = on_change
        self.saved: SavedView | None = None
        """The saved view that is open."""

    @property
    def _table(self) -> QueueTable:
        return self._screen.query_one(QueueTable)

    # -- shipped views, order, groups ---------------------------------------------------------------------------

    def show(self, view: View) -> None:
        """Another shipped view."""
        self.saved = None
        self._table.lay_columns(None)
        self._listing.ask_for(replace(self._listing.query, view=view))

    def next_order(self) -> None:
        """The next order."""
        orders = list(Sort)
        query = self._listing.query
        chosen = orders[(orders.index(query.sort) + 1) % len(orders)]
        self._listing.ask_for(replace(query, sort=chosen))
        self._screen.pult.notify(f"Порядок: {SORT_TITLES[chosen.value]}", markup=False, timeout=2)

    def next_group(self) -> None:
        """The next grouping."""
        groups: list[str | None] = [None, *GROUP_TITLES]
        query = self._listing.query
        chosen = groups[(groups.index(query.group) + 1) % len(groups)]
        self._listing.ask_for(replace(query, group=chosen))
        said = f"Группы: {GROUP_TITLES[chosen]}" if chosen else "Без групп"
        self._screen.pult.notify(said, markup=False, timeout=2)

    # -- saved views --------------------------------------------------------------------------------------------

    def choose_saved(self) -> None:
        """The saved views, with how many tickets each holds."""
        from console.queue.saved_views import counted_views

        pult = self._screen.pult
        if pult.client.actor is not None:
            pult.keys.hold()
            read = partial(counted_views, pult.client.actor.login)
            pult.client.ask(read, self._offer, on_failure=self._unread)

    def _unread(self, refusal: Refusal) -> None:
        self._screen.pult.keys.release()

    def _offer(self, views: "Sequence[CountedView]") -> None:
        from console.queue.saved_views import SavedViewsScreen

        pult = self._screen.pult
        pult.keys.release()
        if not views:
            message = "Сохранённых видов пока нет: задайте условия (F3) и выберите «Сохранить вид» (F9)."
            return pult.notify(message, markup=False)
        self._screen.app.push_screen(SavedViewsScreen(views), self._open)

    def _open(self, saved: "SavedView | None") -> None:
        if saved is not None:
            self.show_saved(saved)

    def show_saved(self, saved: "SavedView") -> None:
        """Show a saved view: its filter, order, groups and columns."""
        from console.queue.saved_views import query_of

        layout = read_layout(saved.columns) if saved.columns else None
        self.saved = saved
        self._table.lay_columns(layout if isinstance(layout, tuple) else None)
        self._filter.put(saved.filter or "", shown=bool(saved.filter))
        self._listing.ask_for(replace(self._listing.query, **query_of(saved)))
        self._on_change()

    def save(self) -> None:
        """Keep what is shown under a name; a saved view that is open is changed."""
        from console.dialogs.frame.spec_dialog import SpecDialog
        from console.queue.saved_views import VIEW_FORM, about_view

        self._screen.app.push_screen(SpecDialog(VIEW_FORM, about_view(self._listing.query, self.saved)))

    def drop(self) -> None:
        """Take the saved view that is open away."""
        from core.tickets.desk_records.shifts_and_views import DropView

        pult, saved = self._screen.pult, self.saved
        if saved is None:
            return pult.notify("Откройте сохранённый вид (8), чтобы убрать его.", markup=False)
        told, key, at = f"Убрать вид «{safe_line(saved.title)}»", uuid4().hex, pult.client.now().isoformat()
        draft = Draft(DropView.name, key, at, lone=True, held=told)
        pult.hindsight.hold_or_give(told, Held(DropView(saved=saved.id), key, None, draft, self._dropped))

    def _dropped(self, answer: Done) -> None:
        self.saved = None
        self.show(self._listing.query.view)
        self._on_change()
