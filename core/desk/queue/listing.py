"""The reads of the queue: keys of a view, rows, counts, countdowns, desk time. Light to import: no rule is loaded."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core.desk.sign_in import standing_in
from core.desk.views import (
    EVERYTHING,
    DueCrossing,
    QueueGroup,
    QueueQuery,
    QueueRow,
    QueueWindow,
    TrueUntil,
    View,
)
from core.instants import MICROSECOND, to_us
from core.policy import Policy
from core.store.limits import TERMS, is_id
from core.store.metadata import read_metadata
from core.store.projections import queue, queue_keys
from core.store.projections.queue_views import Horizon, Views
from core.store.registers.directory_reads import read_absences
from core.store.store import Reading
from core.text import fold, safe_line
from core.vocabulary import Line
from core.worktime import WorkTime

SOON: Final = timedelta(hours=1)
"""Working time before a due from which a ticket is in the view «Скоро срок»."""


def views_at(tx: Reading, policy: Policy, now: datetime, me: str | None) -> Views:
    """The views as they are at ``now``, line by line, for the login ``me`` and whom it stands in for (п. 4.7)."""
    horizons: dict[WorkTime, Horizon] = {}
    for worktime in policy.worktimes.values():
        if worktime not in horizons:
            horizons[worktime] = Horizon(to_us(worktime.last_counted(now)), to_us(worktime.add(now, SOON)))
    mine = () if me is None else (me, *standing_in(tx, me, now))
    return Views({line: horizons[policy.worktime(line)] for line in policy.worktimes}, mine)


def numbers(tx: Reading, policy: Policy, query: QueueQuery, now: datetime, most: int | None = None) -> tuple[int, ...]:
    """The first ``most`` numbers of a view in its order; None: of the whole view."""
    found = queue_keys.keys(tx, *_asked(tx, policy, query, now), most)
    return tuple(number for number, _group in found)


def count(tx: Reading, policy: Policy, query: QueueQuery, now: datetime, most: int | None = None) -> int:
    """How many tickets a view has, counted no further than ``most``."""
    return queue_keys.count(tx, *_asked(tx, policy, query, now), most)


def prefix(
    tx: Reading, policy: Policy, query: QueueQuery, now: datetime, window: QueueWindow
) -> tuple[tuple[QueueGroup, ...], bool]:
    """The groups of a view as far as a window goes, and whether that is all of it.

    A view that is grouped is read whole: the heads of its groups tell how many they hold.
    """
    views, wanted = _asked(tx, policy, query, now)
    most, through = window.most, window.through
    if most is None or query.group is not None:
        return _grouped(queue_keys.keys(tx, views, wanted)), True
    found = queue_keys.keys(tx, views, wanted, most + 1)
    known = {number for number, _group in found[:most]}
    if len(found) > most and through not in known and through and queue_keys.holds(tx, views, wanted, through):
        found = queue_keys.keys(tx, views, wanted)
        most += [number for number, _group in found].index(through) + 1
    return _grouped(found[:most]), len(found) <= most


def groups(tx: Reading, policy: Policy, query: QueueQuery, now: datetime) -> tuple[QueueGroup, ...]:
    """A whole view in groups, by their titles; a group without a title (nobody's tickets) comes first."""
    return _grouped(queue_keys.keys(tx, *_asked(tx, policy, query, now)))


def _grouped(keys: Sequence[tuple[int, str | None]]) -> tuple[QueueGroup, ...]:
    found: dict[str | None, list[int]] = {}
    for number, group in keys:
        found.setdefault(group, []).append(number)
    ordered = sorted(found.items(), key=lambda item: (item[0] is not None, fold(item[0] or "")))
    return tuple(QueueGroup(title, tuple(numbers)) for title, numbers in ordered)


def _asked(tx: Reading, policy: Policy, query: QueueQuery, now: datetime) -> tuple[Views, queue_keys.ListQuery]:
    views = views_at(tx, policy, now, query.me)
    narrowed = None
    if query.filter.strip():
        from core.tickets.filtering import parse

        narrowed = parse(safe_line(query.filter), policy, now).term
    wanted = queue_keys.ListQuery(query.view.value, safe_line(query.text), query.sort.value, narrowed, query.group)
    return views, wanted


def rows(tx: Reading, wanted: Sequence[int], standing: Collection[str] = ()) -> tuple[QueueRow, ...]:
    """The rows of some numbers in the order asked; gone ones are left out. ``standing``: for whom the reader stands in,
    whose rows are marked."""
    found = queue.rows(tx, [number for number in wanted if is_id(number)])
    if not standing:
        return found
    return tuple(replace(row, standing_in=True) if row.assignee in standing else row for row in found)


def counts(
    tx: Reading, policy: Policy, me: str | None, now: datetime, window: QueueWindow = EVERYTHING
) -> dict[View, int]:
    """How many tickets each view that a window counts has, as far as it counts."""
    views, names = views_at(tx, policy, now, me), dict.fromkeys(each.value for each in window.counted)
    return {View(name): count for name, count in queue_keys.counts(tx, views, names, window.counted_to).items()}


def true_until(tx: Reading, policy: Policy, now: datetime, warnings: Collection[timedelta] = ()) -> TrueUntil:
    """Until when the views, and what is ``warnings`` of working time before its due, stay as they are at ``now``."""
    hours = _hours(policy)
    edges = [worktime.state(now).until for worktime in hours]
    edges += [each.since if each.since > now else each.until for each in read_absences(tx, now)]
    horizons = [(line, ahead) for line in hours.values() for ahead in (None, *sorted({SOON, *warnings}))]
    dues = queue_keys.next_dues(tx, [_not_yet_crossed(policy.worktime(line), ahead, now) for line, ahead in horizons])
    crossings = [
        DueCrossing(line, ahead, due) for (line, ahead), due in zip(horizons, dues, strict=True) if due is not None
    ]
    return TrueUntil(now, min(edges), tuple(crossings))


def _not_yet_crossed(worktime: WorkTime, ahead: timedelta | None, now: datetime) -> datetime:
    """The earliest due that a horizon has before it."""
    return worktime.last_counted(now) if ahead is None else worktime.add(now, ahead) + MICROSECOND


def still_true(policy: Policy, until: TrueUntil, now: datetime) -> bool:
    """Whether no due has crossed a horizon, and no edge has come, by ``now``."""
    return until.at <= now < until.edge and not any(_crossed(policy, each, now) for each in until.crossings)


def _crossed(policy: Policy, crossing: DueCrossing, now: datetime) -> bool:
    worktime, due = policy.worktime(crossing.line), crossing.due
    if crossing.ahead is None:
        return due < now and due < worktime.last_counted(now)
    # As much working time is left at two ends of a break: the later one is crossed with the earlier.
    return due <= worktime.add(now, crossing.ahead + MICROSECOND)


def _hours(policy: Policy) -> dict[WorkTime, Line]:
    """Each of the working hours that lines keep, by one of these lines."""
    return {worktime: line for line, worktime in policy.worktimes.items()}


def is_current(tx: Reading, policy: Policy) -> bool:
    """Whether the store's due index was made under the terms in force."""
    return read_metadata(tx, TERMS) == policy.terms_fingerprint
