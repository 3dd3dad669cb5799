"""The views of the queue as conditions of SQL: what a ticket must be to stand in one, and how many do."""

from collections.abc import Callable, Collection, Iterable, Mapping
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
    literal_column,
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
OPEN: Final = tickets.c.status != literal_column(f"'{Status.CLOSED.value}'")
"""Written out, so that both databases see that it is the condition of the indexes over open tickets."""

_UNSOLVED: Final = tickets.c.status != Status.RESOLVED.value
_BREACHED: Final = and_(tickets.c.next_breached, true())
_IN_THE_ROW: Final = tickets.c.version > literal_column("0")
"""True of every ticket, and told by no index: SQLite then takes the narrow index over the few that also stand under
another condition, and not the wide one that answers everything but holds all open tickets."""


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
    "to_solve": and_(OPEN, _UNSOLVED, _solving()),
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
VIEWS: Final = (*_STILL, "mine", "soon", "overdue", "needs_term")
"""The names of all of them."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """Two instants that part the due times of one line: before ``overdue_before`` is overdue, up to ``soon_until`` is
    soon. Both come from the working-time engine, so the queue needs no clock of its own."""

    overdue_before: Moment
    soon_until: Moment


@dataclass(frozen=True, slots=True)
class Reach:
    """Between which sort keys the overdue and the soon of any line lie: ranges of the indexes over open tickets."""

    overdue_before: Moment
    soon_since: Moment
    soon_until: Moment

    @classmethod
    def of(cls, horizons: Iterable[Horizon]) -> "Reach":
        """That of horizons which are instants."""
        overdue = [each.overdue_before for each in horizons if isinstance(each.overdue_before, int)]
        soon = [each.soon_until for each in horizons if isinstance(each.soon_until, int)]
        return cls(max(overdue), min(overdue), max(soon))


@dataclass(frozen=True, slots=True)
class Views:
    """The conditions of the views at one instant, for those whose tickets «Мои» are: one login and whom it stands in
    for (п. 4.7)."""

    horizons: Mapping[Line, Horizon]
    mine: tuple[str, ...] | BindParameter[str] = ()
    reach: Reach | None = None
    """Of the horizons; None: to be made from them, which are instants then."""

    def parts(self, view: str) -> tuple[ColumnElement[bool], ...]:
        """One view as conditions that no ticket meets two of, each a range of an index, in the order of their dues.

        Raises KeyError for a view that does not exist.
        """
        reach, due = self.reach or Reach.of(self.horizons.values()), tickets.c.sort_due
        late, later, overdue = due < reach.overdue_before, due >= reach.overdue_before, self._each_line(_overdue)
        match view:
            case "soon":
                return (and_(self.of(view), due.between(reach.soon_since, reach.soon_until)),)
            case "overdue":
                binding = and_(OPEN, tickets.c.next_soft.is_(false()))
                return and_(binding, late, or_(_BREACHED, overdue)), and_(binding, later, _BREACHED, _IN_THE_ROW)
            case "needs_term":
                working, binding = and_(OPEN, _UNSOLVED), tickets.c.next_soft.is_(false())
                passed = or_(tickets.c.needs_term, and_(binding, overdue))
                return and_(working, late, passed), and_(working, later, tickets.c.needs_term)
            case "open" | "mine":
                return (and_(self.of(view), due >= literal_column("0")),)  # a range leads both databases to its index
            case "closed":
                return (tickets.c.closed_at.is_not(None),)  # has an index in its order, and is the same
            case _:
                return (self.of(view),)

    def of(self, view: str) -> ColumnElement[bool]:
        """The condition of one view. Raises KeyError for a view that does not exist."""
        return _STILL[view] if view in _STILL else self._moving()[view]

    def own(self) -> ColumnElement[bool]:
        """What whoever looks holds himself or for somebody absent; nothing where nobody looks."""
        return tickets.c.assignee.in_(self.mine)

    def _moving(self) -> dict[str, ColumnElement[bool]]:
        """The conditions that depend on the hour or on who looks."""
        overdue = self._each_line(_overdue)
        return {
            "mine": and_(self.own(), OPEN),
            "soon": and_(OPEN, tickets.c.next_breached.is_(false()), self._each_line(_soon)),
            "overdue": and_(OPEN, tickets.c.next_soft.is_(false()), or_(_BREACHED, overdue)),
            # A breach that nobody has settled: recorded and not agreed since, or a due that has passed (п. 6.8).
            "needs_term": and_(
                OPEN,
                _UNSOLVED,
                or_(tickets.c.needs_term, and_(tickets.c.next_soft.is_(false()), overdue)),
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


def counting(views: Views, names: Collection[str], most: int | None) -> tuple[Select[Any], dict[str, Any]]:
    """The statement that counts some views, none further than ``most`` in any of its parts, and its values.

    Each part is a label of its own: ``view`` and its place, with a dot between them.
    """
    distinct = list(dict.fromkeys(views.horizons.values()))
    reach = Reach.of(distinct)
    values: dict[str, Any] = {
        "mine": views.mine,
        "reach_overdue": reach.overdue_before,
        "reach_since": reach.soon_since,
        "reach_until": reach.soon_until,
    }
    for place, horizon in enumerate(distinct):
        values |= {f"overdue_before_{place}": horizon.overdue_before, f"soon_until_{place}": horizon.soon_until}
    hours = tuple((line, distinct.index(each)) for line, each in views.horizons.items())
    return _counting(hours, tuple(names), most), values


@cache
def _counting(hours: tuple[tuple[Line, int], ...], names: tuple[str, ...], most: int | None) -> Select[Any]:
    """``hours``: each line with the place of its horizon among the distinct ones."""
    horizons = {place: Horizon(_due(f"overdue_before_{place}"), _due(f"soon_until_{place}")) for _line, place in hours}
    mine = bindparam("mine", type_=tickets.c.assignee.type, expanding=True)
    reach = Reach(_due("reach_overdue"), _due("reach_since"), _due("reach_until"))
    views = Views({line: horizons[place] for line, place in hours}, mine, reach)
    counted: list[ColumnElement[Any]] = [
        up_to(part, most).label(f"{name}.{place}") for name in names for place, part in enumerate(views.parts(name))
    ]
    return select(*counted)


def up_to(condition: ColumnElement[bool], most: int | None) -> ColumnElement[int]:
    """How many tickets meet a condition, counted no further than ``most``."""
    if most is None:
        return select(func.count()).select_from(tickets).where(condition).scalar_subquery()
    some: Select[Any] = select(literal_column("1")).select_from(tickets).where(condition)
    return select(func.count()).select_from(some.limit(literal_column(str(most))).subquery()).scalar_subquery()


def _due(name: str) -> BindParameter[int]:
    return bindparam(name, type_=tickets.c.sort_due.type)


def _overdue(horizon: Horizon) -> ColumnElement[bool]:
    return tickets.c.sort_due < horizon.overdue_before


def _soon(horizon: Horizon) -> ColumnElement[bool]:
    return tickets.c.sort_due.between(horizon.overdue_before, horizon.soon_until)
