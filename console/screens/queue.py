"""The queue: views on digits, search, a live table, a preview of the selected ticket."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from console.commands.registry import bindings
from console.first_look import FirstLook
from console.here import told
from console.live import ASIDE, DeskChanged
from console.queue_model import WINDOW
from console.queue_reading import Reading, read_queue
from console.screens.queue_base import SETTLE, THREE_PANES
from console.screens.queue_marks import QueueMarks
from console.screens.queue_views import QueueViews
from console.widgets.desk_header import DeskHeader
from console.widgets.filter_line import FilterLine, Names
from console.widgets.one_line import OneLine
from console.widgets.preview import Part, Preview
from console.widgets.queue_head import QueueHead
from console.widgets.queue_table import QueueTable
from console.widgets.view_tabs import ViewTabs
from core.desk.views import Countdown, QueueRow, TicketView
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor

_REREAD: Final = timedelta(seconds=15)
"""Time alone moves tickets between views, so the view is read again this often."""


class QueueScreen(QueueMarks, QueueViews):
    """The first screen of the console; it is never closed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("queue")]
    DEFAULT_CSS = """
    QueueScreen {
        layout: vertical;
        & #search-bar { display: none; height: 1; background: $boost; }
        &.-searching #search-bar { display: block; }
        & #told { display: none; background: $boost; }
        &.-searching.-told #told { display: block; }
        & #search-title { width: 8; color: $accent; text-style: bold; }
        & #search { width: 1fr; background: $boost; border: none; padding: 0; }
        & #found { width: 28; color: $text-muted; text-align: right; }
        & #panes { height: 1fr; }
        & #list { width: 1fr; height: 1fr; }
        & QueueTable { height: 1fr; }
        & Preview { display: none; }
        & #story-preview { display: none; }
        &.-preview Preview { display: block; width: 46; height: 1fr; border-left: vkey $panel; }
        &.-narrow.-preview #panes { layout: vertical; }
        &.-narrow.-preview Preview { width: 1fr; height: 45%; border-left: none; border-top: hkey $panel; }
        &.-widest.-preview Preview { width: 52; }
        &.-widest.-preview #story-preview { display: block; width: 52; }
        &.-preview.-zoom #list { display: none; }
        &.-preview.-zoom Preview { width: 1fr; height: 1fr; border-left: none; border-top: none; }
    }
    """

    def compose_body(self) -> ComposeResult:
        """Tabs, search, table with its head, preview."""
        yield ViewTabs(id="tabs")
        with Horizontal(id="search-bar"):
            yield OneLine(id="search-title")
            yield FilterLine(placeholder="слова или условия: мо:ккб приоритет:высокий просрочено -ждёт", id="search")
            yield OneLine(id="found")
        yield OneLine(id="told")
        with Horizontal(id="panes"):
            with Vertical(id="list"):
                yield QueueHead(id="head")
                yield QueueTable(self._model, id="table")
            yield Preview(id="preview")
            yield Preview(Part.STORY, id="story-preview")

    def on_mount(self) -> None:
        """Start in the list."""
        self._table.focus()
        self.query_one("#search-title", OneLine).put(Content(f" {self.title_of_search()} "))
        self._lay_preview()
        self._tell_tabs()

    def title_of_search(self) -> str:
        """What stands before the filter."""
        return "Поиск"

    def on_resize(self) -> None:
        """A wide screen has room for the preview."""
        self._lay_preview()

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
        query = self._query
        shown = self._table.visible_window() if self._shown == query else slice(self._table.size.height + WINDOW)
        desk = self.pult.desk
        if desk is not None and not self._line.supplied:
            self._line.supply(desk.read_filter, policy)
            self.pult.ask(_names, partial(self._line.supply, desk.read_filter, policy), group="filter-names")
        me = actor.login

        def read(desk: "Desk") -> Reading:
            return read_queue(desk, query, me, shown)

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
        if reading.query == self._query and self._must_wait(reading):
            self._counts = reading.counts
            self._hold(reading)
            self._tell_tabs()
            self._ask_preview()
        elif reading.query == self._query:
            another = self._shown != reading.query
            self._held = None
            self._shown, self._counts = reading.query, reading.counts
            self._table.empty_text = self._empty_sentence()
            self.query_one(QueueHead).tell_view(reading.query.view)
            self._tell_hours()
            self._table.show(reading.numbers, reading.rows, to_top=another, heads=reading.heads)
            gone = self._table.marked - set(reading.numbers) if another else frozenset[int]()
            self._table.mark(self._table.marked - gone)
            if self._wanted is not None and self._table.select(self._wanted):
                self._wanted = None
            self._tell_tabs()
            self._preview_anew()
        if self._stale or reading.query != self._query:
            self.reread()

    def _reading_failed(self, refusal: Refusal) -> None:
        self._reading = self._stale = False

    def _countdown(self, row: QueueRow, now: datetime) -> Countdown | None:
        """What a row's countdown says; nothing before the desk is open."""
        desk = self.pult.desk
        return desk.row_countdown(row, now) if desk is not None else None

    def on_tick(self, now: datetime) -> None:
        """Repaint the countdowns that changed; now and then let time move tickets between views."""
        super().on_tick(now)
        if self.pult.desk is None or self._shown is None:
            return
        self._tell_hours()
        self._table.tick(now)
        if self._read_at is not None and now - self._read_at >= _REREAD:
            self.reread()

    def _tell_hours(self) -> None:
        """Say until when the countdowns stand still, as soon as there is a list."""
        desk = self.pult.desk
        if desk is not None and self.query_one(QueueHead).tell_hours(desk.desk_time()):
            self._table.hours_changed()

    # -- the selected ticket ------------------------------------------------------------------------------------

    def on_queue_table_laid(self, event: QueueTable.Laid) -> None:
        """The head stands over the same columns."""
        self.query_one(QueueHead).tell_columns(event.columns)

    def on_queue_table_highlighted(self, event: QueueTable.Highlighted) -> None:
        """Preview the ticket once the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        if self._model.cursor == 0 and self._held is not None:
            self._shown_anew()
        self._resting = self.set_timer(SETTLE, self._ask_preview)

    def _shown_anew(self) -> None:
        """Back at the top: what waited is shown."""
        held, self._held = self._held, None
        if held is not None:
            self._table.show(held.numbers, held.rows, heads=held.heads, to_top=True)
            self._tell_notice()

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
        if self._table.marked:
            return self._start_bulk(name)
        if number is not None and actor is not None:
            self.pult.hold_keys()
            read = partial(_read_ticket, number, actor)
            self.pult.ask(read, partial(self._start, name), group="action", on_failure=self._unread)

    def action_more(self) -> None:
        """Everything that can be done with the selected ticket, as it stands now; with marked ones, to all of them."""
        number, actor = self._model.selected, self.pult.actor
        if self._table.marked:
            return self._offer_bulk()
        if number is not None and actor is not None:
            self.pult.hold_keys()
            read = partial(_read_ticket, number, actor)
            self.pult.ask(read, self._offer, group="action", on_failure=self._unread)

    def _offer(self, view: TicketView | Refusal) -> None:
        from console.screens.dialogs import offer_actions

        self.pult.release_keys()
        if isinstance(view, TicketView):
            self._ticket = view
            offer_actions(self.pult, self, "queue", view)

    def _start(self, name: str, view: TicketView | Refusal) -> None:
        """Open the command's dialog, or say why it is refused."""
        from console.screens.dialogs import start_action

        self.pult.release_keys()
        if isinstance(view, TicketView):
            start_action(self.pult, name, view)

    def action_preview(self) -> None:
        """Beside the list, over the whole screen, not at all."""
        order = ("side", "zoom", "none")
        present = "side" if self.has_class("-preview") else "none"
        present = "zoom" if self.has_class("-zoom") else present
        self._preview_wanted = order[(order.index(present) + 1) % len(order)]
        self._lay_preview()
        self._ask_preview()

    def _lay_preview(self) -> None:
        wanted = self._preview_wanted or ("side" if self.app.size.width >= 120 else "none")
        self.set_class(wanted != "none", "-preview")
        self.set_class(wanted == "zoom", "-zoom")
        self._preview.show_part(Part.CARD if self.app.size.width >= THREE_PANES else Part.WHOLE)

    def _preview_anew(self) -> None:
        """Read the selected ticket again: at once where another one is shown, else once the list is painted."""
        if self._model.selected is None or self._preview.number != self._model.selected:
            return self._ask_preview()
        if self._again is None:
            self._again = self.set_timer(ASIDE, self._preview_again)

    def _preview_again(self) -> None:
        self._again = None
        self._ask_preview()

    def _ask_preview(self) -> None:
        number, actor = self._model.selected, self.pult.actor
        if number is None or actor is None:
            return self._show_ticket(None)
        self.pult.ask(lambda desk: desk.ticket(number, actor), self._show_ticket, group="preview")

    def _show_ticket(self, view: TicketView | Refusal | None) -> None:
        self._ticket = view if isinstance(view, TicketView) else None
        policy = self.pult.policy
        if policy is not None:
            for preview in self.query(Preview):
                preview.tell(self._ticket, policy.labels, self._told_others())
        self.tell_keys()

    def _told_others(self) -> str:
        if self._ticket is None:
            return ""
        return told(self.pult.others_at(self._ticket.ticket.number), self.pult.login)

    def tell_others(self) -> None:
        """The preview says who else is at its ticket."""
        policy = self.pult.policy
        if policy is not None:
            self._preview.tell(self._ticket, policy.labels, self._told_others())

    def refusal(self, core_name: str) -> Refusal | None:
        """Why a command is not allowed for the selected ticket; of marked ones the dialog tells it one by one."""
        if core_name in ("view_save", "view_drop"):
            return self.pult.refusal(core_name)
        if self._ticket is None or self._table.marked:
            return None
        return next((action.refusal for action in self._ticket.actions if action.name == core_name), None)


def _names(desk: "Desk") -> Names:
    """Codes of the clinics and logins of the staff, for completion."""
    clinics = tuple(each.code for each in desk.organizations())
    return Names(clinics, tuple(each.login for each in desk.users() if not each.blocked))


def _read_ticket(number: int, actor: "Actor", desk: "Desk") -> TicketView | Refusal:
    return desk.ticket(number, actor)
