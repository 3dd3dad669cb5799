"""Registration of a request (п. 3.6, 5.5) and the pairs of type and priority (Прил. 2, табл. 1)."""

from core.policy import Policy
from core.tickets.commands import Register
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.events import Commented, Registered
from core.tickets.refusal import Refusal, RefusalKind, bad_input, not_found
from core.vocabulary import Priority, TicketType


def register(command: Register, context: Context) -> Effects | Refusal:
    """A registration, and the answer given on the phone as its first public comment."""
    refusal = _who(command, context) or _when(command, context)
    refusal = refusal or no_such_pair(command.type, command.priority, context.policy)
    if refusal:
        return refusal
    registered = Registered(
        subject=command.subject,
        description=command.description,
        type=command.type,
        priority=command.priority,
        channel=command.channel,
        mis=command.mis,
        organization=command.organization,
        requester=command.requester,
        received_at=command.received_at or context.now,
        external_number=command.external_number,
        ground=command.ground,
    )
    return (registered, Commented(text=command.answer)) if command.answer else (registered,)


def no_such_pair(type: TicketType, priority: Priority, policy: Policy) -> Refusal | None:
    """Refuse a pair that the table of norms has no row for, offering the priorities that it has."""
    if policy.norms.of(type, priority) is not None:
        return None
    allowed = policy.norms.allowed_priorities(type)
    names = ", ".join(f"«{policy.labels.of(each)}»" for each in allowed)
    message = f"«{policy.labels.of(type)}» не бывает с приоритетом «{policy.labels.of(priority)}». Допустимо: {names}"
    details = {"allowed": [each.value for each in allowed]}
    return Refusal("norm.no_such_pair", message, policy.norms.clause, RefusalKind.RULE, details)


def _who(command: Register, context: Context) -> Refusal | None:
    organization = context.facts.organizations.get(command.organization)
    requester = context.facts.people.get(command.requester)
    if organization is None:
        return not_found("organization.unknown", f"Нет организации с номером {command.organization}")
    if requester is None:
        return not_found("person.unknown", f"Нет человека с номером {command.requester}")
    if requester.organization != organization.id:
        message = f"{requester.name} не работает в «{organization.name}»"
        return bad_input("requester.other_organization", message, "п. 3.8")
    if requester.blocked:
        return Refusal("requester.blocked", f"Учётная запись инициатора заблокирована: {requester.name}", "п. 10.2")
    if command.mis not in organization.mis:
        mis = context.policy.labels.of(command.mis)
        return Refusal("organization.other_mis", f"«{organization.name}» не работает в МИС «{mis}»", "п. 3.2")
    return None


def _when(command: Register, context: Context) -> Refusal | None:
    if command.received_at is not None and command.received_at > context.now:
        return bad_input("received.in_future", "Время поступления не может быть позже текущего", "Прил. 2, табл. 1")
    return None
