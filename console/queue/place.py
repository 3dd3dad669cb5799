"""Where one is in the queue: told to be kept, and taken up by the next console."""

from console.queue.filtering import QueueFilter
from console.queue.listing import QueueListing
from console.queue.model.queue_layout import GROUP_TITLES
from console.queue.preview_pane import QueuePreview
from console.queue.views import QueueViews
from console.screens.desk_screen import DeskScreen
from console.state.session_state import SessionState
from core.desk.views import QueueQuery, Sort, View
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
        known = state.view in {view.value for view in View} and state.sort in {sort.value for sort in Sort}
        if known:
            group = state.group if state.group in GROUP_TITLES else None
            query = QueueQuery(View(state.view), sort=Sort(state.sort), filter=state.filter, group=group)
            self._listing.ask_for(query)

    def state(self) -> SessionState:
        """Where one is now."""
        query, saved = self._listing.query, self._views.saved.id if self._views.saved else None
        selected = self._listing.model.selected
        place = (query.view.value, query.filter, query.sort.value, query.group, saved, selected)
        return SessionState(*place, self._preview.wanted)
