"""Random lives of a ticket: commands of every kind by people of every role, hours and weekends apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st

from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.classification.commands import SetPriority, SetType
from core.tickets.closing.commands import Close, Confirm, Reject, Resolve
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.directory import Actor
from core.tickets.log import History, Recorded, TicketEvent
from core.tickets.refusal import Refusal
from core.vocabulary import Outcome, Priority, Status, TicketType
from tests.core.tickets.story import (
    BLOCKED,
    COWORKER,
    ENGINEER,
    EVERYBODY,
    FACTS,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    REQUESTER,
    at,
    call,
    shipped,
)

EDGES = {
    (Status.NEW, Status.IN_PROGRESS),
    (Status.IN_PROGRESS, Status.RESOLVED),
    (Status.RESOLVED, Status.IN_PROGRESS),
    (Status.NEW, Status.CLOSED),
    (Status.IN_PROGRESS, Status.CLOSED),
    (Status.RESOLVED, Status.CLOSED),
}
"""Which status follows which, by Прил. 2 alone; «Закрыта» is left only by the decision of a dispute."""

Asked = tuple[timedelta, Actor, TicketCommand]

_people = st.sampled_from([REQUESTER.id, REQUESTER.id, REQUESTER.id, COWORKER.id, 99])
_types, _priorities = st.sampled_from(TicketType), st.sampled_from(Priority)
_reasons = st.sampled_from([None, "Так вернее"])

_set_type = st.builds(SetType, number=st.just(NUMBER), type=_types, priority=st.none() | _priorities, reason=_reasons)
_set_priority = st.builds(SetPriority, number=st.just(NUMBER), priority=_priorities, reason=_reasons)
_commands: st.SearchStrategy[TicketCommand] = st.one_of(
    st.just(Comment(number=NUMBER, text="Смотрим")),
    st.just(Note(number=NUMBER, text="Перезвонить")),
    st.just(Take(number=NUMBER)),
    _set_type,
    _set_priority,
    st.builds(
        Release,
        number=st.just(NUMBER),
        to=st.sampled_from([ENGINEER.login, OTHER_ENGINEER.login, OPERATOR.login, BLOCKED.login, "nikto"]),
    ),
    st.just(Resolve(number=NUMBER, solution="Пересоздали очередь")),
    st.builds(Confirm, number=st.just(NUMBER), by=_people, how=st.sampled_from(["phone", "external", "telepathy"])),
    st.builds(Reject, number=st.just(NUMBER), by=_people, reason=st.just("Не печатает")),
    st.builds(Close, number=st.just(NUMBER), outcome=st.sampled_from(Outcome), reason=st.just("Так решили")),
)
_gaps = st.one_of(
    st.sampled_from([timedelta(0), timedelta(microseconds=1), timedelta(hours=4)]),
    st.integers(1, 90).map(lambda n: timedelta(minutes=n)),
    st.integers(1, 90).map(lambda n: timedelta(hours=n)),
)
_actors = st.sampled_from([OPERATOR, OPERATOR, ENGINEER, ENGINEER, *EVERYBODY])
_pairs = st.sampled_from([(row.type, row.priority) for row in shipped().norms.rows])

_anything: st.SearchStrategy[list[Asked]] = st.tuples(_gaps, _actors, _commands).map(lambda one: [one])


def _scene(*parts: tuple[Actor, TicketCommand]) -> st.SearchStrategy[list[Asked]]:
    """Commands that make sense one after the other, at any distance."""
    return st.tuples(*(st.tuples(_gaps, st.just(actor), st.just(command)) for actor, command in parts)).map(list)


_TAKE, _RESOLVE = Take(number=NUMBER), Resolve(number=NUMBER, solution="Пересоздали очередь")
_REJECT = Reject(number=NUMBER, by=REQUESTER.id, reason="Не печатает")
_scenes = st.one_of(
    _scene((OPERATOR, Release(number=NUMBER, to=ENGINEER.login)), (ENGINEER, _TAKE)),
    _scene((OPERATOR, _TAKE), (OPERATOR, _RESOLVE), (OPERATOR, _REJECT)),
    _scene((OPERATOR, Release(number=NUMBER, to=ENGINEER.login)), (ENGINEER, _RESOLVE), (ENGINEER, _REJECT)),
    _scene((OPERATOR, _RESOLVE), (ENGINEER, _RESOLVE), (OPERATOR, Confirm(number=NUMBER, by=REQUESTER.id))),
)

_reclassified: st.SearchStrategy[list[Asked]] = st.tuples(
    _gaps, st.just(OPERATOR), st.one_of(_set_type, _set_priority)
).map(lambda one: [one])
_parts = st.sampled_from([_anything, _anything, _reclassified, _scenes]).flatmap(lambda chosen: chosen)

asked: st.SearchStrategy[list[Asked]] = st.lists(_parts, min_size=1, max_size=12).map(
    lambda parts: [one for part in parts for one in part]
)
beginnings: st.SearchStrategy[History] = st.builds(
    lambda gap, pair, answer: grown(
        (),
        at("2026-11-25 15:00") + gap,
        OPERATOR,
        decide(
            (),
            call(type=pair[0], priority=pair[1], answer=answer, received_at=at("2026-11-25 15:00")),
            Context(OPERATOR, at("2026-11-25 15:00") + gap, shipped(), FACTS),
        ),
    ),
    _gaps,
    _pairs,
    st.sampled_from([None, "Смотрим"]),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """One command of a life: the log before it, who gave it when, the answer, and the log after it."""

    before: History
    command: TicketCommand
    context: Context
    answer: tuple[TicketEvent, ...] | Refusal
    after: History


def live(history: History, commands: list[Asked]) -> Iterator[Asking]:
    """Give the commands one after the other, each to the log that the earlier ones left."""
    now = history[-1].at
    for gap, actor, command in commands:
        now += gap
        context = Context(actor, now, shipped(), FACTS)
        answer = decide(history, command, context)
        after = history if isinstance(answer, Refusal) else grown(history, now, actor, answer)
        yield Asking(history, command, context, answer, after)
        history = after


def grown(history: History, now: datetime, actor: Actor, events: tuple[TicketEvent, ...] | Refusal) -> History:
    """The log with what the store would append to it."""
    assert not isinstance(events, Refusal), events
    for event in events:
        history += (Recorded(NUMBER, len(history) + 1, now, actor.login, actor.role, event),)
    return history
