"""What registering would mean: the deadlines of the three clocks and the route, as lines; whole, or in two lines."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from console.ticket.clock_bars import Counter, count_of, left_or_over
from console.widgets.line_view import ACCENT, BAD, MUTED, STRONG, WARN, Line, LineView, Piece, flow
from console.wording.instants import moment
from core.desk.views import IntakePreview
from core.durations import norm, size
from core.policy import Policy
from core.text import safe_line
from core.tickets.clocks.clock import Clock
from core.tickets.clocks.explanation import day_of
from core.tickets.routing.choice import Route
from core.vocabulary import NormKind


class Outlook(LineView, can_focus=False):
    """The whole outlook, for the side of the form."""

    BORDER_TITLE = "Что получится"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._preview: IntakePreview | None = None
        self._desk: Counter | None = None
        self._now: datetime | None = None

    def show(self, preview: IntakePreview, desk: Counter, now: datetime) -> None:
        """Show another outlook."""
        self._preview, self._desk = preview, desk
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Count on; nothing is repainted when the lines are the same."""
        self._now = now
        if list(self.lay(self.scrollable_content_region.width)) != self.lines:
            self.relay()

    def lay(self, width: int) -> list[Line]:
        """Clocks, then the route; the refusal instead of both."""
        if self._preview is None or self._desk is None or self._now is None:
            return [(("Сроки появятся здесь, как только хранилище откроется.", MUTED),)]
        return list(_whole(self._preview, self._desk, self._now, width))


class OutlookLine(Widget):
    """The outlook in two lines, for a narrow screen: always in sight."""

    DEFAULT_CSS = """
    OutlookLine { height: auto; padding: 0 1; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text: tuple[str, ...] = ("", "")
        self._beside = ""
        self._shown: tuple[IntakePreview, Counter] | None = None

    def show(self, preview: IntakePreview, desk: Counter, now: datetime, beside: str = "") -> None:
        """Show another outlook; ``beside``: what else there is to look at, in a line of its own."""
        self._shown, self._beside = (preview, desk), beside
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Count on; nothing is repainted when the text is the same."""
        if self._shown is not None:
            preview, desk = self._shown
            text: tuple[str, ...] = (_brief_clocks(preview, desk.policy, now), _brief_route(preview, desk.policy))
            text += (self._beside,) if self._beside else ()
            if text != self._text:
                grown, self._text = len(text) != len(self._text), text
                self.refresh(layout=grown)

    @property
    def plain(self) -> str:
        """The lines as text, however wide."""
        return "\n".join(self._text)

    def render(self) -> Content:
        """The two lines."""
        width = max(1, self.content_size.width)
        first, *rest = (Content(line).truncate(width, ellipsis=True) for line in self._text)
        return Content("\n").join([first.stylize("bold"), *rest])


def _whole(preview: IntakePreview, desk: Counter, now: datetime, width: int) -> Iterator[Line]:
    if preview.refusal is not None:
        clause = f" ({preview.refusal.clause})" if preview.refusal.clause else ""
        yield from flow([("✗ ", BAD), (safe_line(preview.refusal.message) + clause, WARN)], width, 2)
        yield ()
    for clock in preview.clocks:
        yield from _clock(clock, desk, now, width)
        yield ()
    if preview.route is not None:
        yield from _route(preview.route, desk.policy, width)
    for hint in preview.hints:
        yield ()
        yield from flow([("⚠ ", WARN), (safe_line(hint.message), ""), (f" · {hint.clause}", MUTED)], width, 2)


def _clock(clock: Clock, desk: Counter, now: datetime, width: int) -> Iterator[Line]:
    title = desk.policy.labels.of(clock.name)
    said, style = _due(clock, desk, now)
    yield ((title, STRONG), (" " * max(1, width - len(title) - len(said)), ""), (said, style))
    parts = [_norm(clock, desk.policy)]
    if clock.provisional:
        parts.append("предварительно")
    yield from flow([(" · ".join([*parts, clock.clause]), MUTED)], width)


def _due(clock: Clock, desk: Counter, now: datetime) -> tuple[str, str]:
    if clock.due_at is None:
        return _UNTIMED.get(clock.kind, "—"), MUTED
    count = count_of(clock, clock.due_at, desk, now)
    if count.overdue:
        return left_or_over(clock, count), WARN if clock.soft else BAD
    return f"до {moment(clock.due_at, now)} · {size(count.remaining, count.day)}", ACCENT


_UNTIMED = {NormKind.AGREED: "по согласованию", NormKind.TIMED: "после передачи"}


def _norm(clock: Clock, policy: Policy) -> str:
    match clock.kind:
        case NormKind.TIMED if clock.norm is not None:
            return f"норма {norm(clock.norm, day_of(clock, policy))}"
        case NormKind.IMMEDIATE:
            return "решение сразу же"
        case NormKind.AGREED:
            return "срок назначается по согласованию"
    return "не установлен"


def _route(route: Route, policy: Policy, width: int) -> Iterator[Line]:
    line = policy.labels.of(route.line)
    who = safe_line(route.executor.name) if route.executor else ""
    head: list[Piece] = [("Кому: ", MUTED), (f"{line}{f', {who}' if who else ''}", STRONG)]
    yield from flow(head, width, 2)
    yield from flow([(f"{safe_line(route.reason)}", "")], width)
    yield from flow([(f"правило «{safe_line(route.rule)}» · {route.clause}", MUTED)], width)


def _brief_clocks(preview: IntakePreview, policy: Policy, now: datetime) -> str:
    if preview.refusal is not None:
        clause = f" ({preview.refusal.clause})" if preview.refusal.clause else ""
        return f"✗ {safe_line(preview.refusal.message)}{clause}"
    parts = [f"{policy.labels.short(clock.name)} {_brief(clock, policy, now)}" for clock in preview.clocks]
    clauses = dict.fromkeys(clock.clause for clock in preview.clocks)
    return " · ".join([*parts, *clauses])


def _brief(clock: Clock, policy: Policy, now: datetime) -> str:
    if clock.due_at is not None:
        return f"до {moment(clock.due_at, now)}"
    if clock.norm is not None:
        return norm(clock.norm, day_of(clock, policy))
    return "по соглас." if clock.kind is NormKind.AGREED else "—"


def _brief_route(preview: IntakePreview, policy: Policy) -> str:
    route = preview.route
    hints = [f"⚠ {safe_line(hint.message)} ({hint.clause})" for hint in preview.hints]
    if len(hints) > 1:
        hints = [f"{hints[0]} и ещё {len(hints) - 1}"]
    if route is None:
        return "".join(hints)
    who = f", {safe_line(route.executor.name)}" if route.executor else ""
    sent = f"Кому: {policy.labels.of(route.line)}{who} — {safe_line(route.rule)} ({route.clause})"
    return " · ".join([*hints, sent])
