"""When a command may be given to a ticket: the guards that both the rules and the list of actions stand on.

A guard looks at the ticket and the actor alone, so that a screen can show an action disabled, with its reason and
clause, before anything is typed.
"""

from collections.abc import Callable

from core.tickets.access import permit_named
from core.tickets.commands import (
    Close,
    Comment,
    Confirm,
    Note,
    Reject,
    Release,
    Resolve,
    SetPriority,
    SetType,
    Take,
)
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, forbidden
from core.tickets.ticket import Ticket
from core.vocabulary import Line, Role, Status

Guard = Callable[[Ticket, Actor], Refusal | None]

STATUSES = "Прил. 2, «Статусы обращений»"


def guard(name: str, ticket: Ticket, actor: Actor) -> Refusal | None:
    """The first reason why this actor may not give the command now; None when it may be given."""
    if refusal := permit_named(name, actor):
        return refusal
    for check in _GUARDS[name]:
        if refusal := check(ticket, actor):
            return refusal
    return None


def _not_closed(ticket: Ticket, actor: Actor) -> Refusal | None:
    if ticket.status is not Status.CLOSED:
        return None
    return Refusal("ticket.closed", "Обращение закрыто; по той же проблеме оформляется новое, «повторное»", STATUSES)


def _being_worked(ticket: Ticket, actor: Actor) -> Refusal | None:
    if ticket.status is not Status.RESOLVED:
        return None
    message = "Обращение решено и ждёт подтверждения инициатора; сначала запишите его ответ"
    return Refusal("ticket.resolved", message, STATUSES)


def _awaits_confirmation(ticket: Ticket, actor: Actor) -> Refusal | None:
    if ticket.status is Status.RESOLVED:
        return None
    return Refusal("ticket.not_resolved", "Подтверждать нечего: решения по обращению ещё нет", STATUSES)


def _second_line_has_it(ticket: Ticket, actor: Actor) -> Refusal | None:
    if actor.role is not Role.SECOND_LINE or ticket.line is not Line.FIRST:
        return None
    return forbidden("ticket.at_first_line", "ВЛТП начинает работу после того, как ПЛТП завершит свой этап", "п. 6.4")


def _own_line(ticket: Ticket, actor: Actor) -> Refusal | None:
    if actor.role is not Role.FIRST_LINE or ticket.line is Line.FIRST:
        return None
    return forbidden("ticket.at_second_line", "Обращение передано на ВЛТП, исполнитель — её специалист", "п. 5.9")


def _at_first_line(ticket: Ticket, actor: Actor) -> Refusal | None:
    if ticket.line is Line.FIRST:
        return None
    return Refusal("ticket.released", "Обращение уже передано на ВЛТП", "п. 5.9")


def _not_taken_already(ticket: Ticket, actor: Actor) -> Refusal | None:
    if ticket.accepted_by != actor.login:
        return None
    return Refusal("ticket.taken", "Обращение уже у вас в работе", STATUSES)


def _is_assignee(ticket: Ticket, actor: Actor) -> Refusal | None:
    if ticket.assignee in (None, actor.login):
        return None
    message = f"Исполнитель обращения — {ticket.assignee}; чтобы решить его самому, сначала возьмите его в работу"
    return forbidden("ticket.other_assignee", message, "п. 6.9")


_GUARDS: dict[str, tuple[Guard, ...]] = {
    Comment.name: (_not_closed, _second_line_has_it),
    Note.name: (),
    Take.name: (_not_closed, _being_worked, _second_line_has_it, _own_line, _not_taken_already),
    SetType.name: (_not_closed, _being_worked, _second_line_has_it),
    SetPriority.name: (_not_closed, _being_worked),
    Release.name: (_not_closed, _being_worked, _at_first_line),
    Resolve.name: (_not_closed, _being_worked, _second_line_has_it, _own_line, _is_assignee),
    Confirm.name: (_not_closed, _awaits_confirmation, _second_line_has_it),
    Reject.name: (_not_closed, _awaits_confirmation, _second_line_has_it),
    Close.name: (_not_closed, _being_worked, _second_line_has_it),
}
