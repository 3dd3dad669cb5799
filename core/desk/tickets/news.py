"""What one of the staff wants to hear of: other people's acts since the last look, near dues, and what is late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.desk.queue import countdowns, listing
from core.desk.sign_in import standing_in
from core.desk.views import QueueRow, TrueUntil, View
from core.policy import Policy
from core.policy.notices import Occasion
from core.store.event_log import log
from core.store.projections import queue_keys
from core.store.store import Reading
from core.tickets.alerts.notices import HeldTicket, Notice, noticed
from core.tickets.directory import Actor
from core.tickets.filtering.terms import All, Any, Assignee, Codes, Not, Term
from core.vocabulary import ClockName, Line, Role

MOST_EVENTS: Final = 500
"""Of a longer absence only the end is told."""
MOST_NEAR: Final = 200
"""Of more dues that come near at once the first are told; the others come nearer in their turn."""
COUNTED_TO: Final = 1000
"""The reader's own tickets are counted no further, as no counter of a list is."""


@dataclass(frozen=True, slots=True)
class Near:
    """A due that comes near: what tells it from every other, and its notice."""

    number: int
    clock: ClockName
    due: datetime
    notice: Notice


@dataclass(frozen=True, slots=True)
class News:
    """``head`` is what the next look goes on from; ``overdue`` and ``soon`` count the reader's own tickets: those of
    the line for ПЛТП, one's own for ВЛТП, all of them for the others. ``true_until``: until when time alone changes
    nothing of it."""

    head: int
    notices: tuple[Notice, ...]
    near: tuple[Near, ...]
    overdue: int
    soon: int
    true_until: TrueUntil


def news(tx: Reading, policy: Policy, actor: Actor, now: datetime, after: int | None) -> News:
    """The news since event ``after``; None: none of the past, only how things stand."""
    actor = replace(actor, stands_for=standing_in(tx, actor.login, now))
    views, term = listing.views_at(tx, policy, now, actor.login), _scope(actor)
    overdue, soon = (queue_keys.ListQuery(view.value, term=term) for view in (View.OVERDUE, View.SOON))
    near = listing.rows(tx, [number for number, _group in queue_keys.keys(tx, views, soon, MOST_NEAR)])
    happened = () if after is None else log.since(tx, after, MOST_EVENTS)
    held = {
        row.number: HeldTicket(row.subject, row.priority, row.assignee)
        for row in listing.rows(tx, sorted({each.ticket for each in happened}))
    }
    return News(
        head=log.head(tx),
        notices=noticed(happened, held, actor),
        near=tuple(_near(near, policy, now)),
        overdue=queue_keys.count(tx, views, overdue, COUNTED_TO),
        soon=queue_keys.count(tx, views, soon, COUNTED_TO),
        true_until=listing.true_until(
            tx, policy, now, {_warning(policy, clock) for clock in policy.lifecycle.warn_before}
        ),
    )


def _scope(actor: Actor) -> Term | None:
    """What is chosen for an executor beforehand is still the first line's until it is released (п. 6.4)."""
    own, first = Assignee((), me=True), Codes("line", (Line.FIRST.value,))
    if actor.role is Role.FIRST_LINE:
        return Any((first, own))
    return All((own, Not(first))) if actor.role is Role.SECOND_LINE else None


def _near(rows: Sequence[QueueRow], policy: Policy, now: datetime) -> Iterator[Near]:
    """Those of the rows whose clock is as near as ``warn_before`` of ``lifecycle.yaml`` says, while time runs."""
    for row in rows:
        counted = countdowns.row_countdown(policy, row, now)
        if counted is None or counted.overdue or counted.standing or row.next_clock is None or row.due_at is None:
            continue
        if row.soft or counted.remaining > _warning(policy, row.next_clock):
            continue
        text = f"{policy.labels.of(row.next_clock)} до {row.due_at.astimezone(now.tzinfo):%H:%M}: {row.subject}"
        yield Near(row.number, row.next_clock, row.due_at, Notice(Occasion.BREACH_NEAR, row.number, text))


def _warning(policy: Policy, clock: ClockName) -> timedelta:
    """Working time before a due of a clock from which it is near."""
    return policy.lifecycle.warn_before[clock].duration(policy.schedule.full_day)
