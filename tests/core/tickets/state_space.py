"""The states that a ticket can come into, found by giving real commands breadth first, and the ways out of them.

Two tickets of one state (:func:`key`) answer every command alike, up to the words and instants that they hold. Time
stands nearly still: each event a second after the last, but silence and force (п. 4.9) are tried two months later.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import reduce
from typing import Any, Final

from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.directory import SYSTEM, Actor
from core.tickets.effects import Elsewhere
from core.tickets.fold import evolve, replay
from core.tickets.log import DeskEvent, History
from core.tickets.refusal import Refusal
from core.tickets.tasks.approvals import last_word
from core.tickets.ticket import Ticket
from core.tickets.use_cases.possible import guard
from core.vocabulary import (
    Destination,
    Priority,
    RoutingGround,
    Scenario,
    Status,
    TicketType,
    Waiting,
)
from tests.core.tickets.lives import grown
from tests.core.tickets.story import (
    CHIEF,
    ENGINEER,
    FACTS,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    REQUESTER,
    at,
    call,
    shipped,
)
from tests.core.tickets.test_rules_of_work import HEAD, IT_HEAD, WHO
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

BEGINNING: Final = at("2026-11-23 09:00")
LATER: Final = timedelta(days=60)
PEOPLE: Final = (OPERATOR, ENGINEER, CHIEF)
"""One of each line and a supervisor: a second one of a line is anybody who is not the executor, and may take it."""
KNOWN: Final = replace(FACTS, people=WHO)

State = tuple[Any, ...]
Given = tuple[Actor, c.TicketCommand]


def key(ticket: Ticket, history: History) -> State:
    """What decides about the commands that follow; words, instants and the number of finished items do not."""
    away, word = ticket.third_line, last_word(ticket, shipped())
    dispute = ticket.dispute
    return (
        ticket.status,
        ticket.line,
        ticket.type,
        ticket.priority is Priority.VERY_HIGH,
        ticket.assignee,
        ticket.assignee_line,
        ticket.accepted_by is not None,
        ticket.waiting,
        tuple(sorted(each.person is not None for each in ticket.tasks if each.open)),
        any(each.granted is None for each in ticket.approvals),
        word.granted if word else None,
        away and (away.scenario, away.returned_at is not None, away.verified_at is not None),
        dispute and dispute.escalated_at is not None,
        ticket.remote_open is not None,
        ticket.mis_run_open is not None,
        _heard(ticket),
        _told(history),
    )


def _heard(ticket: Ticket) -> bool:
    return ticket.resolved_at is not None and ticket.heard_at is not None and ticket.heard_at >= ticket.resolved_at


def _told(history: History) -> bool:
    """Whether a public word stands after the last thing that the requester is to be told of."""
    for each in reversed(history):
        if isinstance(each.event, e.Commented):
            return True
        if isinstance(each.event, e.Returned | e.PriorityChanged):
            return False
    return False


SOLUTION: Final = "Пересоздана очередь печати"
Maker = Callable[[Ticket], c.TicketCommand | None]
"""A command for a ticket as it stands; None where it would only do again what was done."""


def _route(scenario: Scenario, ground: RoutingGround) -> Maker:
    made = c.RouteOut(
        number=NUMBER,
        destination=Destination.QMS_DEVELOPER,
        scenario=scenario,
        ground=ground,
        text="Сервер печати падает, журнал приложен",
        identified_at_once=True,
        inform="Передали разработчику",
    )
    return lambda _: made


def _routes(*scenarios: Scenario) -> tuple[Maker, ...]:
    grounds = (RoutingGround.CRITICAL, RoutingGround.MALFUNCTION)
    return tuple(_route(scenario, ground) for scenario in scenarios for ground in grounds)


def _always(*commands: c.TicketCommand) -> tuple[Maker, ...]:
    return tuple(lambda _, command=command: command for command in commands)


def _task(*, of_clinic: bool) -> Maker:
    """A task, of which one of each sort is enough."""
    whose = {"person": IT_HEAD.id} if of_clinic else {"user": ENGINEER.login}
    made = c.SetTask(number=NUMBER, text="Проверить сеть", **whose)  # type: ignore[arg-type]
    return lambda t: None if any((each.person is not None) is of_clinic for each in t.tasks if each.open) else made


def _finish(ticket: Ticket) -> c.TicketCommand | None:
    task = next((each.id for each in ticket.tasks if each.open), None)
    return None if task is None else c.FinishTask(number=NUMBER, task=task, result="Готово")


def _ask(ticket: Ticket) -> c.TicketCommand | None:
    waits = any(each.granted is None for each in ticket.approvals)
    return None if waits else c.RequestApproval(number=NUMBER, person=HEAD.id, text="Согласуйте")


MAIN: Final = _always(
    c.Take(number=NUMBER),
    c.Release(number=NUMBER, to=ENGINEER.login),
    c.Return(number=NUMBER, text="Исправлено"),
    c.Verify(number=NUMBER, agreed_with=REQUESTER.id, how="phone", text="Исправлено"),
    c.Resolve(number=NUMBER, solution=SOLUTION),
    c.Confirm(number=NUMBER, by=REQUESTER.id),
    c.Reject(number=NUMBER, by=REQUESTER.id, reason="Не печатает"),
)
"""What the life of a ticket is made of; every exploration gives these."""
_AWAY: Final = _routes(Scenario.EXECUTOR, Scenario.TASK)
_DROPS: Final = _always(c.Resolve(number=NUMBER, solution=SOLUTION, drop="Не нужно"))
ASIDE: Final[Mapping[str, tuple[Maker, ...]]] = {
    "third line": (*_routes(*Scenario), *_always(c.Assign(number=NUMBER, to=OTHER_ENGINEER.login))),
    "kept": _routes(Scenario.TASK, Scenario.ADVICE),
    "words": (
        *_AWAY,
        *_always(
            c.Comment(number=NUMBER, text="Смотрим"),
            c.Verify(number=NUMBER, agreed_with=REQUESTER.id, how="phone"),
            c.SetPriority(number=NUMBER, priority=Priority.VERY_HIGH),
            c.SetPriority(number=NUMBER, priority=Priority.HIGH),
        ),
    ),
    "approvals": (
        *_AWAY,
        _ask,
        lambda t: c.GrantApproval(number=NUMBER, approval=len(t.approvals), by=HEAD.id),
        lambda t: c.RefuseApproval(number=NUMBER, approval=len(t.approvals), by=HEAD.id, reason="Нет"),
        *_always(c.SetType(number=NUMBER, type=TicketType.SETUP, reason="Настройка")),
    ),
    "waits": (
        *_AWAY,
        *_always(
            *(c.Wait(number=NUMBER, waiting=who) for who in Waiting),
            c.Resume(number=NUMBER),
            c.Answered(number=NUMBER, by=REQUESTER.id, text="Двенадцатый кабинет"),
            c.Answered(number=NUMBER, by=REQUESTER.id, text="Проверю завтра", asks_time=True),
        ),
    ),
    "tasks": (*_AWAY, _task(of_clinic=True), _task(of_clinic=False), _finish, *_DROPS),
    "sessions": (
        *_AWAY,
        *_always(
            c.StartRemote(number=NUMBER, pc="REG-01", consent_by=REQUESTER.id, consent_how="phone"),
            c.EndRemote(number=NUMBER),
            c.StartMisRun(number=NUMBER, person=REQUESTER.id, reason="Права"),
            c.EndMisRun(number=NUMBER),
        ),
        *_DROPS,
    ),
    "disputes": (
        *_AWAY,
        *_always(
            c.OpenDispute(number=NUMBER, by=REQUESTER.id, text="Не решено"),
            c.DecideDispute(number=NUMBER, text="Решение верно"),
            c.DecideDispute(number=NUMBER, text="Не решено", reopen=True),
            c.EscalateDispute(number=NUMBER, text="Руководству"),
        ),
    ),
}
"""What goes on beside it: a few sorts at a time, or the states would be millions."""


@dataclass(slots=True)
class Space:
    """Every state that was reached, with a shortest log that leads there, and which states follow it."""

    logs: dict[State, tuple[Ticket, History]] = field(default_factory=dict)
    after: dict[State, set[State]] = field(default_factory=dict)

    def dead_ends(self, goal: Callable[[State], bool]) -> list[State]:
        """The open states from which no sequence of permitted commands leads to a goal."""
        before: dict[State, list[State]] = {}
        for state, following in self.after.items():
            for each in following:
                before.setdefault(each, []).append(state)
        good = deque(state for state in self.logs if goal(state))
        seen = set(good)
        while good:
            for state in before.get(good.popleft(), ()):
                if state not in seen:
                    seen.add(state)
                    good.append(state)
        return [state for state in self.logs if is_open(state) and state not in seen]

    def way(self, state: State) -> str:
        """The kinds of the events that lead there."""
        return " → ".join(each.event.kind for each in self.logs[state][1])


def is_open(state: State) -> bool:
    """Whether the ticket is neither solved nor closed, or only waits for a word."""
    return state[0] is not Status.CLOSED


def is_closed(state: State) -> bool:
    """Whether the ticket is closed."""
    return state[0] is Status.CLOSED


def explored(*asides: str, without: str = "") -> Space:
    """The whole space of the main commands and of some sorts of what goes on beside them, one command left out."""
    space, queue = Space(), deque[State]()
    made = decide((), call(), Context(OPERATOR, BEGINNING, shipped(), KNOWN))
    log = grown((), BEGINNING, OPERATOR, made)  # type: ignore[arg-type]
    _reach(space, queue, replay(log), log)
    makers = (*MAIN, *dict.fromkeys(maker for aside in asides for maker in ASIDE[aside]))
    while queue:
        state = queue.popleft()
        ticket, history = space.logs[state]
        following = _following(ticket, history, makers, without)
        space.after[state] = {_reach(space, queue, *each) for each in following}
    return space


def _reach(space: Space, queue: deque[State], ticket: Ticket, history: History) -> State:
    state = key(ticket, history)
    if state not in space.logs:
        space.logs[state] = ticket, history
        queue.append(state)
    return state


def _following(
    ticket: Ticket, history: History, makers: Iterable[Maker], without: str
) -> Iterator[tuple[Ticket, History]]:
    """The tickets and their logs after every command that somebody may give now."""
    now = BEGINNING + timedelta(seconds=len(history))
    for make in makers:
        if (command := make(ticket)) is None or command.name == without:
            continue
        for actor in PEOPLE:
            if guard(command.name, ticket, actor) is None:
                yield from _given(ticket, history, command, Context(actor, now, shipped(), KNOWN))
    for command, actor in (
        (c.CloseSilent(number=NUMBER), SYSTEM),
        (c.ForceClose(number=NUMBER, reason="Молчит", drop="Закрыто"), CHIEF),
    ):
        if guard(command.name, ticket, actor) is None:
            yield from _given(ticket, history, command, Context(actor, now + LATER, shipped(), KNOWN))


def _given(
    ticket: Ticket, history: History, command: c.TicketCommand, context: Context
) -> Iterator[tuple[Ticket, History]]:
    decided = decide(history, command, context, ticket)
    if not isinstance(decided, Refusal):
        own = tuple(each for each in decided if not isinstance(each, Elsewhere | DeskEvent))
        later = grown(history, context.now, context.actor, own)
        yield reduce(evolve, later[len(history) :], ticket), later
