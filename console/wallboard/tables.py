"""The small parts of the breach panel: clocks by horizon, compliance, clinics that got worse, how things stand."""

from collections.abc import Iterator
from datetime import timedelta

from console.queue.widgets.queue_columns import fit
from console.wallboard.burning import CLOCK_WORDS, STYLES
from console.wallboard.goals import ClinicGoal, RegisterGoal, TicketListGoal, broken, late, near, waits
from console.wallboard.layout.cells import SIGNS, Cell, Row, Shown
from console.wallboard.sentences import PERIOD_TITLES, brief_horizon, horizon_words, kept_words, percent, share
from console.widgets.line_view import BAD, GOOD, MUTED, STRONG, WARN
from core.desk.oversight.breach_panel import HORIZONS
from core.desk.oversight.compliance import Compliance
from core.desk.views import View
from core.durations import full, size
from core.text import safe_line
from core.tickets.forecast.horizons import SHOWN
from core.vocabulary import ClockName

_NAME = 10


def clock_rows(shown: Shown, width: int) -> list[Row]:
    """Each clock: how many are breached now, and how many are due within each horizon."""
    across = max(7, (width - _NAME) // (1 + len(HORIZONS)))
    heads = ("прошло", *(brief_horizon(horizon, across) for horizon in HORIZONS))
    rows: list[Row] = [(Cell(" " * _NAME), *(Cell(fit(head, across, right=True), MUTED) for head in heads))]
    for each in shown.wall.clocks:
        filters = (late(each.clock), *(near(horizon, each.clock) for horizon in HORIZONS))
        titles = ("Просрочено", *map(horizon_words, HORIZONS))
        cells = [
            _number(count, across, style, TicketListGoal(f"{title}: {CLOCK_WORDS[each.clock]}", filter_))
            for count, style, title, filter_ in zip((each.breached, *each.within), STYLES, titles, filters, strict=True)
        ]
        rows.append((Cell(fit(CLOCK_WORDS[each.clock], _NAME)), *cells))
    return rows


def _number(count: int, width: int, style: str, goal: TicketListGoal) -> Cell:
    if not count:
        return Cell(fit("0", width, right=True), MUTED)
    return Cell(fit(str(count), width, right=True), style, goal, count)


def kept_rows(shown: Shown, width: int) -> list[Row]:
    """Of the clocks that ended, and of those that are breached and still run, how many were kept: today, this week,
    this month. A figure leads to those that were not."""
    across = max(9, (width - _NAME) // len(SHOWN))
    by = {(each.period, each.clock): each for each in shown.wall.compliance}
    heads = [Cell(fit(PERIOD_TITLES[period].lower(), across, right=True), MUTED) for period in SHOWN]
    rows: list[Row] = [(Cell(" " * _NAME), *heads)]
    for clock in ClockName:
        cells = [_kept(by[period, clock], across) for period in SHOWN]
        rows.append((Cell(fit(CLOCK_WORDS[clock], _NAME)), *cells))
    return rows


def _kept(found: Compliance, width: int) -> Cell:
    missed, short = found.of - found.kept, share(found.kept, found.of)
    said = (kept_words(found), f"{found.kept}/{found.of} {short}") if found.of else ()
    text = fit(next((each for each in said if len(each) < width), short), width, right=True)
    if not missed:
        return Cell(text, GOOD if found.of else MUTED)
    title = f"Нарушено · {PERIOD_TITLES[found.period].lower()}: {CLOCK_WORDS[found.clock]}"
    goal = TicketListGoal(title, broken(found.period, found.clock), View.ALL)
    return Cell(text, BAD if found.kept * 10 < found.of * 9 else WARN, goal, missed)


def clinic_rows(shown: Shown, width: int) -> list[Row]:
    """The clinics whose share of breaches has grown most since last month; each leads to what got worse in it."""
    if not shown.wall.trends:
        return [(Cell("✓ Ни одна МО не хуже, чем в прошлом месяце.", GOOD),)]
    rows: list[Row] = []
    for each in shown.wall.trends:
        before, now = each.before, each.now
        figures = f"{share(before.missed, before.of)} → {share(now.missed, now.of)}"
        points = percent(now.missed, now.of) - percent(before.missed, before.of)
        worse = f" ▲ +{points} п. п." if points else " ▲ меньше 1 п. п."
        name = fit(safe_line(each.name), max(10, width - len(figures) - len(worse) - 12))
        code = Cell(fit(safe_line(each.code), 11) + " ", STRONG, ClinicGoal(each.code))
        rows.append((code, Cell(name), Cell(figures, STRONG), Cell(worse, WARN)))
    return rows


def standing_rows(shown: Shown, width: int) -> list[Row]:
    """How things stand, a figure a line."""
    wall = shown.wall
    rows: list[Row] = [
        _line("Открыто", wall.open, TicketListGoal("Все открытые")),
        _line("Без срока", wall.no_term, TicketListGoal("Без срока", view=View.NO_TERM), WARN),
        _line("Некого назначить", wall.no_executor, TicketListGoal("Без исполнителя", view=View.NO_EXECUTOR), WARN),
        _line("Без подтверждения", wall.unconfirmed, TicketListGoal("Ждут подтверждения", view=View.CONFIRMATION)),
    ]
    for bucket, count in wall.waiting.items():
        title = shown.policy.labels.of(bucket)
        rows.append(_line(title, count, TicketListGoal(title, waits(bucket))))
    rows += [
        (*_line("Споры", len(wall.disputes), RegisterGoal("disputes"), WARN), *_disputes(shown)),
        (
            *_line("Звонков сегодня", wall.calls, None),
            Cell("  обращений ", MUTED),
            _count(
                wall.phone_tickets, TicketListGoal("По телефону сегодня", "канал:телефон записано:сегодня", View.ALL)
            ),
        ),
        (
            *_line("Решено сразу", wall.solved_at_once, RegisterGoal("calls")),
            Cell(f"  {share(wall.solved_at_once, wall.calls)} звонков", MUTED),
        ),
        (
            *_line("Пришло сегодня", wall.come, TicketListGoal("Записаны сегодня", "записано:сегодня", View.ALL)),
            Cell("  закрыто ", MUTED),
            _count(wall.gone, TicketListGoal("Закрыты сегодня", "закрыто:сегодня", View.ALL)),
        ),
    ]
    rows += [
        (Cell(f"⚡ Сбой № {each.id} ", WARN, RegisterGoal("outages")), Cell(fit(safe_line(each.title), width - 14)))
        for each in wall.outages
    ]
    return rows


def _count(count: int, goal: TicketListGoal | RegisterGoal) -> Cell:
    """A figure inside a line."""
    if not count:
        return Cell("0", MUTED)
    return Cell(str(count), STRONG, goal, count if isinstance(goal, TicketListGoal) else None)


def _line(title: str, count: int, goal: TicketListGoal | RegisterGoal | None, style: str = STRONG) -> Row:
    sign = SIGNS[WARN] if style == WARN and count else " "
    name = Cell(f"{sign} {fit(title, 19)}", style if sign != " " else "")
    if not count:
        return name, Cell(fit("0", 6, right=True), MUTED)
    return name, Cell(fit(str(count), 6, right=True), style, goal, count if isinstance(goal, TicketListGoal) else None)


def _disputes(shown: Shown) -> Iterator[Cell]:
    """How long until the first of them has to be decided."""
    if shown.wall.disputes:
        first = min(shown.wall.disputes, key=lambda each: each.left)
        day = shown.policy.schedule.full_day
        said = full(first.left, day) if first.left < timedelta(0) else f"ближайшему {size(first.left, day)}"
        yield Cell(f"  {said}", BAD if first.left < timedelta(0) else MUTED)
