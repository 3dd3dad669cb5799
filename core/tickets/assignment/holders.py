"""Who holds a ticket, as guards of several commands: its executor, or who stands in for him."""

from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, denied, forbidden
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Staff
from core.vocabulary import Line, Role


def executor_name(ticket: Ticket, staff: Staff) -> str:
    """Who the executor is, as the end of a sentence."""
    known = staff.get(ticket.assignee or "")
    return known.name if known else "другой специалист"


def is_its_assignee(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    """The executor, or who stands in for him; while the ticket is with ПЛТП, anybody there (п. 6.4, 6.9)."""
    if ticket.assignee in (None, actor.login) or ticket.assignee in actor.stands_for:
        return None
    if ticket.line is Line.FIRST and ticket.accepted_by is None:
        return None  # the rules have only named an executor; the ticket is still with ПЛТП (п. 6.4)
    executor = executor_name(ticket, staff)
    message = f"Исполнитель обращения — {executor}; чтобы решить его самому, сначала возьмите его в работу"
    return forbidden("ticket.other_assignee", message, "п. 6.9")


def is_its_executor(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    """What ВЛТП holds is ended without a solution, or given back, by its executor, not by his colleagues."""
    mine = ticket.assignee in (None, actor.login) or ticket.assignee in actor.stands_for
    if actor.role is not Role.SECOND_LINE or mine:
        return None
    executor = executor_name(ticket, staff)
    message = f"Исполнитель обращения — {executor}: это делает исполнитель, замещающий или руководитель смены"
    return forbidden("ticket.other_executor", message, "п. 5.4, 6.3")


def held_by_second_line(ticket: Ticket, actor: Actor) -> Refusal | None:
    """What ВЛТП holds is not ended without a solution by others (п. 5.4, 6.3)."""
    if ticket.line is Line.FIRST:
        return None
    message = "Обращение ведёт ВЛТП: без решения его закрывает исполнитель или руководитель смены"
    return denied("ticket.at_second_line", message, "п. 5.4, 6.3")
