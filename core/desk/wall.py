"""The breach panel: what is late, what will be, who is drowning, and how the day goes. One reading of one instant.

`pult wall`, the console's panel and `pult report now` show this and nothing else, so that they cannot disagree.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from core.desk import registers
from core.desk.listing import remaining
from core.desk.views import DeskTime
from core.durations import FULL_DAY
from core.instants import MICROSECOND, from_us, midnight
from core.policy import Policy
from core.store import figures
from core.store.directory import read_absences, read_organizations, read_users
from core.store.figures import Kept, Lateness, RunningClock
from core.store.store import Reading
from core.tickets.directory import Absence, User
from core.tickets.forecast.effort import Typical, typical
from core.tickets.forecast.horizons import SHOWN, Judged, Period, bounds, late_at, spans, within_at
from core.tickets.forecast.lateness import why_late
from core.tickets.forecast.shift_forecast import Load, ShiftForecast, fit
from core.tickets.registers import Outage
from core.vocabulary import ClockName, Line, Priority, Role, TicketType, Waiting
from core.wording import mid_sentence

HORIZONS: Final = (timedelta(minutes=15), timedelta(minutes=60), timedelta(minutes=240))
"""Working time ahead, as the panel tells what is about to breach."""
MOST_ROWS: Final = 300
"""So many tickets are listed under each heading; the figures count all of them."""
MOST_EFFORTS: Final = 100
"""How many of the last solved tickets of a kind say what it usually takes."""
WORST: Final = 5
LEAST_ENDED: Final = 10
"""From fewer clocks in either month a clinic's trend is chance."""
HALF_HOUR: Final = timedelta(minutes=30)
_ROLES: Final = {Line.FIRST: Role.FIRST_LINE, Line.SECOND: Role.SECOND_LINE}
_LINES: Final = (Line.FIRST, Line.SECOND)


@dataclass(frozen=True, slots=True)
class ClockFigure:
    """One clock: how many are breached now, and how many are due within each of ``HORIZONS``."""

    clock: ClockName
    breached: int
    within: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Burning:
    """A running clock that is breached or near it: working time ``left`` (negative: past its due), and why.

    ``day``: the full day of the hours that it is counted by.
    """

    row: RunningClock
    left: timedelta
    why: str
    day: timedelta = FULL_DAY


@dataclass(frozen=True, slots=True)
class Worker:
    """An executor (``login``) or a whole line, with the open load and what fits until lunch and until the day's end.

    ``to_lunch`` is None after lunch. ``open``: tickets that are his to solve.
    """

    line: Line
    login: str | None
    title: str
    open: int
    to_lunch: ShiftForecast | None
    to_end: ShiftForecast


@dataclass(frozen=True, slots=True)
class KindEffort:
    """What a kind of ticket usually takes; ``usual`` is None with too little history."""

    type: TicketType
    priority: Priority
    usual: Typical | None


@dataclass(frozen=True, slots=True)
class Compliance:
    """Of the clocks that ended in a period: how many, and how many of them were kept; ``open``: how many more are
    breached and still run."""

    period: Period
    clock: ClockName
    ended: int
    kept: int
    open: int

    @property
    def of(self) -> int:
        """Of how many clocks the kept ones are a share: none is left out because nobody has ended it."""
        return self.ended + self.open


@dataclass(frozen=True, slots=True)
class Trend:
    """A clinic whose share of breached clocks has grown: those of the last month, and of this one."""

    organization: int
    code: str
    name: str
    before: Judged
    now: Judged

    @property
    def worse(self) -> float:
        """By how many percentage points."""
        return 100 * (self.now.missed / self.now.of - self.before.missed / self.before.of)


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
    breached: tuple[Burning, ...]
    soon: tuple[Burning, ...]
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


def wall(tx: Reading, policy: Policy, time_: DeskTime) -> Wall:
    """Read it all at one instant, in one snapshot."""
    now = time_.now
    lateness = Lateness(bounds(policy, now, HORIZONS))
    counted = figures.urgency(tx, lateness)
    late = figures.running(tx, lateness.late(), MOST_ROWS)
    soon = figures.running(tx, lateness.within(len(HORIZONS) - 1), MOST_ROWS)
    standing = figures.standing(tx)
    today = midnight(now)
    calls, solved, phoned = figures.contacts(tx, today)
    efforts = _efforts(tx)
    come, gone = figures.instants(tx, today)
    return Wall(
        time=time_,
        changes_at=_changes_at(policy, now, figures.next_dues(tx, lateness)),
        tickets=figures.urgent_tickets(tx, lateness),
        clocks=tuple(ClockFigure(name, found[0], found[1:]) for name, found in counted.items()),
        breached=tuple(_burning(each, policy, now) for each in late),
        soon=tuple(_burning(each, policy, now) for each in soon),
        workers=_workers(tx, policy, now, {(each.type, each.priority): each.usual for each in efforts}),
        efforts=efforts,
        compliance=_compliance(tx, policy, now),
        trends=_trends(tx, policy, now),
        day=by_half_hours(come, gone, standing["open"], _opening(policy, now), now),
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


# -- dues -------------------------------------------------------------------------------------------------------


def _changes_at(
    policy: Policy, now: datetime, dues: Mapping[tuple[Line, ...], tuple[datetime | None, ...]]
) -> datetime | None:
    """When the figures of the dues change next although nobody does anything."""
    changes: list[datetime] = []
    for lines, (first, *beyond) in dues.items():
        worktime = policy.worktime(lines[0])
        if first is not None:
            changes.append(late_at(first, worktime))
        for horizon, due in zip(HORIZONS, beyond, strict=True):
            if due is not None:
                changes.append(within_at(due, horizon, now, worktime))
    return min(changes, default=None)


def left_of(each: RunningClock, policy: Policy, now: datetime) -> timedelta:
    """Working time left of a running clock at an instant; negative past its due."""
    return remaining(policy.worktime(each.hours), each.due, now, each.uncounted)


def _burning(each: RunningClock, policy: Policy, now: datetime) -> Burning:
    why = why_late(
        each.clock,
        due=each.due,
        created_at=each.created_at,
        cause=each.cause,
        waiting=mid_sentence(policy.labels.of(each.waiting)) if each.waiting else None,
        assignee=each.ticket.assignee,
        status=each.ticket.status,
    )
    return Burning(each, left_of(each, policy, now), why, policy.worktime(each.hours).working_days(1))


# -- will the shift fit? ----------------------------------------------------------------------------------------


def _efforts(tx: Reading) -> tuple[KindEffort, ...]:
    """What each kind usually takes, as far as the desk's own history says."""
    kinds = ((type_, priority) for type_ in TicketType for priority in Priority)
    found = ((*kind, figures.efforts(tx, *kind, MOST_EFFORTS)) for kind in kinds)
    return tuple(KindEffort(type_, priority, typical(efforts)) for type_, priority, efforts in found if efforts)


def _workers(
    tx: Reading, policy: Policy, now: datetime, usual: Mapping[tuple[TicketType, Priority], Typical | None]
) -> tuple[Worker, ...]:
    """ПЛТП and ВЛТП as lines, then each of their executors: those with the most burning first."""
    staff = {each.login: each for each in read_users(tx)}
    away = _away(read_absences(tx, now), now) | {each.login for each in staff.values() if each.blocked}
    mine: dict[str, list[Load]] = defaultdict(list)
    lines: dict[Line, list[Load]] = defaultdict(list)
    for each in figures.loads(tx):
        left = remaining(policy.worktime(each.hours), from_us(each.due, tx.zone), now, each.uncounted * MICROSECOND)
        load = Load(each.number, left, usual.get(each.kind))
        lines[each.line].append(load)
        if each.assignee is not None and (
            each.line is not Line.FIRST or _line_of(staff.get(each.assignee)) is Line.FIRST
        ):
            mine[each.assignee].append(load)  # an executor of ВЛТП chosen beforehand has not got it yet (п. 6.4)
    time_left = {line: _time_left(policy, line, now) for line in _LINES}

    def worker(line: Line, load: Sequence[Load], who: User | None, hands: int) -> Worker:
        to_lunch, to_end = time_left[line]
        title = who.name if who is not None else policy.labels.of(line)
        lunch = fit(load, to_lunch, hands) if to_lunch is not None else None
        return Worker(line, who.login if who else None, title, len(load), lunch, fit(load, to_end, hands))

    here = [each for each in staff.values() if each.login not in away]
    of_lines = [
        worker(line, lines[line], None, sum(1 for each in here if each.role is _ROLES[line])) for line in _LINES
    ]
    executors = [
        worker(_line_of(staff[login]), load, staff[login], int(login not in away))
        for login, load in mine.items()
        if login in staff
    ]
    drowning = sorted(executors, key=lambda each: (-len(each.to_end.burning), -len(each.to_end.already), each.title))
    return (*of_lines, *drowning)


def _line_of(user: User | None) -> Line:
    """The line that somebody works at; a supervisor who has taken a ticket stands in for ВЛТП."""
    return Line.FIRST if user is not None and user.role is Role.FIRST_LINE else Line.SECOND


def _away(absences: Iterable[Absence], now: datetime) -> frozenset[str]:
    return frozenset(each.login for each in absences if each.login is not None and each.since <= now < each.until)


def _time_left(policy: Policy, line: Line, now: datetime) -> tuple[timedelta | None, timedelta]:
    """Working time until today's lunch (None after its beginning) and until the end of today's work."""
    worktime = policy.worktime(line)
    hours = worktime.schedule.hours_on(now.date(), worktime.calendar(now.year))
    if not hours:
        return None, timedelta(0)
    lunch, end = (_at(now.date(), closes, now) for _opens, closes in (hours[0], hours[-1]))
    to_lunch = worktime.between(now, lunch) if len(hours) > 1 and now < lunch else None
    return to_lunch, worktime.between(now, end) if now < end else timedelta(0)


def _opening(policy: Policy, now: datetime) -> datetime:
    """When today's work begins; now itself on a day off."""
    worktime = policy.worktime()
    hours = worktime.schedule.hours_on(now.date(), worktime.calendar(now.year))
    return min(_at(now.date(), hours[0][0], now), now) if hours else now


def _at(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at, now.tzinfo)


# -- how it goes ------------------------------------------------------------------------------------------------


def _compliance(tx: Reading, policy: Policy, now: datetime) -> tuple[Compliance, ...]:
    """Today, this week from Monday, this month: by each clock."""
    found: list[Compliance] = []
    late = bounds(policy, now, ())
    for period in SHOWN:
        by_clock = {each.clock: each for each in figures.kept(tx, *spans(now)[period], late)}
        for name in ClockName:
            each = by_clock.get(name, Kept(name, 0, 0, 0))
            found.append(Compliance(period, name, each.ended, each.ended - each.breached, each.open))
    return tuple(found)


def _trends(tx: Reading, policy: Policy, now: datetime) -> tuple[Trend, ...]:
    """The clinics whose share of breached clocks has grown most: this month against the whole last one."""
    before, present = (_by_clinic(tx, policy, now, month) for month in (Period.LAST_MONTH, Period.MONTH))
    both = [each for each in present if each in before and min(present[each].of, before[each].of) >= LEAST_ENDED]
    trends = (
        Trend(each.id, each.code, each.name, before[each.id], present[each.id]) for each in read_organizations(tx, both)
    )
    return tuple(sorted((each for each in trends if each.worse > 0), key=lambda each: (-each.worse, each.code))[:WORST])


def _by_clinic(tx: Reading, policy: Policy, now: datetime, month: Period) -> dict[int, Judged]:
    sums: dict[int, Judged] = {}
    since, until = spans(now)[month]
    for each in figures.kept(tx, since, until, bounds(policy, min(until, now), ()), by_clinic=True):
        found = sums.get(each.organization, Judged())
        sums[each.organization] = found.plus(each.ended, each.breached, each.open)
    return sums
