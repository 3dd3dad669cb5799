"""What is breached and what will be: a line a clock, the worst first, under a head for each horizon."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from console.queue.widgets.queue_columns import fit
from console.wallboard.goals import TicketGoal, TicketListGoal, late, near
from console.wallboard.layout.cells import SIGNS, Cell, Row, Shown
from console.wallboard.sentences import horizon_words, left_words
from console.widgets.line_view import BAD, GOOD, MUTED, STRONG, WARN
from console.wording.instants import initials
from core.desk.oversight.breach_panel import HORIZONS, BurningClock, left_of
from core.text import plural, safe_line
from core.vocabulary import ClockName
from core.wording import mid_sentence

CLOCK_WORDS: Final = {
    ClockName.FIRST_REACTION: "реакция",
    ClockName.EXECUTOR_REACTION: "исполн.",
    ClockName.RESOLUTION: "решение",
}
"""The clocks where there is little room."""
STYLES: Final = (BAD, WARN, STRONG, MUTED)
"""Breached, and due within each of the horizons."""
_CALM: Final = (
    Cell("  ✓ Всё в срок. ", GOOD),
    Cell("Нарушений нет, и в ближайшие 4 рабочих часа ни один срок не выходит."),
)
_NARROW: Final = 100


def burning_rows(shown: Shown, width: int) -> list[Row]:
    """Breached first, then by horizons of working time; the countdowns are those of ``shown.now``."""
    groups: list[list[BurningClock]] = [[] for _ in range(1 + len(HORIZONS))]
    for each in _counted(shown, (*shown.wall.breached, *shown.wall.soon)):
        groups[_place(each)].append(each)
    rows: list[Row] = []
    for place, group in enumerate(groups):
        if group:
            rows.append(_head(shown, place))
            rows += [_row(each, place, width) for each in group]
            if (more := _total(shown, place) - len(group)) > 0:
                rows.append((Cell(f"  … и ещё {more}", MUTED, _goal(place)),))
    return rows or [(), _CALM]


def recounted(cell: Cell, shown: Shown) -> Cell:
    """A countdown as it is at another instant, where that is another one."""
    if cell.burning is None:
        return cell
    text = _countdown(replace(cell.burning, left=left_of(cell.burning.row, shown.policy, shown.now)), cell.style)
    return cell if text == cell.text else replace(cell, text=text)


def _counted(shown: Shown, found: Iterable[BurningClock]) -> Iterator[BurningClock]:
    """With what is left at the present instant."""
    for each in found:
        yield replace(each, left=left_of(each.row, shown.policy, shown.now))


def _place(burning: BurningClock) -> int:
    """0 for what is breached, then the first horizon that it is within."""
    if burning.row.breached or burning.left < timedelta(0):
        return 0
    return next((place for place, each in enumerate(HORIZONS, start=1) if burning.left <= each), len(HORIZONS))


def _total(shown: Shown, place: int) -> int:
    """How many clocks are breached (0), or within a horizon and not within the one before it."""
    clocks = shown.wall.clocks
    if place == 0:
        return sum(each.breached for each in clocks)
    nearer = sum(each.within[place - 2] for each in clocks) if place > 1 else 0
    return sum(each.within[place - 1] for each in clocks) - nearer


def _goal(place: int) -> TicketListGoal:
    if place == 0:
        return TicketListGoal("Просрочено", late())
    return TicketListGoal(horizon_words(HORIZONS[place - 1]), near(HORIZONS[place - 1]))


def _head(shown: Shown, place: int) -> Row:
    style, goal, count = STYLES[place], _goal(place), shown.wall.tickets[place]
    said = goal.title if place < 2 else f"Ещё {mid_sentence(goal.title)}"
    head = Cell(f"{SIGNS[style]} {said}: {_clocks(_total(shown, place))}", style, goal, count)
    return (head, Cell("  минус — сколько прошло рабочего времени", MUTED)) if place == 0 else (head,)


def _clocks(count: int) -> str:
    return f"{count} {plural(count, 'срок', 'срока', 'сроков')}"


def _countdown(burning: BurningClock, style: str) -> str:
    return f"{SIGNS[style]} {fit(left_words(burning), 12)} "


def _row(burning: BurningClock, place: int, width: int) -> Row:
    """Left, number, clock, clinic, holder, why; the subject where there is room."""
    ticket, style = burning.row.ticket, STYLES[place]
    wide = width >= _NARROW
    holder = initials(safe_line(ticket.assignee_name or "—"))
    fixed = [
        Cell(_countdown(burning, style), style, burning=burning),
        Cell(f"{fit(f'№ {ticket.number}', 8 if wide else 7)} ", STRONG, TicketGoal(ticket.number)),
        Cell(f"{fit(CLOCK_WORDS[burning.row.clock], 8)}", ""),
        Cell(f"{fit(safe_line(ticket.organization), 9 if wide else 8)} ", ""),
        Cell(f"{fit(holder, 15 if wide else 13)} ", ""),
    ]
    rest = max(8, width - sum(len(cell.text) for cell in fixed))
    why = min(30, rest) if wide else rest
    cells = [*fixed, Cell(fit(safe_line(burning.why), why), MUTED if place else "")]
    if rest - why > 8:
        cells.append(Cell(" " + fit(safe_line(ticket.subject), rest - why - 1), MUTED))
    return tuple(cells)
