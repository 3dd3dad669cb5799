"""When a command may be given to a ticket: the gate, then what depends on the ticket itself and on who the actor is.

A guard looks at the ticket and the actor alone, so that a screen can show an action disabled, with its reason and
clause, before anything is typed.
"""

from collections.abc import Callable, Mapping

from core.tickets.access import STATUSES, permit_here
from core.tickets.directory import Actor
from core.tickets.disputes import DISPUTES
from core.tickets.refusal import Refusal, forbidden
from core.tickets.ticket import Ticket
from core.vocabulary import Line, Role

Guard = Callable[[Ticket, Actor], Refusal | None]


def guard(name: str, ticket: Ticket, actor: Actor) -> Refusal | None:
    """The first reason why this actor may not give the command now; None when it may be given."""
    if refusal := permit_here(name, ticket, actor):
        return refusal
    for check in GUARDS.get(name, ()):
        if refusal := check(ticket, actor):
            return refusal
    return None


def _not_taken_already(ticket: Ticket, actor: Actor) -> Refusal | None:
    if ticket.accepted_by != actor.login:
        return None
    return Refusal("ticket.taken", "Обращение уже у вас в работе", STATUSES)


def _is_assignee(ticket: Ticket, actor: Actor) -> Refusal | None:
    if ticket.assignee in (None, actor.login) or ticket.assignee in actor.stands_for:
        return None
    if ticket.line is Line.FIRST and ticket.accepted_by is None:
        return None  # the rules have only named an executor; the ticket is still with ПЛТП (п. 6.4)
    message = f"Исполнитель обращения — {ticket.assignee}; чтобы решить его самому, сначала возьмите его в работу"
    return forbidden("ticket.other_assignee", message, "п. 6.9")


def _is_its_executor(ticket: Ticket, actor: Actor) -> Refusal | None:
    """What ВЛТП holds is ended without a solution, or given back, by its executor, not by his colleagues."""
    mine = ticket.assignee in (None, actor.login) or ticket.assignee in actor.stands_for
    if actor.role is not Role.SECOND_LINE or mine:
        return None
    message = f"Исполнитель обращения — {ticket.assignee}: это делает он, его замещающий или руководитель смены"
    return forbidden("ticket.other_executor", message, "п. 5.4, 6.3")


def _verifies(ticket: Ticket, actor: Actor) -> Refusal | None:
    """What ТЛТП did is verified by whoever is the executor, by who stands in for him, or by a supervisor (п. 7.5)."""
    if actor.role is Role.SUPERVISOR or _is_assignee(ticket, actor) is None:
        return None
    message = "Решение ТЛТП проверяет исполнитель обращения; чтобы проверить самому, сначала возьмите его в работу"
    return forbidden("route.other_executor", message, "п. 7.5, 7.6")


def _not_escalated(ticket: Ticket, actor: Actor) -> Refusal | None:
    """Once a dispute was put before the management, ПЛТП decides it no longer."""
    if ticket.dispute is None or ticket.dispute.escalated_at is None or actor.role is Role.SUPERVISOR:
        return None
    message = f"Спор {ticket.dispute.id} вынесен на руководство: решает его руководитель смены"
    return forbidden("dispute.at_management", message, DISPUTES)


def _to_clarify(ticket: Ticket, actor: Actor) -> Refusal | None:
    if not ticket.clarified:
        return None
    return Refusal("priority.same", "Приоритет уже уточнён: подтверждать нечего", "п. 3.9 · Прил. 2")


GUARDS: Mapping[str, tuple[Guard, ...]] = {
    "take": (_not_taken_already,),
    "priority_confirm": (_to_clarify,),
    "resolve": (_is_assignee,),
    "send_back": (_is_its_executor,),
    "close": (_is_its_executor,),
    "duplicate": (_is_its_executor,),
    "route_verified": (_verifies,),
    "dispute_decide": (_not_escalated,),
}
