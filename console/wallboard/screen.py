"""The breach panel: what is late, what will be, will the shift fit, how the day goes. For a wall, and for a supervisor.

It is read again when somebody commits, at the very instant at which time alone changes a figure, and once a minute.
Between two readings only countdowns move.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer

from console.commands.registry import bindings
from console.forms.context import About
from console.link.messages import DeskChanged
from console.screens.desk_screen import DeskScreen
from console.wallboard.burning import burning_rows
from console.wallboard.figure_titles import FIGURES
from console.wallboard.figures import Figure, figures
from console.wallboard.goals import ClinicGoal, Goal, RegisterGoal, TicketGoal, TicketListGoal
from console.wallboard.layout.cells import Shown
from console.wallboard.layout.plan import PanelPlan, Part, plan
from console.wallboard.sentences import age_words, next_words, time_words
from console.wallboard.shift_lines import effort_rows, shift_rows
from console.wallboard.tables import clinic_rows, clock_rows, kept_rows, standing_rows
from console.wallboard.widgets.big_figure import BigFigure
from console.wallboard.widgets.day_plot import DayPlot
from console.wallboard.widgets.wall_block import FigureBlock, Lay, WallBlock
from console.wallboard.widgets.wall_body import WallBody
from console.widgets.one_line import OneLine
from core.desk.oversight.breach_panel import Wall
from core.desk.oversight.clinic_trend import ClinicTrend
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk

BLOCKS: Final[dict[Part, tuple[str, Lay]]] = {
    "burning": ("Горит", burning_rows),
    "shift": ("Успеет ли смена", shift_rows),
    "clocks": ("Сроки: сколько прошло и подходит", clock_rows),
    "kept": ("Закончено в срок; нарушенное и открытое — в счёт", kept_rows),
    "clinics": ("МО: хуже, чем в прошлом месяце", clinic_rows),
    "standing": ("Как стоят дела", standing_rows),
    "efforts": ("Сколько обычно занимает", effort_rows),
}
"""The parts that are lines of cells, in the order of Tab."""
CYCLE: Final = 20
"""Seconds that a page stays when the pages cycle."""
_RETRY: Final = timedelta(seconds=2)
_MINUTE: Final = timedelta(minutes=1)


class WallScreen(DeskScreen):
    """The panel over the queue. ``cycle``: seconds that each page stays, 0 for pages that turn by hand."""

    SCOPE = "wall"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("wall")]
    DEFAULT_CSS = """
    WallScreen {
        & #wall-said { background: $panel; }
        & #figures { padding: 0 1; }
        &.-looked-at KeyBar { display: none; }
        &.-stale BigFigure { opacity: 60%; }
    }
    """

    def __init__(self, *, cycle: int = 0) -> None:
        super().__init__()
        self._wall: Wall | None = None
        self._shown: Shown | None = None
        """The reading with what it is told by, as of the last tick."""
        self._figures: dict[str, Figure] = {}
        self.reading = self._stale = False
        """Whether the panel is being read, and whether it is to be read again after that."""
        self._lost_at: datetime | None = None
        """Since when the store does not answer."""
        self._next: datetime | None = None
        """When the panel is read again although nobody has committed."""
        self._alarm: Timer | None = None
        self._plan = PanelPlan((), plan(80, 24).scale)
        self.page = 0
        """Which page is shown."""
        self._cycle = cycle
        self._turned: datetime | None = None
        self._said = OneLine(id="wall-said")
        self._blocks: dict[Part, WallBlock] = {}

    def compose_body(self) -> ComposeResult:
        """A sentence, the big figures, the parts."""
        yield self._said
        with WallBody(id="wall-body"):
            with Horizontal(id="figures"):
                for digit, (name, title, short, _told) in enumerate(FIGURES, start=1):
                    yield BigFigure("" if self.pult.read_only else str(digit), title, short, id=f"figure-{name}")
            for part, (title, lay) in BLOCKS.items():
                block = WallBlock(title, lay, id=part)
                block.can_focus = not self.pult.read_only and part != "efforts"  # no figure there leads anywhere
                self._blocks[part] = block
                yield block
            yield DayPlot(id="day")

    @property
    def wall(self) -> Wall | None:
        """The last reading; None before the first."""
        return self._wall

    def on_mount(self) -> None:
        """Read, and start where it burns."""
        self.set_class(self.pult.read_only, "-looked-at")
        if not self.pult.read_only:
            self.query_one("#burning").focus()
        self.reread()

    # -- pages --------------------------------------------------------------------------------------------------

    def on_wall_body_resized(self, event: WallBody.Resized) -> None:
        """Lay the parts out for another size."""
        made = plan(event.width, event.height)
        if made != self._plan:
            self._plan = made
            for each in self.query(BigFigure):
                each.scale(made.scale)
            self._turn(min(self.page, len(made.pages) - 1))

    def _turn(self, page: int) -> None:
        """Show a page; the focus stays on it."""
        self.page = page
        shown = self._plan.pages[page]
        self.query_one(WallBody).turn(page, shown)
        focused = self.focused
        if not self.pult.read_only and (focused is None or focused.id not in shown):
            first = next((part for part in BLOCKS if part in shown and self._blocks[part].can_focus), None)
            self.set_focus(self.query_one(f"#{first}", WallBlock) if first else None)
        self._say()

    def action_page(self) -> None:
        """Space: the next page."""
        self._turned = self.pult.client.now()
        if self._plan.pages:
            self._turn((self.page + 1) % len(self._plan.pages))

    def action_cycle(self) -> None:
        """Let the pages turn by themselves, or stop them."""
        self._cycle = 0 if self._cycle else CYCLE
        self._turned = self.pult.client.now()
        self._say()

    def action_next(self, by: int) -> None:
        """The next part in the order of Tab; its page with it."""
        here = [part for page in self._plan.pages for part in BLOCKS if part in page and self._blocks[part].can_focus]
        order = list(dict.fromkeys(here))
        focused = self.focused
        at = order.index(focused.id) + by if focused is not None and focused.id in order else 0
        part = order[at % len(order)]
        if part not in self._plan.pages[self.page]:
            self._turn(next(number for number, page in enumerate(self._plan.pages) if part in page))
        self.set_focus(self.query_one(f"#{part}", WallBlock))

    # -- reading ------------------------------------------------------------------------------------------------

    def on_desk_changed(self, event: DeskChanged) -> None:
        """Somebody committed something."""
        self.reread()

    def reread(self) -> None:
        """Read the panel again, in a thread; while a reading is under way, once after it."""
        if self.reading or self.pult.client.actor is None:
            self._stale = self.reading
            return
        self.reading, self._stale = True, False
        self.pult.client.ask(lambda desk: desk.oversight.wall(), self._show, group="wall", on_failure=self._unread)

    def _show(self, wall: Wall) -> None:
        self.reading, self._lost_at, self._wall = False, None, wall
        policy = self.pult.client.policy
        if policy is None or not self.query(WallBody):
            return
        self.remove_class("-stale")
        shown = self._shown = Shown(wall, policy, wall.time.now)
        self._figures = {each.name: each for each in figures(wall)}
        for each in self.query(BigFigure):
            figure = self._figures[(each.id or "").removeprefix("figure-")]
            each.put(figure.number, figure.style, figure.whole)
        for block in self._blocks.values():
            block.show(shown)
        self.query_one(DayPlot).show(shown)
        self._say()
        self._wake_at(_next_reading(wall))
        if self._stale:
            self.reread()

    def _unread(self, refusal: Refusal) -> None:
        """The store does not answer: what is on the screen gets older, and says so."""
        self.reading = self._stale = False
        now = self.pult.client.now()
        self._lost_at = self._lost_at or now
        self._next = now + _RETRY
        self.add_class("-stale")
        self._say()

    def _wake_at(self, at: datetime) -> None:
        """Read at that very instant; the ticks see to it too, since a timer follows no other clock."""
        self._next = at
        if self._alarm is not None:
            self._alarm.stop()
        self._alarm = self.set_timer(max(0.001, (at - self.pult.client.now()).total_seconds()), self._ring)

    def _ring(self) -> None:
        if self._next is None or not self.is_current:
            return
        if self.pult.client.now() < self._next:  # the timer was quicker than the desk's clock
            self._wake_at(self._next)
            return
        self._next = None
        self.reread()

    def on_tick(self, now: datetime) -> None:
        """Countdowns; a reading that is due; a page that turns."""
        super().on_tick(now)
        self._ring()
        if self._wall is None or self.pult.client.policy is None:
            return
        if now < self._wall.time.now:  # the clock was put back: what was to come next is another thing
            self.reread()
        if self._lost_at is None:
            self._shown = Shown(self._wall, self.pult.client.policy, now)
            self._blocks["burning"].tick(self._shown)
        self._say()
        if self._cycle and len(self._plan.pages) > 1:
            self._turned = self._turned or now
            if now - self._turned >= timedelta(seconds=self._cycle):
                self.action_page()

    def _say(self) -> None:
        """The sentence of the moment: what time it is for the terms, or how old the figures are."""
        said, style = "читаю…", "$text-muted"
        if self._wall is not None and self._lost_at is not None:
            said = age_words(self._wall.time.now, self.pult.client.now())
            style = "bold $text-error"
        elif self._wall is not None:
            desk = self.pult.client.desk
            time = desk.queue.desk_time() if desk is not None else self._wall.time
            said = (
                next_words(self._wall, self.pult.client.now())
                if time.open
                else time_words(replace(self._wall, time=time))
            )
            style = "" if time.open else "bold $text-warning"
        pages = len(self._plan.pages)
        more = f" · страница {self.page + 1} из {pages}" if pages > 1 else ""
        more += f", листается каждые {self._cycle} с" if self._cycle and pages > 1 else ""
        self._said.put(Content.assemble((f" {said}", style), (more, "$text-muted")))

    # -- what the figures lead to -------------------------------------------------------------------------------

    def action_figure(self, name: str) -> None:
        """A digit: the tickets of a big figure."""
        if name in self._figures:
            self.open_goal(self._figures[name].goal)

    def action_open(self) -> None:
        """Enter: where the chosen figure leads."""
        block = self.focused
        if isinstance(block, WallBlock) and block.goal is not None:
            self.open_goal(block.goal)

    def on_figure_block_chosen(self, event: FigureBlock.Chosen) -> None:
        """A double click."""
        self.action_open()

    def open_goal(self, goal: Goal) -> None:
        """Go where a figure leads."""
        if self.pult.read_only:
            return
        from console.queue.figure_tickets import FigureTicketsScreen

        match goal:
            case TicketGoal(number):
                self.pult.navigation.open_ticket(number)
            case TicketListGoal():
                self.app.push_screen(FigureTicketsScreen(goal))
            case RegisterGoal(name):
                self.pult.navigation.open_register(name)
            case ClinicGoal(code):
                self.pult.keys.hold()
                read = partial(_read_clinic, code)
                self.pult.client.ask(read, self._open_clinic, group="clinic", on_failure=self._clinic_unread)

    def _open_clinic(self, trend: ClinicTrend | Refusal) -> None:
        from console.wallboard.clinic_screen import ClinicScreen

        self.pult.keys.release()
        if isinstance(trend, ClinicTrend) and self.pult.client.policy is not None and self.is_current:
            self.pult.keys.hold()
            self.app.push_screen(ClinicScreen(trend, self.pult.client.policy.labels), self._open_part)

    def _clinic_unread(self, refusal: Refusal) -> None:
        self.pult.keys.release()

    def _open_part(self, goal: TicketListGoal | None) -> None:
        if goal is not None:
            self.open_goal(goal)

    def action_substitute(self) -> None:
        """Z: an absence of the chosen executor, with whoever substitutes."""
        block = self.focused
        goal = block.goal if isinstance(block, WallBlock) else None
        login = goal.login if isinstance(goal, TicketListGoal) else None
        self.pult.navigation.open_form("absence_set", About(chosen={"who": ("login", login)} if login else {}))

    def action_back(self) -> None:
        """Escape: the queue."""
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On a screen that is only looked at pages turn, and nothing else."""
        if self.pult.read_only and action not in ("page", "cycle"):
            return False
        return super().check_action(action, parameters)

    def refusal(self, core_name: str) -> Refusal | None:
        """Why one of the desk's commands is not allowed."""
        return self.pult.client.refusal(core_name)


def _next_reading(wall: Wall) -> datetime:
    """The first instant at which a figure may be another: a due, an opening or a closing, the next minute."""
    minute = wall.time.now.replace(second=0, microsecond=0) + _MINUTE
    return min(filter(None, (wall.changes_at, wall.time.until, minute)))


def _read_clinic(code: str, desk: "Desk") -> ClinicTrend | Refusal:
    return desk.oversight.clinic_trend(code)
