"""The parts of a clinic's two months as lines: what got worst first, each with its tickets."""

from typing import Final

from console.queue.widgets.queue_columns import fit
from console.wallboard.goals import TicketListGoal, broken
from console.wallboard.layout.cells import SIGNS, Cell, Row
from console.wallboard.sentences import ASPECT_TITLES, more_words, part_title, share_words
from console.widgets.line_view import ACCENT, BAD, MUTED, STRONG, WARN
from core.desk.oversight.clinic_trend import Aspect, ClinicTrend, TrendPart
from core.desk.views import View
from core.policy.labels import Labels
from core.tickets.forecast.horizons import Period
from core.vocabulary import ClockName

_FIELDS: Final[dict[Aspect, str]] = {"type": "тип", "priority": "приоритет"}


def clinic_rows(trend: ClinicTrend, labels: Labels, width: int) -> list[Row]:
    """A head for each aspect, then its parts; the share of both months, and by how many breaches it is too many."""
    rows: list[Row] = []
    name = max(16, width - 60)
    for aspect, title in ASPECT_TITLES.items():
        parts = trend.of(aspect)
        head = f"{fit(title, name + 2)}{fit('прошлый месяц', 20)}{fit('этот месяц', 20)}сверх прошлой доли"
        rows.append((Cell(head, ACCENT),))
        rows += [_row(trend, part, labels, name) for part in parts]
        rows.append(())
    return rows[:-1]


def _row(trend: ClinicTrend, part: TrendPart, labels: Labels, name: int) -> Row:
    style = BAD if part.more >= 1 else WARN if part.more > 0 else MUTED
    missed = part.now.missed
    title = part_title(part, labels)
    goal = TicketListGoal(f"{trend.code}: {title}", part_filter(trend, part, labels), View.ALL) if missed else None
    return (
        Cell(f"{SIGNS[style]} {fit(title, name)}", style if style != MUTED else "", goal),
        Cell(fit(share_words(part.before), 20), MUTED),
        Cell(fit(share_words(part.now), 20), STRONG),
        Cell(more_words(part), style),
    )


def part_filter(trend: ClinicTrend, part: TrendPart, labels: Labels) -> str:
    """The filter of the tickets whose clocks of a part were breached this month."""
    clock = ClockName(part.code) if part.aspect == "clock" and part.code else None
    where = f"мо:{trend.code} {broken(Period.MONTH, clock)}"
    if part.aspect == "clock":
        return where
    if part.aspect == "assignee":
        return f"{where} исполнитель:{part.code or 'нет'}"
    word = part_title(part, labels).lower()
    return f"{where} {_FIELDS[part.aspect]}:" + (f'"{word}"' if " " in word else word)
