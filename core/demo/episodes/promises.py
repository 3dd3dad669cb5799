"""Agreed terms, kept, broken and still to come; calls that were promised, made in time, and one forgotten."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.demo.episodes.lives import Episode, PlannedLife
from core.policy import Policy
from core.tickets.answers.callbacks import FinishCallback, PromiseCallback
from core.tickets.terms.commands import AgreeTerm
from core.worktime import WorkTime

_HOUR: Final = timedelta(hours=1)
_WITH: Final = "Согласовали по телефону: ждём обновления, раньше не проверить."
_CALL: Final = "Перезвонить, чем кончилась проверка на втором рабочем месте."
_CALLED: Final = "Перезвонили: на втором рабочем месте то же, время записали."
KEPT, BROKEN, OPEN_BROKEN, TO_COME = 6, 3, 2, 3
"""How many agreed terms were kept, broken, are broken and still open, and are still to come."""


def promises(policy: Policy, lives: Sequence[PlannedLife], now: datetime) -> Iterator[Episode]:
    """Terms and calls of whole tickets and of open ones; a small desk has fewer of them."""
    worktime = policy.worktime()
    over = [each for each in lives if each.confirmed and _length(worktime, each, now) > 3 * _HOUR]
    running = [each for each in lives if each.solved is None and _length(worktime, each, now) > 2 * _HOUR]
    for each in over[:KEPT]:
        assert each.solved is not None
        yield _agreed(worktime, each, worktime.add(each.solved.at, 4 * _HOUR))
    for each in over[KEPT : KEPT + BROKEN]:
        yield _agreed(worktime, each, _halfway(worktime, each, now))
    for each in running[:OPEN_BROKEN]:
        yield _agreed(worktime, each, _halfway(worktime, each, now))
    for place, each in enumerate(running[OPEN_BROKEN : OPEN_BROKEN + TO_COME], start=1):
        yield _agreed(worktime, each, worktime.add(now, place * 3 * _HOUR))
    for each in over[KEPT + BROKEN : KEPT + BROKEN + 3]:
        yield from _called_back(worktime, each, _halfway(worktime, each, now))
    open_ones = running[OPEN_BROKEN + TO_COME :]
    for each, until in zip(open_ones[:2], (None, worktime.add(now, _HOUR)), strict=False):
        yield _promised(worktime, each, until or _halfway(worktime, each, now))


def _length(worktime: WorkTime, life: PlannedLife, now: datetime) -> timedelta:
    """Working time in the engineer's hands, from his answer until it was solved, or until now."""
    begun = life.accepted
    return worktime.between(begun, life.solved.at if life.solved else now) if begun is not None else timedelta(0)


def _begun(worktime: WorkTime, life: PlannedLife) -> datetime:
    """A quarter of an hour after the engineer has answered."""
    assert life.accepted is not None
    return worktime.add(life.accepted, timedelta(minutes=15))


def _halfway(worktime: WorkTime, life: PlannedLife, now: datetime) -> datetime:
    assert life.accepted is not None
    return worktime.add(life.accepted, _length(worktime, life, now) / 2)


def _agreed(worktime: WorkTime, life: PlannedLife, due: datetime) -> Episode:
    assert life.taken is not None
    term = AgreeTerm(number=life.story, due=due, agreed_with=life.opening.requester, reason=_WITH)
    return Episode(_begun(worktime, life), life.taken.actor, life.story, term)


def _promised(worktime: WorkTime, life: PlannedLife, until: datetime) -> Episode:
    assert life.taken is not None
    promise = PromiseCallback(number=life.story, until=until, text=_CALL)
    return Episode(_begun(worktime, life), life.taken.actor, life.story, promise)


def _called_back(worktime: WorkTime, life: PlannedLife, until: datetime) -> Iterator[Episode]:
    """Promised, and done some minutes before."""
    promised = _promised(worktime, life, until)
    called = until - timedelta(minutes=5)
    yield promised
    yield Episode(called, promised.actor, life.story, FinishCallback(number=life.story, text=_CALLED))
