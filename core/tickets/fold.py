"""A ticket from its log: the fold of its events."""

from collections.abc import Iterable
from dataclasses import replace

from core.tickets.answers.events import Commented
from core.tickets.log import History, Recorded
from core.tickets.records import Clarified, ClarifiedImpact
from core.tickets.registration.events import Registered
from core.tickets.ticket import Ticket
from core.tickets.undo.events import TakenBack
from core.tickets.undo.standing import standing
from core.vocabulary import Line, Role, Status


def begin(recorded: Recorded) -> Ticket:
    """The ticket that its first event makes; ValueError if that is not a registration, or not the first."""
    event = recorded.event
    if recorded.seq != 1:
        raise ValueError(f"the log of ticket {recorded.ticket} begins with event {recorded.seq}")
    if not isinstance(event, Registered):
        raise ValueError(f"the log of ticket {recorded.ticket} begins with {event.kind!r}, not with a registration")
    decision = event.decision if event.decision and event.decision.line is Line.SECOND else None
    return Ticket(
        number=recorded.ticket,
        version=recorded.seq,
        subject=event.subject,
        description=event.description,
        type=event.type,
        priority=event.priority,
        status=Status.NEW,
        line=Line.FIRST,
        assignee=decision.executor if decision else None,
        assigned_at=recorded.at if decision and decision.executor else None,
        assignee_line=Line.SECOND if decision and decision.executor else None,
        no_executor=decision is not None and decision.executor is None,
        named=decision.executor if decision else None,
        watchers=event.decision.watchers if event.decision else (),
        organization=event.organization,
        requester=event.requester,
        mis=event.mis,
        channel=event.channel,
        external_number=event.external_number,
        received_at=event.received_at,
        created_at=recorded.at,
        changed_at=recorded.at,
        template=event.template,
        masked=event.masked,
        impact=_impact(event, recorded),
    )


def _impact(event: Registered, recorded: Recorded) -> ClarifiedImpact | None:
    """The priority that a specialist of ПЛТП chose at the registration; an imported one is the requester's proposal."""
    if event.origin is not None:
        origin = event.origin
        if origin.clarified_by is None or origin.clarified_at is None:
            return None
        return ClarifiedImpact(
            priority=event.priority, by=origin.clarified_by, at=origin.clarified_at, how=Clarified.INHERITED
        )
    if event.imported or recorded.role is not Role.FIRST_LINE:
        return None
    return ClarifiedImpact(priority=event.priority, by=recorded.actor, at=recorded.at, how=Clarified.REGISTERED)


def evolve(ticket: Ticket, recorded: Recorded) -> Ticket:
    """The ticket after one more event; ValueError if the log has a hole or a second registration."""
    return _onto(replace(ticket), (recorded,))


def replay(history: History) -> Ticket:
    """Fold a whole log; ValueError if it is empty or not a log. What was taken back changes nothing."""
    if not history:
        raise ValueError("a ticket without events does not exist")
    first, *later = standing(history)
    return _onto(begin(first), later)


def followed(ticket: Ticket, log: History, later: History) -> Ticket:
    """``ticket``, the fold of ``log``, after some more events: folded anew where they take something back."""
    if any(isinstance(each.event, TakenBack) for each in later):
        return replay(log + later)
    return _onto(replace(ticket), later)


def sifted(sieve: History, later: History) -> History:
    """What clocks read of a log: ``sieve``, the same of its beginning, and of the events since; nothing of it is long.

    Left out are what was taken back, the kinds that say so themselves (``clockless``), and a public comment that
    follows another of the same role where nothing that a clock reads came between: each clock stops at the first one.
    Whoever takes something back in ``later`` must begin with the whole log.
    """
    found = list(sieve)
    for each in later:
        if not each.event.clockless and not _again(found, each):
            found.append(each)
    return tuple(found)


def _again(found: list[Recorded], recorded: Recorded) -> bool:
    """Whether the role has said something to the requester already, and nothing but such comments came since."""
    if isinstance(recorded.event, Commented):
        for each in reversed(found):
            if not isinstance(each.event, Commented):
                return False
            if each.role is recorded.role:
                return True
    return False


def _onto(own: Ticket, later: Iterable[Recorded]) -> Ticket:
    """Fold events into a ticket that nobody else holds yet: copying its fields for each is most of a fold's cost."""
    for recorded in later:
        if recorded.seq != own.version + 1:
            raise ValueError(f"ticket {own.number}: event {recorded.seq} follows version {own.version}")
        if isinstance(recorded.event, Registered):
            raise ValueError(f"ticket {own.number} is registered twice, at event {recorded.seq}")
        changes = recorded.event.apply(own, recorded)
        for name, value in (*changes.items(), ("version", recorded.seq), ("changed_at", recorded.at)):
            object.__setattr__(own, name, value)
    return own
