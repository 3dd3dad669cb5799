"""Taking one's last act on a ticket back: by a command that compensates it, where there is one. Nothing is erased."""

from functools import singledispatch
from typing import Final

from core.tickets.commands import (
    Assign,
    JoinOutage,
    Resume,
    SetPriority,
    SetType,
    TicketCommand,
    Wait,
    Watch,
)
from core.tickets.directory import SYSTEM, Actor
from core.tickets.events import (
    Assigned,
    Commented,
    History,
    Noted,
    OutageJoined,
    PriorityChanged,
    TypeChanged,
    WaitingEnded,
    WaitingStarted,
    Watched,
)
from core.tickets.refusal import Refusal, not_found
from core.tickets.ticket import Ticket, replay

REASON: Final = "Отмена предыдущего действия"


def undoing(history: History, actor: Actor) -> TicketCommand | Refusal:
    """The command that compensates the last act on a ticket, if it was the actor's; or why there is none."""
    acts = [each for each in history if each.actor != SYSTEM.login]
    if len(acts) < 2:
        return Refusal("undo.first", "Отменять нечего: кроме регистрации, ничего не было")
    last = acts[-1]
    if last.actor != actor.login:
        return Refusal("undo.not_yours", "Последнее действие в обращении — не ваше: отменить можно только своё")
    before = replay(tuple(each for each in history if each.seq < last.seq))
    command = compensated(last.event, before)
    if isinstance(command, str):
        return Refusal("undo.impossible", command)
    return command


@singledispatch
def compensated(event: object, before: Ticket) -> TicketCommand | str:
    """The compensating command, or a Russian sentence about why there is none."""
    return "Это действие не отменяется: оно осталось в журнале. Если оно ошибочно, запишите заметку"


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
def _(event: Assigned, before: Ticket) -> TicketCommand | str:
    if before.assignee is None:
        return "Прежде исполнителя не было: назначьте другого"
    return Assign(number=before.number, to=before.assignee, reason=REASON)


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


def no_log(number: int) -> Refusal:
    """There is nothing to take back where there is no ticket."""
    return not_found("ticket.unknown", f"Обращения {number} нет")
