"""The state of a ticket: the fold of its events."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.tickets.events import (
    Closed,
    Commented,
    Confirmed,
    History,
    Noted,
    PriorityChanged,
    Recorded,
    Registered,
    Rejected,
    Released,
    Resolved,
    Taken,
    TypeChanged,
)
from core.vocabulary import Channel, Line, Mis, Outcome, Priority, Status, TicketType


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket at one version; ``version`` is the ``seq`` of its last event, ``changed_at`` that event's instant.

    ``accepted_by`` is the assignee once he has taken the ticket himself; a hand-over empties it."""

    number: int
    version: int
    subject: str
    description: str
    type: TicketType
    priority: Priority
    status: Status
    outcome: Outcome | None = None
    line: Line
    assignee: str | None = None
    accepted_by: str | None = None
    watchers: tuple[str, ...] = ()
    organization: int
    requester: int
    mis: Mis
    channel: Channel
    external_number: str | None = None
    received_at: datetime
    created_at: datetime
    changed_at: datetime
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    solution: str | None = None
    indicative_due: datetime | None = None


def begin(recorded: Recorded) -> Ticket:
    """The ticket that its first event makes; ValueError if that is not a registration, or not the first."""
    event = recorded.event
    if recorded.seq != 1:
        raise ValueError(f"the log of ticket {recorded.ticket} begins with event {recorded.seq}")
    if not isinstance(event, Registered):
        raise ValueError(f"the log of ticket {recorded.ticket} begins with {event.kind!r}, not with a registration")
    return Ticket(
        number=recorded.ticket,
        version=recorded.seq,
        subject=event.subject,
        description=event.description,
        type=event.type,
        priority=event.priority,
        status=Status.NEW,
        line=Line.FIRST,
        organization=event.organization,
        requester=event.requester,
        mis=event.mis,
        channel=event.channel,
        external_number=event.external_number,
        received_at=event.received_at,
        created_at=recorded.at,
        changed_at=recorded.at,
    )


def evolve(ticket: Ticket, recorded: Recorded) -> Ticket:  # noqa: C901 - one case for each kind of event
    """The ticket after one more event; ValueError if the log has a hole or a second registration."""
    if recorded.seq != ticket.version + 1:
        raise ValueError(f"ticket {ticket.number}: event {recorded.seq} follows version {ticket.version}")
    ticket = replace(ticket, version=recorded.seq, changed_at=recorded.at)
    match recorded.event:
        case Commented() | Noted():
            return ticket
        case Taken():
            return replace(ticket, assignee=recorded.actor, accepted_by=recorded.actor, status=Status.IN_PROGRESS)
        case TypeChanged(new=new, priority=priority):
            return replace(ticket, type=new, priority=priority)
        case PriorityChanged(new=priority):
            return replace(ticket, priority=priority)
        case Released() as event:
            return _released(ticket, event)
        case Resolved(solution=solution):
            return replace(ticket, status=Status.RESOLVED, resolved_at=recorded.at, solution=solution)
        case Rejected():
            return replace(ticket, status=Status.IN_PROGRESS, resolved_at=None, solution=None)
        case Confirmed():
            return replace(ticket, status=Status.CLOSED, outcome=Outcome.CONFIRMED, closed_at=recorded.at)
        case Closed(outcome=outcome):
            return replace(ticket, status=Status.CLOSED, outcome=outcome, closed_at=recorded.at)
        case Registered():
            raise ValueError(f"ticket {ticket.number} is registered twice, at event {recorded.seq}")


def _released(ticket: Ticket, event: Released) -> Ticket:
    # The status stays: «В работе» means accepted by the executor, who says so by taking the ticket.
    watchers = ticket.watchers + tuple(w for w in event.watchers if w not in ticket.watchers)
    return replace(
        ticket,
        line=Line.SECOND,
        assignee=event.to,
        accepted_by=None,
        watchers=watchers,
        indicative_due=event.indicative_due or ticket.indicative_due,
    )


def replay(history: History) -> Ticket:
    """Fold a whole log; ValueError if it is empty or not a log."""
    if not history:
        raise ValueError("a ticket without events does not exist")
    ticket = begin(history[0])
    for recorded in history[1:]:
        ticket = evolve(ticket, recorded)
    return ticket
