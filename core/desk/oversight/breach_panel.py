"""The breach panel: what is late, what will be, who is drowning, and how the day goes. One reading of one instant.

`pult wall`, the console's panel and `pult report now` show this and nothing else, so that they cannot disagree.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from heapq import nsmallest
from operator import attrgetter
from typing import Final

from core.desk.oversight.compliance import Compliance, Trend, judge
from core.desk.oversight.kept_figures import KeptFigures
from core.desk.oversight.shift_load import KindEffort, Worker, efforts_of_kinds, opening, workers
from core.desk.queue.countdowns import remaining
from core.desk.records import open_work as registers
from core.desk.views import DeskTime
from core.durations import FULL_DAY
from core.instants import from_us, midnight
from core.policy import Policy
from core.store.kept.running_clocks import Running
from core.store.projections import figures
from core.store.projections.figures import RunningClock
from core.store.store import Reading
from core.tickets.forecast.horizons import bounds, late_at, within_at
from core.tickets.forecast.lateness import why_late
from core.tickets.forecast.parted_dues import PartedDues, parted
from core.tickets.registers import Outage
from core.vocabulary import ClockName, Line, Status, Waiting
from core.wording import mid_sentence

HORIZONS: Final = (timedelta(minutes=15), timedelta(minutes=60), timedelta(minutes=240))
"""Working time ahead, as the panel tells what is about to breach."""
MOST_ROWS: Final = 300
"""So many tickets are listed under each heading; the figures count all of them."""
HALF_HOUR: Final = timedelta(minutes=30)
_CLOSED: Final = Status.CLOSED.value
_IN_ORDER: Final = attrgetter("due", "ticket", "clock")


@dataclass(frozen=True, slots=True)
class ClockFigure:
    """One clock: how many are breached now, and how many are due within each of ``HORIZONS``."""

    clock: ClockName
    breached: int
    within: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BurningClock:
    """A running clock that is breached or near it: working time ``left`` (negative: past its due), and why.

    ``day``: the full day of the hours that it is counted by.
    """

    row: RunningClock
    left: timedelta
    why: str
    day: timedelta = FULL_DAY


@dataclass(frozen=True, slots=True)
class HalfHour:
    """What came and went in half an hour from ``start``, and how many were open at its end (or now)."""

    start: datetime
    come: int
    gone: int
    backlog: int


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything that the panel shows, at ``time.now``.

    ``tickets``: how many have a breached clock, then how many have one due within each of ``HORIZONS``. ``changes_at``:
    the first instant at which time alone breaches a clock or brings one within a horizon; None: no due is left.
    """

    time: DeskTime
    changes_at: datetime | None
    tickets: tuple[int, ...]
    clocks: tuple[ClockFigure, ...]
    breached: tuple[BurningClock, ...]
    soon: tuple[BurningClock, ...]
    workers: tuple[Worker, ...]
    efforts: tuple[KindEffort, ...]
    compliance: tuple[Compliance, ...]
    trends: tuple[Trend, ...]
    day: tuple[HalfHour, ...]
    open: int
    unconfirmed: int
    no_term: int
    no_executor: int
    waiting: Mapping[Waiting, int]
    disputes: tuple[registers.DocketEntry, ...]
    calls: int
    solved_at_once: int
    phone_tickets: int
    outages: tuple[Outage, ...]

    @property
    def come(self) -> int:
        """How many tickets were registered today."""
        return sum(each.come for each in self.day)

    @property
    def gone(self) -> int:
        """How many tickets were closed today."""
        return sum(each.gone for each in self.day)


def wall(tx: Reading, policy: Policy, time_: DeskTime, kept: KeptFigures | None = None) -> Wall:
    """Read it all at one instant, in one snapshot; ``kept``: what was read before, and is still so."""
    known = KeptFigures() if kept is None else kept
    with known.lock:
        known.follow(tx, policy)
        return _wall(tx, policy, time_, known)


def _wall(tx: Reading, policy: Policy, time_: DeskTime, kept: KeptFigures) -> Wall:
    now, today, running = time_.now, midnight(time_.now), kept.running()
    dues = parted([each for each in running if each.status != _CLOSED], bounds(policy, now, HORIZONS))
    soon = dues.within(len(HORIZONS) - 1)
    standing = kept.once("standing", lambda: figures.standing(tx))
    calls, solved, phoned = kept.once("contacts", lambda: figures.contacts(tx, today), today)
    efforts = kept.once("efforts", lambda: efforts_of_kinds(tx))
    come, gone = kept.once("instants", lambda: figures.instants(tx, today), today)
    judged = judge(tx, policy, now, kept)
    return Wall(
        time=time_,
        changes_at=_changes_at(policy, now, dues.next_dues, tx.zone),
        tickets=tuple(len({each.ticket for each in found}) for found in _nested(dues)),
        clocks=_by_clock(dues),
        breached=_listed(tx, policy, now, dues.late, kept),
        soon=_listed(tx, policy, now, soon, kept),
        workers=workers(tx, policy, now, {(each.type, each.priority): each.usual for each in efforts}, kept),
        efforts=efforts,
        compliance=judged.compliance,
        trends=judged.trends,
        day=by_half_hours(come, gone, standing["open"], opening(policy, now), now),
        open=standing["open"],
        unconfirmed=standing["unconfirmed"],
        no_term=standing["no_term"],
        no_executor=standing["no_executor"],
        waiting={bucket: standing.get(f"waiting.{bucket.value}", 0) for bucket in Waiting},
        disputes=registers.docket(tx, policy, now),
        calls=calls,
        solved_at_once=solved,
        phone_tickets=phoned,
        outages=registers.outages(tx),
    )


def _nested(dues: PartedDues[Running]) -> tuple[list[Running], ...]:
    """What is late, then what is within each horizon, the nearer ones included."""
    return dues.late, *map(dues.within, range(len(HORIZONS)))


def _by_clock(dues: PartedDues[Running]) -> tuple[ClockFigure, ...]:
    counted = [Counter(each.clock for each in found) for found in _nested(dues)]
    of = ((name, [each[name.value] for each in counted]) for name in ClockName)
    return tuple(ClockFigure(name, breached, tuple(within)) for name, (breached, *within) in of)


def _listed(
    tx: Reading, policy: Policy, now: datetime, found: Iterable[Running], kept: KeptFigures
) -> tuple[BurningClock, ...]:
    """The first of some clocks, the earliest due first."""
    first = nsmallest(MOST_ROWS, found, key=_IN_ORDER)
    return tuple(_burning(each, policy, now) for each in kept.shown(tx, first))


def by_half_hours(
    come: Sequence[datetime], gone: Sequence[datetime], backlog: int, opening: datetime, now: datetime
) -> tuple[HalfHour, ...]:
    """The day by half hours, from its opening or its first event to now. ``backlog``: open now; earlier ones follow
    from what came and went after them. ``come`` and ``gone`` are today's, up to now."""
    first = min([opening, *come[:1], *gone[:1]])
    start = first.replace(minute=first.minute // 30 * 30, second=0, microsecond=0)
    came, went = (Counter((at - start) // HALF_HOUR for at in each if at <= now) for each in (come, gone))
    halves: list[HalfHour] = []
    for place in range((now - start) // HALF_HOUR, -1, -1):
        halves.append(HalfHour(start + place * HALF_HOUR, came[place], went[place], backlog))
        backlog += went[place] - came[place]
    return tuple(reversed(halves))


def _changes_at(
    policy: Policy, now: datetime, dues: Mapping[tuple[Line, ...], tuple[int | None, ...]], zone: tzinfo
) -> datetime | None:
    """When the figures of the dues change next although nobody does anything."""
    changes: list[datetime] = []
    for lines, (first, *beyond) in dues.items():
        worktime = policy.worktime(lines[0])
        if first is not None:
            changes.append(late_at(from_us(first, zone), worktime))
        for horizon, due in zip(HORIZONS, beyond, strict=True):
            if due is not None:
                changes.append(within_at(from_us(due, zone), horizon, now, worktime))
    return min(changes, default=None)


def left_of(each: RunningClock, policy: Policy, now: datetime) -> timedelta:
    """Working time left of a running clock at an instant; negative past its due."""
    return remaining(policy.worktime(each.hours), each.due, now, each.uncounted)


def _burning(each: RunningClock, policy: Policy, now: datetime) -> BurningClock:
    why = why_late(
        each.clock,
        due=each.due,
        created_at=each.created_at,
        cause=each.cause,
        waiting=mid_sentence(policy.labels.of(each.waiting)) if each.waiting else None,
        assignee=each.ticket.assignee,
        status=each.ticket.status,
    )
    return BurningClock(each, left_of(each, policy, now), why, policy.worktime(each.hours).working_days(1))
