"""The gate: every command passes here, judged by the table of rights alone. A denial says why, with its clause."""

from collections.abc import Callable
from typing import Final

from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.reasons import UNKNOWN, WHY
from core.tickets.refusal import Refusal, denied
from core.tickets.refusal import RefusalKind as Kind
from core.tickets.rights import cell, ever, lines, states
from core.tickets.staff.commands import AddUser, ChangeRole
from core.tickets.ticket import Ticket
from core.vocabulary import Line, Outcome, Role, Status

STATUSES: Final = "Прил. 2, «Статусы обращений»"


def permit_named(name: str, actor: Actor) -> Refusal | None:
    """Whether the actor's role may give the command of this name at all; an unknown name is denied."""
    if ever(name, actor.role):
        return None
    return denied("access.role", *WHY.get(name, UNKNOWN))


def permit(command: Command, actor: Actor) -> Refusal | None:
    """Whether the actor's role may give this command at all; None when it may."""
    refusal = permit_named(command.name, actor)
    if refusal is None and actor.role is not Role.ADMINISTRATOR and _grants_administrator(command):
        return denied("access.administrator", "Администратора назначает только администратор")
    return refusal


def permit_here(name: str, ticket: Ticket, actor: Actor) -> Refusal | None:
    """Whether the actor's role may give a ticket's command on its line and in its state; None when it may."""
    if cell(name, actor.role, ticket.line, ticket.status):
        return None
    return permit_named(name, actor) or _state(name, ticket, actor) or _line(name, ticket, actor)


def _state(name: str, ticket: Ticket, actor: Actor) -> Refusal | None:
    """The denial of a state in which the role may not give the command on any line."""
    if ticket.status in states(name, actor.role):
        return None
    if ticket.outcome is Outcome.AUTOMATIC and ticket.closed_at is not None:
        message = (
            "Обращение уже закрыто автоматически: решение не подтвердили в срок;"
            " по той же проблеме оформляется новое, «повторное»"
        )
        return denied("ticket.closed", message, STATUSES, Kind.RULE)
    if ticket.status is Status.CLOSED:
        message = "Обращение закрыто; по той же проблеме оформляется новое, «повторное»"
        return denied("ticket.closed", message, STATUSES, Kind.RULE)
    if ticket.status is Status.RESOLVED:
        message = "Обращение решено и ждёт подтверждения инициатора; сначала запишите его ответ"
        return denied("ticket.resolved", message, STATUSES, Kind.RULE)
    return denied("ticket.not_resolved", "Подтверждать нечего: решения по обращению ещё нет", STATUSES, Kind.RULE)


def _line(name: str, ticket: Ticket, actor: Actor) -> Refusal:
    """The denial of a line on which the role may not give the command in this state."""
    allowed = lines(name, actor.role, ticket.status)
    if allowed == {Line.FIRST}:
        return _AT_FIRST_ONLY.get(name, _handed_over)(ticket, actor)
    if name == "send_back":
        return _not_sent(ticket)
    if ticket.line is Line.FIRST:
        message = "ВЛТП начинает работу после того, как ПЛТП завершит свой этап"
        return denied("ticket.at_first_line", message, "п. 6.4")
    return denied("ticket.at_third_line", "Обращение у ТЛТП; дождитесь её ответа и проверьте решение", "п. 7.6")


def _not_sent(ticket: Ticket) -> Refusal:
    """What is not at ВЛТП cannot be given back to ПЛТП."""
    if ticket.line is Line.FIRST:
        return denied("back.at_first_line", "Обращение и так у ПЛТП: возвращать нечего", "п. 6.4", Kind.RULE)
    return denied("back.third_line", "Обращение у ТЛТП: сначала запишите её ответ", "п. 7.6", Kind.RULE)


def _handed_over(ticket: Ticket, actor: Actor) -> Refusal:
    if actor.role is not Role.FIRST_LINE:
        return _released(ticket, actor)
    return denied("ticket.at_second_line", "Обращение на ВЛТП: это делает его исполнитель", "п. 5.9")


def _released(ticket: Ticket, actor: Actor) -> Refusal:
    return denied("ticket.released", "Обращение уже передано на ВЛТП", "п. 5.9", Kind.RULE)


def _held_by_second(ticket: Ticket, actor: Actor) -> Refusal:
    message = "Обращение ведёт ВЛТП: без решения его закрывает исполнитель или руководитель смены"
    return denied("ticket.at_second_line", message, "п. 5.4, 6.3")


_AT_FIRST_ONLY: Final[dict[str, Callable[[Ticket, Actor], Refusal]]] = {
    "release": _released,
    "process": _released,
    "close": _held_by_second,
    "duplicate": _held_by_second,
}


def _grants_administrator(command: Command) -> bool:
    return isinstance(command, AddUser | ChangeRole) and command.role is Role.ADMINISTRATOR
