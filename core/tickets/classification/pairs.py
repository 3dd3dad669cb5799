"""The pairs of type and priority that the table of norms has (Прил. 2, табл. 1)."""

from core.policy import Policy
from core.tickets.refusal import Refusal, RefusalKind
from core.vocabulary import Priority, TicketType


def no_such_pair(type: TicketType, priority: Priority, policy: Policy) -> Refusal | None:
    """Refuse a pair that the table of norms has no row for, offering the priorities that it has."""
    if policy.norms.of(type, priority) is not None:
        return None
    allowed = policy.norms.allowed_priorities(type)
    names = ", ".join(f"«{policy.labels.of(each)}»" for each in allowed)
    message = f"«{policy.labels.of(type)}» не бывает с приоритетом «{policy.labels.of(priority)}». Допустимо: {names}"
    details = {"allowed": [each.value for each in allowed]}
    return Refusal("norm.no_such_pair", message, policy.norms.clause, RefusalKind.RULE, details)
