"""When a command may be given to a ticket: the gate, then what depends on the ticket itself and on who the actor is.

A guard looks at the ticket and the actor alone, so that a screen can show an action disabled, with its reason and
clause, before anything is typed. The staff lend it names: people are told by name and not by login.
"""

from collections.abc import Callable, Mapping
from typing import Final

from core.tickets.access import STATUSES, permit_here
from core.tickets.closing.disputes import DISPUTES
from core.tickets.directory import Actor, User
from core.tickets.refusal import Refusal, forbidden
from core.tickets.ticket import Ticket
from core.vocabulary import Line, Role

Staff = Mapping[str, User]
Guard = Callable[[Ticket, Actor, Staff], Refusal | None]
NOBODY: Final[Staff] = {}


def guard(name: str, ticket: Ticket, actor: Actor, staff: Staff = NOBODY) -> Refusal | None:
    """The first reason why this actor may not give the command now; None when it may be given.

    ``staff``: the users of the desk by login, for the names in a reason; who is not among them is told by his part.
    """
    if refusal := permit_here(name, ticket, actor):
        return refusal
    for check in GUARDS.get(name, ()):
        if refusal := check(ticket, actor, staff):
            return refusal
    return None


def _its_executor(ticket: Ticket, staff: Staff) -> str:
    """Who the executor is, as the end of a sentence."""
    known = staff.get(ticket.assignee or "")
    return known.name if known else "другой специалист"


def _not_taken_already(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    if ticket.accepted_by != actor.login:
        return None
    return Refusal("ticket.taken", "Обращение уже у вас в работе", STATUSES)


def _is_assignee(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    if ticket.assignee in (None, actor.login) or ticket.assignee in actor.stands_for:
        return None
    if ticket.line is Line.FIRST and ticket.accepted_by is None:
        return None  # the rules have only named an executor; the ticket is still with ПЛТП (п. 6.4)
    executor = _its_executor(ticket, staff)
    message = f"Исполнитель обращения — {executor}; чтобы решить его самому, сначала возьмите его в работу"
    return forbidden("ticket.other_assignee", message, "п. 6.9")


def _is_its_executor(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    """What ВЛТП holds is ended without a solution, or given back, by its executor, not by his colleagues."""
    mine = ticket.assignee in (None, actor.login) or ticket.assignee in actor.stands_for
    if actor.role is not Role.SECOND_LINE or mine:
        return None
    executor = _its_executor(ticket, staff)
    message = f"Исполнитель обращения — {executor}: это делает исполнитель, замещающий или руководитель смены"
    return forbidden("ticket.other_executor", message, "п. 5.4, 6.3")


def _verifies(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    """What ТЛТП did is verified by whoever is the executor, by who stands in for him, or by a supervisor (п. 7.5)."""
    if actor.role is Role.SUPERVISOR or _is_assignee(ticket, actor, staff) is None:
        return None
    message = "Решение ТЛТП проверяет исполнитель обращения; чтобы проверить самому, сначала возьмите его в работу"
    return forbidden("route.other_executor", message, "п. 7.5, 7.6")


def _not_escalated(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    """Once a dispute was put before the management, ПЛТП decides it no longer."""
    if ticket.dispute is None or ticket.dispute.escalated_at is None or actor.role is Role.SUPERVISOR:
        return None
    message = f"Спор {ticket.dispute.id} вынесен на руководство: решает его руководитель смены"
    return forbidden("dispute.at_management", message, DISPUTES)


def _to_clarify(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
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
