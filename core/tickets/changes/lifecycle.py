"""How a ticket changes in its life: taking, classification, hand-over, solution, closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.tickets.answers.events import Commented, Noted, RequesterAnswered
from core.tickets.assignment.events import Assigned, Released, SentBack, Taken
from core.tickets.changes.base import Change, Changed, no_longer
from core.tickets.classification.events import PriorityChanged, PriorityConfirmed, PriorityProposed, TypeChanged
from core.tickets.classification.processing import Processed
from core.tickets.closing.events import Closed, Confirmed, Rejected, Reopened, Resolved
from core.tickets.log import Recorded
from core.tickets.records import Checklist, Clarified, Impact
from core.vocabulary import Line, LinkKind, Outcome, Priority, Role, Status, Waiting

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket


def nothing(ticket: Ticket, event: Any, recorded: Recorded) -> Changed:
    """An event that tells something and changes no field."""
    return {}


def _taken(ticket: Ticket, event: Taken, recorded: Recorded) -> Changed:
    held = ticket.assigned_at if ticket.assignee == recorded.actor else recorded.at
    return {
        "assignee": recorded.actor,
        "assigned_at": held,
        "assignee_line": ticket.line,
        "accepted_by": recorded.actor,
        "no_executor": False,
        "status": Status.IN_PROGRESS,
    }


def _assigned(ticket: Ticket, event: Assigned, recorded: Recorded) -> Changed:
    watchers = event.decision.watchers if event.decision else ()
    return {
        "assignee": event.to,
        "assigned_at": recorded.at if event.to else None,
        "assignee_line": _line_of_assigned(ticket, event),
        "accepted_by": None,
        "no_executor": event.to is None,
        "watchers": _joined(ticket.watchers, watchers),
    }


def _line_of_assigned(ticket: Ticket, event: Assigned) -> Line | None:
    """ПЛТП assigns its own people by hand; the rules, and whoever assigns later, name somebody of ВЛТП."""
    if event.to is None:
        return None
    return Line.FIRST if ticket.line is Line.FIRST and not event.automatic else Line.SECOND


def _released(ticket: Ticket, event: Released, recorded: Recorded) -> Changed:
    # The status stays: «В работе» means accepted by the executor, who says so by taking the ticket.
    return {
        "line": Line.SECOND,
        "named": None,
        "assignee": event.to,
        "assigned_at": recorded.at,
        "assignee_line": Line.SECOND,
        "accepted_by": None,
        "no_executor": False,
        "watchers": _joined(ticket.watchers, event.watchers),
        "indicative_due": event.indicative_due or ticket.indicative_due,
    }


def _sent_back(ticket: Ticket, event: SentBack, recorded: Recorded) -> Changed:
    # The status stays, as at the hand-over: ПЛТП accepts the ticket anew by taking it.
    return {
        "line": Line.FIRST,
        "assignee": event.to,
        "assigned_at": recorded.at if event.to else None,
        "accepted_by": None,
        "no_executor": event.to is None,
    }


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return old + tuple(each for each in new if each not in old)


def _type(ticket: Ticket, event: TypeChanged, recorded: Recorded) -> Changed:
    changes = {"type": event.new, "priority": event.priority, "proposed_priority": None}
    if event.priority is ticket.priority:
        return changes
    return changes | _clarified(ticket, event.priority, recorded, Clarified.SET)


def _priority(ticket: Ticket, event: PriorityChanged, recorded: Recorded) -> Changed:
    return {"priority": event.new, "proposed_priority": None} | _clarified(ticket, event.new, recorded, Clarified.SET)


def _confirmed_priority(ticket: Ticket, event: PriorityConfirmed, recorded: Recorded) -> Changed:
    return {"proposed_priority": None} | _clarified(ticket, event.priority, recorded, Clarified.CONFIRMED)


def _clarified(
    ticket: Ticket, priority: Priority, recorded: Recorded, how: Clarified, text: str | None = None
) -> dict[str, Any]:
    """Urgency and impact as the actor has clarified them; only ПЛТП does (Прил. 2), and the check of its stage."""
    if recorded.role is not Role.FIRST_LINE and how is not Clarified.CHECKED:
        return {}
    said = text or (ticket.impact.text if ticket.impact else None)
    return {"impact": Impact(priority=priority, by=recorded.actor, at=recorded.at, how=how, text=said)}


def _processed(ticket: Ticket, event: Processed, recorded: Recorded) -> Changed:
    earlier = ticket.checklist.details if ticket.checklist else None
    checklist = Checklist(
        relevant=event.relevant,
        correct=event.correct,
        complete=event.complete,
        category=event.category,
        urgency=event.urgency,
        impact=event.impact,
        missing=event.missing,
        details="\n".join(filter(None, (earlier, event.details))) or None,
        at=recorded.at,
        by=recorded.actor,
    )
    changes: dict[str, Any] = {"checklist": checklist}
    if event.urgency and event.impact:
        changes |= _clarified(ticket, ticket.priority, recorded, Clarified.CHECKED, event.impact)
    return changes


def _resolved(ticket: Ticket, event: Resolved, recorded: Recorded) -> Changed:
    return {
        "status": Status.RESOLVED,
        "resolved_at": recorded.at,
        "solution": event.solution,
        "waiting": None,
        "waiting_since": None,
    }


def _confirmed(ticket: Ticket, event: Confirmed, recorded: Recorded) -> Changed:
    return {"status": Status.CLOSED, "outcome": Outcome.CONFIRMED, "closed_at": recorded.at}


def _closed(ticket: Ticket, event: Closed, recorded: Recorded) -> Changed:
    return {
        "status": Status.CLOSED,
        "outcome": event.outcome,
        "closed_at": recorded.effective,
        "waiting": None,
        "waiting_since": None,
    }


def _heard(ticket: Ticket, event: RequesterAnswered, recorded: Recorded) -> Changed:
    answered = {} if event.asks_time else no_longer(ticket, Waiting.REQUESTER)
    return {"heard_at": recorded.at, **answered}


def _reopened(ticket: Ticket, event: Reopened, recorded: Recorded) -> Changed:
    back = {"status": Status.IN_PROGRESS if ticket.assignee else Status.NEW, "outcome": None, "closed_at": None}
    links = tuple(each for each in ticket.links if each.kind is not LinkKind.DUPLICATE or each.origin)
    return back | {"resolved_at": None, "solution": None, "links": links}


LIFECYCLE: Mapping[type[Any], Change] = {
    Commented: nothing,
    Noted: nothing,
    Taken: _taken,
    Assigned: _assigned,
    Released: _released,
    SentBack: _sent_back,
    TypeChanged: _type,
    PriorityChanged: _priority,
    PriorityConfirmed: _confirmed_priority,
    PriorityProposed: lambda ticket, event, _: {"proposed_priority": event.priority},
    Processed: _processed,
    RequesterAnswered: _heard,
    Resolved: _resolved,
    Rejected: lambda *_: {"status": Status.IN_PROGRESS, "resolved_at": None, "solution": None},
    Confirmed: _confirmed,
    Closed: _closed,
    Reopened: _reopened,
}
