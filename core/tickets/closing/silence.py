"""What silence leads to: automatic and forced closing, alerts (п. 4.9; Прил. 2, «Статусы обращений»)."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from core.policy import Policy
from core.text import plural
from core.tickets.clauses import DISPUTES, STATUSES
from core.tickets.closing.commands import CloseSilent, ForceClose
from core.tickets.closing.events import Closed
from core.tickets.closing.left_open import SILENCE as LEFT_OPEN
from core.tickets.closing.left_open import dropped, laid_down
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.records import Dispute
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Outcome, Status, Waiting
from core.wording import moment

FORCED: Final = "п. 4.9"


def silent_until(ticket: Ticket, policy: Policy) -> datetime | None:
    """The instant after which silence closes a resolved ticket; None where the rule does not apply.

    It does not apply once the requester has answered without confirming or asked for time, and while he owes
    information: then only closing by force is left (п. 4.9). A dispute is no silence: while it is open nothing closes
    by itself, and the days count anew from its decision.
    """
    since = _silent_since(ticket)
    if since is None or (ticket.heard_at is not None and ticket.heard_at >= since):
        return None
    return policy.procedural_end(since, policy.lifecycle.confirmation_days, ticket.line)


def _silent_since(ticket: Ticket) -> datetime | None:
    """Since when a solution waits for a word of the requester; None where none does, and while there is a dispute."""
    if ticket.status is not Status.RESOLVED or ticket.resolved_at is None or ticket.dispute is not None:
        return None
    return max(ticket.resolved_at, _last_decision(ticket) or ticket.resolved_at)


def _last_decision(ticket: Ticket) -> datetime | None:
    """When a dispute was decided last."""
    return max((each.decided_at for each in ticket.disputes if each.decided_at is not None), default=None)


def forced_from(ticket: Ticket, policy: Policy) -> datetime | None:
    """The instant after which ЦК may close by force: more than 10 working days after the solution, or after the
    requester was asked for what he still owes, or after the decision of a dispute; None where there is nothing to wait
    for, and while there is a dispute."""
    since = _silent_since(ticket)
    if ticket.waiting is Waiting.REQUESTER and ticket.waiting_since is not None and ticket.dispute is None:
        since = max(ticket.waiting_since, _last_decision(ticket) or ticket.waiting_since)
    return None if since is None else policy.procedural_end(since, policy.lifecycle.forced_close_days, ticket.line)


def silence_over(ticket: Ticket, policy: Policy, now: datetime) -> datetime | None:
    """The end of the term of silence, if it has run out by ``now``: the instant at which the ticket is closed."""
    until = silent_until(ticket, policy)
    return until if until is not None and now > until else None


def as_it_stands(ticket: Ticket, policy: Policy, now: datetime) -> Ticket:
    """The ticket as it is at ``now``: closed by silence at the end of its term, though nobody has recorded that yet."""
    until = silence_over(ticket, policy, now)
    if until is None:
        return ticket
    return replace(ticket, status=Status.CLOSED, outcome=Outcome.AUTOMATIC, closed_at=until)


def close_silent(ticket: Ticket, command: CloseSilent, context: Context) -> Effects | Refusal:
    """The program closes what nobody has confirmed: at the end of the last day, whenever it comes to record it."""
    if ticket.dispute is not None:
        return _disputed(ticket.dispute)
    until = silent_until(ticket, context.policy)
    if until is None:
        return Refusal("silence.heard", "Инициатор ответил: автоматического закрытия не будет", FORCED)
    if context.now <= until:
        message = f"Срок молчания ещё не вышел: до {moment(until, context.policy.zone)}"
        return Refusal("silence.too_early", message, STATUSES)
    days = context.policy.lifecycle.confirmation_days
    reason = f"Решение не подтверждено за {days} {plural(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}"
    ended = dropped(ticket, LEFT_OPEN, context)  # only an older log holds any
    return (*ended, Closed(outcome=Outcome.AUTOMATIC, reason=reason, effective_at=until))


def _disputed(dispute: Dispute) -> Refusal:
    message = f"По обращению открыт спор {dispute.id}: до его решения обращение не закрывают за молчание"
    return Refusal("silence.disputed", message, DISPUTES)


def not_to_be_forced(ticket: Ticket, context: Context) -> Refusal | None:
    """Why a ticket is not closed by force now: a dispute, nothing that is waited for, or not long enough (п. 4.9)."""
    if ticket.dispute is not None:
        return _disputed(ticket.dispute)
    start, days = forced_from(ticket, context.policy), context.policy.lifecycle.forced_close_days
    if start is None:
        message = "Принудительно закрывают решённое без подтверждения или то, где инициатор не дал сведений"
        return Refusal("force.nothing_awaited", message, FORCED)
    if context.now > start:
        return None
    passed = plural(days, "рабочего дня", "рабочих дней", "рабочих дней")
    message = f"Больше {days} {passed} ещё не прошло: закрыть можно после {moment(start, context.policy.zone)}"
    return Refusal("force.too_early", message, FORCED, details={"after": start.isoformat()})


def force_close(ticket: Ticket, command: ForceClose, context: Context) -> Effects | Refusal:
    """Closed by an actor with a reason, strictly more than 10 working days on."""
    if refusal := not_to_be_forced(ticket, context):
        return refusal
    ended = laid_down(ticket, command.drop, context)
    return ended if isinstance(ended, Refusal) else (*ended, Closed(outcome=Outcome.FORCED, reason=command.reason))


USE_CASES: Final = (
    UseCase(
        ForceClose,
        force_close,
        title="Закрыть принудительно",
        about="Закрыть после 10 рабочих дней молчания (п. 4.9).",
        denial="Принудительно закрывают специалисты ЦК",
        clause="п. 4.9",
        rights="nwr/nwr/nwr  -/nwr/nwr  nwr/nwr/nwr  -  -  -",
        premises=(not_to_be_forced,),
        undo=Reversal.MARKED,
    ),
    UseCase(
        CloseSilent,
        close_silent,
        title="Закрыть за молчание",
        about="Закрыть решённое, на которое инициатор не ответил в срок.",
        denial="По истечении срока молчания обращение закрывает сама программа",
        clause="Прил. 2, «Статусы обращений»",
        rights="-  -  -  -  -  r/r/r",
        undo=Reversal.FINAL,
        instead="Обращение закрыла программа: если инициатор не согласен, откройте спор",
    ),
)
