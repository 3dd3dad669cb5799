"""A glance at the first queue before a desk is opened: what the view of all open tickets begins with, or nothing.

Nothing is said of why nothing can be seen: the desk is opened next, and whatever is wrong is told then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.desk.queue.countdowns import desk_time, row_countdown
from core.desk.views import Countdown, DeskTime, QueueRow
from core.instants import to_us
from core.store.backends.sqlite_glance import Glimpse, glimpse
from core.store.errors import StoreUnavailable
from core.store.limits import REVISION, TERMS
from core.store.location import FilePlace, place_of
from core.store.projections.queue_row import made_of
from core.vocabulary import Role

if TYPE_CHECKING:
    from core.policy.policy import Policy


@dataclass(frozen=True, slots=True)
class QueueGlance:
    """The first rows of the queue, each with its countdown where it has one, at ``time.now``, for one of the staff."""

    name: str
    role: Role
    time: DeskTime
    rows: tuple[QueueRow, ...]
    countdowns: Mapping[int, Countdown]
    whole: bool
    """Whether there are no others."""


def glance(database: str, policy: Policy, login: str, now: datetime, most: int) -> QueueGlance | None:
    """The first ``most`` of all open tickets, as the desk will list them for ``login``.

    None where the store is no file of this program's schema, made under these terms, that can be read at once, and
    where the login is not let in.
    """
    try:
        place = place_of(database)
        if not isinstance(place, FilePlace) or not place.path.is_file():
            return None
        seen = glimpse(place.path, login, to_us(now), most)
        return None if seen is None or not _usual(seen, policy) else _told(seen, policy, login, now, most)
    except (OSError, OverflowError, TypeError, ValueError, sqlite3.Error, StoreUnavailable):
        return None


def _usual(seen: Glimpse, policy: Policy) -> bool:
    return seen.revision == REVISION and seen.facts.get(TERMS) == policy.terms_fingerprint


def _told(seen: Glimpse, policy: Policy, login: str, now: datetime, most: int) -> QueueGlance:
    standing = _standing_in(seen.absent, policy, login, now) if seen.absent else ()
    rows = tuple(made_of(each, policy.zone) for each in seen.rows)
    rows = tuple(replace(row, standing_in=True) if row.assignee in standing else row for row in rows)
    counted = {row.number: left for row in rows if (left := row_countdown(policy, row, now)) is not None}
    whole = len(rows) < most
    return QueueGlance(seen.name, Role(seen.role), desk_time(policy, now), rows, counted, whole)


def _standing_in(absent: tuple[tuple[Any, ...], ...], policy: Policy, login: str, now: datetime) -> tuple[str, ...]:
    from core.store.registers.absence_row import absence_of
    from core.tickets.staff.substitution import stood_in_for

    return stood_in_for((absence_of(each, policy.zone) for each in absent), login, now)
