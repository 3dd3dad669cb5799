"""How a ticket changes by the work inside it: waits, terms, tasks, approvals, watchers, attachments, links, ТЛТП."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.tickets.assignment.events import Orphaned
from core.tickets.changes.base import Change, Changed, no_longer
from core.tickets.knowledge.events import SolutionUsed
from core.tickets.log import Recorded
from core.tickets.outages.events import OutageJoined
from core.tickets.records import Approval, Attachment, Follower, HandOver, Promise, Task, TicketLink
from core.tickets.registration.events import ExternallyRegistered
from core.tickets.relations.events import Attached, Linked, Watched
from core.tickets.tasks.approvals import ApprovalGranted, ApprovalRefused, ApprovalRequested
from core.tickets.tasks.tasks import TaskDone, TaskPassed, TaskSet
from core.tickets.terms.events import TermAgreed, TermIndicated, WaitingEnded, WaitingStarted
from core.tickets.third_line.events import Returned, RoutedOut, Verified
from core.vocabulary import Line, LinkKind, Scenario, Waiting

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket


def with_one(items: tuple[Any, ...], identity: int, **changes: Any) -> tuple[Any, ...]:
    """The items with one of them changed, known by its ``id``."""
    return tuple(replace(each, **changes) if each.id == identity else each for each in items)


def _promised(ticket: Ticket, event: TermAgreed, recorded: Recorded) -> Changed:
    promise = Promise(
        clock=event.clock,
        due=event.due,
        agreed_with=event.agreed_with,
        agreed_by=recorded.actor,
        at=recorded.at,
        reason=event.reason,
    )
    return {"promises": (*ticket.promises, promise)}


def _task(ticket: Ticket, event: TaskSet, recorded: Recorded) -> Changed:
    task = Task(
        id=event.task,
        text=event.text,
        user=event.user,
        person=event.person,
        due=event.due,
        set_at=recorded.at,
        set_by=recorded.actor,
    )
    return {"tasks": (*ticket.tasks, task)}


def _task_passed(ticket: Ticket, event: TaskPassed, recorded: Recorded) -> Changed:
    return {"tasks": with_one(ticket.tasks, event.task, person=event.person, user=event.user, orphaned=False)}


def _orphaned(ticket: Ticket, event: Orphaned, recorded: Recorded) -> Changed:
    tasks = tuple(replace(each, orphaned=True) if each.id in event.tasks else each for each in ticket.tasks)
    return {"tasks": tasks} | ({"no_executor": True} if event.executor else {})


def _task_done(ticket: Ticket, event: TaskDone, recorded: Recorded) -> Changed:
    done = {"done_at": recorded.at, "result": event.result, "cancelled": event.cancelled}
    tasks = with_one(ticket.tasks, event.task, **done)
    of_clinic = any(each.id == event.task and each.person is not None for each in tasks)
    more = any(each.open and each.person is not None for each in tasks)
    answered = no_longer(ticket, Waiting.ORGANIZATION) if of_clinic and not more else {}
    return {"tasks": tasks, **answered}


def _approval(ticket: Ticket, event: ApprovalRequested, recorded: Recorded) -> Changed:
    asked = Approval(id=event.approval, person=event.person, text=event.text, requested_at=recorded.at)
    return {"approvals": (*ticket.approvals, asked)}


def _granted(ticket: Ticket, event: ApprovalGranted, recorded: Recorded) -> Changed:
    return _answered(ticket, event, recorded, {"granted": True, "how": event.how})


def _refused(ticket: Ticket, event: ApprovalRefused, recorded: Recorded) -> Changed:
    return _answered(ticket, event, recorded, {"granted": False, "reason": event.reason})


def _answered(ticket: Ticket, event: ApprovalGranted | ApprovalRefused, recorded: Recorded, answer: Changed) -> Changed:
    who = {"by": event.by, "capacity": event.capacity, "answered_at": recorded.at, "answered_seq": recorded.seq}
    approvals = with_one(ticket.approvals, event.approval, **who, **answer)
    more = any(each.granted is None for each in approvals)
    return {"approvals": approvals, **({} if more else no_longer(ticket, Waiting.APPROVAL))}


def _watched(ticket: Ticket, event: Watched, recorded: Recorded) -> Changed:
    followers = _followers(ticket, event)
    stays = any(each.person == event.person and not each.apart for each in followers)
    people = tuple(each for each in ticket.watching_people if each != event.person or stays)
    staff = tuple(each for each in ticket.watchers if each != event.login)
    if not event.removed:
        people += (event.person,) if event.person is not None and not event.apart and event.person not in people else ()
        staff += (event.login,) if event.login is not None else ()
    return {"watching_people": people, "watchers": staff, "followers": followers}


def _followers(ticket: Ticket, event: Watched) -> tuple[Follower, ...]:
    """Who follows because of duplicates, after somebody watches or does no longer."""
    if event.because_of is None:
        return tuple(each for each in ticket.followers if event.login is None or each.login != event.login)
    one = Follower(event.person, event.login, event.because_of, event.apart)
    rest = tuple(each for each in ticket.followers if replace(each, apart=event.apart) != one)
    return rest if event.removed else (*rest, one)


def _attached(ticket: Ticket, event: Attached, recorded: Recorded) -> Changed:
    file = Attachment(
        id=event.attachment, title=event.title, sha256=event.sha256, size=event.size, at=recorded.at,
        screened=event.screened,
    )  # fmt: skip
    return {"attachments": (*ticket.attachments, file)}


def _linked(ticket: Ticket, event: Linked, recorded: Recorded) -> Changed:
    link = TicketLink(kind=event.link, other=event.other, origin=event.origin)
    if event.link is LinkKind.DUPLICATE and not event.origin:  # a duplicate has one original: that of its whole chain
        kept = tuple(each for each in ticket.links if each.kind is not LinkKind.DUPLICATE or each.origin)
    else:
        kept = tuple(each for each in ticket.links if each != link)
    return {"links": kept if event.removed else (*kept, link)}


def _solution(ticket: Ticket, event: SolutionUsed, recorded: Recorded) -> Changed:
    return {"solutions": tuple(dict.fromkeys((*ticket.solutions, event.solution)))}


def _routed(ticket: Ticket, event: RoutedOut, recorded: Recorded) -> Changed:
    out = HandOver(
        destination=event.destination,
        scenario=event.scenario,
        ground=event.ground,
        at=recorded.at,
        text=event.text,
    )
    return {"third_line": out} | ({"line": Line.THIRD} if event.scenario is Scenario.EXECUTOR else {})


def _returned(ticket: Ticket, event: Returned, recorded: Recorded) -> Changed:
    assert ticket.third_line is not None
    back = replace(ticket.third_line, returned_at=recorded.at, answer=event.text)
    came = _to_second_line(ticket) if ticket.line is Line.THIRD else {}
    return {"third_line": back, **came, **no_longer(ticket, Waiting.THIRD_LINE)}


def _to_second_line(ticket: Ticket) -> Changed:
    """From ТЛТП to ВЛТП, which verifies (п. 7.6): a specialist of ПЛТП is no executor there."""
    if ticket.assignee_line is Line.SECOND:
        return {"line": Line.SECOND}
    nobody = {"assignee": None, "assigned_at": None, "assignee_line": None, "accepted_by": None}
    return {"line": Line.SECOND, "no_executor": True, **nobody}


def _verified(ticket: Ticket, event: Verified, recorded: Recorded) -> Changed:
    assert ticket.third_line is not None
    return {"third_line": replace(ticket.third_line, verified_at=recorded.at)}


WORK: Mapping[type[Any], Change] = {
    WaitingStarted: lambda _, event, recorded: {"waiting": event.waiting, "waiting_since": recorded.at},
    WaitingEnded: lambda *_: {"waiting": None, "waiting_since": None},
    TermAgreed: _promised,
    TermIndicated: lambda _, event, __: {"indicative_due": event.due},
    TaskSet: _task,
    TaskPassed: _task_passed,
    TaskDone: _task_done,
    Orphaned: _orphaned,
    ApprovalRequested: _approval,
    ApprovalGranted: _granted,
    ApprovalRefused: _refused,
    Watched: _watched,
    Attached: _attached,
    Linked: _linked,
    ExternallyRegistered: lambda _, event, __: {"external_number": event.external_number},
    SolutionUsed: _solution,
    OutageJoined: lambda _, event, __: {"outage": None if event.left else event.outage},
    RoutedOut: _routed,
    Returned: _returned,
    Verified: _verified,
}
