"""F3: one field over everything that was found; results while one types, Enter opens."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from console.commands.registry import Scope, bindings
from console.dialogs.compose import CommentDialog
from console.dialogs.frame.text_viewer import ReadingScreen
from console.forms.context import About
from console.link.messages import DeskChanged
from console.screens.desk_screen import DeskScreen
from console.search.found_list import FoundList
from console.search.reading import ResultText, text_of
from console.widgets.fields.text_fields import TextLine
from console.widgets.one_line import OneLine
from console.wording.search import STALE, read_as
from core.desk.search.results import Asked, Result, SearchResults
from core.desk.views import TicketView
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor

SETTLE: Final = 0.12
"""Seconds that the typing rests before the desk is asked."""
HINT: Final = 'Слова в любой форме; "вместе"; -кроме; 086/у; телефон; мо:ккб просрочено. Опечатка и раскладка не важны.'


class SearchScreen(DeskScreen):
    """Search; ``ticket``: the card that it was opened from, whose answer a found solution may become."""

    SCOPE: ClassVar[Scope] = "search"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("search"),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SearchScreen #search-bar { height: 1; background: $boost; }
    SearchScreen #search-title { width: 9; }
    SearchScreen #search-words { width: 1fr; background: $boost; border: none; padding: 0; }
    SearchScreen #search-count { width: 14; }
    SearchScreen #search-told { height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, text: str = "", ticket: int | None = None) -> None:
        super().__init__()
        self._begun, self._ticket = text, ticket
        self._timer: Timer | None = None
        self.found: SearchResults | None = None
        """What was found last."""

    def compose_body(self) -> ComposeResult:
        """The field, how it was read, what was found."""
        with Horizontal(id="search-bar"):
            yield OneLine(id="search-title")
            yield TextLine(placeholder="что искать", id="search-words", screened=False)
            yield OneLine(id="search-count")
        yield OneLine(id="search-told")
        yield FoundList()

    def on_mount(self) -> None:
        """Type at once; what was brought along is asked for."""
        self.query_one("#search-title", OneLine).put(Content.assemble((" Поиск  ", "bold $accent")))
        field = self._field
        field.value = self._begun
        field.focus()
        self._tell(None)

    @property
    def _field(self) -> TextLine:
        return self.query_one("#search-words", TextLine)

    @property
    def listed(self) -> FoundList:
        """The results."""
        return self.query_one(FoundList)

    # -- asking -------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask once the typing rests."""
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SETTLE, self._ask)

    def on_desk_changed(self, event: DeskChanged) -> None:
        """Somebody committed something: it may be found now."""
        self._ask()

    def _ask(self) -> None:
        actor, text = self.pult.client.actor, self._field.value
        if not text.strip():
            self._tell(None)
        elif actor is not None:
            self.pult.client.ask(partial(_find, text, actor), self._tell, group="search")

    def _tell(self, found: SearchResults | None) -> None:
        policy = self.pult.client.policy
        if not self.is_mounted or policy is None or (found is not None and not self._field.value.strip()):
            return
        self.found = found
        told = "" if found is None else STALE if found.stale else read_as(found)
        self.query_one("#search-told", OneLine).put(Content(told or HINT))
        count = "" if found is None else f"найдено {found.total}{'+' if found.more else ''}"
        self.query_one("#search-count", OneLine).put(Content(count))
        empty = "" if found is None else "Ничего не найдено."
        self.listed.show(found, policy, self.pult.client.now(), empty)

    # -- what is done with a result -----------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the choice."""
        self.listed.move(by)

    def action_page(self, by: int) -> None:
        """Move the choice by screenfuls."""
        self.listed.page(by)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter opens the chosen one."""
        event.stop()
        self.action_open()

    def on_found_list_chosen(self, event: FoundList.Chosen) -> None:
        """So does a second click."""
        self.action_open()

    def action_open(self) -> None:
        """A ticket's card; of anything else all that there is of it."""
        result = self.listed.selected
        if result is None:
            return
        if result.kind == "ticket":
            self.pult.navigation.open_ticket(result.number)
        else:
            self._read(result, self._show)

    def _show(self, text: ResultText) -> None:
        self.app.push_screen(ReadingScreen(text.title, text.text, text.clause))

    def action_answer(self) -> None:
        """The solution that was found becomes an answer in the ticket that one came from."""
        result, actor = self.listed.selected, self.pult.client.actor
        if self._ticket is None:
            self._say("Ответ пишут в обращении: откройте его карточку и нажмите в ней F3.")
        elif result is not None and actor is not None:
            read = partial(_answering, result, self._ticket, actor)
            self.pult.client.ask(read, self._answer, group="search-text")

    def _answer(self, read: tuple[ResultText | None, TicketView | Refusal]) -> None:
        text, view = read
        if text is None or text.solution is None or isinstance(view, Refusal):
            self._say("Здесь нет решения: выберите решение или решённое обращение.")
        else:
            self.app.push_screen(CommentDialog(view, text.solution))

    def action_document(self) -> None:
        """The solution of a ticket becomes a documented one."""
        result = self.listed.selected
        if result is not None:
            self._read(result, self._document)

    def _document(self, text: ResultText) -> None:
        if text.solution is None or text.ticket is None:
            self._say("Документируют решение обращения: выберите решённое.")
            return
        typed = {"title": text.subject, "text": text.solution}
        about = About(fixed={"ticket": text.ticket}, title=f"из обращения № {text.ticket}", typed=typed)
        self.pult.navigation.open_form("solution_add", about)

    def _read(self, result: Result, then: Callable[[ResultText], None]) -> None:
        actor = self.pult.client.actor
        if actor is not None:
            self.pult.client.ask(partial(text_of, result, actor), partial(self._told, then), group="search-text")

    def _told(self, then: Callable[[ResultText], None], text: ResultText | None) -> None:
        if text is not None:
            then(text)

    def _say(self, told: str) -> None:
        self.app.notify(told, markup=False)

    def action_back(self) -> None:
        """Escape: what was typed goes first, then the screen."""
        if self._field.value:
            self._field.value = ""
        else:
            self.app.pop_screen()


def _find(text: str, actor: "Actor", desk: "Desk") -> SearchResults:
    return desk.search.find(Asked(text, typing=True), actor)


def _answering(
    result: Result, ticket: int, actor: "Actor", desk: "Desk"
) -> tuple[ResultText | None, TicketView | Refusal]:
    return text_of(result, actor, desk), desk.tickets.view(ticket, actor)
