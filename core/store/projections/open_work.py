"""What stands open in the rows of tickets: promises for clocks that run, remote sessions; indexes hold no others."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

from sqlalchemy import Row, select

from core.instants import from_us, to_us
from core.store.store import Reading
from core.store.tables import tickets
from core.tickets.records import Promise
from core.vocabulary import ClockName, Line

_PROMISED: Final = (
    select(tickets.c.number, tickets.c.subject, tickets.c.assignee, tickets.c.promised)
    .where(tickets.c.promised.is_not(None))
    .order_by(tickets.c.number)
)
_CONNECTED: Final = select(tickets.c.number).where(tickets.c.connected).order_by(tickets.c.number)


@dataclass(frozen=True, slots=True)
class PromiseEntry:
    """A term that both sides agreed on (п. 4.8, 6.7, 6.8): ``times`` agreed on for that clock so far.

    ``late``: the clock was overdue at the ticket's last event. ``spent``: when its allowance is used up if nothing
    happens; it is overdue once working time of ``line`` has passed since; None: no time makes it so.
    """

    promise: Promise
    times: int
    line: Line
    late: bool
    spent: datetime | None


def written(entries: Iterable[PromiseEntry]) -> str | None:
    """The entries of a ticket as text; None where there is none."""
    found = [_plain(each) for each in entries]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else None


def read(text: str, zone: tzinfo) -> Iterator[PromiseEntry]:
    """The entries that a text holds, with their instants in ``zone``."""
    for each in json.loads(text):
        promise = Promise(
            clock=ClockName(each["clock"]),
            due=from_us(each["due"], zone),
            agreed_with=each["with"],
            agreed_by=each["by"],
            at=from_us(each["at"], zone),
            reason=each["reason"],
        )
        spent = None if each["spent"] is None else from_us(each["spent"], zone)
        yield PromiseEntry(promise, each["times"], Line(each["line"]), each["late"], spent)


def _plain(entry: PromiseEntry) -> dict[str, Any]:
    promise = entry.promise
    return {
        "clock": promise.clock.value,
        "due": to_us(promise.due),
        "with": promise.agreed_with,
        "by": promise.agreed_by,
        "at": to_us(promise.at),
        "reason": promise.reason,
        "times": entry.times,
        "line": entry.line.value,
        "late": entry.late,
        "spent": None if entry.spent is None else to_us(entry.spent),
    }


def promised(tx: Reading) -> tuple[Row[Any], ...]:
    """Number, subject, assignee and promises of the tickets that were promised something for a clock that runs."""
    return tuple(tx.connection.execute(_PROMISED))


def connected(tx: Reading) -> tuple[int, ...]:
    """The numbers of the tickets in which a remote session is open."""
    return tuple(tx.connection.execute(_CONNECTED).scalars())
