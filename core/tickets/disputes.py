"""Disputes: docket, decision, escalation (Прил. 2, «Работа по спорным ситуациям»)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from core.policy import Policy
from core.tickets.checks import clinic_person
from core.tickets.commands import DecideDispute, EscalateDispute, OpenDispute
from core.tickets.context import Context
from core.tickets.duplicates import parted
from core.tickets.effects import Effects, Rule
from core.tickets.events import DisputeDecided, DisputeEscalated, DisputeOpened, Reopened
from core.tickets.records import Dispute
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.vocabulary import Status

DISPUTES: Final = "Прил. 2, «Работа по спорным ситуациям»"


def due_of(dispute: Dispute, policy: Policy) -> datetime:
    """When a dispute is to be decided or put before the management: 5 working days."""
    return policy.procedural_end(dispute.opened_at, policy.lifecycle.dispute_days)


def open_dispute(ticket: Ticket, command: OpenDispute, context: Context) -> Effects | Refusal:
    """A participant turns to ПЛТП; the clocks run on."""
    if ticket.dispute is not None:
        return Refusal("dispute.open", f"Спор {ticket.dispute.id} по обращению уже открыт", DISPUTES)
    if command.by is not None:
        person = clinic_person(ticket, command.by, context, DISPUTES)
        if isinstance(person, Refusal):
            return person
    return (DisputeOpened(dispute=len(ticket.disputes) + 1, person=command.by, text=command.text),)


def decide(ticket: Ticket, command: DecideDispute, context: Context) -> Effects | Refusal:
    """The decision, in time or late; it alone may open a closed ticket again, and one that waits for a confirmation."""
    if ticket.dispute is None:
        return _none()
    decided = DisputeDecided(dispute=ticket.dispute.id, text=command.text)
    if not command.reopen:
        return (decided,)
    if ticket.status not in (Status.RESOLVED, Status.CLOSED):
        return Refusal("dispute.not_closed", "Обращение и так в работе: открывать снова нечего", DISPUTES)
    return (decided, *parted(ticket), Reopened(reason=command.text))


def escalate(ticket: Ticket, command: EscalateDispute, context: Context) -> Effects | Refusal:
    """The dispute is put before the higher management."""
    if ticket.dispute is None:
        return _none()
    if ticket.dispute.escalated_at is not None:
        return Refusal("dispute.escalated", "Спор уже вынесен на руководство", DISPUTES)
    return (DisputeEscalated(dispute=ticket.dispute.id, text=command.text),)


def _none() -> Refusal:
    return Refusal("dispute.none", "Открытого спора по обращению нет", DISPUTES)


RULES: Final[Mapping[str, Rule]] = {
    OpenDispute.name: open_dispute,
    DecideDispute.name: decide,
    EscalateDispute.name: escalate,
}
