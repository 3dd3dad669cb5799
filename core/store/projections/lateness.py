"""When a clock is late, as conditions of SQL: breached, due by a horizon, breached and not ended at an instant."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, not_, or_

from core.instants import to_us
from core.store.projections.queue_views import each_line
from core.store.tables import clocks
from core.tickets.forecast.horizons import DueBounds
from core.vocabulary import Line


class Lateness:
    """Conditions on running clocks at one instant, by the hours of each line."""

    def __init__(self, bounds: Mapping[Line, DueBounds]) -> None:
        self._bounds = bounds

    def late(self) -> ColumnElement[bool]:
        """Breached: recorded, or the due has passed."""
        return or_(clocks.c.breached, self._each(lambda line: clocks.c.due_at < to_us(line.late_before)))

    def within(self, place: int) -> ColumnElement[bool]:
        """Not breached, and due by the horizon at ``place``."""
        soon = self._each(
            lambda line: clocks.c.due_at.between(to_us(line.late_before), to_us(line.until[place])),
        )
        return and_(clocks.c.breached.is_(False), soon)

    def _each(self, condition: Callable[[DueBounds], ColumnElement[bool]]) -> ColumnElement[bool]:
        return each_line(self._bounds, clocks.c.line, condition)


def open_breach(until: datetime, bounds: Mapping[Line, DueBounds]) -> ColumnElement[bool]:
    """The condition of a clock that was breached before an instant and had not ended; ``bounds`` are those of then.

    A breach that an agreed term has settled since is one: the clock will end breached (п. 6.8).
    """
    running = or_(clocks.c.ended_at.is_(None), clocks.c.ended_at >= to_us(until))
    passed = each_line(bounds, clocks.c.line, lambda line: clocks.c.due_at < to_us(line.late_before))
    recorded = clocks.c.breached_at.is_not(None)
    late = or_(clocks.c.breached_at < to_us(until), and_(not_(recorded), clocks.c.ended_at.is_(None), passed))
    return and_(running, late)
