"""What silence leads to: automatic and forced closing, alerts (п. 4.9; Прил. 2, «Статусы обращений»)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from core.policy import Policy
from core.tickets.access import STATUSES
from core.tickets.commands import Answered, CloseSilent, ForceClose, RaiseAlert, Reopen
from core.tickets.context import Context
from core.tickets.corrections import standing_alerts
from core.tickets.duplicates import parted
from core.tickets.effects import Effects, Rule
from core.tickets.events import Alerted, Closed, Reopened, RequesterAnswered
from core.tickets.records import Said
from core.tickets.refusal import Refusal
from core.tickets.remote import still_connected
from core.tickets.requesters import speaks_for
from core.tickets.ticket import Ticket
from core.vocabulary import Outcome, Status, Waiting
from core.wording import moment

FORCED: Final = "п. 4.9"


def silent_until(ticket: Ticket, policy: Policy) -> datetime | None:
    """The instant after which silence closes a resolved ticket; None where the rule does not apply.

    It does not apply once the requester has answered without confirming or asked for time, and while he owes
    information: then only closing by force is left (п. 4.9).
    """
    if ticket.resolved_at is None or ticket.status is not Status.RESOLVED or _heard(ticket):
        return None
    return policy.procedural_end(ticket.resolved_at, policy.lifecycle.confirmation_days, ticket.line)


def _heard(ticket: Ticket) -> bool:
    since = ticket.resolved_at
    return ticket.heard_at is not None and since is not None and ticket.heard_at >= since


def forced_from(ticket: Ticket, policy: Policy) -> datetime | None:
    """The instant after which ЦК may close by force: more than 10 working days after the solution, or after the
    requester was asked for what he owes; None where there is nothing to wait for."""
    since = ticket.resolved_at if ticket.status is Status.RESOLVED else None
    if since is None and ticket.waiting is Waiting.REQUESTER:
        since = ticket.waiting_since
    return None if since is None else policy.procedural_end(since, policy.lifecycle.forced_close_days, ticket.line)


def close_silent(ticket: Ticket, command: CloseSilent, context: Context) -> Effects | Refusal:
    """The program closes what nobody has confirmed."""
    until = silent_until(ticket, context.policy)
    if until is None:
        return Refusal("silence.heard", "Инициатор ответил: само обращение не закрывается", FORCED)
    if context.now <= until:
        message = f"Срок молчания ещё не вышел: до {moment(until, context.policy.zone)}"
        return Refusal("silence.too_early", message, STATUSES)
    days = context.policy.lifecycle.confirmation_days
    return (Closed(outcome=Outcome.AUTOMATIC, reason=f"Решение не подтверждено за {days} рабочих дней"),)


def force_close(ticket: Ticket, command: ForceClose, context: Context) -> Effects | Refusal:
    """Closed by an actor with a reason, strictly more than 10 working days on."""
    start = forced_from(ticket, context.policy)
    if start is None:
        message = "Принудительно закрывают решённое без подтверждения или то, где инициатор не дал сведений"
        return Refusal("force.nothing_awaited", message, FORCED)
    if context.now <= start:
        message = f"Больше 10 рабочих дней ещё не прошло: закрыть можно после {moment(start, context.policy.zone)}"
        return Refusal("force.too_early", message, FORCED, details={"after": start.isoformat()})
    return still_connected(ticket) or (Closed(outcome=Outcome.FORCED, reason=command.reason),)


def answered(ticket: Ticket, command: Answered, context: Context) -> Effects | Refusal:
    """The requester, or who substitutes him, answered without confirming."""
    spoken = speaks_for(ticket, command.by, context)
    if isinstance(spoken, Refusal):
        return spoken
    return (RequesterAnswered(by=command.by, asks_time=command.asks_time, text=command.text),)


def reopen(ticket: Ticket, command: Reopen, context: Context) -> Effects | Refusal:
    """Only where the policy allows it; otherwise a new ticket repeats the closed one."""
    if not context.policy.lifecycle.reopen:
        message = "Закрытое обращение не открывают: оформите новое, «повторное», или откройте спор"
        return Refusal("ticket.closed", message, STATUSES)
    return (*parted(ticket), Reopened(reason=command.reason))


def alert(ticket: Ticket, command: RaiseAlert, context: Context) -> Effects | Refusal:
    """Each alert is raised once for its clock, due and item."""
    said = Said(command.alert, command.clock, command.due, command.item)
    if said in standing_alerts(context.history, context.policy):
        return Refusal("alert.said", "Об этом уже предупреждено", "п. 4.5")
    return (Alerted(alert=command.alert, clock=command.clock, due=command.due, item=command.item),)


RULES: Final[Mapping[str, Rule]] = {
    CloseSilent.name: close_silent,
    ForceClose.name: force_close,
    Answered.name: answered,
    Reopen.name: reopen,
    RaiseAlert.name: alert,
}
