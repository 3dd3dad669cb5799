"""When a ticket may leave ПЛТП: handed over to ВЛТП or ТЛТП, or solved (п. 5.5, 6.4; Прил. 2).

ПЛТП has clarified urgency and impact, and its last check did not find the request wanting.
"""

from typing import Final

from core.policy import Policy
from core.tickets.context import Context
from core.tickets.directory import Actor
from core.tickets.records import Checklist
from core.tickets.refusal import Refusal, RefusalKind, denied
from core.tickets.ticket import Ticket
from core.vocabulary import Line

LEAVING: Final = frozenset({"release", "route", "resolve"})
"""The commands by which a ticket leaves ПЛТП."""
CLARIFY: Final = "п. 3.9 · Прил. 2, «Приоритезация обращений»"
NOT_CLARIFIED: Final = "impact.not_clarified"
_POINTS: Final = {
    "relevant": "обращение неактуально",
    "correct": "обращение составлено некорректно",
    "complete": "сведений не хватает",
    "category": "тип определён неверно",
    "urgency": "срочность определена неверно",
}


def kept(ticket: Ticket, policy: Policy) -> Refusal | None:
    """Why a ticket stays with ПЛТП for now; None once it may leave, or has left."""
    if ticket.line is not Line.FIRST:
        return None
    return _wanting(ticket.checklist) or _not_clarified(ticket, policy)


def _wanting(checklist: Checklist | None) -> Refusal | None:
    if checklist is None or checklist.passed:
        return None
    failed = ", ".join(told for name, told in _POINTS.items() if not getattr(checklist, name))
    missing = f" ({checklist.missing})" if checklist.missing and not checklist.complete else ""
    message = f"Проверка остановила обращение на ПЛТП: {failed}{missing}. Исправьте это и запишите новую проверку"
    return Refusal("process.not_passed", message, "п. 5.5, 6.4")


def _not_clarified(ticket: Ticket, policy: Policy) -> Refusal | None:
    if not policy.lifecycle.impact_required or ticket.clarified:
        return None
    label = policy.labels.of(ticket.priority)
    if ticket.proposed_priority is not None:
        proposed = policy.labels.of(ticket.proposed_priority)
        message = f"Предложен приоритет «{proposed}» вместо «{label}»: ПЛТП ставит его или подтверждает прежний"
    else:
        message = f"Срочность и влияние на работу МО не уточнены: подтвердите приоритет «{label}» или поставьте другой"
    return Refusal(NOT_CLARIFIED, message, CLARIFY, details={"priority": ticket.priority.value})


def stays(ticket: Ticket, context: Context) -> Refusal | None:
    """Why a ticket may not leave ПЛТП yet, as a premise."""
    return kept(ticket, context.policy)


def released(ticket: Ticket, actor: Actor) -> Refusal:
    """What has left ПЛТП is not handed over, nor processed, once more."""
    return denied("ticket.released", "Обращение уже передано на ВЛТП", "п. 5.9", RefusalKind.RULE)
