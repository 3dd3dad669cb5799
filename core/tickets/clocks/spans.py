"""How much working time a clock counted, and when its allowance runs out, over the spans in which it ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.worktime.engine import WorkTime
from core.worktime.values import Interval

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """A span in which a clock ran; ``end`` is None while it still runs."""

    start: datetime
    end: datetime | None


def elapsed(worktime: WorkTime, spans: Sequence[ClockSpan], now: datetime) -> timedelta:
    """Working time counted in all spans up to ``now``."""
    pieces = (worktime.between(span.start, min(span.end or now, now)) for span in spans)
    return sum(pieces, ZERO)


def due(worktime: WorkTime, spans: Sequence[ClockSpan], allowance: timedelta) -> datetime:
    """The earliest instant from which more than ``allowance`` would count; the last span is taken as if it went on.

    An allowance that earlier spans used up exactly runs out where the last one begins: until then nothing is overdue.
    """
    left = allowance
    for span in spans[:-1]:
        used = worktime.between(span.start, span.end or span.start)
        if left < used:
            return worktime.add(span.start, left)
        left -= used
    return worktime.add(spans[-1].start, left)


def counted(worktime: WorkTime, spans: Sequence[ClockSpan], now: datetime) -> tuple[Interval, ...]:
    """Every counted piece of working time up to ``now``, in order; none is empty."""
    pieces = (piece for span in spans for piece in worktime.counted(span.start, min(span.end or now, now)))
    return tuple(piece for piece in pieces if piece.amount)


def signed(worktime: WorkTime, start: datetime, end: datetime) -> timedelta:
    """Working time from ``start`` to ``end``, negative when ``end`` comes first."""
    return worktime.between(start, end) if start <= end else -worktime.between(end, start)
