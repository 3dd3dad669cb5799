"""The queue: views on digits, search, a live table, a preview of the selected ticket."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from console.commands.registry import bindings
from console.first_look import FirstLook
from console.live import DeskChanged
from console.queue_model import WINDOW, QueueModel
from console.queue_reading import Reading, read_queue
from console.screens.base import DeskScreen
from console.widgets.desk_header import DeskHeader
from console.widgets.one_line import OneLine
from console.widgets.preview import Preview
from console.widgets.queue_head import QueueHead
from console.widgets.queue_table import QueueTable
from console.widgets.text_fields import TextLine
from console.widgets.view_tabs import ViewTabs
from core.desk.views import Countdown, QueueQuery, QueueRow, TicketView, View
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk

_SETTLE: Final = 0.12
"""Seconds that the cursor or the search rests before the desk is asked."""
_REREAD: Final = timedelta(seconds=15)
"""Time alone moves tickets between views, so the view is read again this often."""
_EMPTY: Final = {
    View.NEW: "Новых обращений нет. F2 — принять звонок.",
    View.MINE: "На вас сейчас ничего нет. 1 — новые обращения, 3 — все открытые.",
    View.OPEN: "Открытых обращений нет. F2 — принять звонок.",
    View.SOON: "Ни у одного обращения срок не подходит.",
    View.OVERDUE: "Просроченных обращений нет.",
    View.CONFIRMATION: "Никто не должен подтвердить решение.",
    View.CLOSED: "Закрытых обращений пока нет.",
}


class QueueScreen(DeskScreen):
    """The first screen of the console; it is never closed."""

    SCOPE = "queue"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("queue")]
    DEFAULT_CSS = """
    QueueScreen {
        layout: vertical;
        & #search-bar { display: none; height: 1; background: $boost; }
        &.-searching #search-bar { display: block; }
        & #search-title { width: 8; color: $accent; text-style: bold; }
        & #search { width: 1fr; background: $boost; border: none; padding: 0; }
        & #found { width: 28; color: $text-muted; text-align: right; }
        & #panes { height: 1fr; }
        & #list { width: 1fr; height: 1fr; }
        & QueueTable { height: 1fr; }
        & Preview { display: none; }
        &.-preview Preview { display: block; width: 46; height: 1fr; border-left: vkey $panel; }
        &.-narrow.-preview #panes { layout: vertical; }
        &.-narrow.-preview Preview { width: 1fr; height: 45%; border-left: none; border-top: hkey $panel; }
    }
    """

    def __init__(self, view: View = View.OPEN) -> None:
        super().__init__()
        self._query = QueueQuery(view=view)
        self._model = QueueModel(self._rows_now)
        self._counts: Mapping[View, int] = {}
        self._shown: QueueQuery | None = None
        self._reading = False
        self._stale = False
        self._typing: Timer | None = None
        self._resting: Timer | None = None
        self._read_at: datetime | None = None
        self._preview_wanted: bool | None = None
        self._ticket: TicketView | None = None

    def compose_body(self) -> ComposeResult:
        """Tabs, search, table with its head, preview."""
        yield ViewTabs(id="tabs")
        with Horizontal(id="search-bar"):
            yield OneLine(id="search-title")
            yield TextLine(placeholder="номер, слова темы, МО, инициатор", id="search")
            yield OneLine(id="found")
        with Horizontal(id="panes"):
            with Vertical(id="list"):
                yield QueueHead(id="head")
                yield QueueTable(self._model, id="table")
            yield Preview(id="preview")

    def on_mount(self) -> None:
        """Start in the list."""
        self._table.focus()
        self.query_one("#search-title", OneLine).put(Content(" Поиск "))
        self._lay_preview()
        self._tell_tabs()

    def on_resize(self) -> None:
        """A wide screen has room for the preview."""
        self._lay_preview()

    @property
    def _table(self) -> QueueTable:
        return self.query_one("#table", QueueTable)

    @property
    def _preview(self) -> Preview:
        return self.query_one("#preview", Preview)

    # -- reading ------------------------------------------------------------------------------------------------

    def on_desk_changed(self, event: DeskChanged) -> None:
        """Read the view again; while a reading is under way, once after it."""
        self.reread()

    def reread(self) -> None:
        """Ask the desk for what is shown. One reading is under way at a time, however often this is called."""
        policy, actor = self.pult.policy, self.pult.actor
        if self._reading or policy is None or actor is None:
            self._stale = self._reading
            return
        self._table.prime(policy.labels, self._countdown, self.pult.now())
        self._reading, self._stale = True, False
        query, wanted = self._query, self._table.visible_window() if self._shown == self._query else ()
        window = self._table.size.height + WINDOW
        me = actor.login

        def read(desk: "Desk") -> Reading:
            return read_queue(desk, query, me, wanted, window)

        self.pult.ask(read, self._show, group="queue", on_failure=self._reading_failed)

    def show_ahead(self, look: FirstLook) -> None:
        """Show what a child process has seen, until the desk is open."""
        self._table.prime(look.labels, lambda row, _now: look.countdowns.get(row.number), look.time.now)
        self.query_one(QueueHead).tell_hours(look.time)
        self.query_one(DeskHeader).tell()
        self._reading = True
        self._show(look.reading)

    def _show(self, reading: Reading) -> None:
        self._reading = False
        self._read_at = self.pult.now()
        if reading.query == self._query:
            another = self._shown != reading.query
            self._shown, self._counts = reading.query, reading.counts
            self._table.empty_text = self._empty_sentence()
            self.query_one(QueueHead).tell_view(reading.query.view)
            self._table.show(reading.numbers, reading.rows, to_top=another)
            self._tell_tabs()
            self._ask_preview()
        if self._stale or reading.query != self._query:
            self.reread()

    def _reading_failed(self, refusal: Refusal) -> None:
        self._reading = self._stale = False

    def _rows_now(self, numbers: Sequence[int]) -> tuple[QueueRow, ...]:
        """Rows that scrolling has brought into sight: a short read by key, in the loop."""
        desk = self.pult.desk
        return self.pult.guarded(lambda: desk.queue_rows(numbers), ()) if desk is not None else ()

    def _countdown(self, row: QueueRow, now: datetime) -> Countdown | None:
        """What a row's countdown says; nothing before the desk is open."""
        desk = self.pult.desk
        return desk.row_countdown(row, now) if desk is not None else None

    def on_tick(self, now: datetime) -> None:
        """Repaint the countdowns that changed; now and then let time move tickets between views."""
        super().on_tick(now)
        if self.pult.desk is None or self._shown is None:
            return
        hours = self.pult.desk.desk_time()
        if self.query_one(QueueHead).tell_hours(hours):
            self._table.hours_changed()
        self._table.tick(now)
        if self._read_at is not None and now - self._read_at >= _REREAD:
            self.reread()

    # -- views and search ---------------------------------------------------------------------------------------

    def action_view(self, name: str) -> None:
        """Show another view."""
        self._ask_for(QueueQuery(view=View(name), text=self._query.text))

    def on_view_tabs_chosen(self, event: ViewTabs.Chosen) -> None:
        """A view was clicked."""
        self.action_view(event.view)

    def action_search(self) -> None:
        """Open the search field."""
        self.add_class("-searching")
        self.query_one("#search", TextLine).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search once the typing rests."""
        event.stop()
        self._stop_typing()
        self._typing = self.set_timer(_SETTLE, partial(self._search, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: on to the list that was found."""
        event.stop()
        self._search(event.value)
        self._table.focus()

    def action_back(self) -> None:
        """Escape: leave the search, whose text goes with it."""
        search = self.query_one("#search", TextLine)
        self._stop_typing()
        if self.has_class("-searching"):
            with self.prevent(Input.Changed):
                search.value = ""
            self.remove_class("-searching")
            self._ask_for(QueueQuery(view=self._query.view))
        self._table.focus()

    def _ask_for(self, query: QueueQuery) -> None:
        if query != self._query:
            self._query = query
            self._tell_tabs()
            self.reread()

    def _search(self, text: str) -> None:
        self._stop_typing()
        self._ask_for(QueueQuery(view=self._query.view, text=text.strip()))

    def _stop_typing(self) -> None:
        if self._typing is not None:
            self._typing.stop()

    def _tell_tabs(self) -> None:
        found = len(self._model.numbers)
        said = f"найдено {found} · Esc — сброс " if self._query.text and self._shown == self._query else ""
        self.query_one("#found", OneLine).put(Content(said))
        self.query_one(ViewTabs).tell(self._query.view, self._counts)

    def _empty_sentence(self) -> str:
        if self._query.text:
            return f"По запросу «{self._query.text}» здесь ничего нет. Esc — сброс; Enter, затем 7 — искать в закрытых."
        return _EMPTY.get(self._query.view, "Таких обращений нет.")

    # -- the selected ticket ------------------------------------------------------------------------------------

    def on_queue_table_laid(self, event: QueueTable.Laid) -> None:
        """The head stands over the same columns."""
        self.query_one(QueueHead).tell_columns(event.columns)

    def on_queue_table_highlighted(self, event: QueueTable.Highlighted) -> None:
        """Preview the ticket once the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_SETTLE, self._ask_preview)

    def on_queue_table_opened(self, event: QueueTable.Opened) -> None:
        """Open a ticket."""
        self.pult.open_ticket(event.number)

    def action_open(self) -> None:
        """Enter: open the selected ticket."""
        if self._model.selected is not None:
            self.pult.open_ticket(self._model.selected)

    def action_ticket(self, name: str) -> None:
        """A command of the ticket, for the selected row as it stands now."""
        number, actor = self._model.selected, self.pult.actor
        if number is not None and actor is not None:
            self.pult.hold_keys()
            start = partial(self._start, name)
            self.pult.ask(lambda desk: desk.ticket(number, actor), start, group="action", on_failure=self._unread)

    def _unread(self, refusal: Refusal) -> None:
        self.pult.release_keys()

    def _start(self, name: str, view: TicketView | Refusal) -> None:
        """Open the command's dialog, or say why it is refused."""
        from console.screens.dialogs import start_action

        self.pult.release_keys()
        if isinstance(view, TicketView):
            start_action(self.pult, name, view)

    def action_preview(self) -> None:
        """Space: show or hide the preview."""
        self._preview_wanted = not self.has_class("-preview")
        self._lay_preview()
        self._ask_preview()

    def _lay_preview(self) -> None:
        wide = self.app.size.width >= 120
        self.set_class(wide if self._preview_wanted is None else self._preview_wanted, "-preview")

    def _ask_preview(self) -> None:
        number, actor = self._model.selected, self.pult.actor
        if number is None or actor is None:
            return self._show_ticket(None)
        self.pult.ask(lambda desk: desk.ticket(number, actor), self._show_ticket, group="preview")

    def _show_ticket(self, view: TicketView | Refusal | None) -> None:
        self._ticket = view if isinstance(view, TicketView) else None
        policy = self.pult.policy
        if policy is not None:
            self._preview.tell(self._ticket, policy.labels)
        self.tell_keys()

    def refusal(self, core_name: str) -> Refusal | None:
        """Why a command is not allowed for the selected ticket."""
        if self._ticket is None:
            return None
        return next((action.refusal for action in self._ticket.actions if action.name == core_name), None)
