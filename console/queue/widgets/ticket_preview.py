"""The preview of the selected ticket: what one needs to know before opening it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from console.widgets.line_view import ACCENT, BAD, GOOD, INNER, MUTED, STRONG, WARN, Line, LineView, Piece, flow, wrap
from console.wording.instants import full_moment, moment
from core.desk.views import TicketView, TimelineEntry
from core.policy.labels import Labels
from core.text import safe, safe_line
from core.tickets.clocks.clock import Clock
from core.vocabulary import ClockState

_STATES: Final = {
    ClockState.MET: ("✓", GOOD),
    ClockState.BREACHED: ("●", BAD),
    ClockState.RUNNING: ("○", ""),
    ClockState.PAUSED: ("○", MUTED),
    ClockState.AGREED: ("◆", ""),
}
_LONGEST_DESCRIPTION: Final = 12
_LAST_EVENTS: Final = 6


class Part(Enum):
    """What of a ticket a preview tells."""

    WHOLE = auto()
    CARD = auto()
    """Who and what, the clocks, the whole description."""
    STORY = auto()
    """The timeline alone, the latest first."""


class TicketPreview(LineView):
    """A :class:`TicketView` in brief; it keeps the last one while the next is being read."""

    DEFAULT_CSS = """
    TicketPreview {
        background: $surface;
        padding: 0 1;
    }
    """
    can_focus = False

    def __init__(self, part: Part = Part.WHOLE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._part = part
        self._view: TicketView | None = None
        self._labels: Labels | None = None
        self._others = ""

    def tell(self, view: TicketView | None, labels: Labels, others: str = "") -> None:
        """Show a ticket and who else is at it, or nothing; a reading that says the same is not repainted."""
        same = view is not None and self._view is not None and _same(view, self._view)
        if same and others == self._others:
            return
        self._others = others
        moved = view is None or self._view is None or view.ticket.number != self._view.ticket.number
        self._view, self._labels = view, labels
        if moved:
            self.scroll_to(y=0, animate=False)
        self.relay()

    @property
    def number(self) -> int | None:
        """The ticket that is shown."""
        return self._view.ticket.number if self._view is not None else None

    def lay(self, width: int) -> Sequence[Line]:
        """The lines for a width."""
        if self._view is None or self._labels is None:
            return ()
        whole = self._part is Part.WHOLE
        story = (_rule("Последнее", width), *_events(self._view, width, _LAST_EVENTS if whole else None))
        if self._part is Part.STORY:
            return story
        card = (
            *_head(self._view, self._labels, width),
            *(flow([(f"◆ {safe_line(self._others)}", WARN)], width, indent=2) if self._others else ()),
            _rule("Сроки", width),
            *_clocks(self._view, self._labels, width),
            _rule("Описание", width),
            *_description(self._view, width, _LONGEST_DESCRIPTION if whole else None),
        )
        return (*card, *story) if whole else card

    def show_part(self, part: Part) -> None:
        """Tell another part of the same ticket."""
        if part is not self._part:
            self._part = part
            self.relay()


def _rule(title: str, width: int) -> Line:
    return ((f"── {title} ", MUTED), ("─" * max(0, width - len(title) - 4), MUTED))


def _same(new: TicketView, old: TicketView) -> bool:
    return new.ticket == old.ticket and [c.state for c in new.clocks] == [c.state for c in old.clocks]


def _head(view: TicketView, labels: Labels, width: int) -> list[Line]:
    ticket = view.ticket
    facts = (labels.of(ticket.type), labels.of(ticket.priority), labels.of(ticket.mis), labels.of(ticket.channel))
    who = safe_line(view.requester.name) + (f", {safe_line(view.requester.phone)}" if view.requester.phone else "")
    executor = safe_line(view.assignee_name or ticket.assignee or "не назначен")
    executor += f" · {safe_line(view.assignee_state)}" if view.assignee_state else ""
    return [
        ((f"№ {ticket.number}  ", ACCENT), (labels.of(ticket.status), STRONG), *_outcome(view, labels)),
        *_pieces([(safe_line(ticket.subject), STRONG)], width),
        (),
        *_pieces([(" · ".join(facts), "")], width),
        *_pieces([(safe_line(view.organization.name), "")], width),
        *_pieces([(who, MUTED)], width),
        *_pieces([(f"{labels.of(ticket.line)} · {executor}", "")], width),
    ]


def _outcome(view: TicketView, labels: Labels) -> tuple[Piece, ...]:
    return ((f" · {labels.of(view.ticket.outcome)}", MUTED),) if view.ticket.outcome else ()


def _clocks(view: TicketView, labels: Labels, width: int) -> list[Line]:
    return [
        line
        for clock in view.clocks
        if clock.state is not ClockState.NOT_APPLICABLE
        for line in flow(_clock(clock, labels, view.at), width, indent=2)
    ]


def _clock(clock: Clock, labels: Labels, now: datetime) -> tuple[Piece, ...]:
    glyph, tone = _STATES.get(clock.state, (" ", MUTED))
    return ((f"{glyph} ", tone), (f"{labels.of(clock.name)}: ", MUTED), (_verdict(clock, labels, now), tone))


def _verdict(clock: Clock, labels: Labels, now: datetime) -> str:
    if clock.state in (ClockState.MET, ClockState.BREACHED) and clock.stopped_at is not None:
        return f"{labels.of(clock.state).lower()}, {moment(clock.stopped_at, now)}"
    if clock.due_at is None:
        return labels.of(clock.state).lower()
    if clock.overdue and clock.remaining is not None and clock.remaining < timedelta(0):
        return f"{'не сразу' if clock.soft else 'просрочено'}, срок был {moment(clock.due_at, now)}"
    return f"{'нарушен, ' if clock.overdue else ''}до {moment(clock.due_at, now)}"


def _description(view: TicketView, width: int, most: int | None) -> list[Line]:
    lines = wrap(safe(view.ticket.description), width)
    cut = [((line, ""),) for line in lines[:most]]
    return [*cut, (("…", MUTED),)] if len(cut) < len(lines) else [*cut]


def _events(view: TicketView, width: int, most: int | None) -> list[Line]:
    return [line for entry in view.timeline[::-1][:most] for line in _event(entry, view.at, width)]


def _event(entry: TimelineEntry, now: datetime, width: int) -> list[Line]:
    head: list[Piece] = [(f"{full_moment(entry.at, now)} ", MUTED), (f"{safe_line(entry.actor_name)} ", STRONG)]
    lines = flow([*head, (safe_line(entry.title), "" if entry.public else MUTED)], width, indent=2)
    if entry.text and entry.kind != "registered":  # its text is the description, which stands above
        lines += [((f"  {line}", "" if entry.public else INNER),) for line in wrap(safe(entry.text), width - 2)[:3]]
    return lines


def _pieces(pieces: Sequence[Piece], width: int) -> list[Line]:
    return flow(pieces, width)
