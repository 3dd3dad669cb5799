"""The end of a ticket: solution, confirmation, rejection, and closing without a solution."""

from collections.abc import Mapping

from core.tickets.commands import Close, Confirm, Reject, Resolve
from core.tickets.context import Context
from core.tickets.effects import Effects, Rule
from core.tickets.events import Closed, Confirmed, Rejected, Resolved, Taken
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.ticket import Ticket
from core.vocabulary import Outcome

STATUSES = "Прил. 2, «Статусы обращений»"
CONFIRMED_HOW = {"phone": "по телефону", "comment": "комментарием", "external": "во внешней системе"}
CLOSED_BY_STAFF = {
    Outcome.OUT_OF_SCOPE: "п. 4.3",
    Outcome.REDIRECTED: "п. 3.10",
    Outcome.WITHDRAWN: STATUSES,
    Outcome.REFUSED: "п. 1.2",
}


def resolve(ticket: Ticket, command: Resolve, context: Context) -> Effects | Refusal:
    """A described solution; whoever resolves an untouched ticket thereby takes it (Новый → В работе → Решена)."""
    resolved = Resolved(solution=command.solution)
    return (resolved,) if ticket.accepted_by == context.actor.login else (Taken(), resolved)


def confirm(ticket: Ticket, command: Confirm, context: Context) -> Effects | Refusal:
    """The requester accepted the solution: the ticket is closed."""
    if command.how not in CONFIRMED_HOW:
        return bad_input("confirm.how", f"Способ подтверждения «{command.how}» неизвестен", STATUSES)
    return _not_the_requester(ticket, command.by, context) or (Confirmed(by=command.by, how=command.how),)


def reject(ticket: Ticket, command: Reject, context: Context) -> Effects | Refusal:
    """The requester rejected the solution: back in progress."""
    return _not_the_requester(ticket, command.by, context) or (Rejected(by=command.by, reason=command.reason),)


def close(ticket: Ticket, command: Close, context: Context) -> Effects | Refusal:
    """Closing by staff with one of the outcomes that need no solution."""
    if command.outcome in CLOSED_BY_STAFF:
        return (Closed(outcome=command.outcome, reason=command.reason),)
    names = ", ".join(f"«{context.policy.labels.of(each)}»" for each in CLOSED_BY_STAFF)
    message = f"Так закрывают только с исходом {names}; решённое закрывает подтверждение инициатора"
    return Refusal("close.outcome", message, STATUSES, details={"allowed": [each.value for each in CLOSED_BY_STAFF]})


def _not_the_requester(ticket: Ticket, person: int, context: Context) -> Refusal | None:
    if person not in context.facts.people:
        return not_found("person.unknown", f"Нет человека с номером {person}")
    if person == ticket.requester:
        return None
    message = f"Решение принимает инициатор обращения, а не {context.facts.people[person].name}"
    return Refusal("confirm.not_requester", message, STATUSES)


RULES: Mapping[str, Rule] = {
    Resolve.name: resolve,
    Confirm.name: confirm,
    Reject.name: reject,
    Close.name: close,
}
