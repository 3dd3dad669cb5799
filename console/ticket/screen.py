"""The screen of one ticket: its story, its three clocks, its fields, and what can be done with it now."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize, ScreenResume
from textual.geometry import Region
from textual.widget import Widget

from console.commands.registry import Scope, bindings
from console.commands.spec import CommandSpec
from console.dialogs import ExplainScreen, offer_actions, start_action
from console.dialogs.attachments import FilesScreen
from console.dialogs.frame.toasts import tell_done
from console.link.messages import ASIDE, DeskChanged
from console.presence.presence_text import told
from console.ticket.card import TicketCard
from console.ticket.clock_bars import ClockBars, Counter
from console.ticket.pinned import Pinned
from console.ticket.ticket_fields import Actions, TicketFields
from console.ticket.ticket_title import TicketTitle
from console.ticket.timeline import Timeline
from console.widgets.key_bar import KeyBar
from console.wording.clipboard import as_text, copied_fields
from core.desk.views import Done, RequesterBackground, TicketView
from core.tickets.closing.silence import silent_until
from core.tickets.refusal import Refusal
from core.tickets.use_cases.next_steps import next_steps

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.policy import Policy
    from core.tickets.directory import Actor

_PANES = ("story", "terms", "facts")
_NARROW = 120
_LOW = 36
"""Rows below which little of the description is pinned."""


class TicketScreen(TicketCard):
    """Ticket ``number``. Wide: everything at once; narrow: one pane, changed by Tab or 1–3."""

    SCOPE: ClassVar[Scope] = "ticket"
    WRITES: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ticket")]
    DEFAULT_CSS = """
    TicketScreen #panes { height: 1fr; }
    TicketScreen #side { width: 62; }
    TicketScreen .pane { border: round $panel-lighten-2; border-title-color: $text-muted; padding: 0 1; }
    TicketScreen .pane:focus { border: round $accent; border-title-color: $text-accent; }
    TicketScreen #left { width: 1fr; height: 1fr; }
    TicketScreen #pinned { padding: 0 2; }
    TicketScreen #story { height: 1fr; }
    TicketScreen #terms { height: auto; min-height: 3; }
    TicketScreen #facts { height: 1fr; }
    TicketScreen #actions { height: auto; max-height: 50%; }
    TicketScreen.-widest #side {
        width: 124; layout: grid; grid-size: 2; grid-columns: 1fr 1fr; grid-rows: auto 1fr;
    }
    TicketScreen.-widest #facts { row-span: 2; height: 1fr; }
    TicketScreen.-one-pane .pane { border: none; padding: 0 2; }
    TicketScreen.-one-pane #side { width: 1fr; display: none; }
    TicketScreen.-one-pane #left { display: none; }
    TicketScreen.-one-pane.-story #left { display: block; }
    TicketScreen.-one-pane.-terms #side, TicketScreen.-one-pane.-facts #side { display: block; }
    TicketScreen.-one-pane.-terms #facts, TicketScreen.-one-pane.-facts #terms,
    TicketScreen.-one-pane.-facts #actions { display: none; }
    TicketScreen.-one-pane #actions { margin-top: 1; height: 1fr; max-height: 100%; }
    """

    def __init__(self, number: int, known: TicketView | None = None) -> None:
        """``known``: the ticket as it was read last, shown until it is read now."""
        super().__init__()
        self.number = number
        self._known = known
        self.view: TicketView | None = None
        self.policy: Policy | None = None
        self.pane = "story"
        self.leading: tuple[str, ...] = ()
        """The commands that are sensible next, by name: the key bar begins with them."""
        self._linked = -1

    def compose_body(self) -> ComposeResult:
        """Title over the panes."""
        yield TicketTitle(id="title")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield Pinned(id="pinned")
                yield self._pane(Timeline(id="story"))
            with Vertical(id="side"):
                yield self._pane(ClockBars(id="terms"))
                yield self._pane(TicketFields(id="facts"))
                yield self._pane(Actions(id="actions"))

    def _pane(self, pane: Widget) -> Widget:
        pane.add_class("pane")
        return pane

    def on_mount(self) -> None:
        """Read the ticket."""
        self._arrive()

    def turn_to(self, number: int, known: TicketView | None = None) -> None:
        """Be the screen of another ticket, with nothing left of the last one; it is not on top meanwhile."""
        self.number, self.view, self._known, self._linked, self.leading = number, None, known, -1, ()
        for pane in self._told:
            pane.begin()
        self._arrive()
        if self.view is None:
            for pane in self._told:
                pane.relay()

    @property
    def _told(self) -> "tuple[Pinned | Timeline | ClockBars | TicketFields | Actions, ...]":
        """The panes, each of which tells a part of the ticket."""
        pinned, story, terms = self.query_one(Pinned), self.query_one(Timeline), self.query_one(ClockBars)
        return pinned, story, terms, self.query_one(TicketFields), self.query_one(Actions)

    def _arrive(self) -> None:
        self.query_one(TicketTitle).wait(self.number)
        self.action_pane("story")
        self.pult.keys.hold()
        if self._known is not None and self.pult.client.policy is not None:
            self._fill(self._known, RequesterBackground(), self.pult.client.policy)
            self.call_after_refresh(self.reread)
        else:
            self.reread()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """At the ticket: the others hear of it."""
        super().on_screen_resume(event)
        if self.pult.leases.at_ticket != self.number:
            self.call_after_refresh(self.pult.leases.renew_presence)

    def on_screen_suspend(self) -> None:
        """Gone from the ticket, where no form stands over it: the others hear of it."""
        if self not in self.app.screen_stack and self.app.is_running:
            self.app.set_timer(ASIDE, self.pult.leases.renew_presence)

    def tell_others(self) -> None:
        """Say who else is here."""
        for title in self.query(TicketTitle):
            title.tell_others(told(self.pult.leases.others_at(self.number), self.pult.login))

    def on_resize(self, event: Resize) -> None:
        """One pane where the width does not carry two."""
        one = event.size.width < _NARROW
        self.set_class(one, "-one-pane")
        self.query_one(ClockBars).dense = one
        self.query_one(Pinned).give_room(2 if event.size.height < _LOW else 4, with_requester=one)
        self._show_tabs()
        self.call_after_refresh(self._tell_once)

    def _tell_once(self) -> None:
        """The description is told in the story where it is not pinned in full."""
        for pinned in self.query(Pinned):
            self.query_one(Timeline).tell_above(pinned.whole)

    # -- reading ------------------------------------------------------------------------------------------------

    def on_desk_changed(self, event: DeskChanged) -> None:
        """Somebody committed something: it may be of this ticket."""
        self.reread()

    def reread(self) -> None:
        """Read the ticket again, in a thread."""
        if self.pult.client.desk is not None and self.pult.client.actor is not None:
            read = partial(_read, self.number, self.pult.client.actor)
            shown = partial(self._show, self.number)
            self.pult.client.ask(read, shown, group=f"ticket-{self.number}", on_failure=self._unread)

    def _unread(self, refusal: Refusal) -> None:
        self.pult.keys.release()

    def _show(self, number: int, read: "tuple[TicketView | Refusal, RequesterBackground, Policy]") -> None:
        self.pult.keys.release()
        view, background, policy = read
        if number != self.number or not self.query(TicketTitle):  # the screen may have been left meanwhile
            return
        if isinstance(view, Refusal):
            self.query_one(TicketTitle).fail(view)
        else:
            self._fill(view, background, policy)

    def _fill(self, view: TicketView, background: RequesterBackground, policy: "Policy") -> None:
        desk = self.pult.client.desk
        if desk is None:
            return
        self.view, self.policy = view, policy
        now, counter = desk.now(), Counter(policy, desk.queue.countdown)
        actor = self.pult.client.actor
        allowed = {each.name for each in view.actions if each.allowed}
        self.leading = next_steps(view.ticket, actor.role, allowed) if actor is not None else ()
        self.query_one(TicketTitle).show(view, counter, now)
        self.query_one(Pinned).show(view, background, policy.labels, now, silent_until(view.ticket, policy))
        self._tell_once()
        worktime = policy.worktime()
        self.query_one(Timeline).show(view.timeline, now, lambda day: worktime.day_length(day) > timedelta())
        self.query_one(ClockBars).show(tuple(view.clocks), counter, now)
        self.query_one(TicketFields).show(view, background, policy.labels, now)
        self.query_one(Actions).show(view.actions, self.leading)
        self.tell_keys()

    def refusal(self, core_name: str) -> Refusal | None:
        """Why an action is not allowed now, for the key bar."""
        actions = self.view.actions if self.view is not None else ()
        return next((action.refusal for action in actions if action.name == core_name), None)

    @property
    def column(self) -> Region | None:
        """Where the story stands beside other things; None where it has the whole width, or is not laid yet."""
        region = self.query_one("#left").region
        return None if self.has_class("-one-pane") or not region.width else region

    def make_room(self, rows: int) -> None:
        """Leave so many rows free below the story, and none with 0: what is being written stands there."""
        left = self.query_one("#left")
        if left.styles.margin.bottom != rows:
            self.query_one(Timeline).keep_end()
            left.styles.margin = (0, 0, rows, 0)
            self.query_one(KeyBar).visible = not rows  # its letters are written now

    def scroll_story(self, step: int, *, page: bool = False) -> None:
        """Scroll the story from a form that is open over it."""
        story = self.query_one(Timeline)
        story.scroll_relative(y=step * (max(1, story.size.height - 1) if page else 1), animate=False)

    def on_tick(self, now: datetime) -> None:
        """Count the clocks on."""
        super().on_tick(now)
        for bars in self.query(ClockBars):
            bars.tick(now)
        for title in self.query(TicketTitle):
            title.tick(now)

    # -- panes --------------------------------------------------------------------------------------------------

    def action_pane(self, name: str) -> None:
        """Bring a pane forward and give it the focus."""
        self.pane = name
        for each in _PANES:
            self.set_class(each == name, f"-{each}")
        self._show_tabs()
        target = {"story": "#story", "terms": "#actions", "facts": "#facts"}[name]
        self.query_one(target).focus(scroll_visible=False)

    def action_next_pane(self, step: int = 1) -> None:
        """Tab: the next pane where one is shown, the next focus where all are."""
        if not self.has_class("-one-pane"):
            self.focus_next()
            return
        self.action_pane(_PANES[(_PANES.index(self.pane) + step) % len(_PANES)])

    def _show_tabs(self) -> None:
        self.query_one(TicketTitle).tabs(self.pane if self.has_class("-one-pane") else None)

    # -- actions ------------------------------------------------------------------------------------------------

    def action_ticket(self, name: str) -> None:
        """Give a command to the ticket: through its dialog, or at once where nothing needs to be said."""
        if self.view is not None:
            start_action(self.pult, name, self.view)

    def action_more(self) -> None:
        """Everything that can be done with the ticket."""
        if self.view is not None:
            offer_actions(self.pult, self, "ticket", self.view)

    def undo(self) -> None:
        """Take one's last act on this ticket back, by what compensates it."""
        from console.dialogs.frame.toasts import tell_refusal
        from core.tickets.undo.commands import TakeBack

        version = self.view.ticket.version if self.view is not None else None

        def undone(answer: "Done | Refusal") -> None:
            if isinstance(answer, Refusal):
                tell_refusal(self.pult, answer)
            else:
                tell_done(self.pult, f"№ {self.number}: последнее действие отменено", answer)

        self.pult.client.submit(TakeBack(number=self.number), key=uuid4().hex, expect_version=version, on_done=undone)

    def action_filter(self) -> None:
        """Tell another part of the story."""
        story = self.query_one(Timeline)
        story.filter()
        self.query_one(TicketTitle).tell_mode(story.mode)

    def action_files(self) -> None:
        """The ticket's files."""
        if self.view is not None:
            self.app.push_screen(FilesScreen(self.view))

    def action_linked(self) -> None:
        """Open a linked ticket; the next one where there are several."""
        links = [link.other for link in self.view.ticket.links] if self.view is not None else []
        if not links:
            return self.pult.notify("Связанных обращений нет.", markup=False)
        self._linked = (self._linked + 1) % len(links)
        self.pult.navigation.open_ticket(links[self._linked])

    def action_copy(self, what: str) -> None:
        """Put the number, or the ticket as text, on the clipboard (OSC 52)."""
        if self.view is not None:
            text = str(self.number) if what == "number" else as_text(self.view)
            self.app.copy_to_clipboard(text)
            tell_done(self.pult, f"№ {self.number}: скопировано, если терминал это разрешает")

    def action_copy_field(self) -> None:
        """Choose one of the fields, and put its value on the clipboard."""
        from console.screens.palette import PaletteScreen

        if self.view is None or self.policy is None:
            return
        fields = copied_fields(self.view, self.policy.labels, self.pult.client.now())
        specs = [CommandSpec(label, label, "", "ticket", value, "", show=False) for label, value in fields]

        def copy(spec: CommandSpec) -> None:
            self.app.copy_to_clipboard(spec.help)
            tell_done(self.pult, f"{spec.title}: скопировано, если терминал это разрешает")

        self.app.push_screen(PaletteScreen(self, specs, f"№ {self.number}: что скопировать", copy))

    def action_explain(self) -> None:
        """Tell how the clocks came to stand as they do."""
        if self.view is not None and self.policy is not None:
            self.app.push_screen(ExplainScreen(self.view, self.policy))

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.app.pop_screen()


def _read(number: int, actor: "Actor", desk: "Desk") -> "tuple[TicketView | Refusal, RequesterBackground, Policy]":
    view = desk.tickets.view(number, actor)
    if isinstance(view, Refusal):
        return view, RequesterBackground(), desk.policy
    return view, desk.tickets.background(view.ticket.requester, number), desk.policy
