"""Checks that several rules share: somebody of the clinic, somebody of staff, an instant to come."""

from collections.abc import Collection
from datetime import datetime

from core.tickets.context import Context
from core.tickets.directory import Person, User
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.ticket import Ticket


def clinic_person(ticket: Ticket, identity: int, context: Context, clause: str) -> Person | Refusal:
    """Somebody of the ticket's clinic who is not blocked, or why not."""
    person = context.facts.people.get(identity)
    if person is None:
        return not_found("person.unknown", f"Нет человека с номером {identity}")
    if person.organization != ticket.organization:
        return Refusal("person.other_organization", f"{person.name} не работает в МО этого обращения", clause)
    if person.blocked:
        return Refusal("person.blocked", f"Учётная запись заблокирована: {person.name}", "п. 10.2")
    return person


def staff(login: str, context: Context, clause: str) -> User | Refusal:
    """Somebody of the centre who is not blocked, or why not."""
    user = context.facts.users.get(login)
    if user is None:
        return not_found("user.unknown", f"Нет сотрудника с логином «{login}»")
    if user.blocked:
        return Refusal("user.blocked", f"Учётная запись {user.name} заблокирована", clause)
    return user


def to_come(due: datetime | None, context: Context, code: str, clause: str) -> Refusal | None:
    """Whether an instant, if there is one, is still to come."""
    if due is None or due > context.now:
        return None
    return bad_input(code, "Этот срок уже прошёл: назовите будущий", clause, field="due")


def of_kind(person: Person, kinds: Collection[str], message: str, clause: str) -> Refusal | None:
    """Whether a person is of one of some kinds (medic, it, it_head, head)."""
    return None if person.kind in kinds else Refusal("person.kind", message, clause)
