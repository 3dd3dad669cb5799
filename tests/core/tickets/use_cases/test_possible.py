"""What is shown as possible is possible: the list of actions against the rules, over commands, tickets and people.

Each command is well-formed for the ticket as it stands: where there is something to end, to answer or to return, the
command names it. Then the rules refuse exactly where the list of actions says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from core.policy import load_policy
from core.tickets.context import Context
from core.tickets.decide import decide
from core.tickets.redaction.redacting import words_of
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.catalogue import of_tickets
from core.tickets.use_cases.offered import NOT_OFFERED, OFFERED
from core.tickets.use_cases.possible import actions
from core.vocabulary import Line, Priority, RoutingGround, Status, TicketType, Waiting
from tests.support.catalogue import commands as c
from tests.support.desk import SINITSYNA, VOROBYOV
from tests.support.memory import MemoryDesk
from tests.support.scenes import SCENES, STEP, desk, played

OF_THE_SAME_STEP = {"remote.open", "mis_run.open", "task.open", "callback.open", "close.followed"}
"""What a closing or a solution may end, or must answer, by a value of its own."""
NAMED = {"task.none", "approval.none"}
"""Where there is nothing to name, the rule speaks of what was named: only that both refuse is compared."""
PEOPLE = ("ivanova", "kuznetsova", "petrov", "sidorov", "orlova", "gost")


def kinds(name: str) -> Iterator[MemoryDesk]:
    """A desk for a scene: ticket 1 before its command, and after it."""
    scene = SCENES[name]
    before, after = desk(load_policy()), desk(load_policy())
    played(scene, before)
    yield before
    played(scene, after)
    now = max(log[-1].at for log in after.logs.values()) + STEP
    if after.perform(scene.command, scene.login, now) is None:
        yield after


@pytest.mark.parametrize("name", SCENES)
def test_what_is_listed_as_possible_is_what_the_rules_carry_out(name: str) -> None:
    for memory in kinds(name):
        now = max(log[-1].at for log in memory.logs.values()) + STEP
        told = (each for number in memory.logs for login in PEOPLE for each in _differing(memory, number, login, now))
        assert sorted(set(told)) == []


def _differing(memory: MemoryDesk, number: int, login: str, now: Any) -> Iterator[tuple[str, str, str, str]]:
    """Command, actor, what is shown, what is decided: wherever the two are not the same."""
    ticket, log, actor = memory.ticket(number), memory.logs[number], memory.actor(login, now)
    known = Context(actor, now, memory.policy, memory.facts_for(c.Take(number=number), now), log)
    for name, _title, shown in actions(ticket, known):
        command = well_formed(name, ticket, memory)
        if command is None:
            continue
        decided = decide(log, command, Context(actor, now, memory.policy, memory.facts_for(command, now)))
        refused = decided if isinstance(decided, Refusal) else None
        if shown is not None and refused is not None and shown.code in NAMED:
            continue
        if shown is None and refused is not None and refused.code in OF_THE_SAME_STEP:
            continue
        if (refused and (refused.code, refused.message)) != (shown and (shown.code, shown.message)):
            yield name, login, shown.code if shown else "possible", refused.code if refused else "carried out"


def well_formed(name: str, ticket: Ticket, memory: MemoryDesk) -> Any:
    """The scene's command for this ticket, with what it names taken from the desk as it stands; None where that is not.

    What nobody could name (an earlier open ticket, an outage that lasts) is a value and no premise.
    """
    number = ticket.number
    if name == "reopen":
        return c.Reopen(number=number, reason="Ошибка")
    command = replace(SCENES[name].command, number=number)
    of = _NAMED.get(name)
    return command if of is None else of(command, ticket, memory)


def _task(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    of_clinic = command.name == "task_pass"
    tasks = [each for each in ticket.tasks if each.open and (each.person is not None or not of_clinic)]
    to = {"person": next(each for each in (VOROBYOV, SINITSYNA) if not tasks or each != tasks[0].person)}
    return replace(command, task=tasks[0].id if tasks else 1, **(to if of_clinic else {}))


def _entry(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    """An entry that has words still: those of the scene's may be cut already."""
    log = memory.logs[ticket.number]
    return replace(command, event=next((each.seq for each in log if words_of(log, each.seq)), 1))


def _approval(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    asked = [each.id for each in ticket.approvals if each.granted is None]
    return replace(command, approval=asked[0] if asked else 1)


def _type(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    other = TicketType.ERROR if ticket.type is TicketType.SETUP else TicketType.SETUP
    return replace(command, type=other, reason="Так вернее")


def _priority(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    return replace(command, priority=Priority.LOW if ticket.priority is not Priority.LOW else Priority.HIGH)


def _assign(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    staff = ("ivanova", "kuznetsova") if ticket.line is Line.FIRST else ("sidorov", "petrov")
    return replace(command, to=next(each for each in staff if each != ticket.assignee))


def _watch(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    return replace(command, removed="orlova" in ticket.watchers)


def _wait(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    same = ticket.waiting is Waiting.REQUESTER
    return replace(command, waiting=Waiting.ORGANIZATION if same else Waiting.REQUESTER)


def _link(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    linked = {each.other for each in ticket.links}
    others = [number for number in memory.logs if number != ticket.number and number not in linked]
    return replace(command, other=others[0]) if others else None


def _duplicate(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    earlier = [n for n in memory.logs if n < ticket.number and memory.ticket(n).status is not Status.CLOSED]
    return replace(command, of=earlier[0]) if earlier else None


def _outage(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    if ticket.outage is not None:
        return replace(command, outage=ticket.outage, left=True)
    return command if memory.outages() else None


def _solution(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    return command if memory.solutions.keys() - set(ticket.solutions) else None


def _external(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    return replace(command, external_number=f"И-{ticket.number}-{ticket.version}")


def _requester(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    return replace(command, by=ticket.requester)


def _by_line(command: Any, ticket: Ticket, memory: MemoryDesk) -> Any:
    """ПЛТП routes on a ground of its own (п. 7.3); who asks is not known here, so both grounds are told by the line."""
    ground = RoutingGround.CRITICAL if ticket.line is Line.FIRST else RoutingGround.MALFUNCTION
    return replace(command, ground=ground, identified_at_once=True, inform="Передаём разработчику")


_NAMED: dict[str, Callable[[Any, Ticket, MemoryDesk], Any]] = {
    "redact": _entry,
    "task_pass": _task,
    "task_done": _task,
    "approval_grant": _approval,
    "approval_refuse": _approval,
    "type": _type,
    "priority": _priority,
    "propose_priority": _priority,
    "term": lambda command, ticket, memory: replace(command, agreed_with=ticket.requester),
    "confirm": _requester,
    "reject": _requester,
    "answered": _requester,
    "assign": _assign,
    "watch": _watch,
    "wait": _wait,
    "link": _link,
    "duplicate": _duplicate,
    "join_outage": _outage,
    "use_solution": _solution,
    "external": _external,
    "route": _by_line,
    "remote_start": lambda command, ticket, memory: replace(command, consent_by=ticket.requester),
}


def test_every_command_to_a_ticket_is_offered_once_or_is_known_not_to_be() -> None:
    assert len(set(OFFERED)) == len(OFFERED)
    assert not NOT_OFFERED & set(OFFERED)
    assert NOT_OFFERED | set(OFFERED) == {each.name for each in of_tickets()}


def test_the_scenes_know_every_command_that_is_listed() -> None:
    assert set(OFFERED) == SCENES.keys() - {"undo"} | {"reopen"}
