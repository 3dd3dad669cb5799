"""Will the shift fit? An executor or a line, its open load, earliest deadline first, until lunch and the day's end.

Pure: working seconds in, sentences out. Every length is working time from now, so that lunch and weekends are the
caller's to leave out. The clause of the advice is п. 6.8: what cannot be kept is agreed before it breaks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from heapq import heapreplace

from core.text import plural
from core.tickets.forecast.effort import Typical

ZERO = timedelta(0)
_LATE = 2


@dataclass(frozen=True, slots=True)
class Load:
    """One open ticket: working time left (negative: late; None: no due), and what its kind usually takes."""

    number: int
    left: timedelta | None
    usual: Typical | None


@dataclass(frozen=True, slots=True)
class PlannedTicket:
    """A ticket in the plan: when it would be ready by the usual effort, and by a quick one (the lower quartile).

    ``late``: ready after its due by the usual effort. ``lost``: even the quickest, begun at once, comes after it.
    """

    number: int
    left: timedelta | None
    ready: timedelta
    late: bool
    lost: bool


@dataclass(frozen=True, slots=True)
class ShiftForecast:
    """What follows: the plan in its order, and whose kind is too little known to be planned.

    ``already`` are late now; ``burning`` are dues inside ``until`` that the plan misses, ``lost`` among them cannot be
    saved even if begun now. ``work`` is the planned working time of ``hands`` people, ``until`` the time that is left.
    """

    until: timedelta
    hands: int
    plan: tuple[PlannedTicket, ...]
    unknown: tuple[int, ...]
    already: tuple[int, ...]
    work: timedelta

    @property
    def burning(self) -> tuple[int, ...]:
        """Dues inside the time that is left which the plan misses."""
        return tuple(each.number for each in self.plan if each.late and _within(each.left, self.until))

    @property
    def lost(self) -> tuple[int, ...]:
        """Those of them that cannot be saved: agree a term now (п. 6.8)."""
        return tuple(each.number for each in self.plan if each.lost and _within(each.left, self.until))


def fit(load: Iterable[Load], until: timedelta, hands: int = 1) -> ShiftForecast:
    """Plan a load, earliest due first; what has no due, and what is late already, waits behind what can still be kept.

    Ties go by number; of several people whoever is free first takes the next one, and nobody shares one. A ticket of a
    kind with too little history stands in ``unknown`` and takes no time of the plan. Nobody at all: nothing is planned.
    """
    tickets = sorted(load, key=lambda each: (_turn(each), each.left or ZERO, each.number))
    plan: list[PlannedTicket] = []
    free = [ZERO] * hands
    for each in tickets if hands else ():
        if each.usual is None:
            continue
        ready = heapreplace(free, free[0] + each.usual.median) + each.usual.median
        timely = each.left if _turn(each) == 0 else None
        late, lost = timely is not None and ready > timely, timely is not None and each.usual.low > timely
        plan.append(PlannedTicket(each.number, each.left, ready, late, lost))
    unknown = tuple(each.number for each in tickets if each.usual is None)
    already = tuple(each.number for each in tickets if _turn(each) == _LATE)
    work = sum((each.usual.median for each in tickets if each.usual is not None), ZERO)
    return ShiftForecast(until, hands, tuple(plan), unknown, already, work)


def _turn(load: Load) -> int:
    """What can still be kept comes first, then what has no due, then what is late."""
    if load.left is None:
        return 1
    return _LATE if load.left < ZERO else 0


def sentence(found: ShiftForecast, when: str) -> str:
    """What follows, in Russian: «до обеда сгорят 2, одно в срок уже не решить: согласуйте срок сейчас (п. 6.8)».

    ``when`` is «до обеда», «до 17:30» and the like.
    """
    burning, lost = len(found.burning), len(found.lost)
    unknown = _untold(found)
    if not burning:
        return f"{when} успеваем всё{unknown}" if found.plan or not found.unknown else f"{when} не посчитать{unknown}"
    verb = plural(burning, "сгорит", "сгорят", "сгорят")
    if not lost:
        return f"{when} {verb} {burning}, если не ускориться или не передать{unknown}"
    whole = "в срок уже не решить ни одного" if lost == burning else f"{lost} в срок уже не решить"
    alone = burning == lost == 1
    return (
        f"{when} {verb} {burning}{', в срок уже не решить' if alone else f', {whole}'}: "
        f"согласуйте срок сейчас (п. 6.8){unknown}"
    )


def no_history(count: int) -> str:
    """«по 3 обращениям нет статистики»."""
    return f"по {count} {plural(count, 'обращению', 'обращениям', 'обращениям')} нет статистики"


def _untold(found: ShiftForecast) -> str:
    """What the plan does not know."""
    count = len(found.unknown)
    return f"; {no_history(count)}" if count else ""


def _within(left: timedelta | None, until: timedelta) -> bool:
    return left is not None and left <= until
