"""Will the shift fit? An executor or a line, its open load, earliest deadline first, until lunch and the day's end.

Pure: working seconds in, sentences out. Every length is working time from now, so that lunch and weekends are the
caller's to leave out. The clause of the advice is п. 6.8: what cannot be kept is agreed before it breaks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from heapq import heapreplace
from operator import itemgetter
from typing import Final, NamedTuple, Self

from core.text import plural
from core.tickets.forecast.effort import Typical

ZERO = timedelta(0)
_IN_TURN: Final = itemgetter(1, 0)
"""By what is left, then by number."""


class Load(NamedTuple):
    """One open ticket: working time left (negative: late; None: no due), and what its kind usually takes.

    A plain tuple, as :class:`PlannedTicket` is: a large desk has tens of thousands of each.
    """

    number: int
    left: timedelta | None
    usual: Typical | None


class PlannedTicket(NamedTuple):
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

    def by(self, until: timedelta) -> Self:
        """The same plan as it looks until another instant: what is done in which order does not depend on it."""
        return replace(self, until=until)


def fit(load: Iterable[Load], until: timedelta, hands: int = 1) -> ShiftForecast:
    """Plan a load, earliest due first; what has no due, and what is late already, waits behind what can still be kept.

    Ties go by number; of several people whoever is free first takes the next one, and nobody shares one. A ticket of a
    kind with too little history stands in ``unknown`` and takes no time of the plan. Nobody at all: nothing is planned.
    """
    kept, never, late = _in_turns(load)
    turns = (*kept, *never, *late)
    free = [ZERO] * hands
    plan = (*_planned(kept, free), *_behind((*never, *late), free)) if hands else ()
    unknown = tuple(number for number, _left, usual in turns if usual is None)
    work = sum((usual.median for _number, _left, usual in turns if usual is not None), ZERO)
    return ShiftForecast(until, hands, plan, unknown, tuple(each.number for each in late), work)


def _in_turns(load: Iterable[Load]) -> tuple[list[Load], list[Load], list[Load]]:
    """What can still be kept comes first, then what has no due, then what is late."""
    kept: list[Load] = []
    never: list[Load] = []
    late: list[Load] = []
    for each in load:
        (never if each.left is None else late if each.left < ZERO else kept).append(each)
    return sorted(kept, key=_IN_TURN), sorted(never, key=itemgetter(0)), sorted(late, key=_IN_TURN)


def _planned(kept: Sequence[Load], free: list[timedelta]) -> Iterable[PlannedTicket]:
    """What is still in time, as whoever is ``free`` first comes to it; ``free`` goes on with it."""
    for number, left, usual in kept:
        if usual is not None and left is not None:
            ready = free[0] + usual.median
            heapreplace(free, ready)
            yield PlannedTicket(number, left, ready, ready > left, usual.low > left)


def _behind(others: Sequence[Load], free: list[timedelta]) -> Iterable[PlannedTicket]:
    """What waits behind it: no plan of it misses anything."""
    for number, left, usual in others:
        if usual is not None:
            ready = free[0] + usual.median
            heapreplace(free, ready)
            yield PlannedTicket(number, left, ready, late=False, lost=False)


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
