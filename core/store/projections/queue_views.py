"""The views of the queue as conditions of SQL: what a ticket must be to stand in one, and how many do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
    true,
)

from core.store.tables import clocks, tickets
from core.vocabulary import ClockName, Line, Status

Instants = TypeVar("Instants")
"""The instants that part the dues of one line."""
Moment = int | BindParameter[int]
"""An instant in microseconds since the epoch, or the parameter of a statement that stands for one."""
OPEN: Final = tickets.c.status != Status.CLOSED.value


def _solving() -> ColumnElement[bool]:
    """A term of resolution runs; under a name of its own, since what encloses it may read clocks too."""
    own = clocks.alias("solving")
    running = (own.c.ticket == tickets.c.number, own.c.ended_at.is_(None))
    return exists().where(*running, own.c.clock == ClockName.RESOLUTION.value)


FLAGS: Final[Mapping[str, ColumnElement[bool]]] = {
    "no_term": and_(OPEN, tickets.c.no_term),
    "no_executor": and_(OPEN, tickets.c.no_executor),
    "unregistered": tickets.c.unregistered,
    "waiting": and_(OPEN, tickets.c.waiting.is_not(None)),
    "third_line": and_(OPEN, tickets.c.third_line.is_not(None)),
    "masked": and_(OPEN, tickets.c.masked),
    "disputed": and_(tickets.c.disputed, true()),
    "tasks": and_(OPEN, tickets.c.open_tasks > 0),
    "outage": and_(OPEN, tickets.c.outage.is_not(None)),
    "to_solve": and_(OPEN, tickets.c.status != Status.RESOLVED.value, _solving()),
}
"""The conditions that depend on no instant and on no login, by the name of their view."""
_STILL: Final[Mapping[str, ColumnElement[bool]]] = {
    "new": tickets.c.status == Status.NEW.value,
    "open": OPEN,
    "confirmation": tickets.c.status == Status.RESOLVED.value,
    "closed": tickets.c.status == Status.CLOSED.value,
    "all": true(),
    **FLAGS,
}


@dataclass(frozen=True, slots=True)
class Horizon:
    """Two instants that part the due times of one line: before ``overdue_before`` is overdue, up to ``soon_until`` is
    soon. Both come from the working-time engine, so the queue needs no clock of its own."""

    overdue_before: Moment
    soon_until: Moment


@dataclass(frozen=True, slots=True)
class Views:
    """The conditions of the views at one instant, for those whose tickets «Мои» are: one login and whom it stands in
    for (п. 4.7)."""

    horizons: Mapping[Line, Horizon]
    mine: tuple[str, ...] | BindParameter[str] = ()

    def of(self, view: str) -> ColumnElement[bool]:
        """The condition of one view. Raises KeyError for a view that does not exist."""
        return _STILL[view] if view in _STILL else self._moving()[view]

    def own(self) -> ColumnElement[bool]:
        """What whoever looks holds himself or for somebody absent; nothing where nobody looks."""
        return tickets.c.assignee.in_(self.mine)

    def all(self) -> dict[str, ColumnElement[bool]]:
        """Every view's condition, by name."""
        return {**_STILL, **self._moving()}

    def _moving(self) -> dict[str, ColumnElement[bool]]:
        """The conditions that depend on the hour or on who looks."""
        overdue = self._each_line(_overdue)
        return {
            "mine": and_(self.own(), OPEN),
            "soon": and_(OPEN, tickets.c.next_breached.is_(false()), self._each_line(_soon)),
            "overdue": and_(OPEN, tickets.c.next_soft.is_(false()), or_(tickets.c.next_breached, overdue)),
            # A breach that nobody has settled: recorded and not agreed since, or a due that has passed (п. 6.8).
            "needs_term": and_(
                OPEN,
                tickets.c.status != Status.RESOLVED.value,
                or_(tickets.c.needs_term, and_(tickets.c.next_soft.is_(False), overdue)),
            ),
        }

    def _each_line(self, condition: Callable[[Horizon], ColumnElement[bool]]) -> ColumnElement[bool]:
        return each_line(self.horizons, tickets.c.next_line, condition)


def each_line(
    horizons: Mapping[Line, Instants],
    hours: ColumnElement[Any],
    condition: Callable[[Instants], ColumnElement[bool]],
) -> ColumnElement[bool]:
    """A condition on a clock of a ticket by the hours that it is counted by: those of the line in the column ``hours``.

    Lines that keep the same hours share one condition.
    """
    distinct = set(horizons.values())
    if len(distinct) == 1:
        return and_(true(), condition(distinct.pop()))
    return or_(*(and_(hours == line.value, condition(instants)) for line, instants in horizons.items()))


def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of a select meet a condition; 0 of none."""
    return func.count().filter(condition)


def counting(views: Views) -> tuple[Select[Any], dict[str, Any]]:
    """A statement of how many tickets each view has, and the values of its parameters.

    It is the same one as long as the same lines keep the same hours: making it takes longer than running it.
    """
    distinct = list(dict.fromkeys(views.horizons.values()))
    values: dict[str, Any] = {"mine": list(views.mine) if isinstance(views.mine, tuple) else []}
    for place, horizon in enumerate(distinct):
        values |= {f"overdue_before_{place}": horizon.overdue_before, f"soon_until_{place}": horizon.soon_until}
    return _counting(tuple((line, distinct.index(each)) for line, each in views.horizons.items())), values


@cache
def _counting(hours: tuple[tuple[Line, int], ...]) -> Select[Any]:
    """``hours``: each line with the place of its horizon among the distinct ones."""
    horizons = {
        place: Horizon(bindparam(f"overdue_before_{place}", type_=_DUE), bindparam(f"soon_until_{place}", type_=_DUE))
        for _line, place in hours
    }
    mine = bindparam("mine", type_=tickets.c.assignee.type, expanding=True)
    views = Views({line: horizons[place] for line, place in hours}, mine)
    counts: list[ColumnElement[Any]] = [how_many(each).label(name) for name, each in views.all().items()]
    return select(*counts).select_from(tickets)


_DUE: Final = tickets.c.next_due.type


def _overdue(horizon: Horizon) -> ColumnElement[bool]:
    return tickets.c.next_due < horizon.overdue_before


def _soon(horizon: Horizon) -> ColumnElement[bool]:
    return tickets.c.next_due.between(horizon.overdue_before, horizon.soon_until)
