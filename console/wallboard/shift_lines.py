"""Will the shift fit: a line or an executor, the sentence that follows, and what a kind of ticket usually takes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from console.queue.widgets.queue_columns import fit
from console.wallboard.goals import TicketListGoal, load, numbered
from console.wallboard.layout.cells import SIGNS, Cell, Row, Shown
from console.wallboard.sentences import Said, fit_sentences
from console.widgets.line_view import BAD, GOOD, MUTED, STRONG, WARN, flow
from console.wording.instants import initials
from core.desk.oversight.shift_load import KindEffort, Worker
from core.durations import spent
from core.policy.labels import Labels
from core.text import safe_line
from core.tickets.forecast.effort import LEAST_HISTORY
from core.tickets.forecast.shift_forecast import ShiftForecast

_LISTED: Final = 60
"""So many numbers fit into a filter."""


def shift_rows(shown: Shown, width: int) -> list[Row]:
    """Lines first, then executors, those with the most burning first; below each the sentences that follow."""
    rows: list[Row] = []
    for worker in shown.wall.workers:
        style = _style(worker)
        name = initials(safe_line(worker.title))
        about = "линия " if worker.login is None else ""
        open_ = f"решать {worker.open}"
        goal = (
            TicketListGoal(f"Решать: {name}", load(worker.line, worker.login), login=worker.login)
            if worker.open
            else None
        )
        head = (Cell(f"{SIGNS[style]} ", style), Cell(f"{name} ", STRONG), Cell(about, MUTED))
        rows.append((*head, Cell(open_, "", goal, worker.open), *_late(worker, name)))
        for said in fit_sentences(worker):
            rows += _sentence(worker, name, said, width)
    return rows


def _style(worker: Worker) -> str:
    found: Sequence[ShiftForecast] = [each for each in (worker.to_lunch, worker.to_end) if each is not None]
    if worker.to_end.already or any(each.lost for each in found) or (worker.open and not worker.to_end.hands):
        return BAD
    if any(each.burning for each in found):
        return WARN
    return GOOD if worker.to_end.plan or not worker.open else MUTED


def _late(worker: Worker, name: str) -> Row:
    """What is late already."""
    already = worker.to_end.already
    if not already:
        return ()
    goal, count = _listed(worker, f"{name}: срок решения вышел", already)
    return Cell(" · ", MUTED), Cell(f"срок решения вышел у {len(already)}", BAD, goal, count)


def _sentence(worker: Worker, name: str, said: Said, width: int) -> list[Row]:
    """One sentence in its lines; the first of them leads to the tickets that it is about."""
    style = BAD if said.lost else WARN if said.burning else MUTED
    lines = flow([(f"{said.text}.", style)], width - 2, indent=0)
    rows: list[Row] = [(Cell("  "), *(Cell(text, kind) for text, kind in line)) for line in lines]
    if said.burning:
        goal, count = _listed(worker, f"{name}: сгорит {said.when}", said.burning)
        text = "".join(cell.text for cell in rows[0][1:])
        rows[0] = (Cell("  "), Cell(text, style, goal, count))
    return rows


def _listed(worker: Worker, title: str, numbers: tuple[int, ...]) -> tuple[TicketListGoal, int]:
    """The list of some tickets, and how many of them it holds: a filter has its length."""
    listed = numbers[:_LISTED]
    more = f" (первые {_LISTED})" if len(numbers) > _LISTED else ""
    return TicketListGoal(f"{title}{more}", numbered(listed), login=worker.login), len(listed)


def effort_rows(shown: Shown, width: int) -> list[Row]:
    """The usual effort of each kind with its spread: the middle half of the solved ones, and how many there were."""
    if not shown.wall.efforts:
        return [(Cell("Решённых обращений пока нет: судить не по чему.", MUTED),)]
    rows = [_effort(each, shown.policy.labels, width, shown.policy.schedule.full_day) for each in shown.wall.efforts]
    note = (
        "Рабочее время в руках: от взятия до решения без ожиданий. Обычно — медиана; дальше пределы средней половины "
        "и сколько решённых."
    )
    return [*rows, *(tuple(Cell(text, style) for text, style in line) for line in flow([(note, MUTED)], width))]


def _effort(effort: KindEffort, labels: Labels, width: int, day: timedelta) -> Row:
    kind, usual = f"{labels.of(effort.type)} · {labels.of(effort.priority)}", effort.usual
    if usual is None:
        told = f"нет статистики: меньше {LEAST_HISTORY}"
        return Cell(fit(kind, max(1, min(30, width - len(told) - 1))) + " "), Cell(told, MUTED)
    spread = f"{spent(usual.low, day)} — {spent(usual.high, day)} · {usual.count}"
    name = max(1, min(30, width - len(spread) - 13))
    return Cell(fit(kind, name) + " "), Cell(fit(spent(usual.median, day), 12), STRONG), Cell(spread, MUTED)
