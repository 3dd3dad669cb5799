"""Will the shift fit: a row for a line or an executor, the advice below, and what a kind of ticket usually takes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from console.queue.widgets.queue_columns import fit
from console.wallboard.goals import TicketListGoal, load, numbered
from console.wallboard.layout.cells import SIGNS, Cell, Row, Shown
from console.widgets.line_view import BAD, GOOD, MUTED, STRONG, WARN, flow
from console.wording.instants import initials
from core.desk.oversight.shift_load import KindEffort, Worker
from core.durations import spent
from core.policy.labels import Labels
from core.text import safe_line
from core.tickets.forecast.effort import LEAST_HISTORY
from core.tickets.forecast.shift_forecast import no_history

_COLUMNS: Final = ("решать", "до обеда", "до вечера", "не успеть", "вышло")
_LEGEND: Final = (
    "До обеда, до вечера: столько сроков решения сгорит при обычной скорости; не успеть: даже взявшись сейчас; "
    "вышло: уже нарушены."
)
_WIDEST_NAME: Final = 26
_WIDE: Final = 66
"""Columns from which the figures stand further apart."""
_LEAST_NAME: Final = 14
_NAMED: Final = 4
"""So many people are named in an advice."""
_LISTED: Final = 60
"""So many numbers fit into a filter."""


def shift_rows(shown: Shown, width: int) -> list[Row]:
    """A table: lines first, then executors, those with the most burning first; below it, once, what follows."""
    found = shown.wall.workers
    columns = _columns(shown, width)
    name = min(_WIDEST_NAME, width - sum(columns.values()))
    head = (Cell(fit("", name)), *(Cell(fit(each, wide, right=True), MUTED) for each, wide in columns.items()))
    rows = [head, *(_worker(each, name, columns) for each in found), ()]
    for text, style in _advice(found):
        rows += [tuple(Cell(said, kind) for said, kind in line) for line in flow([(text, style)], width, indent=2)]
    return rows


def _columns(shown: Shown, width: int) -> Mapping[str, int]:
    """Which columns there are and how wide: lunch is none after it, and the last goes where there is little room."""
    lunch = any(each.to_lunch is not None for each in shown.wall.workers)
    titles = [each for each in _COLUMNS if each != "до обеда" or lunch]
    if width < _LEAST_NAME + sum(map(len, titles)) + len(titles):
        titles.pop()
    gap = 2 if width >= _WIDE else 1
    return {each: len(each) + gap for each in titles}


def _worker(worker: Worker, name: int, columns: Mapping[str, int]) -> Row:
    style = _style(worker)
    title = initials(safe_line(worker.title)) + (" · линия" if worker.login is None else "")
    head = Cell(fit(f"{SIGNS[style]} {title}", name), style if style in (BAD, WARN) else STRONG)
    return (head, *(_cell(worker, column, width) for column, width in columns.items()))


def _cell(worker: Worker, column: str, width: int) -> Cell:
    """A figure of a row, with the list of what it counts; «≥» before it: of some nothing is known."""
    name = initials(safe_line(worker.title))
    if column == "решать":
        goal = TicketListGoal(f"Решать: {name}", load(worker.line, worker.login), login=worker.login)
        text = fit(str(worker.open), width, right=True)
        return Cell(text, STRONG, goal, worker.open) if worker.open else Cell(text, MUTED)
    if column == "вышло":
        return _number(worker, worker.to_end.already, f"{name}: срок решения вышел", width=width, style=BAD)
    until = worker.to_lunch if column == "до обеда" else worker.to_end
    if until is None or not until.until or not until.hands:
        return Cell(fit("—", width, right=True), MUTED)
    if column == "не успеть":
        return _number(worker, until.lost, f"{name}: в срок уже не решить", width=width, style=BAD)
    least = "≥" if until.unknown else ""
    return _number(worker, until.burning, f"{name}: сгорит {column}", width=width, style=WARN, least=least)


def _number(
    worker: Worker, numbers: tuple[int, ...], title: str, *, width: int, style: str, least: str = ""
) -> Cell:  # fmt: skip
    text = fit(f"{least}{len(numbers)}", width, right=True)
    if not numbers:
        return Cell(text, MUTED)
    goal, count = _listed(worker, title, numbers)
    return Cell(text, style, goal, count)


def _advice(found: Sequence[Worker]) -> Iterator[tuple[str, str]]:
    """What follows from the table, each once with whom it concerns; then what its columns count."""
    ends = {initials(safe_line(each.title)): each for each in found}
    nobody = [name for name, each in ends.items() if each.open and not each.to_end.hands]
    lost = [name for name, each in ends.items() if each.to_end.lost]
    slow = [name for name, each in ends.items() if each.to_end.burning and not each.to_end.lost]
    if nobody:
        yield f"{SIGNS[BAD]} Сегодня нет, а решать есть что — назначьте замещающего (п. 4.7): {_names(nobody)}", BAD
    if lost:
        yield f"{SIGNS[BAD]} Часть в срок уже не решить — согласуйте сроки сейчас (п. 6.8): {_names(lost)}", BAD
    if slow:
        yield f"{SIGNS[WARN]} Сгорит, если не ускориться или не передать: {_names(slow)}", WARN
    counted = any(each.to_end.until and each.to_end.hands for each in found)
    if counted and not (nobody or lost or slow):
        yield f"{SIGNS[GOOD]} Смена успевает всё.", GOOD
    if counted:
        yield _LEGEND, MUTED
    if counted and (unknown := max((len(each.to_end.unknown) for each in found), default=0)):
        yield f"≥ — {no_history(unknown)}: сколько они займут, не посчитать.", MUTED


def _names(names: Sequence[str]) -> str:
    more = f" и\u00a0ещё\u00a0{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}".removesuffix(".") + "."


def _style(worker: Worker) -> str:
    end = worker.to_end
    if end.already or end.lost or (worker.open and not end.hands):
        return BAD
    if end.burning:
        return WARN
    return GOOD if end.plan or not worker.open else MUTED


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
