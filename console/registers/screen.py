"""A register of the desk: its records with a search, the selected one in full beside them, and its commands."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input

from console.commands.registry import Scope, bindings
from console.dialogs.frame.text_viewer import ReadingScreen
from console.forms.context import About
from console.link.messages import DeskChanged
from console.registers.catalogue import ALL
from console.registers.record_list import RecordList
from console.registers.spec import Record, RegisterSpec
from console.screens.desk_screen import DeskScreen
from console.widgets.fields.text_fields import TextLine
from console.widgets.line_view import MUTED, STRONG, Line, LineView, flow, wrap
from console.widgets.one_line import OneLine
from core.language.layout import as_cyrillic
from core.text import fold, safe, safe_line
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor

_LABEL = 15
LIVE_SECONDS = 5
"""How often a register whose records change by themselves is read."""
_NARROW = 120
FIRST = 500
"""How many records of a long register are read at first; whoever comes to their end has four times as many read."""


class RecordDetails(LineView):
    """One record, a label and a text at a time."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__(id="details")
        self._record: Record | None = None

    def show(self, record: Record | None) -> None:
        """Show another record."""
        self._record = record
        self.scroll_to(y=0, animate=False)
        self.relay()

    def lay(self, width: int) -> list[Line]:
        """Short texts beside their label, long ones below it."""
        lines: list[Line] = []
        for label, text in self._record.details if self._record else ():
            if not text:
                continue
            if "\n" in text or len(text) > 2 * (width - _LABEL):
                body = [((line, ""),) for line in wrap(safe(text), width)]
                lines += [(), ((label, MUTED),), *body]
            else:
                lines += flow([(f"{label:<{_LABEL}}", MUTED), (safe_line(text), STRONG)], width, indent=_LABEL)
        return lines


class RegisterScreen(DeskScreen):
    """The register of one name. ``then``: the command that is given to the record that Enter chooses."""

    SCOPE: ClassVar[Scope] = "register"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("register")]
    DEFAULT_CSS = """
    RegisterScreen #search-bar { height: 1; background: $boost; }
    RegisterScreen #register-title { width: auto; min-width: 34; }
    RegisterScreen #register-search { width: 1fr; background: $boost; border: none; padding: 0; }
    RegisterScreen #register-count { width: 16; }
    RegisterScreen #register-body { height: 1fr; }
    RegisterScreen RecordList { width: 1fr; height: 1fr; }
    RegisterScreen RecordDetails { width: 56; height: 1fr; border-left: vkey $panel; padding: 0 1; }
    RegisterScreen.-one-pane #register-body { layout: vertical; }
    RegisterScreen.-one-pane RecordDetails { width: 1fr; height: 45%; border-left: none; border-top: hkey $panel; }
    """

    def __init__(self, name: str, then: str | None = None) -> None:
        super().__init__()
        self.spec = ALL[name]
        self.then = then
        self.records: Sequence[Record] = ()
        """What is read of the register: all of it where it is ``whole``."""
        self.loaded = False
        self.whole = True
        self._most = FIRST if self.spec.first is not None else None

    def compose_body(self) -> ComposeResult:
        """Title and search over list and details."""
        with Horizontal(id="search-bar"):
            yield OneLine(id="register-title")
            yield TextLine(placeholder="F3 — искать", id="register-search", screened=False)
            yield OneLine(id="register-count")
        with Horizontal(id="register-body"):
            yield RecordList(self.spec.columns, id="records")
            yield RecordDetails()

    def on_mount(self) -> None:
        """Start in the list, and read it."""
        title = Content.assemble((f" {self.spec.title} ", "bold $accent"), (f" {self.spec.clause}  ", "$text-muted"))
        self.query_one("#register-title", OneLine).put(title)
        self.listed.focus()
        self.pult.keys.hold()
        self.reread()

    def on_resize(self, event: Resize) -> None:
        """Details below the list where the width does not carry both."""
        self.set_class(event.size.width < _NARROW, "-one-pane")

    @property
    def listed(self) -> RecordList:
        """The list of those that the search has found."""
        return self.query_one(RecordList)

    def on_desk_changed(self, event: DeskChanged) -> None:
        """Somebody committed something: it may stand in this register."""
        self.reread()

    def on_tick(self, now: datetime) -> None:
        """What changes without a commit is read again now and then."""
        super().on_tick(now)
        if self.spec.live and self.loaded and now.second % LIVE_SECONDS == 0:
            self.reread()

    def reread(self) -> None:
        """Read the register again, in a thread."""
        actor = self.pult.client.actor
        if actor is not None:
            most = None if self._most is None else max(self._most, self.listed.cursor + 1)
            read = partial(_read, self.spec, actor, most)
            self.pult.client.ask(read, self._show, group=f"register-{self.spec.name}", on_failure=self._unread)

    def _read_on(self, most: int | None) -> None:
        """Read more of a long register; None: all of it."""
        if not self.whole and self._most is not None:
            self._most = most
            self.reread()

    def _unread(self, refusal: Refusal) -> None:
        self.pult.keys.release()

    def _show(self, read: tuple[Sequence[Record], bool]) -> None:
        self.pult.keys.release()
        if self.query(RecordList):
            (self.records, self.whole), self.loaded = read, True
            self._search(self.query_one("#register-search", TextLine).value)

    # -- search -------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Go to the search line; from it, search over everything by the same words."""
        line = self.query_one("#register-search", TextLine)
        if line.has_focus:
            self.pult.navigation.open_search(line.value)
        else:
            line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list with each letter."""
        event.stop()
        self._search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: on to the list."""
        event.stop()
        self.listed.focus()

    def _search(self, text: str) -> None:
        found = self._found(fold(text)) or self._found(fold(as_cyrillic(text.lower())))
        searched, count = bool(text.strip()), len(self.records)
        if searched:
            self._read_on(None)
        elif self.spec.first is not None and self._most is None:
            self._most = FIRST
        said = f"{len(found)} из {count}" if searched else f"всего {count}" if self.whole else f"последние {count}"
        told = said if self.whole or not searched else "читаю все…"
        self.query_one("#register-count", OneLine).put(Content(f"{told} "))
        nothing = "Ничего не найдено. Esc — сброс." if self.whole else "Читаю журнал целиком…"
        self.listed.show(found, nothing if searched else self.spec.empty)

    def _found(self, text: str) -> list[Record]:
        words = text.split()
        return [record for record in self.records if all(word in record.words for word in words)]

    # -- the selected record ------------------------------------------------------------------------------------

    def on_record_list_highlighted(self, event: RecordList.Highlighted) -> None:
        """Show it in full."""
        self.query_one(RecordDetails).show(event.record)
        self.tell_keys()
        if event.record is not None and event.record is self.records[-1]:
            self._read_on(4 * len(self.records))

    def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """A record was clicked twice."""
        self.action_open()

    def action_open(self) -> None:
        """Enter: the command that the register was opened for, the record's ticket, or the menu of its commands."""
        record = self.listed.selected
        if record is None:
            return
        if self.then is not None:
            self.give(self.then)
        elif record.reading:
            self.app.push_screen(ReadingScreen(record.title.capitalize(), record.reading, self.spec.clause))
        elif record.ticket is not None:
            self.pult.navigation.open_ticket(record.ticket)
        elif self.spec.commands:
            self.action_more()

    def action_new(self) -> None:
        """A new record, where there can be one."""
        if self.spec.new is not None:
            self.pult.navigation.open_form(self.spec.new)

    def action_more(self) -> None:
        """The commands of the selected record."""
        from console.commands.registry import by_core_name
        from console.screens.palette import PaletteScreen

        record = self.listed.selected
        if record is None or not self.spec.commands:
            return
        specs = [spec for name in self.spec.commands if (spec := by_core_name("app", name)) is not None]
        title = f"{self.spec.title}: {record.title}"
        self.app.push_screen(PaletteScreen(self, specs, title, lambda spec: self.give(spec.core_name or "")))

    def give(self, name: str) -> None:
        """Open the form of a command for the selected record."""
        record = self.listed.selected
        if record is not None:
            self.pult.navigation.open_form(name, About(record=record.value, fixed=record.fixed, title=record.title))

    def action_back(self) -> None:
        """Esc: leave the search first, then the register."""
        search = self.query_one("#register-search", TextLine)
        if search.has_focus or search.value:
            search.value = ""
            self.listed.focus()
        else:
            self.app.pop_screen()

    def refusal(self, core_name: str) -> Refusal | None:
        """Why one of the desk's commands is not allowed now."""
        return self.pult.client.refusal(core_name)


def _read(spec: RegisterSpec, actor: "Actor", most: int | None, desk: "Desk") -> tuple[Sequence[Record], bool]:
    """The records, and whether they are all: one more than ``most`` is asked for to know it."""
    if spec.first is None or most is None:
        return spec.read(desk, actor), True
    found = spec.first(desk, actor, most + 1)
    return found[:most], len(found) <= most
