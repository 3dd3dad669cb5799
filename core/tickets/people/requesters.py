"""Who speaks for the requester: himself, or who substitutes him while he is absent (п. 4.7)."""

from core.tickets.clauses import STATUSES
from core.tickets.context import Context
from core.tickets.refusal import Refusal, not_found
from core.tickets.staff.substitution import person_path
from core.tickets.ticket import Ticket


def is_voice(ticket: Ticket, person: int, context: Context) -> bool:
    """Whether a person is the requester, or stands in for him now."""
    return person == ticket.requester or person in person_path(context.facts.absences, ticket.requester, context.now)


def speaks_for(
    ticket: Ticket,
    person: int,
    context: Context,
    *,
    code: str = "confirm.not_requester",
    what: str = "Решение принимает инициатор обращения или замещающий его",
    clause: str = f"{STATUSES}; п. 4.7",
) -> int | Refusal | None:
    """None where the requester speaks himself, his id where a substitute does, or why this person may not.

    ``what`` is the sentence of the refusal up to the name, ``code`` and ``clause`` are its own.
    """
    if person not in context.facts.people:
        return not_found("person.unknown", f"Нет человека с номером {person}")
    if person == ticket.requester:
        return None
    name = context.facts.people[person].name
    if context.facts.people[person].blocked:
        return Refusal("person.blocked", f"Учётная запись заблокирована: {name}", "п. 10.2")
    if is_voice(ticket, person, context):
        return ticket.requester
    return Refusal(code, f"{what}, а не {name}", clause)
