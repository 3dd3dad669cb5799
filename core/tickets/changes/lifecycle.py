"""How a ticket changes in its life: taking, classification, hand-over, solution, closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.tickets import events as e
from core.tickets.changes.base import Change, Changed, no_longer
from core.tickets.records import Checklist, Clarified, Impact
from core.vocabulary import Line, LinkKind, Outcome, Priority, Role, Status, Waiting

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket


def nothing(ticket: Ticket, event: Any, recorded: e.Recorded) -> Changed:
    """An event that tells something and changes no field."""
    return {}


def _taken(ticket: Ticket, event: e.Taken, recorded: e.Recorded) -> Changed:
    held = ticket.assigned_at if ticket.assignee == recorded.actor else recorded.at
    return {
        "assignee": recorded.actor,
        "assigned_at": held,
        "assignee_line": ticket.line,
        "accepted_by": recorded.actor,
        "no_executor": False,
        "status": Status.IN_PROGRESS,
    }


def _assigned(ticket: Ticket, event: e.Assigned, recorded: e.Recorded) -> Changed:
    watchers = event.decision.watchers if event.decision else ()
    return {
        "assignee": event.to,
        "assigned_at": recorded.at if event.to else None,
        "assignee_line": _line_of_assigned(ticket, event),
        "accepted_by": None,
        "no_executor": event.to is None,
        "watchers": _joined(ticket.watchers, watchers),
    }


def _line_of_assigned(ticket: Ticket, event: e.Assigned) -> Line | None:
    """ПЛТП assigns its own people by hand; the rules, and whoever assigns later, name somebody of ВЛТП."""
    if event.to is None:
        return None
    return Line.FIRST if ticket.line is Line.FIRST and not event.automatic else Line.SECOND


def _released(ticket: Ticket, event: e.Released, recorded: e.Recorded) -> Changed:
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


def _sent_back(ticket: Ticket, event: e.SentBack, recorded: e.Recorded) -> Changed:
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


def _type(ticket: Ticket, event: e.TypeChanged, recorded: e.Recorded) -> Changed:
    changes = {"type": event.new, "priority": event.priority, "proposed_priority": None}
    if event.priority is ticket.priority:
        return changes
    return changes | _clarified(ticket, event.priority, recorded, Clarified.SET)


def _priority(ticket: Ticket, event: e.PriorityChanged, recorded: e.Recorded) -> Changed:
    return {"priority": event.new, "proposed_priority": None} | _clarified(ticket, event.new, recorded, Clarified.SET)


def _confirmed_priority(ticket: Ticket, event: e.PriorityConfirmed, recorded: e.Recorded) -> Changed:
    return {"proposed_priority": None} | _clarified(ticket, event.priority, recorded, Clarified.CONFIRMED)


def _clarified(
    ticket: Ticket, priority: Priority, recorded: e.Recorded, how: Clarified, text: str | None = None
) -> dict[str, Any]:
    """Urgency and impact as the actor has clarified them; only ПЛТП does (Прил. 2), and the check of its stage."""
    if recorded.role is not Role.FIRST_LINE and how is not Clarified.CHECKED:
        return {}
    said = text or (ticket.impact.text if ticket.impact else None)
    return {"impact": Impact(priority=priority, by=recorded.actor, at=recorded.at, how=how, text=said)}


def _processed(ticket: Ticket, event: e.Processed, recorded: e.Recorded) -> Changed:
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


def _resolved(ticket: Ticket, event: e.Resolved, recorded: e.Recorded) -> Changed:
    return {
        "status": Status.RESOLVED,
        "resolved_at": recorded.at,
        "solution": event.solution,
        "waiting": None,
        "waiting_since": None,
    }


def _confirmed(ticket: Ticket, event: e.Confirmed, recorded: e.Recorded) -> Changed:
    return {"status": Status.CLOSED, "outcome": Outcome.CONFIRMED, "closed_at": recorded.at}


def _closed(ticket: Ticket, event: e.Closed, recorded: e.Recorded) -> Changed:
    return {
        "status": Status.CLOSED,
        "outcome": event.outcome,
        "closed_at": recorded.effective,
        "waiting": None,
        "waiting_since": None,
    }


def _heard(ticket: Ticket, event: e.RequesterAnswered, recorded: e.Recorded) -> Changed:
    answered = {} if event.asks_time else no_longer(ticket, Waiting.REQUESTER)
    return {"heard_at": recorded.at, **answered}


def _reopened(ticket: Ticket, event: e.Reopened, recorded: e.Recorded) -> Changed:
    back = {"status": Status.IN_PROGRESS if ticket.assignee else Status.NEW, "outcome": None, "closed_at": None}
    links = tuple(each for each in ticket.links if each.kind is not LinkKind.DUPLICATE or each.origin)
    return back | {"resolved_at": None, "solution": None, "links": links}


LIFECYCLE: Mapping[type[Any], Change] = {
    e.Commented: nothing,
    e.Noted: nothing,
    e.Taken: _taken,
    e.Assigned: _assigned,
    e.Released: _released,
    e.SentBack: _sent_back,
    e.TypeChanged: _type,
    e.PriorityChanged: _priority,
    e.PriorityConfirmed: _confirmed_priority,
    e.PriorityProposed: lambda ticket, event, _: {"proposed_priority": event.priority},
    e.Processed: _processed,
    e.RequesterAnswered: _heard,
    e.Resolved: _resolved,
    e.Rejected: lambda *_: {"status": Status.IN_PROGRESS, "resolved_at": None, "solution": None},
    e.Confirmed: _confirmed,
    e.Closed: _closed,
    e.Reopened: _reopened,
}
