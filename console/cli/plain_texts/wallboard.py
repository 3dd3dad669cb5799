"""The breach panel as text, for a terminal without one: the same figures in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from console.cli.plain_texts.table import table
from console.wallboard.sentences import (
    ASPECT_TITLES,
    PERIOD_TITLES,
    clinic_words,
    fit_words,
    kept_words,
    left_words,
    more_words,
    part_title,
    share,
    share_words,
    time_words,
)
from console.wording.instants import initials
from core.text import safe_line

if TYPE_CHECKING:
    from core.desk.oversight.breach_panel import BurningClock, Wall
    from core.desk.oversight.clinic_trend import ClinicTrend
    from core.policy import Policy

MOST: Final = 20
"""So many tickets are told under each heading."""


def wall_text(wall: Wall, policy: Policy) -> str:
    """All of the panel, a paragraph for each of its parts."""
    return "\n\n".join(part for part in _parts(wall, policy) if part)


def _parts(wall: Wall, policy: Policy) -> Iterator[str]:
    labels = policy.labels
    yield time_words(wall)
    yield table(
        ("Срок", "Просрочено", "≤ 15 мин", "≤ 60 мин", "≤ 240 мин"),
        [(labels.of(each.clock), str(each.breached), *map(str, each.within)) for each in wall.clocks],
    )
    yield _burning("Просрочено", wall.breached, policy)
    yield _burning("На подходе", wall.soon, policy)
    yield "\n".join([f"{initials(safe_line(each.title))}: {fit_words(each)}" for each in wall.workers])
    yield table(
        ("Период", "Срок", "Закончено в срок", "Нарушено, не закончено"),
        [
            (PERIOD_TITLES[each.period], labels.of(each.clock), kept_words(each), str(each.open))
            for each in wall.compliance
        ],
    )
    if wall.trends:
        yield "\n".join(
            f"Хуже, чем в прошлом месяце: {safe_line(each.name)} — нарушений {share(each.now.missed, each.now.of)}, "
            f"было {share(each.before.missed, each.before.of)}"
            for each in wall.trends
        )
    waiting = " · ".join(f"{labels.of(bucket)} {count}" for bucket, count in wall.waiting.items())
    yield (
        f"Просрочено обращений {wall.tickets[0]} · открыто {wall.open}\n"
        f"Без подтверждения {wall.unconfirmed} · без срока {wall.no_term} · "
        f"без исполнителя {wall.no_executor} · споров {len(wall.disputes)}\n{waiting}\n"
        f"Звонков сегодня {wall.calls}, решено сразу {wall.solved_at_once} ({share(wall.solved_at_once, wall.calls)})"
    )
    yield "\n".join(f"Сбой № {each.id}: {safe_line(each.title)}" for each in wall.outages)


def clinic_text(trend: ClinicTrend, policy: Policy) -> str:
    """A clinic's two months, and what got worse in it."""
    rows = [
        (
            ASPECT_TITLES[part.aspect],
            part_title(part, policy.labels),
            share_words(part.before),
            share_words(part.now),
            more_words(part),
        )
        for part in trend.parts
    ]
    return f"{clinic_words(trend)}\n\n" + table(("По чему", "Что", "Прошлый месяц", "Этот месяц", "Лишних"), rows)


def _burning(title: str, found: tuple[BurningClock, ...], policy: Policy) -> str:
    rows = [
        (
            left_words(each),
            f"№ {each.row.ticket.number}",
            policy.labels.of(each.row.clock),
            safe_line(each.row.ticket.organization),
            safe_line(each.row.ticket.assignee_name or "—"),
            safe_line(each.why),
            safe_line(each.row.ticket.subject),
        )
        for each in found[:MOST]
    ]
    if not rows:
        return f"{title}: ничего."
    heads = (title, "Обращение", "Срок", "МО", "Исполнитель", "Почему", "Тема")
    more = f"\n… и ещё {len(found) - MOST}" if len(found) > MOST else ""
    return table(heads, rows, limits={6: 40}) + more
