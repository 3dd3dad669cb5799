"""For whom a ticket waited, and how long: intervals by bucket, folded from the log (п. 4.6).

A wait that was said by hand ends with the answer of whom it is for, with the next one, with its end, with the solution
or with the closing. A task of the clinic, an approval and a time at ТЛТП are waits from their first event to their
answer; while one of them is open, a wait for the same that was said by hand goes on too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from core.tickets.answers.events import RequesterAnswered
from core.tickets.clocks.spans import ClockSpan
from core.tickets.closing.events import Closed, Confirmed, Resolved
from core.tickets.log import History, Recorded, TicketEvent
from core.tickets.registration.events import Registered
from core.tickets.registration.origin import Moment
from core.tickets.tasks.approvals import ApprovalGranted, ApprovalRefused, ApprovalRequested
from core.tickets.tasks.tasks import TaskDone, TaskSet
from core.tickets.terms.events import WaitingEnded, WaitingStarted
from core.tickets.third_line.events import Returned, RoutedOut
from core.vocabulary import Waiting
from core.worktime.engine import WorkTime


@dataclass(frozen=True, slots=True)
class WaitSpan:
    """One wait; ``end`` is None while it lasts."""

    bucket: Waiting
    start: datetime
    end: datetime | None


def waits(history: History) -> tuple[WaitSpan, ...]:
    """Every wait of a ticket, by its beginning."""
    following = _Following(found=[*_before(history[0].event if history else None)])
    for recorded in history:
        following.follow(recorded)
    return tuple(sorted(following.all(), key=lambda wait: (wait.start, wait.bucket)))


def _before(registered: object) -> Iterator[WaitSpan]:
    """The waits of the ticket that this one was split from, until then (Прил. 3, п. 1)."""
    if isinstance(registered, Registered) and registered.origin is not None:
        for each in registered.origin.earlier:
            if each.what is Moment.WAITED and each.waiting is not None:
                yield WaitSpan(each.waiting, each.at, each.until)


Item = tuple[Waiting, int]
"""A bucket, and the id of the task or the approval that is waited for; 0 for ТЛТП, and for what was said by hand."""
_ENDS: Final[Mapping[type[Any], Callable[[Any], Item]]] = {
    TaskDone: lambda event: (Waiting.ORGANIZATION, event.task),
    ApprovalGranted: lambda event: (Waiting.APPROVAL, event.approval),
    ApprovalRefused: lambda event: (Waiting.APPROVAL, event.approval),
    Returned: lambda _: (Waiting.THIRD_LINE, 0),
}
_OVER: Final = (WaitingStarted, WaitingEnded, Resolved, Closed, Confirmed)
"""What ends a wait that was said by hand, whoever it is for."""


@dataclass(slots=True)
class _Following:
    """The waits of a log as they are followed through it."""

    said: tuple[Waiting, datetime] | None = None
    items: dict[Item, datetime] = field(default_factory=dict)
    found: list[WaitSpan] = field(default_factory=list)

    def follow(self, recorded: Recorded) -> None:
        event, at = recorded.event, recorded.effective
        bucket = self._answered(event, at)
        if self.said is not None and (isinstance(event, _OVER) or self._settled(bucket)):
            self.found.append(WaitSpan(*self.said, at))
            self.said = None
        if isinstance(event, Closed | Confirmed):
            self.found += [WaitSpan(bucket, start, at) for (bucket, _), start in self.items.items()]
            self.items = {}
        self._begin(event, at)

    def all(self) -> Iterator[WaitSpan]:
        """Those that ended and those that last."""
        yield from self.found
        yield from (WaitSpan(bucket, start, None) for (bucket, _), start in self.items.items())
        if self.said is not None:
            yield WaitSpan(*self.said, None)

    def _begin(self, event: TicketEvent, at: datetime) -> None:
        match event:
            case WaitingStarted():
                self.said = event.waiting, at
            case TaskSet(person=person) if person is not None:
                self.items[Waiting.ORGANIZATION, event.task] = at
            case ApprovalRequested():
                self.items[Waiting.APPROVAL, event.approval] = at
            case RoutedOut():
                self.items.setdefault((Waiting.THIRD_LINE, 0), at)

    def _answered(self, event: TicketEvent, at: datetime) -> Waiting | None:
        """The bucket of the one who has answered by this event; None where it is no answer."""
        if isinstance(event, RequesterAnswered):
            return None if event.asks_time else Waiting.REQUESTER  # who asks for time still owes his answer
        item = _ENDS[type(event)](event) if type(event) in _ENDS else None
        if item not in self.items:
            return None
        self.found.append(WaitSpan(item[0], self.items.pop(item), at))
        return item[0]

    def _settled(self, bucket: Waiting | None) -> bool:
        """Whether the wait that was said is for this bucket, in which nothing else is open."""
        return self.said is not None and self.said[0] is bucket and all(each is not bucket for each, _ in self.items)


def merged(found: Iterable[WaitSpan]) -> tuple[ClockSpan, ...]:
    """The time covered by some waits, overlapping ones as one."""
    spans: list[ClockSpan] = []
    for wait in sorted(found, key=lambda each: each.start):
        last = spans[-1] if spans else None
        if last is None or (last.end is not None and last.end < wait.start):
            spans.append(ClockSpan(wait.start, wait.end))
        elif last.end is not None and (wait.end is None or wait.end > last.end):
            spans[-1] = ClockSpan(last.start, wait.end)
    return tuple(spans)


def without(spans: Sequence[ClockSpan], cuts: Sequence[ClockSpan]) -> tuple[ClockSpan, ...]:
    """The spans less the cuts; both in order. An open cut ends the last span where it begins."""
    left = list(spans)
    for cut in cuts:
        left = [piece for span in left for piece in _cut(span, cut)]
    return tuple(left)


def _cut(span: ClockSpan, cut: ClockSpan) -> Iterator[ClockSpan]:
    if (cut.end is not None and cut.end <= span.start) or (span.end is not None and span.end <= cut.start):
        yield span
        return
    if span.start < cut.start:
        yield ClockSpan(span.start, cut.start)
    if cut.end is not None and (span.end is None or cut.end < span.end):
        yield ClockSpan(max(cut.end, span.start), span.end)


def buckets(found: Sequence[WaitSpan], worktime: WorkTime, now: datetime) -> dict[Waiting, timedelta]:
    """The working time spent in each bucket up to ``now``; those without any are left out."""
    amounts = {bucket: covered(merged(_only(found, bucket)), worktime, now) for bucket in Waiting}
    return {bucket: amount for bucket, amount in amounts.items() if amount}


def covered(spans: Iterable[ClockSpan], worktime: WorkTime, now: datetime) -> timedelta:
    """The working time of some spans up to ``now``."""
    return sum((worktime.between(span.start, min(span.end or now, now)) for span in spans), timedelta())


def _only(found: Sequence[WaitSpan], bucket: Waiting) -> Iterator[WaitSpan]:
    return (wait for wait in found if wait.bucket is bucket)
