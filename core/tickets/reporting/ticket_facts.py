"""What reports know of one ticket: facts folded from its log as it stood at an instant.

``facts_of`` reads nothing that was recorded later, so that a month's report is the same whenever it is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.policy import Policy
from core.tickets.classification.events import Processed
from core.tickets.clocks.clock import Clock, Clocks
from core.tickets.clocks.reading import read_clocks
from core.tickets.closing.events import Rejected, Reopened
from core.tickets.closing.silence import as_it_stands
from core.tickets.fold import replay
from core.tickets.log import History
from core.tickets.registration.events import Registered
from core.tickets.reporting.breach_causes import BreachCause, cause_of
from core.tickets.ticket import Ticket
from core.tickets.undo.standing import standing
from core.vocabulary import (
    Channel,
    ClockName,
    ClockState,
    Ground,
    Line,
    Mis,
    Outcome,
    Priority,
    Status,
    TicketType,
    Waiting,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFacts:
    """A clock that has begun and has a due whose excess is a breach.

    ``ended`` is None while it runs; ``breached``: past its due, or breached before a term was agreed (п. 6.8); ``over``
    how much working time past the due, zero where the due was kept or moved; ``cause`` of a breach alone.
    """

    name: ClockName
    due: datetime
    ended: datetime | None
    breached: bool
    breached_at: datetime | None
    over: timedelta
    cause: BreachCause | None
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFacts:
    """An agreed term (п. 4.8, 6.7, 6.8): ``moved`` where a later one took its place before it was due.
    ``agreed_by``: a login, for ЦК; ``agreed_with``: a person of the clinic.

    ``kept``: what it was promised for has ended, and no working time had passed since the due.
    """

    clock: ClockName
    due: datetime
    made_at: datetime
    agreed_by: str
    agreed_with: int
    moved: bool
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFacts:
    """A ticket at an instant. ``lifetime``: working time from creation to closing (п. 4.10), or to the instant of the
    facts; ``waited``: how much of it somebody was waited for, overlaps once, and ``waits`` by whom.

    ``incomplete``: when ПЛТП found that something is missing (п. 5.5; Прил. 3, п. 3); ``rejected``: when the requester
    returned a solution; ``reopened``: when a dispute opened it again.
    """

    number: int
    external_number: str | None
    organization: int
    requester: int
    type: TicketType
    priority: Priority
    mis: Mis
    channel: Channel
    line: Line
    assignee: str | None
    status: Status
    outcome: Outcome | None
    ground: Ground | None
    imported: bool
    received_at: datetime
    created_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    lifetime: timedelta
    waited: timedelta
    waits: Mapping[Waiting, timedelta]
    clocks: tuple[ClockFacts, ...]
    promises: tuple[PromiseFacts, ...]
    incomplete: tuple[datetime, ...]
    rejected: tuple[datetime, ...]
    reopened: tuple[datetime, ...]
    solutions: tuple[int, ...]
    outage: int | None

    @property
    def net(self) -> timedelta:
        """The lifetime without the waits: what was in the hands of ЦК (п. 4.5, 4.6)."""
        return max(self.lifetime - self.waited, timedelta(0))

    @property
    def at_first_contact(self) -> bool:
        """Solved by ПЛТП as it came, and registered only since that took more than five minutes (п. 5.5)."""
        return self.channel is Channel.PHONE and self.ground is Ground.LONGER_THAN_5_MIN


def up_to(history: History, until: datetime) -> History:
    """What of a log was recorded before an instant."""
    return tuple(each for each in history if each.at < until)


def facts_of(history: History, policy: Policy, until: datetime) -> TicketFacts | None:
    """The facts of a ticket right before an instant, from its log; None where it was not registered yet.

    Raises ValueError for a log that is no log.
    """
    known = up_to(history, until)
    if not known:
        return None
    ticket = as_it_stands(replay(known), policy, until)
    clocks = read_clocks(known, policy, max(until, known[-1].at), ticket)
    registered = known[0].event
    assert isinstance(registered, Registered)
    return TicketFacts(
        number=ticket.number,
        external_number=ticket.external_number,
        organization=ticket.organization,
        requester=ticket.requester,
        type=ticket.type,
        priority=ticket.priority,
        mis=ticket.mis,
        channel=ticket.channel,
        line=ticket.line,
        assignee=ticket.assignee,
        status=ticket.status,
        outcome=ticket.outcome,
        ground=registered.ground,
        imported=registered.imported,
        received_at=ticket.received_at,
        created_at=ticket.created_at,
        resolved_at=ticket.resolved_at,
        closed_at=ticket.closed_at,
        lifetime=clocks.lifetime,
        waited=clocks.waited,
        waits=clocks.waiting,
        clocks=tuple(_clock(each, clocks, known, policy) for each in clocks if _judged(each)),
        promises=_promises(ticket, clocks, policy),
        **_returns(standing(known)),
        solutions=ticket.solutions,
        outage=ticket.outage,
    )


def _returns(history: History) -> dict[str, tuple[datetime, ...]]:
    """When it came back: to the clinic for want of something, to ЦК with its solution rejected, by a dispute."""
    return {
        "incomplete": tuple(
            each.at for each in history if isinstance(each.event, Processed) and not each.event.complete
        ),
        "rejected": tuple(each.at for each in history if isinstance(each.event, Rejected)),
        "reopened": tuple(each.at for each in history if isinstance(each.event, Reopened)),
    }


def _judged(clock: Clock) -> bool:
    return clock.started_at is not None and clock.due_at is not None and not clock.soft


def _clock(clock: Clock, clocks: Clocks, history: History, policy: Policy) -> ClockFacts:
    breached = clock.overdue or clock.breached_at is not None
    left = clock.remaining if clock.remaining is not None else timedelta(0)
    assert clock.due_at is not None
    return ClockFacts(
        name=clock.name,
        due=clock.due_at,
        ended=clock.stopped_at,
        breached=breached,
        breached_at=clock.breached_at,
        over=max(-left, timedelta(0)),
        cause=cause_of(clock, clocks, history, policy) if breached else None,
        agreed=clock.agreed or clock.state is ClockState.AGREED,
    )


def _promises(ticket: Ticket, clocks: Clocks, policy: Policy) -> tuple[PromiseFacts, ...]:
    clock_of = {each.name: each for each in clocks}
    found: list[PromiseFacts] = []
    for place, each in enumerate(ticket.promises):
        later = (other for other in ticket.promises[place + 1 :] if other.clock is each.clock)
        moved = any(other.at <= each.due for other in later)
        kept = _in_time(clock_of[each.clock], each.due, policy)
        found.append(
            PromiseFacts(
                clock=each.clock,
                due=each.due,
                made_at=each.at,
                agreed_by=each.agreed_by,
                agreed_with=each.agreed_with,
                moved=moved,
                kept=kept,
            )
        )
    return tuple(found)


def _in_time(clock: Clock, due: datetime, policy: Policy) -> bool:
    """Whether a clock has stopped before working time had passed since a due: 13:30 is in time for 13:00."""
    return clock.stopped_at is not None and due >= policy.worktime(clock.line).last_counted(clock.stopped_at)
