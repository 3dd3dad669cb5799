"""The keys of the queue: the numbers of a view in its order, as many as are asked for, counts, the next dues."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, case, func, null, select

from core.instants import from_us, to_us
from core.store.projections.queue_views import OPEN, VIEWS, Views, counting, up_to
from core.store.projections.text_search import contains_all
from core.store.store import Reading
from core.store.tables import NEVER, organizations, tickets, users
from core.vocabulary import Priority

if TYPE_CHECKING:
    from core.tickets.filtering import Term

Key = tuple[int, str | None]
"""A number, and the title of its group."""
_BY_DUE: Final = (tickets.c.sort_due, tickets.c.number)
_URGENCY = case({each.value: rank for rank, each in enumerate(Priority)}, value=tickets.c.priority)
_ORDERS: Final[Mapping[str, tuple[ColumnElement[Any], ...]]] = {
    "due": _BY_DUE,
    "number": (tickets.c.number.desc(),),
    "priority": (_URGENCY, *_BY_DUE),
    "changed": (tickets.c.changed_at.desc(), tickets.c.number.desc()),
}
_CLOSED_ORDER: Final = (tickets.c.closed_at.desc(), tickets.c.number.desc())
_GROUPS: Final[Mapping[str, ColumnElement[Any]]] = {
    "organization": organizations.c.name,
    "line": tickets.c.line,
    "assignee": users.c.name,
}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list is to hold: a view, words, an order, what it is narrowed by, what it is grouped by."""

    view: str
    text: str = ""
    sort: str = "due"
    term: "Term | None" = None
    group: str | None = None


def keys(tx: Reading, views: Views, wanted: ListQuery, most: int | None = None) -> tuple[Key, ...]:
    """The first ``most`` numbers of a view in order (None: all), each with the title of its group.

    Closed tickets come the latest first. However long the view is, no more of it is read than is given.
    """
    found: list[Key] = []
    for query in _in_order(tx, views, wanted):
        left = None if most is None else most - len(found)
        if left == 0:
            break
        answer = tx.connection.execute(query.limit(left))
        found += zip(answer.scalars(), repeat(None)) if wanted.group is None else map(tuple, answer)
    return tuple(found)


def count(tx: Reading, views: Views, wanted: ListQuery, most: int | None = None) -> int:
    """How many tickets a list has, counted no further than ``most``."""
    narrowed = _narrowed(tx, views, wanted)
    parts = [up_to(part if narrowed is None else part & narrowed, most) for part in views.parts(wanted.view)]
    return _capped(tx.connection.execute(select(*parts)).one(), most)


def holds(tx: Reading, views: Views, wanted: ListQuery, number: int) -> bool:
    """Whether a list has a ticket."""
    narrowed = _narrowed(tx, views, wanted)
    query = select(tickets.c.number).where(tickets.c.number == number, views.of(wanted.view))
    return tx.connection.execute(query if narrowed is None else query.where(narrowed)).first() is not None


def counts(tx: Reading, views: Views, names: Collection[str] = VIEWS, most: int | None = None) -> dict[str, int]:
    """How many tickets some views have, in one statement; none is counted further than ``most``."""
    found: dict[str, list[int]] = {}
    for label, value in tx.connection.execute(*counting(views, names, most)).one()._mapping.items():
        found.setdefault(label.split(".")[0], []).append(value)
    return {name: _capped(values, most) for name, values in found.items()}


def _capped(values: Sequence[int], most: int | None) -> int:
    return sum(values) if most is None else min(sum(values), most)


def next_dues(tx: Reading, instants: Sequence[datetime]) -> tuple[datetime | None, ...]:
    """The first due of an open ticket at or after each of some instants: one look into an index for each."""
    values = {f"since_{place}": to_us(instant) for place, instant in enumerate(instants)}
    found = tx.connection.execute(_next_dues(len(instants)), values).one()
    return tuple(None if each is None or each == NEVER else from_us(each, tx.zone) for each in found)


@cache
def _next_dues(count: int) -> Select[Any]:
    """The statement for so many instants."""
    due = tickets.c.sort_due
    since = [bindparam(f"since_{place}", type_=due.type) for place in range(count)]
    firsts = [select(func.min(due)).where(OPEN, due >= each).scalar_subquery() for each in since]
    return select(*(first.label(f"due_{place}") for place, first in enumerate(firsts)))


def _in_order(tx: Reading, views: Views, wanted: ListQuery) -> Iterator[Select[Any]]:
    """The statements whose rows, one after the other, are the list; each walks an index where there is no group."""
    narrowed, by_due = _narrowed(tx, views, wanted), wanted.sort in ("due", "priority")
    if wanted.group is not None or not by_due:
        yield _read(wanted, views.of(wanted.view), narrowed).order_by(*_order(wanted))
        return
    ranks = [tickets.c.priority == each.value for each in Priority] if wanted.sort == "priority" else [None]
    for rank in ranks:
        for part in views.parts(wanted.view):
            query = _read(wanted, part, narrowed)
            yield (query if rank is None else query.where(rank)).order_by(
                *(_order(wanted) if rank is None else _BY_DUE)
            )


def _order(wanted: ListQuery) -> tuple[ColumnElement[Any], ...]:
    return _CLOSED_ORDER if (wanted.view, wanted.sort) == ("closed", "due") else _ORDERS[wanted.sort]


def _read(wanted: ListQuery, condition: ColumnElement[bool], narrowed: ColumnElement[bool] | None) -> Select[Any]:
    query = select(tickets.c.number, _GROUPS.get(wanted.group or "", null()).label("group")).where(condition)
    if wanted.group == "organization":
        query = query.join(organizations, organizations.c.id == tickets.c.organization)
    if wanted.group == "assignee":
        query = query.outerjoin(users, users.c.login == tickets.c.assignee)
    return query if narrowed is None else query.where(narrowed)


def _narrowed(tx: Reading, views: Views, wanted: ListQuery) -> ColumnElement[bool] | None:
    """What the words and the filter of a list ask for; None where they ask for nothing."""
    words = contains_all(tickets.c.search, wanted.text)
    if wanted.term is None:
        return words
    from core.store.projections.queue_filter import condition

    found = condition(wanted.term, views, tx)
    return found if words is None else words & found
