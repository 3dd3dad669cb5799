"""Taking one's last act on a ticket back. Nothing is erased: the log keeps the act and that it was taken back.

Within ``undo_window`` the act is marked (:class:`TakenBack`), and the ticket is as if it had not been. Later a command
that compensates it is given, where there is one, with all that it means for the clocks.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from core.policy import Policy
from core.tickets.alerts.events import Alerted
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.directory import SYSTEM, Actor
from core.tickets.effects import Effects, Elsewhere
from core.tickets.fold import replay
from core.tickets.log import DeskEvent, History, Recorded
from core.tickets.refusal import Refusal
from core.tickets.registration.events import Registered
from core.tickets.ticket import Ticket
from core.tickets.undo.commands import TakeBack
from core.tickets.undo.compensation import REASON
from core.tickets.undo.events import NOT_AGAIN, TakenBack
from core.tickets.undo.standing import standing
from core.tickets.use_cases.use_case import Reversal, UseCase


def last_act(history: History) -> tuple[Recorded, ...]:
    """What the last command of a person has recorded in this ticket; what the program only says is passed over."""
    acts = [each for each in history if not (each.actor == SYSTEM.login and isinstance(each.event, Alerted))]
    last = acts[-1]
    return tuple(each for each in acts if each is last or (each.act and each.act == last.act))


def window(policy: Policy, *, typed: bool = False) -> timedelta:
    """How long an act may be taken back as if it had not been."""
    return policy.lifecycle.undo_window_typed if typed else policy.lifecycle.undo_window


def _ending(act: tuple[Recorded, ...]) -> TicketCommand | None:
    """What ends the thing that the act has begun and that stays on record, whatever the act did besides."""
    endings = (each.event.ended_by(each.ticket) for each in reversed(act))
    return next((each for each in endings if each is not None), None)


def _not_own(act: tuple[Recorded, ...], actor: Actor, *, ends: bool) -> Refusal | None:
    last = act[-1]
    if isinstance(act[0].event, Registered) and not ends:
        return Refusal("undo.first", Registered.kept)
    if last.actor != actor.login:
        return Refusal("undo.not_yours", "Последнее действие в обращении — не ваше: отменить можно только своё")
    kept = None if ends else next((each.event.kept for each in act if each.event.kept), None)
    return None if kept is None else Refusal("undo.impossible", kept)


def take_back(ticket: Ticket, command: TakeBack, context: Context) -> Effects | Refusal:
    """The actor's own last act: marked while it is fresh, ended or compensated by another command otherwise."""
    act = last_act(context.history)
    span = window(context.policy, typed=command.typed)
    fresh = context.now - act[-1].at <= span
    ends = fresh and _ending(act) is not None
    if refusal := _not_own(act, context.actor, ends=ends):
        return refusal
    if fresh and not ends:
        return _marked(act, context)
    counter = countering(context.history, fresh=fresh)
    if isinstance(counter, str):
        return Refusal("undo.too_late", f"Прошло больше {span.seconds} с. {counter}")
    return _given(counter, ticket, context)


def countering(history: History, *, fresh: bool) -> TicketCommand | str:
    """The command that compensates the last act, or a Russian sentence about why there is none."""
    act = last_act(history)
    last, ending = act[-1], _ending(act)
    if fresh and ending is not None:
        return ending
    if act[0].seq == 1:
        return Registered.kept
    return last.event.compensated(replay(tuple(each for each in history if each.seq < act[0].seq)))


def _given(command: TicketCommand, ticket: Ticket, context: Context) -> Effects | Refusal:
    """Another command in the place of the taking back, by its own rights and rules."""
    assert context.rulebook is not None
    return context.rulebook.judged(command, ticket, context)


def _marked(act: tuple[Recorded, ...], context: Context) -> Effects | Refusal:
    """Whatever the act has recorded, here and elsewhere, counts no more, unless somebody has gone on from it."""
    facts = tuple(_compensated_facts(context.facts.act_facts))
    others = tuple(_in_other(log, act[-1].act) for log in context.facts.act_logs.values())
    refusal = next((each for each in (*facts, *others) if isinstance(each, Refusal)), None)
    if refusal is not None:
        return refusal
    own = TakenBack(events=tuple(each.seq for each in act))
    return (*(each for each in (*facts, *others) if not isinstance(each, Refusal)), own)


def _in_other(log: History, act: int) -> Elsewhere | Refusal:
    """What the act has recorded in another ticket is taken back there, unless somebody has gone on from it."""
    number, seqs = log[0].ticket, tuple(each.seq for each in log if each.act == act)
    if seqs[0] == 1:
        return Refusal("undo.impossible", f"Выделенное обращение № {number} уже есть: закройте его без решения")
    if any(each.seq > seqs[-1] and not _is_aside(each) for each in standing(log)):
        return Refusal("undo.gone_on", f"В обращении № {number} уже есть новые записи: действие осталось в журнале")
    return Elsewhere(number, TakenBack(events=seqs))


def _is_aside(recorded: Recorded) -> bool:
    """Whether nobody goes on from it: what the program only says, and what was taken back."""
    said = recorded.actor == SYSTEM.login and isinstance(recorded.event, Alerted)
    return said or isinstance(recorded.event, TakenBack)


def _compensated_facts(facts: tuple[DeskEvent, ...]) -> Iterator[DeskEvent | Refusal]:
    """What takes the desk's own records of the act back; most of them are not brought back."""
    for fact in facts:
        kept = Refusal("undo.impossible", "Запись в реестре этим не отменить: исправьте её в реестре")
        yield fact.withdrawn(REASON) or kept


USE_CASES: Final = (
    UseCase(
        TakeBack,
        take_back,
        title="Отменить своё действие",
        about="Вернуть своё последнее действие; журнал помнит оба.",
        denial="Отменяют своё последнее действие специалисты ЦК",
        rights="nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        undo=Reversal.FINAL,
        instead=NOT_AGAIN,
    ),
)
