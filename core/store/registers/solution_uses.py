"""How documented solutions did: where they were given, when last, and which of these tickets came back after it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from core.instants import from_us
from core.store.store import Reading
from core.store.tables import events, texts, tickets
from core.tickets.knowledge.proposals import Solved
from core.vocabulary import Outcome

_BACK: Final = ("rejected", "reopened")
_CONFIRMED: Final = (Outcome.CONFIRMED.value, Outcome.AUTOMATIC.value)


@dataclass(frozen=True, slots=True)
class SolutionUse:
    """The tickets in which one was given or documented from, those that it was given in, when last, what came back."""

    tickets: tuple[int, ...] = ()
    given: tuple[int, ...] = ()
    last: datetime | None = None
    back: tuple[int, ...] = ()


def solution_uses(tx: Reading) -> dict[int, SolutionUse]:
    """How each did, by its id."""
    wanted = select(events.c.ticket, events.c.kind, events.c.at, events.c.body)
    told = wanted.where(events.c.kind.in_(("solution_used", *_BACK))).order_by(events.c.number)
    found: dict[int, SolutionUse] = {}
    for ticket, kind, at, body in tx.connection.execute(told):
        if kind in _BACK:
            for identity, use in found.items():
                if ticket in use.given and ticket not in use.back:
                    found[identity] = SolutionUse(use.tickets, use.given, use.last, (*use.back, ticket))
            continue
        said = json.loads(body)
        use = found.get(said["solution"], SolutionUse())
        given, last = use.given, use.last
        if not said.get("documented"):
            given, last = (*given, ticket), from_us(at, tx.zone)
        found[said["solution"]] = SolutionUse((*use.tickets, ticket), given, last, use.back)
    return found


def solved_lately(tx: Reading, most: int) -> Iterator[Solved]:
    """The tickets that were closed last with a confirmed solution of their own words, in the order of their ends."""
    closed = (
        select(tickets.c.number, tickets.c.subject)
        .where(tickets.c.closed_at.is_not(None), tickets.c.outcome.in_(_CONFIRMED))
        .order_by(tickets.c.closed_at.desc(), tickets.c.number.desc())
        .limit(most)
        .subquery()
    )
    said = (
        select(closed.c.number, closed.c.subject, texts.c.body)
        .join(events, events.c.ticket == closed.c.number)
        .join(texts, texts.c.event == events.c.number)
        .where(events.c.kind == "resolved", texts.c.field == "solution", texts.c.body.is_not(None))
        .order_by(events.c.number)
    )
    last = {number: Solved(number, subject, solution) for number, subject, solution in tx.connection.execute(said)}
    yield from last.values()
