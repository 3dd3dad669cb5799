"""Disputes: docket, decision, escalation (Прил. 2, «Работа по спорным ситуациям»)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.policy import Policy
from core.tickets.clauses import DISPUTES
from core.tickets.closing.duplicates import parted
from core.tickets.closing.events import Reopened
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.directory import Actor
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent, free_text, with_one
from core.tickets.narration.values import Names, Narration
from core.tickets.records import Dispute
from core.tickets.refusal import Refusal, forbidden
from core.tickets.ticket import Ticket
from core.tickets.use_cases.checks import clinic_person
from core.tickets.use_cases.use_case import ENDED, Reversal, Staff, UseCase, unless
from core.vocabulary import Role, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOpened(TicketEvent):
    """A participant turned to ПЛТП with a dispute (Прил. 2, disputes): a person of the clinic or staff."""

    kind: ClassVar[str] = "dispute_opened"
    dispute: int
    person: int | None = None
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        opened = Dispute(id=self.dispute, opened_at=recorded.at, person=self.person, text=self.text)
        return {"disputes": (*ticket.disputes, opened)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        who = f": {names.person(self.person)}" if self.person is not None else ""
        data = {"dispute": self.dispute, "person": self.person}
        return Narration(f"Открыт спор {self.dispute}{who}", self.text, DISPUTES, False, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeDecided(TicketEvent):
    """The dispute was decided."""

    kind: ClassVar[str] = "dispute_decided"
    dispute: int
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        decision = {"decided_at": recorded.at, "decision": self.text}
        return {"disputes": with_one(ticket.disputes, self.dispute, **decision)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(f"Спор {self.dispute} решён", self.text, DISPUTES, True, {"dispute": self.dispute})


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEscalated(TicketEvent):
    """The dispute was put before the higher management."""

    kind: ClassVar[str] = "dispute_escalated"
    clockless: ClassVar[bool] = True
    dispute: int
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return {"disputes": with_one(ticket.disputes, self.dispute, escalated_at=recorded.at)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        return Narration(
            f"Спор {self.dispute} вынесен на руководство", self.text, DISPUTES, False, {"dispute": self.dispute}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDispute(TicketCommand):
    """Open a dispute (Прил. 2, «Работа по спорным ситуациям»); ``by`` is a person of the clinic, None for staff."""

    name: ClassVar[str] = "dispute_open"
    text: str
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDispute(TicketCommand):
    """Decide the open dispute; ``reopen`` opens a closed ticket again."""

    name: ClassVar[str] = "dispute_decide"
    text: str
    reopen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateDispute(TicketCommand):
    """Put the open dispute before the higher management."""

    name: ClassVar[str] = "dispute_escalate"
    text: str


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


def _no_open_dispute(ticket: Ticket, context: Context) -> Refusal | None:
    if ticket.dispute is None:
        return None
    return Refusal("dispute.open", f"Спор {ticket.dispute.id} по обращению уже открыт", DISPUTES)


def _not_escalated(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    """Once a dispute was put before the management, ПЛТП decides it no longer."""
    if ticket.dispute is None or ticket.dispute.escalated_at is None or actor.role is Role.SUPERVISOR:
        return None
    message = f"Спор {ticket.dispute.id} вынесен на руководство: решает его руководитель смены"
    return forbidden("dispute.at_management", message, DISPUTES)


_disputed = unless(lambda ticket: ticket.dispute, "dispute.none", "Открытого спора по обращению нет", DISPUTES)


USE_CASES: Final = (
    UseCase(
        OpenDispute,
        open_dispute,
        title="Открыть спор",
        about="Открыть спор (Прил. 2).",
        denial="Споры принимают специалисты ЦК",
        clause="Прил. 2, «Работа по спорным ситуациям»",
        rights="nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  nwrc/nwrc/nwrc  -  -  -",
        premises=(_no_open_dispute,),
        rests_on=f"disputes {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        DecideDispute,
        decide,
        title="Решить спор",
        about="Записать решение по спору.",
        denial="Спор решает ПЛТП, вынесенный на руководство — руководитель смены",
        clause="Прил. 2, «Работа по спорным ситуациям»",
        rights="nwrc/nwrc/nwrc  -  nwrc/nwrc/nwrc  -  -  -",
        guards=(_not_escalated,),
        premises=(_disputed,),
        undo=Reversal.MARKED,
    ),
    UseCase(
        EscalateDispute,
        escalate,
        title="Спор на руководство",
        about="Вынести спор на руководство.",
        denial="Спор выносит на руководство ПЛТП",
        clause="Прил. 2, «Работа по спорным ситуациям»",
        rights="nwrc/nwrc/nwrc  -  nwrc/nwrc/nwrc  -  -  -",
        premises=(
            _disputed,
            unless(
                lambda ticket: ticket.dispute and ticket.dispute.escalated_at is None,
                "dispute.escalated",
                "Спор уже вынесен на руководство",
                DISPUTES,
            ),
        ),
        undo=Reversal.MARKED,
    ),
)
