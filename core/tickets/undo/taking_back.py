"""Taking one's last act on a ticket back. Nothing is erased: the log keeps the act and that it was taken back.

Within ``undo_window`` the act is marked (:class:`TakenBack`), and the ticket is as if it had not been. Later a command
that compensates it is given, where there is one, with all that it means for the clocks.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import singledispatch
from typing import Any, Final

from core.policy import Policy
from core.tickets.alerts.events import Alerted
from core.tickets.answers.events import Commented, Noted
from core.tickets.assignment.commands import Assign
from core.tickets.assignment.events import Assigned, Orphaned, Released, Taken
from core.tickets.classification.commands import SetPriority, SetType
from core.tickets.classification.events import PriorityChanged, TypeChanged
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.directory import SYSTEM, Actor
from core.tickets.effects import Effects, Elsewhere
from core.tickets.fold import replay
from core.tickets.knowledge.events import SolutionAdded, SolutionRetired
from core.tickets.log import DeskEvent, History, Recorded
from core.tickets.outages.commands import JoinOutage
from core.tickets.outages.events import OutageJoined
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.redaction.events import Redacted
from core.tickets.refusal import Refusal
from core.tickets.registration.events import Registered
from core.tickets.relations.commands import Watch
from core.tickets.relations.events import Watched
from core.tickets.remote_access.mis_runs import EndMisRun, MisRunStarted
from core.tickets.remote_access.sessions import EndRemote, RemoteStarted
from core.tickets.terms.commands import Resume, Wait
from core.tickets.terms.events import WaitingEnded, WaitingStarted
from core.tickets.ticket import Ticket
from core.tickets.undo.commands import TakeBack
from core.tickets.undo.events import TakenBack
from core.tickets.undo.standing import standing
from core.tickets.use_case import Reversal, UseCase

NOT_AGAIN: Final = "Отмену не отменяют: сделайте действие снова"
REASON: Final = "Отмена предыдущего действия"
BY_MISTAKE: Final = "Начато по ошибке"
_KEPT: Final[Mapping[type[Any], str]] = {
    Registered: "Отменять нечего: кроме регистрации, ничего не было",
    TakenBack: NOT_AGAIN,
    Redacted: "Изъятый текст не вернуть",
    WordsArchived: "Тексты уже в архиве",
    Orphaned: "Учётная запись уже не та: передайте обращение другому исполнителю",
}
"""Events that no taking back reaches."""
_ENDED_BY: Final[Mapping[type[Any], Callable[[int], TicketCommand]]] = {
    RemoteStarted: lambda number: EndRemote(number=number, result=BY_MISTAKE),
    MisRunStarted: lambda number: EndMisRun(number=number, result=BY_MISTAKE),
}
"""What ends an act that stays on record: somebody may have been connected already (п. 5.11, 8.4)."""


def last_act(history: History) -> tuple[Recorded, ...]:
    """What the last command of a person has recorded in this ticket; what the program only says is passed over."""
    acts = [each for each in history if not (each.actor == SYSTEM.login and isinstance(each.event, Alerted))]
    last = acts[-1]
    return tuple(each for each in acts if each is last or (each.act and each.act == last.act))


def window(policy: Policy, *, typed: bool = False) -> timedelta:
    """How long an act may be taken back as if it had not been."""
    return policy.lifecycle.undo_window_typed if typed else policy.lifecycle.undo_window


def _begun(act: tuple[Recorded, ...]) -> Recorded | None:
    """What the act has begun that stays on record and is ended instead, whatever it did besides."""
    return next((each for each in reversed(act) if type(each.event) in _ENDED_BY), None)


def _not_own(act: tuple[Recorded, ...], actor: Actor, *, ends: bool) -> Refusal | None:
    last = act[-1]
    if isinstance(act[0].event, Registered) and not ends:
        return Refusal("undo.first", _KEPT[Registered])
    if last.actor != actor.login:
        return Refusal("undo.not_yours", "Последнее действие в обращении — не ваше: отменить можно только своё")
    kept = None if ends else next((_KEPT[type(each.event)] for each in act if type(each.event) in _KEPT), None)
    return None if kept is None else Refusal("undo.impossible", kept)


def take_back(ticket: Ticket, command: TakeBack, context: Context) -> Effects | Refusal:
    """The actor's own last act: marked while it is fresh, ended or compensated by another command otherwise."""
    act = last_act(context.history)
    span = window(context.policy, typed=command.typed)
    fresh = context.now - act[-1].at <= span
    ends = fresh and _begun(act) is not None
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
    last, begun = act[-1], _begun(act)
    if fresh and begun is not None:
        return _ENDED_BY[type(begun.event)](begun.ticket)
    if act[0].seq == 1:
        return _KEPT[Registered]
    return compensated(last.event, replay(tuple(each for each in history if each.seq < act[0].seq)))


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
    """A solution that was documented by the act leaves the base again; no other record of the desk is brought back."""
    for fact in facts:
        if isinstance(fact, SolutionAdded):
            yield SolutionRetired(id=fact.id, reason=REASON)
        else:
            yield Refusal("undo.impossible", "Запись в реестре этим не отменить: исправьте её в реестре")


@singledispatch
def compensated(event: object, before: Ticket) -> TicketCommand | str:
    """The compensating command, or a Russian sentence about why there is none."""
    return "Это действие уже не отменить: оно осталось в журнале. Если оно ошибочно, запишите заметку"


@compensated.register
def _(event: Commented, before: Ticket) -> TicketCommand | str:
    return "Ответ инициатор мог уже прочесть: напишите следующим ответом, что изменилось"


@compensated.register
def _(event: Noted, before: Ticket) -> TicketCommand | str:
    return "Заметка остаётся в журнале: поправьте её следующей заметкой"


@compensated.register
def _(event: PriorityChanged, before: Ticket) -> TicketCommand | str:
    return SetPriority(number=before.number, priority=event.old, reason=REASON)


@compensated.register
def _(event: TypeChanged, before: Ticket) -> TicketCommand | str:
    return SetType(number=before.number, type=event.old, priority=before.priority, reason=REASON)


@compensated.register
def _(event: Assigned | Taken, before: Ticket) -> TicketCommand | str:
    if before.assignee is None:
        return "Прежде исполнителя не было: назначьте другого"
    return Assign(number=before.number, to=before.assignee, reason=REASON)


@compensated.register
def _(event: Released, before: Ticket) -> TicketCommand | str:
    return "Обращение уже у ВЛТП: вернуть его на ПЛТП может исполнитель или руководитель смены"


@compensated.register
def _(event: RemoteStarted | MisRunStarted, before: Ticket) -> TicketCommand | str:
    return "Начатое завершают его собственной командой"


@compensated.register
def _(event: WaitingStarted, before: Ticket) -> TicketCommand | str:
    if before.waiting is not None:
        return Wait(number=before.number, waiting=before.waiting, text=REASON)
    return Resume(number=before.number, text=REASON)


@compensated.register
def _(event: WaitingEnded, before: Ticket) -> TicketCommand | str:
    if before.waiting is None:
        return "Ожидания не было"
    return Wait(number=before.number, waiting=before.waiting, text=REASON)


@compensated.register
def _(event: Watched, before: Ticket) -> TicketCommand | str:
    if event.login is None:
        return "Наблюдателя от МО убирают вместе с дубликатом"
    return Watch(number=before.number, login=event.login, removed=not event.removed)


@compensated.register
def _(event: OutageJoined, before: Ticket) -> TicketCommand | str:
    return JoinOutage(number=before.number, outage=event.outage, left=not event.left)


USE_CASES: Final = (
    UseCase(
        TakeBack,
        take_back,
        title="Отменить своё действие",
        denial="Отменяют своё последнее действие специалисты ЦК",
        rights="nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        undo=Reversal.FINAL,
        instead=NOT_AGAIN,
    ),
)
