"""Will the shift fit? The open load of each line and executor against the time until lunch and the end of the day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from core.desk.oversight.kept_figures import KeptFigures
from core.instants import MICROSECOND, to_us
from core.policy import Policy
from core.store.projections import figures
from core.store.registers.directory_reads import read_absences, read_users
from core.store.store import Reading
from core.tickets.directory import Absence, User
from core.tickets.forecast.effort import Typical, typical
from core.tickets.forecast.shift_forecast import Load, ShiftForecast, fit
from core.vocabulary import ClockName, Line, Priority, Role, Status, TicketType

MOST_EFFORTS: Final = 100
"""How many of the last solved tickets of a kind say what it usually takes."""
_ROLES: Final = {Line.FIRST: Role.FIRST_LINE, Line.SECOND: Role.SECOND_LINE}
_LINES: Final = (Line.FIRST, Line.SECOND)
_SOLVING: Final = ClockName.RESOLUTION.value
_NOT_TO_SOLVE: Final = (Status.RESOLVED.value, Status.CLOSED.value)


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


def efforts_of_kinds(tx: Reading) -> tuple[KindEffort, ...]:
    """What each kind usually takes, as far as the desk's own history says."""
    kinds = ((type_, priority) for type_ in TicketType for priority in Priority)
    found = ((*kind, figures.efforts(tx, *kind, MOST_EFFORTS)) for kind in kinds)
    return tuple(KindEffort(type_, priority, typical(efforts)) for type_, priority, efforts in found if efforts)


def workers(
    tx: Reading,
    policy: Policy,
    now: datetime,
    usual: Mapping[tuple[TicketType, Priority], Typical | None],
    kept: KeptFigures,
) -> tuple[Worker, ...]:
    """ПЛТП and ВЛТП as lines, then each of their executors: those with the most burning first."""
    staff = {each.login: each for each in read_users(tx)}
    away = _away(read_absences(tx, now), now) | {each.login for each in staff.values() if each.blocked}
    first_line = {each.login for each in staff.values() if _line_of(each) is Line.FIRST}
    lines, mine = _loads(kept, policy, now, usual, first_line)
    time_left = {line: _time_left(policy, line, now) for line in _LINES}

    def worker(line: Line, load: Sequence[Load], who: User | None, hands: int) -> Worker:
        to_lunch, to_end = time_left[line]
        title = who.name if who is not None else policy.labels.of(line)
        whole = fit(load, to_end, hands)
        lunch = whole.by(to_lunch) if to_lunch is not None else None
        return Worker(line, who.login if who else None, title, len(load), lunch, whole)

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


def _loads(
    kept: KeptFigures,
    policy: Policy,
    now: datetime,
    usual: Mapping[tuple[TicketType, Priority], Typical | None],
    first_line: Collection[str],
) -> tuple[Mapping[Line, list[Load]], Mapping[str, list[Load]]]:
    """What each line and each executor has to solve, by its term of resolution."""
    lines: dict[Line, list[Load]] = {line: [] for line in Line}
    mine: dict[str, list[Load]] = defaultdict(list)
    by_line = {line.value: (found, line is Line.FIRST) for line, found in lines.items()}
    kinds = {(type_.value, priority.value): each for (type_, priority), each in usual.items()}
    at, marks = to_us(now), {line.value: kept.marks(policy, line) for line in Line}
    passed = {line: mark.of(at) for line, mark in marks.items()}
    for each in kept.running():
        if each.clock != _SOLVING or each.status in _NOT_TO_SOLVE:
            continue
        due, hours, assignee = each.due, each.hours, each.assignee
        left = marks[hours].of(due) - passed[hours] + (each.uncounted if due < at else 0)
        load = Load(each.ticket, left * MICROSECOND, kinds.get((each.type, each.priority)))
        of_line, first = by_line[each.line]
        of_line.append(load)
        if assignee is not None and (not first or assignee in first_line):
            mine[assignee].append(load)  # an executor of ВЛТП chosen beforehand has not got it yet (п. 6.4)
    return lines, mine


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


def opening(policy: Policy, now: datetime) -> datetime:
    """When today's work begins; now itself on a day off."""
    worktime = policy.worktime()
    hours = worktime.schedule.hours_on(now.date(), worktime.calendar(now.year))
    return min(_at(now.date(), hours[0][0], now), now) if hours else now


def _at(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at, now.tzinfo)
