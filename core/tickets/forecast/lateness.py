"""Why a running clock is late, or may be: one short Russian phrase, from what the projection knows of its ticket."""

from datetime import datetime

from core.vocabulary import ClockName, Status

_UNANSWERED = {
    ClockName.FIRST_REACTION: "не ответили ни разу",
    ClockName.EXECUTOR_REACTION: "исполнитель не ответил",
}


def why_late(
    clock: ClockName,
    *,
    due: datetime,
    created_at: datetime,
    cause: str | None,
    waiting: str | None,
    assignee: str | None,
    status: Status,
) -> str:
    """The first that is true: recorded after its due, re-classified, unanswered, waiting for whom, nobody's, not begun.

    ``cause`` is the clock's own (п. 6.8), ``waiting`` what the policy calls the wait. A ticket that was imported after
    its due was late before the desk saw it.
    """
    if created_at > due:
        return "записано уже после срока"
    if cause is not None:
        return cause
    if clock in _UNANSWERED:
        return _UNANSWERED[clock]
    if waiting is not None:
        return waiting
    if assignee is None:
        return "нет исполнителя"
    return "не взято в работу" if status is Status.NEW else "в работе"
