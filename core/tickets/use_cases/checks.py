"""Checks that several rules share: somebody of the clinic or of staff, whether he is there, an instant to come."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from core.tickets.context import Context
from core.tickets.directory import Absence, Person, User
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.staff.substitution import path_of, person_path
from core.tickets.ticket import Ticket
from core.wording import moment

ABSENT: Final = "п. 4.7, 4.8"


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


def is_away(login: str | None, person: int | None, context: Context) -> bool:
    """Whether a member of staff, or somebody of a clinic, is absent now."""
    return any(each.covers(context.now) for each in _absences(login, person, context))


def absent(who: User | Person, context: Context, reason: str | None = None) -> Refusal | None:
    """Why nobody is given work while he is away, with who stands in for him; a reason overrides (п. 4.7, 4.8)."""
    login, person = (who.login, None) if isinstance(who, User) else (None, who.id)
    present = [each for each in _absences(login, person, context) if each.covers(context.now)]
    if reason is not None or not present:
        return None
    until, other = max(each.until for each in present), _stand_in(who, context)
    told = "замещающий не назначен" if other is None else f"замещает {other.name}"
    way = "назовите причину" if other is None else "передайте замещающему или назовите причину"
    message = f"{who.name} отсутствует до {moment(until, context.policy.zone)}, {told}: {way}"
    substitute = other.login if isinstance(other, User) else other and other.id
    details = {"until": until.isoformat(), "substitute": substitute, "substitute_name": other and other.name}
    return Refusal("user.absent" if login else "person.absent", message, ABSENT, details=details)


def _absences(login: str | None, person: int | None, context: Context) -> Iterator[Absence]:
    named = (login, person) != (None, None)
    return (each for each in context.facts.absences if named and (each.login, each.person) == (login, person))


def _stand_in(who: User | Person, context: Context) -> User | Person | None:
    """Who stands in for somebody absent, if that one is there himself and not blocked."""
    facts, now = context.facts, context.now
    if isinstance(who, User):
        logins = path_of(facts.absences, who.login, now)
        user = facts.users.get(logins[-1]) if logins else None
        return None if user is None or user.blocked or is_away(user.login, None, context) else user
    ids = person_path(facts.absences, who.id, now)
    person = facts.people.get(ids[-1]) if ids else None
    return None if person is None or person.blocked or is_away(None, person.id, context) else person


def to_come(due: datetime | None, context: Context, code: str, clause: str) -> Refusal | None:
    """Whether an instant, if there is one, is still to come."""
    if due is None or due > context.now:
        return None
    return bad_input(code, "Этот срок уже прошёл: назовите будущий", clause, field="due")


def of_kind(person: Person, kinds: Collection[str], message: str, clause: str) -> Refusal | None:
    """Whether a person is of one of some kinds (medic, it, it_head, head)."""
    return None if person.kind in kinds else Refusal("person.kind", message, clause)
