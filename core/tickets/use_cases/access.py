"""The gate: every command passes here, judged by the table of rights alone. A denial says why, with its clause."""

from typing import Final

from core.tickets.assignment.leaving import released
from core.tickets.clauses import STATUSES
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, denied
from core.tickets.refusal import RefusalKind as Kind
from core.tickets.ticket import Ticket
from core.tickets.use_cases.catalogue import USE_CASES
from core.tickets.use_cases.rights import cell, ever, lines, states
from core.vocabulary import Line, Outcome, Role, Status

UNKNOWN: Final = ("Такой команды у этой роли нет", None)


def permit_named(name: str, actor: Actor) -> Refusal | None:
    """Whether the actor's role may give the command of this name at all; an unknown name is denied."""
    if ever(name, actor.role):
        return None
    asked = USE_CASES.get(name)
    return denied("access.role", *((asked.denial, asked.clause) if asked else UNKNOWN))


def permit(command: Command, actor: Actor) -> Refusal | None:
    """Whether the actor's role may give this command at all; None when it may."""
    if refusal := permit_named(command.name, actor):
        return refusal
    admits = USE_CASES[command.name].admits
    return None if admits is None else admits(command, actor)


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
    off_its_line = USE_CASES[name].off_its_line
    if off_its_line and (refusal := off_its_line(ticket, actor)):
        return refusal
    if allowed == {Line.FIRST}:
        return _handed_over(ticket, actor)
    if ticket.line is Line.FIRST:
        message = "ВЛТП начинает работу после того, как ПЛТП завершит свой этап"
        return denied("ticket.at_first_line", message, "п. 6.4")
    return denied("ticket.at_third_line", "Обращение у ТЛТП; дождитесь её ответа и проверьте решение", "п. 7.6")


def _handed_over(ticket: Ticket, actor: Actor) -> Refusal:
    if actor.role is not Role.FIRST_LINE:
        return released(ticket, actor)
    return denied("ticket.at_second_line", "Обращение на ВЛТП: это делает его исполнитель", "п. 5.9")
