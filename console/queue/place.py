"""Where one is in the queue: told to be kept, and taken up by the next console."""

from console.queue.filtering import QueueFilter
from console.queue.listing import QueueListing
from console.queue.looks.views import QueueViews
from console.queue.preview_pane import QueuePreview
from console.screens.desk_screen import DeskScreen
from console.state.session_state import SessionState
from core.desk.views import QueueQuery, View
from core.tickets.registers import SavedView


class QueuePlace:
    """Of one queue."""

    def __init__(
        self,
        screen: DeskScreen,
        listing: QueueListing,
        narrowed: QueueFilter,
        views: QueueViews,
        preview: QueuePreview,
    ) -> None:
        self._screen = screen
        self._listing = listing
        self._filter = narrowed
        self._views = views
        self._preview = preview

    def restore(self, state: SessionState, saved: SavedView | None) -> None:
        """Take up where the last console was closed, unless the operator has begun something here meanwhile."""
        begun = self._listing.query != self._listing.first or self._listing.model.cursor
        if self._filter.open or not self._screen.is_current or begun:
            return
        self._listing.wanted = state.selected
        self._preview.wanted = state.preview
        self._preview.lay()
        if saved is not None:
            return self._views.show_saved(saved)
        self._filter.put(state.filter, shown=bool(state.filter))
        if state.view in {view.value for view in View}:
            self._views.show_list(QueueQuery(View(state.view), filter=state.filter))

    def state(self) -> SessionState:
        """Where one is now."""
        query, saved = self._listing.query, self._views.saved.id if self._views.saved else None
        selected = self._listing.model.selected
        return SessionState(query.view.value, query.filter, saved, selected, self._preview.wanted)
