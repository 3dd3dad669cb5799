"""The head of a ticket's screen: number, subject, where it stands, its next countdown; on a narrow screen the tabs."""

from datetime import datetime

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from console.ticket.clock_bars import Counter, count_of, is_live, left_or_over, reaction_marks
from console.widgets.line_view import BAD, GOOD
from console.wording.instants import moment
from core.desk.views import TicketView
from core.durations import size
from core.text import safe_line
from core.tickets.clocks.clock import Clock
from core.tickets.refusal import Refusal

_TABS = (("story", "1 История"), ("terms", "2 Сроки и действия"), ("facts", "3 Обращение"))

_STYLES = {GOOD: "$text-success", BAD: "bold $text-error"}


class TicketTitle(Widget):
    """Two lines (three with tabs) above the panes."""

    COMPONENT_CLASSES = {"title--number", "title--muted", "title--late", "title--tab"}
    DEFAULT_CSS = """
    TicketTitle { height: auto; padding: 0 2; }
    TicketTitle .title--number { color: $text-accent; text-style: bold; }
    TicketTitle .title--muted { color: $text-muted; }
    TicketTitle .title--late { color: $text-error; text-style: bold; }
    TicketTitle .title--tab { color: $text-accent; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._head = ("", "")
        self._state = ""
        self._due = ("", False)
        self._next: Clock | None = None
        self._desk: Counter | None = None
        self._tab: str | None = None
        self._others = ""
        self._mode = ""
        self._now: datetime | None = None
        self._clocks: tuple[Clock, ...] = ()

    def wait(self, number: int) -> None:
        """Before the ticket was read: nothing is known of it but its number."""
        self._head, self._state, self._others = (f"№ {number}", ""), "читаю обращение…", ""
        self._desk, self._next, self._due = None, None, ("", False)
        self._clocks, self._mode, self._now = (), "", None
        self.refresh()

    def fail(self, refusal: Refusal) -> None:
        """The ticket cannot be shown."""
        self._state = safe_line(refusal.message)
        self.refresh()

    def show(self, view: TicketView, desk: Counter, now: datetime) -> None:
        """Show another reading."""
        before, ticket, labels = self._shown(), view.ticket, desk.policy.labels
        self._desk, self._next, self._clocks = desk, view.clocks.next, tuple(view.clocks)
        self._head = (f"№ {ticket.number}", safe_line(ticket.subject))
        who = safe_line(view.assignee_name) if view.assignee_name else "без исполнителя"
        words = (
            labels.of(ticket.status),
            labels.of(ticket.type),
            labels.of(ticket.priority),
            labels.of(ticket.line),
            who,
        )
        self._state = " · ".join(words)
        self._due = self._countdown(now)
        if self._shown() != before:
            self.refresh()

    def _shown(self) -> object:
        """What its lines are made of, their number apart: that is of the tabs."""
        return self._head, self._state, self._due, self._others, reaction_marks(self._clocks)

    def tell_others(self, told: str) -> None:
        """Say who else is at this ticket; «» for nobody."""
        if told != self._others:
            self._others = told
            self.refresh()

    def tabs(self, current: str | None) -> None:
        """Show the tabs with one of them chosen; None: no tabs."""
        if current != self._tab:
            self._tab = current
            self._due = self._countdown(self._now) if self._now is not None else self._due
            self.refresh(layout=True)

    def tell_mode(self, mode: str) -> None:
        """Say which part of the story is told, where the tabs are shown; «» for all of it."""
        self._mode = mode
        self.refresh()

    def tick(self, now: datetime) -> None:
        """Count on."""
        due = self._countdown(now)
        if due != self._due:
            self._due = due
            self.refresh(Region(0, 1, self.size.width, 1))

    def _countdown(self, now: datetime) -> tuple[str, bool]:
        self._now = now
        if self._desk is None:
            return "", False
        return countdown(self._next, self._desk, now, standing=self._tab is None)  # the header tells the hours as well

    def render(self) -> Content:
        """The lines."""
        number, subject = self._head
        due, late = self._due
        muted = self.get_visual_style("title--muted", partial=True)
        top = Content.assemble(
            Content.styled(number, self.get_visual_style("title--number", partial=True)),
            Content.styled(f"  {subject}", "bold"),
        )
        second = [Content.styled(self._state, muted)]
        if self._tab and (marks := reaction_marks(self._clocks)):
            second = [
                Content.assemble(*((text, _STYLES.get(name, "")) for text, name in marks)),
                Content("   "),
                *second,
            ]
        if due:
            style = self.get_visual_style("title--late", partial=True) if late else "bold"
            second = [Content.styled(due, style), Content.styled("   ", ""), *second]
        width = max(1, self.content_size.width)
        if self._others:
            others = Content.styled(f"◆ {safe_line(self._others)}   ", "bold $text-warning")
            second.insert(len(second) - 1, others)  # after the countdown, which a narrow screen must keep
        lines = [top.truncate(width, ellipsis=True), Content.assemble(*second).truncate(width, ellipsis=True)]
        return Content("\n").join(lines + ([self._tab_line()] if self._tab else []))

    def _tab_line(self) -> Content:
        chosen = self.get_visual_style("title--tab", partial=True)
        muted = self.get_visual_style("title--muted", partial=True)
        told = Content(" ").join(
            Content.styled(f"[{title}]", chosen) if name == self._tab else Content.styled(f" {title} ", muted)
            for name, title in _TABS
        )
        return told + Content.styled(f"  · {self._mode}", muted) if self._mode else told


def countdown(clock: Clock | None, desk: Counter, now: datetime, *, standing: bool = True) -> tuple[str, bool]:
    """What is left by the clock that runs out next, and whether it has; «» where none runs.

    ``standing``: until when it stands, where no working time runs.
    """
    if clock is None or clock.due_at is None or not is_live(clock):
        return "", False
    count = count_of(clock, clock.due_at, desk, now)
    name = desk.policy.labels.of(clock.name)
    if count.overdue:
        return f"{name}: {left_or_over(clock, count)}", True
    until = f", стоит до {moment(count.resumes, now)}" if standing and count.standing and count.resumes else ""
    return f"{name}: {size(count.remaining, count.day)} до {moment(clock.due_at, now)}{until}", False
