"""The three clocks of a ticket: a bar of the used norm, the due time, what is left and the verdict, with the clause."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from console.widgets.line_view import (
    ACCENT,
    BAD,
    GOOD,
    LINE_STYLES,
    MUTED,
    STRONG,
    WARN,
    Line,
    LineView,
    Piece,
    strip_of,
)
from console.wording.instants import due_text, moment
from core.desk.views import Countdown
from core.durations import full, norm, spent
from core.policy import Policy
from core.tickets.clocks.clock import Clock
from core.tickets.clocks.explanation import day_of, took
from core.vocabulary import ClockName, ClockState, NormKind

_LIVE = frozenset({ClockState.RUNNING, ClockState.AGREED, ClockState.BREACHED, ClockState.PAUSED})
_GLYPHS = {
    ClockState.NOT_STARTED: ("○", MUTED),
    ClockState.RUNNING: ("●", ACCENT),
    ClockState.PAUSED: ("■", WARN),
    ClockState.MET: ("✓", GOOD),
    ClockState.BREACHED: ("✗", BAD),
    ClockState.AGREED: ("◆", MUTED),
    ClockState.NOT_APPLICABLE: ("─", MUTED),
}

AGREEMENT: Final = "п. 4.8, 6.7"
"""What an agreed term rests on, whatever its norm said before."""


@dataclass(frozen=True, slots=True)
class Counter:
    """What a countdown needs: the policy that was in force at the reading, and the desk's way of counting."""

    policy: Policy
    countdown: Callable[..., Countdown]


def is_live(clock: Clock) -> bool:
    """Whether time still runs against its due."""
    return clock.due_at is not None and clock.stopped_at is None and clock.state in _LIVE


def count_of(clock: Clock, due: datetime, desk: Counter, now: datetime) -> Countdown:
    """What is left of a clock's due, by its own hours; a breach that no agreed term has settled stays one."""
    count = desk.countdown(due, now, line=clock.line, uncounted=clock.uncounted)
    return replace(count, overdue=count.overdue or clock.overdue)


def left_or_over(clock: Clock, count: Countdown) -> str:
    """Say «осталось 8 мин» or «просрочено на 2 мин»."""
    return full(count.remaining, count.day, breached=count.overdue, soft=clock.soft)


def at_present(clock: Clock, desk: Counter, now: datetime) -> tuple[Clock, Countdown | None]:
    """The clock as it stands at ``now``, counted on from an earlier reading by the desk's calendar."""
    if not is_live(clock) or clock.due_at is None:
        return clock, None
    count = count_of(clock, clock.due_at, desk, now)
    passed = (clock.remaining or timedelta()) - count.remaining
    state = ClockState.BREACHED if count.overdue and not clock.soft else clock.state
    return replace(
        clock, state=state, remaining=count.remaining, elapsed=clock.elapsed + passed, overdue=count.overdue
    ), count


def clock_lines(clock: Clock, desk: Counter, now: datetime, width: int) -> tuple[Line, Line, Line]:
    """Three lines of ``width`` cells: the name with the verdict, the bar with what is left, the due with its clause."""
    present, count = at_present(clock, desk, now)
    title = desk.policy.labels.of(present.name)
    glyph, style = _glyph(present, count)
    verdict = f"{glyph} {_verdict(present, desk.policy)}"
    if count is not None and count.standing and count.resumes is not None:
        standing = f"стоит до {moment(count.resumes, now)}"
        verdict = f"{verdict}, {standing}" if count.overdue else f"{glyph} {standing}"
    head = ((title, STRONG), (" " * max(1, width - len(title) - len(verdict)), ""), (verdict, style))
    foot = _foot(present, now, width, day_of(clock, desk.policy))
    return head, _bar(present, count, width, style, desk.policy), foot


def is_over(clock: Clock) -> bool:
    """A reaction that was given, or that nobody owes: there is nothing more to watch."""
    return clock.name is not ClockName.RESOLUTION and (
        clock.stopped_at is not None or clock.state is ClockState.NOT_APPLICABLE
    )


def folded(clocks: Sequence[Clock], policy: Policy, width: int) -> tuple[Line, ...]:
    """Clocks that are over: «Реакции ✓✓» with their clause, then how long each took of its norm, as there is room."""
    marks = [(_GLYPHS[each.state][0], _GLYPHS[each.state][1]) for each in clocks]
    title, clause = ("Реакции " if len(clocks) > 1 else "Реакция "), clocks[0].clause
    head: Line = ((title, STRONG), *marks)
    head = (*head, (" " * max(1, width - len(title) - len(marks) - len(clause)), ""), (clause, MUTED))
    told = [_briefly(each, policy) for each in clocks]
    if len(" · ".join(told)) <= width:
        told = [" · ".join(told)]
    return head, *(((each, MUTED),) for each in told)


def reaction_marks(clocks: Iterable[Clock]) -> tuple[Piece, ...]:
    """«Реакции ✓✓» alone, for a title; nothing before the first reaction is over."""
    over = [each for each in clocks if is_over(each) and each.state is not ClockState.NOT_APPLICABLE]
    if not over:
        return ()
    return (("Реакции " if len(over) > 1 else "Реакция ", MUTED), *(_GLYPHS[each.state] for each in over))


def _briefly(clock: Clock, policy: Policy) -> str:
    """«ПЛТП за 12 мин из 20 мин», «исполнитель просрочен на 5 мин»."""
    who = "ПЛТП" if clock.name is ClockName.FIRST_REACTION else "исполнитель"
    if clock.stopped_at is None:
        return f"{who}: {_verdict(clock, policy)}"
    allowed = f" из {norm(clock.norm, day_of(clock, policy))}" if clock.norm is not None else ""
    return f"{who} {took(clock, policy)}{allowed}"


def _glyph(clock: Clock, count: Countdown | None) -> tuple[str, str]:
    if clock.soft and clock.overdue:
        return "▲", WARN
    if clock.state is ClockState.RUNNING and clock.remaining is not None and _nearly(clock):
        return "▲", WARN
    if clock.state is ClockState.RUNNING and count is not None and count.standing:
        return "■", ACCENT
    if _is_settled(clock):
        return "◆", ACCENT
    return _GLYPHS[clock.state]


def _is_settled(clock: Clock) -> bool:
    """Whether both sides have agreed on a date; without one the term is only to be agreed on."""
    return clock.state is ClockState.AGREED and clock.due_at is not None


def _nearly(clock: Clock) -> bool:
    """Less than a quarter of the allowance is left."""
    left_over = clock.remaining or timedelta()
    return left_over * 4 < clock.elapsed + left_over


def _verdict(clock: Clock, policy: Policy) -> str:
    if clock.soft and clock.overdue:
        return "не сразу"
    if clock.state is ClockState.BREACHED and is_live(clock):
        return "просрочен"
    if _is_settled(clock):
        return "согласован"
    return policy.labels.of(clock.state).lower()


def _bar(clock: Clock, count: Countdown | None, width: int, style: str, policy: Policy) -> Line:
    said = _said(clock, count, policy)
    cells = max(8, min(40, width - 30))
    share = _share(clock)
    if share is None:
        return ((said, MUTED if clock.state is ClockState.NOT_STARTED else ""),)
    full = min(cells, round(share * cells)) if share < 1 else cells
    full = max(full, 1) if clock.elapsed else full
    return (
        ("█" * full, style),
        ("░" * (cells - full), MUTED),
        ("  ", ""),
        (said, style if count or clock.overdue else ""),
    )


def _share(clock: Clock) -> float | None:
    if clock.remaining is None or clock.due_at is None:
        return None
    allowed = clock.elapsed + clock.remaining
    return clock.elapsed / allowed if allowed > timedelta() else 1.0


def _said(clock: Clock, count: Countdown | None, policy: Policy) -> str:
    if count is not None:
        return left_or_over(clock, count)
    if clock.stopped_at is not None:
        return took(clock, policy)
    if clock.state is ClockState.AGREED:
        return "срок по согласованию"
    return "" if clock.state is ClockState.NOT_APPLICABLE else "пойдёт после передачи исполнителю"


def _foot(clock: Clock, now: datetime, width: int, day: timedelta) -> Line:
    parts = [due_text(clock.due_at, now)] if clock.due_at else []
    if clock.norm is not None:
        allowed = norm(clock.norm, day)
        parts.append(f"{spent(clock.elapsed, day)} из {allowed}" if is_live(clock) else f"норма {allowed}")
    elif clock.kind is NormKind.IMMEDIATE:
        parts.append("решение сразу же")
    parts += ["предварительно"] if clock.provisional else []
    parts += [clock.cause] if clock.cause else []
    clause = AGREEMENT if clock.agreed else clock.clause
    room = width - len(clause) - 1
    told = " · ".join(parts)
    told = told if len(told) <= room else told[: room - 1] + "…"
    return (told, MUTED), (" " * max(1, width - len(told) - len(clause)), ""), (clause, MUTED)


class ClockBars(Widget):
    """Three lines for each clock and one between; a tick repaints only the lines' changed cells."""

    COMPONENT_CLASSES = LineView.COMPONENT_CLASSES
    BORDER_TITLE = "Сроки"
    DEFAULT_CSS = "ClockBars { height: auto; }" + LINE_STYLES

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.dense = False
        """Without blank lines between the clocks."""
        self._clocks: tuple[Clock, ...] = ()
        self._desk: Counter | None = None
        self._now: datetime | None = None
        self._lines: list[Line] = []

    def begin(self) -> None:
        """Another ticket: nothing is known of its clocks."""
        self._clocks, self._desk = (), None

    def relay(self) -> None:
        """Lay the lines anew."""
        self._lines = self._lay()
        self.refresh()

    def show(self, clocks: Sequence[Clock], desk: Counter, now: datetime) -> None:
        """Show other readings."""
        self._clocks, self._desk = tuple(clocks), desk
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Count on to ``now``: repaint the cells whose text is another."""
        self._now = now
        old, self._lines = self._lines, self._lay()
        if len(old) != len(self._lines):
            self.refresh(layout=True)
            return
        for y, (before, after) in enumerate(zip(old, self._lines, strict=True)):
            if before != after:
                start = _common(before, after)
                self.refresh(Region(start, y, max(1, self.size.width - start), 1))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the clocks take."""
        return max(1, len(self._lay(width)))

    def on_resize(self) -> None:
        """Another width."""
        self.relay()

    @property
    def plain(self) -> str:
        """The lines as text."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def _lay(self, width: int | None = None) -> list[Line]:
        width = self.size.width if width is None else width
        if self._desk is None or self._now is None or not width:
            return []
        over = [clock for clock in self._clocks if is_over(clock)]
        gap: tuple[Line, ...] = () if self.dense else ((),)
        blocks: list[tuple[Line, ...]] = [folded(over, self._desk.policy, width)] if over else []
        for clock in self._clocks:
            if clock not in over:
                blocks.append(clock_lines(clock, self._desk, self._now, width))
        return [line for place, block in enumerate(blocks) for line in (*(gap if place else ()), *block)]

    def render_line(self, y: int) -> Strip:
        """One line, with a style on every segment."""
        return strip_of(self, self._lines[y] if y < len(self._lines) else (), self.size.width)


def _common(before: Line, after: Line) -> int:
    """In how many cells two lines agree from the left on, styles included."""
    cells = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            if one[1] == other[1]:
                cells += next((i for i, (a, b) in enumerate(zip(one[0], other[0], strict=False)) if a != b), 0)
            break
        cells += len(one[0])
    return cells
