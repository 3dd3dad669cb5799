"""Who speaks for the requester: himself, or who substitutes him while he is absent (п. 4.7)."""

from typing import Final

from core.tickets.context import Context
from core.tickets.refusal import Refusal, not_found
from core.tickets.substitution import person_path
from core.tickets.ticket import Ticket

STATUSES: Final = "Прил. 2, «Статусы обращений»"


def speaks_for(ticket: Ticket, person: int, context: Context) -> int | Refusal | None:
    """None where the requester speaks himself, his id where a substitute does, or why this person may not."""
    if person not in context.facts.people:
        return not_found("person.unknown", f"Нет человека с номером {person}")
    if person == ticket.requester:
        return None
    name = context.facts.people[person].name
    if context.facts.people[person].blocked:
        return Refusal("person.blocked", f"Учётная запись заблокирована: {name}", "п. 10.2")
    if person in person_path(context.facts.absences, ticket.requester, context.now):
        return ticket.requester
    message = f"Решение принимает инициатор обращения или замещающий его, а не {name}"
    return Refusal("confirm.not_requester", message, f"{STATUSES}; п. 4.7")
