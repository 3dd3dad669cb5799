"""How the queue is looked at: shipped and saved views, each with a look that is kept only when it is pinned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from console.queue.filtering import QueueFilter
from console.queue.listing import QueueListing
from console.queue.looks.look import ViewLook, look_of
from console.queue.widgets.queue_table import QueueTable
from console.screens.desk_screen import DeskScreen
from console.state.acts import Held
from console.state.drafts import Draft
from console.state.pinned_looks import PinnedLooks
from core.desk.views import Done, QueueQuery, View
from core.text import safe_line
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from console.queue.looks.look_screen import LookPart
    from console.queue.looks.saved_views import CountedView
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
        self._pinned: PinnedLooks | None = None
        self.saved: SavedView | None = None
        """The saved view that is open."""

    @property
    def _table(self) -> QueueTable:
        return self._screen.query_one(QueueTable)

    @property
    def pinned(self) -> PinnedLooks:
        """What is pinned to the shipped views."""
        if self._pinned is None:
            self._pinned = PinnedLooks(self._screen.pult.client, self._screen.pult.login)
        return self._pinned

    # -- how it looks -------------------------------------------------------------------------------------------

    @property
    def look(self) -> ViewLook:
        """The present order, groups and columns."""
        query = self._listing.query
        return ViewLook(query.sort, query.group, self._table.chosen)

    def lay(self, look: ViewLook) -> None:
        """Look at the same tickets in another way; nothing is kept."""
        self._table.lay_columns(look.columns)
        self._listing.ask_for(replace(self._listing.query, sort=look.sort, group=look.group))
        self._on_change()

    def choose_look(self, part: LookPart) -> None:
        """Choose order, groups and columns from lists, which take effect at once."""
        from console.queue.looks.look_screen import LookScreen

        shown = self.look.columns or self._table.columns
        self._screen.app.push_screen(LookScreen(self.look, shown, part, self.lay, self.pin))

    def pin(self) -> None:
        """Keep the present look: with the saved view that is open, else with the shipped one."""
        from console.queue.looks.saved_views import kept_as

        pult, query = self._screen.pult, self._listing.query
        if self.saved is not None:
            command = kept_as(self.saved, query, self.look)
            pult.client.submit(command, key=uuid4().hex, on_done=partial(self._pinned_saved, self.saved.id))
        else:
            self.pinned.pin(query.view.value, self.look.as_texts())
            pult.notify("Закреплено: вид будет открываться так.", markup=False, timeout=3)

    def _pinned_saved(self, identity: int, answer: Done | Refusal) -> None:
        from console.dialogs.frame.toasts import tell_refusal
        from console.queue.looks.saved_views import counted_views

        pult = self._screen.pult
        if isinstance(answer, Refusal):
            return tell_refusal(pult, answer)
        pult.notify("Закреплено: сохранённый вид будет открываться так.", markup=False, timeout=3)
        read = partial(counted_views, pult.login)
        pult.client.ask(read, partial(self._reread, identity), group="pinned-view")

    def _reread(self, identity: int, views: Sequence[CountedView]) -> None:
        if self.saved is not None and self.saved.id == identity:
            self.saved = next((each.saved for each in views if each.saved.id == identity), None)

    # -- shipped views ------------------------------------------------------------------------------------------

    def show(self, view: View) -> None:
        """Another shipped view, as it is pinned, with the filter that stands."""
        self.show_list(replace(self._listing.query, view=view))

    def show_list(self, query: QueueQuery) -> None:
        """The list of a query, with the look that is pinned to its view."""
        self.saved = None
        look = look_of(self.pinned.of(query.view.value))
        self._table.lay_columns(look.columns)
        self._listing.ask_for(replace(query, sort=look.sort, group=look.group))
        self._on_change()

    def leave(self) -> None:
        """The whole view without a filter: of a saved one, the shipped one that it narrows."""
        query = replace(self._listing.query, filter="")
        if self.saved is None:
            self._listing.ask_for(query)
        else:
            self.show_list(query)

    # -- saved views --------------------------------------------------------------------------------------------

    def choose_saved(self) -> None:
        """The saved views, with how many tickets each holds."""
        from console.queue.looks.saved_views import counted_views

        pult = self._screen.pult
        if pult.client.actor is not None:
            pult.keys.hold()
            read = partial(counted_views, pult.client.actor.login)
            pult.client.ask(read, self._offer, on_failure=self._unread)

    def _unread(self, refusal: Refusal) -> None:
        self._screen.pult.keys.release()

    def _offer(self, views: Sequence[CountedView]) -> None:
        from console.queue.looks.saved_views import SavedViewsScreen

        pult = self._screen.pult
        pult.keys.release()
        if not views:
            message = "Сохранённых видов пока нет: задайте условия (F3) и выберите «Сохранить вид» (F9)."
            return pult.notify(message, markup=False)
        self._screen.app.push_screen(SavedViewsScreen(views), self._open)

    def _open(self, saved: SavedView | None) -> None:
        if saved is not None:
            self.show_saved(saved)

    def show_saved(self, saved: SavedView) -> None:
        """Show a saved view: its filter, order, groups and columns."""
        from console.queue.looks.saved_views import query_of

        self.saved = saved
        self._table.lay_columns(look_of({"columns": saved.columns}).columns)
        self._filter.put(saved.filter or "", shown=bool(saved.filter))
        self._listing.ask_for(replace(self._listing.query, **query_of(saved)))
        self._on_change()

    def save(self) -> None:
        """Keep what is shown under a name; a saved view that is open is changed."""
        from console.dialogs.frame.spec_dialog import SpecDialog
        from console.queue.looks.saved_views import VIEW_FORM, about_view

        about = about_view(self._listing.query, self.look, self.saved)
        self._screen.app.push_screen(SpecDialog(VIEW_FORM, about))

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
        self.show(self._listing.query.view)
