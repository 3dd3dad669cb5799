"""Calls that were solved within five minutes: lines of the call log, which need no ticket (п. 5.5)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.demo.cast import FIRST_LINE
from core.demo.episodes.lives import Episode, PlannedLife
from core.policy import Policy
from core.tickets.desk_records.calls import LogCall

ANSWERS: Final = (
    "Показали, где в карте пациента печать направления.",
    "Подсказали, как сменить пароль самому.",
    "Напомнили, в каком разделе закрытые листы назначений.",
    "Показали, как вернуть колонку в списке пациентов.",
    "Объяснили, как отменить запись с портала и предложить другую.",
    "Подсказали, где взять журнал отправленных документов.",
    "Проверили вместе: принтер был выключен.",
    "Показали, как открыть вторую смену в расписании.",
)
_EVERY: Final = timedelta(hours=3)
"""Of working time, between two of them."""
MOST: Final = 20


def calls(policy: Policy, lives: Sequence[PlannedLife], now: datetime) -> Iterator[Episode]:
    """One every few working hours back from ``now``: the last of them was this shift's."""
    worktime = policy.worktime()
    opening = min(each.steps[0].at for each in lives)
    at = worktime.last_counted(now) - timedelta(minutes=25)
    for place in range(min(MOST, len(lives))):
        ended = worktime.last_counted(at)
        if ended - timedelta(minutes=5) <= opening:
            return
        asking = lives[place * len(lives) // MOST].opening
        log = LogCall(
            requester=asking.requester, started_at=ended - timedelta(seconds=95 + 20 * (place % 7)), ended_at=ended,
            solved=True, text=ANSWERS[place % len(ANSWERS)], mis=asking.mis,
        )  # fmt: skip
        yield Episode(ended, FIRST_LINE[place % len(FIRST_LINE)], -1, log)
        at = _before(policy, ended)


def _before(policy: Policy, at: datetime) -> datetime:
    """So much working time earlier."""
    counted = reversed(policy.worktime().counted(at - timedelta(days=14), at))
    left = _EVERY
    for span in counted:
        if span.amount >= left:
            return span.end - left
        left -= span.amount
    return at - timedelta(days=14)
