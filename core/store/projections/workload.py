"""What everybody of staff has in hand, and when each last got a ticket: asked by login of the indexes there are."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, literal, select

from core.instants import from_us
from core.store.prepared import Prepared, PreparedFor
from core.store.projections.queue_views import OPEN
from core.store.store import Reading
from core.store.tables import tickets, users
from core.vocabulary import Status

_NONE: Final = 0
"""Stands for no ticket: their numbers begin at 1."""
_OTHERS: Final = tickets.c.number != bindparam("without")
_OPEN: Final = tickets.c.status.in_([literal(each.value) for each in Status if each is not Status.CLOSED])
"""One by one: each state of each login is a place in the index."""
_STAFF: Final = tickets.c.assignee.in_(select(users.c.login).scalar_subquery())
_WHOSE: Final = tickets.c.named > ""
"""Named for somebody: a range of the index, which «not null» is not everywhere."""
_IN_HAND: Final = (
    Prepared(select(tickets.c.assignee, func.count()).where(_STAFF, _OPEN, _OTHERS).group_by(tickets.c.assignee)),
    Prepared(select(tickets.c.named, func.count()).where(_WHOSE, OPEN, _OTHERS).group_by(tickets.c.named)),
)
_OF_ONE: Final = (
    Prepared(select(func.count()).where(tickets.c.assignee == bindparam("login"), _OPEN, _OTHERS)),
    Prepared(select(func.count()).where(tickets.c.named == bindparam("login"), OPEN, _OTHERS)),
)
_LAST_ASSIGNED: Final = Prepared(
    select(
        users.c.login,
        select(tickets.c.assigned_at)
        .where(tickets.c.assignee == users.c.login, tickets.c.assigned_at.is_not(None), _OTHERS)
        .order_by(tickets.c.assigned_at.desc())
        .limit(1)
        .scalar_subquery()
        .label("at"),
    )
)
_LAST_NAMED: Final = Prepared(
    select(tickets.c.named, func.max(tickets.c.created_at), func.max(tickets.c.number))
    .where(_WHOSE, _OTHERS)
    .group_by(tickets.c.named)
)
_LATEST: Final = PreparedFor(
    lambda logins: (
        select(tickets.c.assignee, func.max(tickets.c.number))
        .where(tickets.c.assignee.in_(logins), _OTHERS)
        .group_by(tickets.c.assignee)
    )
)


@dataclass(frozen=True, slots=True)
class Turn:
    """When somebody last got a ticket, or was named for one that he will get.

    ``number``: the latest of his tickets, where the turn of another was at the same instant; nothing else asks for it.
    """

    at: datetime | None
    number: int


class OpenCounts(Mapping[str, int]):
    """The same as :func:`load` gives, but counted when somebody is asked for: the rules of one command ask for few.

    To be asked within the transaction that it reads in.
    """

    def __init__(self, tx: Reading, without: int | None = None) -> None:
        """Count nothing yet; ``without``: a ticket that is not counted."""
        self._tx = tx
        self._without = without or _NONE
        self._found: dict[str, int] = {}

    def __getitem__(self, login: str) -> int:
        if login not in self._found:
            asked = {"login": login, "without": self._without}
            self._found[login] = sum(row[0] for query in _OF_ONE for row in query.rows(self._tx, asked))
        return self._found[login]

    def __iter__(self) -> Iterator[str]:
        return iter(load(self._tx, self._without))

    def __len__(self) -> int:
        return len(load(self._tx, self._without))


def load(tx: Reading, without: int | None = None) -> dict[str, int]:
    """How many open tickets each of staff has or will get, by login; ``without``: a ticket that is not counted."""
    open_: Counter[str] = Counter()
    for query in _IN_HAND:
        for login, count in query.rows(tx, {"without": without or _NONE}):
            open_[login] += count
    return dict(open_)


def turns(tx: Reading, without: int | None = None) -> dict[str, Turn]:
    """The last turn of each of staff, by login: of tickets that he has, had at their end, or is named for."""
    besides = {"without": without or _NONE}
    at: dict[str, int | None] = dict(_LAST_ASSIGNED.rows(tx, besides))
    numbers = dict.fromkeys(at, _NONE)
    for login, since, number in _LAST_NAMED.rows(tx, besides):
        had = at.get(login)
        at[login], numbers[login] = since if had is None else max(had, since), number
    tied = _tied(at)
    for login, number in _LATEST.rows(tx, tied, besides):
        numbers[login] = max(numbers[login], number)
    return {login: Turn(None if us is None else from_us(us, tx.zone), numbers[login]) for login, us in at.items()}


def _tied(at: dict[str, int | None]) -> list[str]:
    """Whose last turn was at the instant of another's: to find the latest ticket means to read all that he ever had."""
    often = Counter(at.values())
    return [login for login, us in at.items() if often[us] > 1]
