"""Which tickets the queue shows: views, filter, order, groups, saved views, and where one was."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual.content import Content
from textual.widgets import Input

from console.drafts import Draft
from console.hindsight import Held
from console.queue_layout import read_layout
from console.screens.dialogs.spec_dialog import SpecDialog
from console.screens.queue_base import EMPTY, SETTLE, QueueBase
from console.screens.saved_views import (
    GROUP_TITLES,
    SORT_TITLES,
    VIEW_FORM,
    CountedView,
    SavedViewsScreen,
    about_view,
    counted_views,
    query_of,
)
from console.session_state import SessionState
from console.widgets.filter_line import FilterLine
from console.widgets.one_line import OneLine
from console.widgets.view_tabs import ViewTabs
from core.desk.views import Done, QueueQuery, Sort, View
from core.text import safe_line
from core.tickets.desk_records.shifts_and_views import DropView
from core.tickets.registers import SavedView

if TYPE_CHECKING:
    pass


class QueueViews(QueueBase):
    """Views and filter of the queue's screen."""

    ESCAPE: ClassVar[str] = "сброс"
    """What Escape does with the filter."""

    # -- views and filter ---------------------------------------------------------------------------------------

    def action_view(self, name: str) -> None:
        """Show another shipped view."""
        self._saved = None
        self._table.lay_columns(None)
        self._ask_for(replace(self._query, view=View(name)))

    def on_view_tabs_chosen(self, event: ViewTabs.Chosen) -> None:
        """A view was clicked."""
        self.action_view(event.view)

    def action_search(self) -> None:
        """Open the filter line."""
        self.add_class("-searching")
        self._line.focus()
        self._line.look()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow once the typing rests."""
        event.stop()
        self._stop_typing()
        self._typing = self.set_timer(SETTLE, partial(self._search, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: on to the list that was found."""
        event.stop()
        self._search(event.value)
        self._table.focus()

    def on_filter_line_told(self, event: FilterLine.Told) -> None:
        """Say what is wrong with the filter, or what may come next."""
        self._said = event
        self._tell_found()

    def action_back(self) -> None:
        """Escape: take the marks away first, then the filter."""
        self._stop_typing()
        if self._table.marked:
            self._table.mark(frozenset())
            self._tell_notice()
        elif self.has_class("-searching") or self._query.filter:
            with self.prevent(Input.Changed):
                self._line.value = ""
            self.remove_class("-searching")
            self._ask_for(replace(self._query, filter=""))
        self._table.focus()

    def _search(self, text: str) -> None:
        self._stop_typing()
        self._ask_for(replace(self._query, filter=text.strip()))

    def _stop_typing(self) -> None:
        if self._typing is not None:
            self._typing.stop()

    def _tell_tabs(self) -> None:
        self._tell_found()
        self.query_one(ViewTabs).tell(self._query.view, self._counts, self._saved.title if self._saved else "")
        self._tell_notice()

    def _tell_found(self) -> None:
        """How much was found; what is wrong with the filter, or how its next word may go on."""
        said, width = self._said, max(1, self.size.width)
        line = Content("")
        if said is not None and said.problem:
            line = Content.styled(f" ✗ {safe_line(said.problem)}", "bold $text-error")
        elif said is not None and said.completions and self._line.has_focus:
            shown = [
                Content.styled(f"[{each.text}]" if place == said.chosen else f" {each.text} ",
                               "bold $accent" if place == said.chosen else "$text-muted")
                for place, each in enumerate(said.completions)
            ]  # fmt: skip
            line = Content.assemble((" Tab ", "$text-muted"), *shown)
        elif said is not None and said.meant and self._line.has_focus:
            line = Content.styled(f" понято: {said.meant}", "$text-muted")
        self.query_one("#told", OneLine).put(line.truncate(width, ellipsis=True))
        self.set_class(bool(line.plain), "-told")
        part = " без непонятого" if said is not None and said.problem else ""
        found = f"найдено{part} {self._model.count} · Esc — {self.ESCAPE} "
        found = found if self._query.filter and self._settled else ""
        self.query_one("#found", OneLine).put(Content(found))

    @property
    def _settled(self) -> bool:
        """Whether what is shown is what was asked for."""
        return self._shown == self._query

    def _empty_sentence(self) -> str:
        if self._query.filter:
            asked = safe_line(self._query.filter)
            return f"По условиям «{asked}» здесь ничего нет. Esc — сброс; Enter, затем 7 — искать в закрытых."
        return EMPTY.get(self._query.view, "Таких обращений нет.")

    # -- saved views, order, groups -----------------------------------------------------------------------------

    def action_sort(self) -> None:
        """The next order."""
        orders = list(Sort)
        chosen = orders[(orders.index(self._query.sort) + 1) % len(orders)]
        self._ask_for(replace(self._query, sort=chosen))
        self.pult.notify(f"Порядок: {SORT_TITLES[chosen.value]}", markup=False, timeout=2)

    def action_group(self) -> None:
        """The next grouping."""
        groups: list[str | None] = [None, *GROUP_TITLES]
        chosen = groups[(groups.index(self._query.group) + 1) % len(groups)]
        self._ask_for(replace(self._query, group=chosen))
        said = f"Группы: {GROUP_TITLES[chosen]}" if chosen else "Без групп"
        self.pult.notify(said, markup=False, timeout=2)

    def action_saved(self) -> None:
        """The saved views, with how many tickets each holds."""
        actor = self.pult.actor
        if actor is not None:
            self.pult.hold_keys()
            self.pult.ask(partial(counted_views, actor.login), self._offer_views, on_failure=self._unread)

    def _offer_views(self, views: Sequence[CountedView]) -> None:
        self.pult.release_keys()
        if not views:
            message = "Сохранённых видов пока нет: задайте условия (F3) и выберите «Сохранить вид» (F9)."
            return self.pult.notify(message, markup=False)
        self.app.push_screen(SavedViewsScreen(views), self._open_saved)

    def _open_saved(self, saved: SavedView | None) -> None:
        if saved is not None:
            self.show_saved(saved)

    def show_saved(self, saved: SavedView) -> None:
        """Show a saved view: its filter, order, groups and columns."""
        layout = read_layout(saved.columns) if saved.columns else None
        self._saved = saved
        self._table.lay_columns(layout if isinstance(layout, tuple) else None)
        with self.prevent(Input.Changed):
            self._line.value = saved.filter or ""
        self.set_class(bool(saved.filter), "-searching")
        self._ask_for(replace(self._query, **query_of(saved)))
        self._tell_tabs()

    def action_save_view(self) -> None:
        """Keep what is shown under a name; a saved view that is open is changed."""
        self.app.push_screen(SpecDialog(VIEW_FORM, about_view(self._query, self._saved)))

    def action_drop_view(self) -> None:
        """Take the saved view that is open away."""
        if self._saved is None:
            return self.pult.notify("Откройте сохранённый вид (8), чтобы убрать его.", markup=False)
        told, key, at = f"Убрать вид «{safe_line(self._saved.title)}»", uuid4().hex, self.pult.now().isoformat()
        draft = Draft(DropView.name, key, at, lone=True, held=told)
        self.pult.hindsight.hold_or_give(told, Held(DropView(saved=self._saved.id), key, None, draft, self._dropped))

    def _dropped(self, answer: Done) -> None:
        self._saved = None
        self.action_view(self._query.view.value)
        self._tell_tabs()

    # -- where one was ------------------------------------------------------------------------------------------

    def restore(self, state: SessionState, saved: SavedView | None) -> None:
        """Take up where the last console was closed, unless the operator has begun something here meanwhile."""
        if self.has_class("-searching") or not self.is_current or self._query != self._first or self._model.cursor:
            return
        self._wanted = state.selected
        self._preview_wanted = state.preview
        self._lay_preview()
        if saved is not None:
            return self.show_saved(saved)
        with self.prevent(Input.Changed):
            self._line.value = state.filter
        self.set_class(bool(state.filter), "-searching")
        known = state.view in {view.value for view in View} and state.sort in {sort.value for sort in Sort}
        if known:
            group = state.group if state.group in GROUP_TITLES else None
            self._ask_for(QueueQuery(View(state.view), sort=Sort(state.sort), filter=state.filter, group=group))

    def state(self) -> SessionState:
        """Where one is now."""
        query, saved = self._query, self._saved.id if self._saved else None
        place = (query.view.value, query.filter, query.sort.value, query.group, saved, self._model.selected)
        return SessionState(*place, self._preview_wanted)

    def _lay_preview(self) -> None:
        """Show the preview as it is wanted."""
        raise NotImplementedError
