"""Will the shift fit: a line or an executor, the sentence that follows, and what a kind of ticket usually takes."""

from collections.abc import Iterator, Sequence
from typing import Final

from console.text import initials, left
from console.wall.cells import SIGNS, Cell, Row, Shown
from console.wall.goals import Tickets, load, numbered
from console.wall.words import fit_words
from console.widgets.line_view import BAD, GOOD, MUTED, STRONG, WARN, flow
from console.widgets.queue_columns import fit
from core.desk.wall import KindEffort, Worker
from core.policy.labels import Labels
from core.text import plural, safe_line
from core.tickets.effort import LEAST_HISTORY
from core.tickets.fitting import Fit

_LISTED: Final = 60
"""So many numbers fit into a filter."""


def shift_rows(shown: Shown, width: int) -> list[Row]:
    """Lines first, then executors, those with the most burning first; each with its sentence below."""
    rows: list[Row] = []
    for worker in shown.wall.workers:
        style = _style(worker)
        name = initials(safe_line(worker.title))
        about = "линия" if worker.login is None else ""
        open_ = f"{worker.open} {plural(worker.open, 'открытое', 'открытых', 'открытых')}"
        goal = Tickets(f"Решать: {name}", load(worker.line, worker.login), login=worker.login) if worker.open else None
        head: list[Cell] = [Cell(f"{SIGNS[style]} ", style), Cell(f"{name} ", STRONG), Cell(f"{about} ", MUTED)]
        rows.append((*head, Cell(open_, "", goal, worker.open), *_burning(worker)))
        rows += _sentence(worker, style, width)
    return rows


def _style(worker: Worker) -> str:
    found: Sequence[Fit] = [each for each in (worker.to_lunch, worker.to_end) if each is not None]
    if any(each.lost for each in found) or (worker.open and not worker.to_end.hands):
        return BAD
    if any(each.burning for each in found) or worker.to_end.already:
        return WARN
    return GOOD


def _burning(worker: Worker) -> Iterator[Cell]:
    """The figures of the plan, each with its tickets."""
    until = (("до обеда", worker.to_lunch), ("до конца дня", worker.to_end))
    figures = [("просрочено", worker.to_end.already, BAD)]
    figures += [(f"сгорит {when}", found.burning, WARN) for when, found in until if found is not None]
    for title, numbers, style in figures:
        if numbers:
            count = min(len(numbers), _LISTED)
            goal = Tickets(
                f"{initials(safe_line(worker.title))}: {title}", numbered(numbers[:_LISTED]), login=worker.login
            )
            yield Cell(" · ", MUTED)
            yield Cell(f"{title} {len(numbers)}", style, goal, count)


def _sentence(worker: Worker, style: str, width: int) -> list[Row]:
    said = fit_words(worker, brief=True)
    if not said:
        return []
    lines = flow([("  ", ""), (f"{said}.", style if style != GOOD else MUTED)], width, indent=2)
    return [tuple(Cell(text, name) for text, name in line) for line in lines]


def effort_rows(shown: Shown, width: int) -> list[Row]:
    """The usual effort of each kind with its spread: the middle half of the solved ones, and how many there were."""
    if not shown.wall.efforts:
        return [(Cell("Решённых обращений пока нет: судить не по чему.", MUTED),)]
    rows = [_effort(each, shown.policy.labels, width) for each in shown.wall.efforts]
    note = "Рабочее время в руках: от взятия до решения без ожиданий; от—до — половина решённых."
    return [*rows, *(tuple(Cell(text, style) for text, style in line) for line in flow([(note, MUTED)], width))]


def _effort(effort: KindEffort, labels: Labels, width: int) -> Row:
    kind = f"{labels.of(effort.type)} · {labels.of(effort.priority)}"
    name = Cell(fit(kind, max(16, min(30, width - 32))) + " ")
    usual = effort.usual
    if usual is None:
        return name, Cell(f"мало истории: меньше {LEAST_HISTORY}", MUTED)
    spread = f" от {left(usual.low)} до {left(usual.high)}"
    return name, Cell(fit(left(usual.median), 9), STRONG), Cell(f"{spread} · {usual.count}", MUTED)
