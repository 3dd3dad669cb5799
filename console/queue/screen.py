"""The queue: views on digits, search, a live table, a preview of the selected ticket."""

from datetime import datetime
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from console.commands.registry import bindings
from console.link.messages import DeskChanged
from console.link.prefetch import FirstLook
from console.queue.filtering import QueueFilter
from console.queue.listing import QueueListing
from console.queue.looks.views import QueueViews
from console.queue.marks import QueueMarks
from console.queue.place import QueuePlace
from console.queue.preview_pane import QueuePreview
from console.queue.selected import SelectedTicket
from console.queue.urgent import MostUrgent
from console.queue.widgets.filter_line import FilterLine
from console.queue.widgets.queue_head import QueueHead
from console.queue.widgets.queue_table import QueueTable
from console.queue.widgets.ticket_preview import Part, TicketPreview
from console.queue.widgets.view_tabs import ViewTabs
from console.screens.desk_screen import DeskScreen
from console.widgets.desk_header import DeskHeader
from console.widgets.one_line import OneLine
from core.desk.views import QueueQuery, View
from core.text import safe_line
from core.tickets.refusal import Refusal

_EMPTY: Final = {
    View.NEW: "Новых обращений нет. F2 — принять звонок.",
    View.MINE: "На вас сейчас ничего нет. 1 — новые обращения, 3 — все открытые.",
    View.OPEN: "Открытых обращений нет. F2 — принять звонок.",
    View.SOON: "Ни у одного обращения срок не подходит.",
    View.OVERDUE: "Просроченных обращений нет.",
    View.CONFIRMATION: "Никто не должен подтвердить решение.",
    View.CLOSED: "Закрытых обращений пока нет.",
}
"""What an empty view says."""


class QueueScreen(DeskScreen):
    """The first screen of the console; it is never closed."""

    SCOPE = "queue"
    ESCAPE: ClassVar[str] = "сброс"
    """What Escape does with the filter."""
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
        & TicketPreview { display: none; }
        & #story-preview { display: none; }
        &.-preview TicketPreview { display: block; width: 46; height: 1fr; border-left: vkey $panel; }
        &.-narrow.-preview #panes { layout: vertical; }
        &.-narrow.-preview TicketPreview { width: 1fr; height: 45%; border-left: none; border-top: hkey $panel; }
        &.-three-panes.-preview TicketPreview { width: 51; }
        &.-three-panes.-preview #story-preview { display: block; width: 51; }
        &.-preview.-zoom #list { display: none; }
        &.-preview.-zoom TicketPreview { width: 1fr; height: 1fr; border-left: none; border-top: none; }
    }
    """

    def __init__(self, query: QueueQuery) -> None:
        super().__init__()
        self.listing = QueueListing(self, query)
        """Which tickets."""
        self.narrowed = QueueFilter(self, self.listing, self.ESCAPE)
        """The line that narrows them."""
        self.views = QueueViews(self, self.listing, self.narrowed, self.tell_tabs)
        """How they are looked at."""
        self.marks = QueueMarks(self, self.listing)
        """Which of them are marked."""
        self.urgent = MostUrgent(self, self.listing, self.narrowed, self.views)
        """The way to the most urgent one."""
        self.preview = QueuePreview(self, self.listing.model)
        """The selected one beside them."""
        self.selected = SelectedTicket(self, self.preview)
        """What can be done with it."""
        self.place = QueuePlace(self, self.listing, self.narrowed, self.views, self.preview)
        """Where one is."""

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
                yield QueueTable(self.listing.model, id="table")
            yield TicketPreview(id="preview")
            yield TicketPreview(Part.STORY, id="story-preview")

    def on_mount(self) -> None:
        """Start in the list."""
        self.table.focus()
        self.query_one("#search-title", OneLine).put(Content(f" {self.title_of_search()} "))
        self.preview.lay()
        self.tell_tabs()

    def on_resize(self) -> None:
        """A wide screen has room for the preview."""
        self.preview.lay()

    @property
    def table(self) -> QueueTable:
        """The list."""
        return self.query_one("#table", QueueTable)

    @property
    def settled(self) -> bool:
        """Whether what was asked for is shown, with the selected ticket beside it, and nothing is being read."""
        calm = not self.narrowed.typing and not self.listing.reading
        return calm and self.listing.settled and self.preview.settled

    # -- what another list of tickets says otherwise ------------------------------------------------------------

    def title_of_search(self) -> str:
        """What stands before the filter."""
        return "Поиск"

    def empty_sentence(self) -> str:
        """What a list without any ticket says."""
        query = self.listing.query
        if query.filter:
            asked = safe_line(query.filter)
            return f"По условиям «{asked}» здесь ничего нет. Esc — сброс; Enter, затем 7 — искать в закрытых."
        return _EMPTY.get(query.view, "Таких обращений нет.")

    def reading_over(self) -> None:
        """The desk has answered."""

    # -- reading ------------------------------------------------------------------------------------------------

    def on_desk_changed(self, event: DeskChanged) -> None:
        """Read the view again; while a reading is under way, once after it."""
        self.listing.read()

    def show_ahead(self, look: FirstLook) -> None:
        """Show what a child process has seen, until the desk is open."""
        self.query_one(QueueHead).tell_hours(look.time)
        self.query_one(DeskHeader).tell()
        self.listing.show_ahead(look)

    def on_tick(self, now: datetime) -> None:
        """Count the countdowns on; now and then let time move tickets between views."""
        super().on_tick(now)
        if self.pult.client.desk is not None and self.listing.shown is not None:
            self._tell_hours()
            self.listing.tick(now)
            self.marks.tell()

    def _tell_hours(self) -> None:
        """Say until when the countdowns stand still, as soon as there is a list."""
        desk = self.pult.client.desk
        if desk is not None and self.query_one(QueueHead).tell_hours(desk.queue.desk_time()):
            self.table.hours_changed()

    # -- what the listing tells ---------------------------------------------------------------------------------

    @property
    def laid(self) -> bool:
        """Whether the table is there."""
        return bool(self.query(QueueTable))

    def before_reading(self) -> None:
        """The filter's language is known by now."""
        self.narrowed.supply()

    def query_changed(self) -> None:
        """Another list was asked for."""
        self.tell_tabs()

    def list_waits(self) -> None:
        """A list was read that is not shown yet."""
        self.tell_tabs()
        self.preview.ask()

    def before_list(self, view: View) -> None:
        """The head, and what is said where there is nothing, are of the list that comes."""
        self.table.empty_text = self.empty_sentence()
        self.query_one(QueueHead).tell_view(view)
        self._tell_hours()

    def after_list(self) -> None:
        """Another list is shown."""
        self.tell_tabs()
        self.preview.ask_anew()

    def tell_tabs(self) -> None:
        """Tell the views, the filter and what waits."""
        self.narrowed.tell_found()
        saved, look = self.views.saved, self.views.look
        title = saved.title if saved else ""
        self.query_one(ViewTabs).tell(self.listing.query.view, self.listing.counts, title, look.told())
        self.marks.tell()

    # -- views and filter ---------------------------------------------------------------------------------------

    def action_view(self, name: str) -> None:
        """Show another shipped view."""
        self.views.show(View(name))

    def on_view_tabs_chosen(self, event: ViewTabs.Chosen) -> None:
        """A view was clicked."""
        self.action_view(event.view)

    def action_search(self) -> None:
        """Open the filter line; from it, search over everything by the same words."""
        line = self.narrowed.line
        if self.narrowed.open and line.has_focus:
            self.pult.navigation.open_search(line.value)
        else:
            self.narrowed.enter()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow once the typing rests."""
        event.stop()
        self.narrowed.typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: on to the list that was found."""
        event.stop()
        self.narrowed.search(event.value)
        self.table.focus()

    def on_filter_line_told(self, event: FilterLine.Told) -> None:
        """Say what is wrong with the filter, or what may come next."""
        self.narrowed.told(event)

    def action_back(self) -> None:
        """Escape: take the marks away first, then the filter."""
        self.narrowed.stop_typing()
        if self.marks.marked:
            self.marks.clear()
        elif self.narrowed.open or self.listing.query.filter or self.views.saved is not None:
            self.narrowed.put("", shown=False)
            self.views.leave()
        self.table.focus()

    def action_look(self, part: str) -> None:
        """Choose order, groups and columns."""
        from console.queue.looks.look_screen import LookPart

        self.views.choose_look(LookPart(part))

    def action_pin(self) -> None:
        """Keep how the list looks now."""
        self.views.pin()

    def action_saved(self) -> None:
        """The saved views."""
        self.views.choose_saved()

    def action_save_view(self) -> None:
        """Keep what is shown under a name."""
        self.views.save()

    def action_drop_view(self) -> None:
        """Take the saved view that is open away."""
        self.views.drop()

    # -- rows ---------------------------------------------------------------------------------------------------

    def on_queue_table_laid(self, event: QueueTable.Laid) -> None:
        """The head stands over the same columns."""
        self.query_one(QueueHead).tell_columns(event.columns)

    def on_queue_table_runs_out(self, event: QueueTable.RunsOut) -> None:
        """Read on, or to the end."""
        if event.to_end:
            self.listing.go_to_end()
        else:
            self.listing.read_on()

    def on_queue_table_highlighted(self, event: QueueTable.Highlighted) -> None:
        """Preview the ticket once the cursor rests; back at the top, what waited is shown."""
        self.listing.show_held()
        self.listing.looked()
        self.marks.tell()
        self.preview.rest()

    def on_queue_table_opened(self, event: QueueTable.Opened) -> None:
        """Open a ticket."""
        self.pult.navigation.open_ticket(event.number, self.preview.known(event.number))

    def action_open(self) -> None:
        """Enter: open the selected ticket."""
        if (selected := self.listing.model.selected) is not None:
            self.pult.navigation.open_ticket(selected, self.preview.known(selected))

    def action_mark(self, by: int) -> None:
        """Mark the selected ticket and go on."""
        self.marks.mark(by)

    def action_mark_range(self, by: int) -> None:
        """Mark in a row."""
        self.marks.mark_range(by)

    def action_mark_all(self) -> None:
        """Mark everything that the list holds."""
        self.marks.mark_all()

    def action_mark_such(self) -> None:
        """Mark what belongs together."""
        self.marks.offer_such()

    def action_bulk_report(self) -> None:
        """What has become of the last command to several tickets."""
        self.marks.read_report()

    def action_urgent(self) -> None:
        """Go to the most urgent ticket that waits for one's line; again, to the next one."""
        self.urgent.go()

    def action_fresh(self) -> None:
        """Go to the next row that came and was not seen."""
        number = self.listing.next_unseen()
        if number is None or not self.table.select(number):
            self.pult.notify("Новых строк нет.", markup=False, timeout=2)
        self.listing.looked()
        self.marks.tell()

    def action_preview(self) -> None:
        """Beside the list, over the whole screen, not at all."""
        self.preview.turn()

    # -- commands of the selected ticket ------------------------------------------------------------------------

    def action_ticket(self, name: str) -> None:
        """A command of the ticket, for the selected row as it stands now; with marked ones, to all of them."""
        if self.marks.marked:
            return self.marks.start(name)
        self.selected.start(name)

    def action_more(self) -> None:
        """Everything that can be done with the selected ticket, as it stands now; with marked ones, to all of them."""
        if self.marks.marked:
            return self.marks.offer()
        self.selected.offer()

    def tell_others(self) -> None:
        """The preview says who else is at its ticket."""
        self.preview.tell_others()

    def refusal(self, core_name: str) -> Refusal | None:
        """Why a command is not allowed for the selected ticket; of marked ones the dialog tells it one by one."""
        if core_name in ("view_save", "view_drop"):
            return self.pult.client.refusal(core_name)
        ticket = self.preview.ticket
        if ticket is None or self.marks.marked:
            return None
        return next((action.refusal for action in ticket.actions if action.name == core_name), None)
