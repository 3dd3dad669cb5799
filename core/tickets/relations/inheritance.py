"""A ticket that was split off goes on with the life of its request: received then, answered then (Прил. 3, п. 1).

The reactions that were given, the classifications, the agreed terms, the time in «Решена» and the waits of the ticket
that it came from are read before its own events, so that each clock stands at its birth where the old one stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from core.tickets.answers.events import Commented, RequesterAnswered
from core.tickets.classification.events import PriorityChanged, TypeChanged
from core.tickets.clocks.first_answer import is_answer, is_public
from core.tickets.clocks.mistakes import shifts
from core.tickets.clocks.waits import waits
from core.tickets.closing.events import Closed, Rejected, Reopened, Resolved
from core.tickets.log import History, Recorded, TicketEvent
from core.tickets.registration.events import Registered
from core.tickets.registration.origin import Earlier, Moment, Origin
from core.tickets.terms.events import TermAgreed
from core.tickets.undo.standing import standing

_OF: Final[Mapping[type[Any], Moment]] = {
    TermAgreed: Moment.AGREED,
    Resolved: Moment.RESOLVED,
    Rejected: Moment.REJECTED,
    Closed: Moment.CLOSED,
    Reopened: Moment.REOPENED,
}


def origin_of(history: History, at: datetime) -> Origin:
    """What a ticket that is split from this one at ``at`` takes along."""
    life = whole(history)
    registered = life[0].event
    assert isinstance(registered, Registered)
    moments = sorted((*_moments(life), *_waits(life, at)), key=lambda each: each.at)
    return Origin(ticket=history[0].ticket, type=registered.type, priority=registered.priority, earlier=tuple(moments))


def whole(history: History) -> History:
    """What of a log stands, with the life that its ticket goes on with before it, numbered 0 and less.

    Those events bear the number of the ticket that it came from, and no words.
    """
    history = standing(history)
    registered = history[0].event
    if not isinstance(registered, Registered) or registered.origin is None or history[0].seq != 1:
        return history
    origin = registered.origin
    moments = [(each, event) for each in origin.earlier if (event := _event(each)) is not None]
    first = replace(registered, type=origin.type, priority=origin.priority)
    since = -len(moments)
    life = (
        Recorded(origin.ticket, seq, each.at, each.actor, each.role, event)
        for seq, (each, event) in enumerate(moments, start=since + 1)
    )
    return (replace(history[0], seq=since, event=first), *life, *history[1:])


def _moments(life: History) -> Iterator[Earlier]:
    changed = {each.seq: each.after for each in shifts(life)}
    for each in life[1:]:
        what = Moment.CLASSIFIED if each.seq in changed else _what(each)
        if what is None:
            continue
        made = Earlier(at=each.effective, actor=each.actor, role=each.role, what=what)
        match each.event:
            case TypeChanged() | PriorityChanged():
                type, priority = changed[each.seq]
                made = replace(made, type=type, priority=priority)
            case TermAgreed(clock=clock, due=due):
                made = replace(made, clock=clock, due=due)
            case Closed(outcome=outcome):
                made = replace(made, outcome=outcome)
        yield made


def _what(recorded: Recorded) -> Moment | None:
    """What sort of moment an event is for the clocks; None for one that moves none."""
    if moment := _OF.get(type(recorded.event)):
        return moment
    if is_answer(recorded):
        return Moment.ANSWERED
    return Moment.HEARD if is_public(recorded) else None


def _waits(history: History, at: datetime) -> Iterator[Earlier]:
    first = history[0]
    for each in waits(history):
        yield Earlier(
            at=each.start, actor=first.actor, role=first.role, what=Moment.WAITED, waiting=each.bucket,
            until=each.end or at,
        )  # fmt: skip


def _event(moment: Earlier) -> TicketEvent | None:
    """The event that a clock reads in place of an earlier moment; None for a wait, which is read by itself."""
    match moment:
        case Earlier(what=Moment.ANSWERED):
            return Commented(text="")
        case Earlier(what=Moment.HEARD):
            return RequesterAnswered(by=0, text="")
        case Earlier(what=Moment.CLASSIFIED, type=type, priority=priority) if type and priority:
            return TypeChanged(old=type, new=type, priority=priority)
        case Earlier(what=Moment.AGREED, clock=clock, due=due) if clock and due:
            return TermAgreed(clock=clock, due=due, agreed_with=0, reason="")
        case Earlier(what=Moment.RESOLVED):
            return Resolved(solution="")
        case Earlier(what=Moment.REJECTED):
            return Rejected(by=0, reason="")
        case Earlier(what=Moment.CLOSED, outcome=outcome) if outcome:
            return Closed(outcome=outcome, reason="")
        case Earlier(what=Moment.REOPENED):
            return Reopened(reason="")
    return None
