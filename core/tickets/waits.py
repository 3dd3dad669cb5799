"""For whom a ticket waited, and how long: intervals by bucket, folded from the log (decisions: waiting is measured).

A wait that was said by hand ends with the next one, with its end, with the solution or with the closing. A task of the
clinic, an approval and a time at ТЛТП are waits from their first event to their answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from core.tickets import events as e
from core.tickets.spans import Span
from core.vocabulary import Waiting
from core.worktime.engine import WorkTime


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait; ``end`` is None while it lasts."""

    bucket: Waiting
    start: datetime
    end: datetime | None


def waits(history: e.History) -> tuple[Wait, ...]:
    """Every wait of a ticket, by its beginning."""
    found = [*_before(history[0].event if history else None), *_said(history), *_of_items(history)]
    return tuple(sorted(found, key=lambda wait: (wait.start, wait.bucket)))


def _before(registered: object) -> Iterator[Wait]:
    """The waits of the ticket that this one was split from, until then (Прил. 3, п. 1)."""
    if isinstance(registered, e.Registered) and registered.origin is not None:
        for each in registered.origin.earlier:
            if each.what is e.Moment.WAITED and each.waiting is not None:
                yield Wait(each.waiting, each.at, each.until)


def _said(history: e.History) -> Iterator[Wait]:
    begun: tuple[Waiting, datetime] | None = None
    for recorded in history:
        event = recorded.event
        ends = isinstance(event, e.WaitingStarted | e.WaitingEnded | e.Resolved | e.Closed | e.Confirmed)
        if begun is not None and ends:
            yield Wait(begun[0], begun[1], recorded.at)
            begun = None
        if isinstance(event, e.WaitingStarted):
            begun = (event.waiting, recorded.at)
    if begun is not None:
        yield Wait(begun[0], begun[1], None)


_ENDS: Final[Mapping[type[Any], Callable[[Any], tuple[Waiting, int]]]] = {
    e.TaskDone: lambda event: (Waiting.ORGANIZATION, event.task),
    e.ApprovalGranted: lambda event: (Waiting.APPROVAL, event.approval),
    e.ApprovalRefused: lambda event: (Waiting.APPROVAL, event.approval),
    e.Returned: lambda event: (Waiting.THIRD_LINE, 0),
}


def _of_items(history: e.History) -> Iterator[Wait]:
    open_: dict[tuple[Waiting, int], datetime] = {}
    for recorded in history:
        event = recorded.event
        match event:
            case e.TaskSet(person=person) if person is not None:
                open_[Waiting.ORGANIZATION, event.task] = recorded.at
            case e.ApprovalRequested():
                open_[Waiting.APPROVAL, event.approval] = recorded.at
            case e.RoutedOut():
                open_.setdefault((Waiting.THIRD_LINE, 0), recorded.at)
        key = _ENDS[type(event)](event) if type(event) in _ENDS else None
        if key in open_:
            yield Wait(key[0], open_.pop(key), recorded.at)
        if isinstance(event, e.Closed | e.Confirmed):
            yield from (Wait(bucket, start, recorded.at) for (bucket, _), start in open_.items())
            open_ = {}
    yield from (Wait(bucket, start, None) for (bucket, _), start in open_.items())


def merged(found: Iterable[Wait]) -> tuple[Span, ...]:
    """The time covered by some waits, overlapping ones as one."""
    spans: list[Span] = []
    for wait in sorted(found, key=lambda each: each.start):
        last = spans[-1] if spans else None
        if last is None or (last.end is not None and last.end < wait.start):
            spans.append(Span(wait.start, wait.end))
        elif last.end is not None and (wait.end is None or wait.end > last.end):
            spans[-1] = Span(last.start, wait.end)
    return tuple(spans)


def without(spans: Sequence[Span], cuts: Sequence[Span]) -> tuple[Span, ...]:
    """The spans less the cuts; both in order. An open cut ends the last span where it begins."""
    left = list(spans)
    for cut in cuts:
        left = [piece for span in left for piece in _cut(span, cut)]
    return tuple(left)


def _cut(span: Span, cut: Span) -> Iterator[Span]:
    if (cut.end is not None and cut.end <= span.start) or (span.end is not None and span.end <= cut.start):
        yield span
        return
    if span.start < cut.start:
        yield Span(span.start, cut.start)
    if cut.end is not None and (span.end is None or cut.end < span.end):
        yield Span(max(cut.end, span.start), span.end)


def buckets(found: Sequence[Wait], worktime: WorkTime, now: datetime) -> dict[Waiting, timedelta]:
    """The working time spent in each bucket up to ``now``; those without any are left out."""
    amounts = {bucket: covered(merged(_only(found, bucket)), worktime, now) for bucket in Waiting}
    return {bucket: amount for bucket, amount in amounts.items() if amount}


def covered(spans: Iterable[Span], worktime: WorkTime, now: datetime) -> timedelta:
    """The working time of some spans up to ``now``."""
    return sum((worktime.between(span.start, min(span.end or now, now)) for span in spans), timedelta())


def _only(found: Sequence[Wait], bucket: Waiting) -> Iterator[Wait]:
    return (wait for wait in found if wait.bucket is bucket)
