"""Approvals: who may say yes for the clinic, and which word counts (п. 11.4).

A «Настройка» is approved by the head of the clinic or the head of its IT (★ ``setup_approvers``), or by who stands in
for them. The requester approves nothing of the sort by being its requester; one who is himself the head does, as head.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.policy import Policy
from core.tickets.closing.outcomes import CONFIRMED_HOW
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.log import Changed, Recorded, TicketEvent, free_text, no_longer, with_one
from core.tickets.narration.values import Names, Narration
from core.tickets.people.requesters import is_voice
from core.tickets.records import Approval
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.staff.substitution import person_path
from core.tickets.ticket import Ticket
from core.tickets.use_cases.checks import clinic_person
from core.tickets.use_cases.use_case import ENDED, Reversal, UseCase, unless
from core.vocabulary import TicketType, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRequested(TicketEvent):
    """The clinic is asked to approve something about its system (п. 11.4)."""

    kind: ClassVar[str] = "approval_requested"
    approval: int
    person: int
    text: str = free_text()

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        asked = Approval(id=self.approval, person=self.person, text=self.text, requested_at=recorded.at)
        return {"approvals": (*ticket.approvals, asked)}

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"Запрошено согласование {self.approval}: {names.person(self.person)}"
        return Narration(title, self.text, "п. 11.4", True, {"approval": self.approval, "person": self.person})


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGranted(TicketEvent):
    """Somebody of the clinic approved (п. 11.4)."""

    kind: ClassVar[str] = "approval_granted"
    approval: int
    by: int
    how: str = "phone"
    capacity: str = ""
    """As what he spoke for the clinic: head, it_head, … or requester; «» where an older log does not say."""
    stands_for: int | None = None
    """The absent approver, or requester, whom ``by`` substitutes (п. 4.7)."""

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return _answered(ticket, self, recorded, {"granted": True, "how": self.how})

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        how = CONFIRMED_HOW.get(self.how, self.how)
        data = {"approval": self.approval, "by": self.by, "how": self.how, "capacity": self.capacity}
        title = f"Согласование {self.approval} получено {how}: {names.person(self.by)}{_instead(self, names)}"
        return Narration(title, None, "п. 11.4", True, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRefused(TicketEvent):
    """Somebody of the clinic refused to approve."""

    kind: ClassVar[str] = "approval_refused"
    approval: int
    by: int
    reason: str = free_text()
    capacity: str = ""
    stands_for: int | None = None

    def apply(self, ticket: Ticket, recorded: Recorded) -> Changed:
        """What of the ticket it changes."""
        return _answered(ticket, self, recorded, {"granted": False, "reason": self.reason})

    def told(self, names: Names) -> Narration:
        """The event in Russian, with its clause."""
        title = f"В согласовании {self.approval} отказано: {names.person(self.by)}{_instead(self, names)}"
        data = {"approval": self.approval, "by": self.by, "capacity": self.capacity}
        return Narration(title, self.reason, "п. 11.4", True, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestApproval(TicketCommand):
    """Ask somebody of the clinic to approve (п. 11.4)."""

    name: ClassVar[str] = "approval_request"
    person: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantApproval(TicketCommand):
    """Record an approval (п. 11.4); ``how``: phone, comment or external."""

    name: ClassVar[str] = "approval_grant"
    approval: int
    by: int
    how: str = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseApproval(TicketCommand):
    """Record that approval was refused."""

    name: ClassVar[str] = "approval_refuse"
    approval: int
    by: int
    reason: str


APPROVALS: Final = "п. 11.4"
HEADS: Final = ("head", "it_head")
"""Who approves, besides the requester, what is no «Настройка»."""
REQUESTER: Final = "requester"
HOW: Final = {"phone": "по телефону", "comment": "комментарием", "external": "во внешней системе"}
_CALLED: Final = {
    "head": "руководитель МО",
    "it_head": "руководитель ИТ-службы МО",
    "it": "ИТ-специалист МО",
    "medic": "медицинский работник МО",
}


@dataclass(frozen=True, slots=True)
class Capacity:
    """As what somebody speaks for the clinic: a kind of person or :data:`REQUESTER`, and for whom he stands in."""

    kind: str
    stands_for: int | None = None


def request(ticket: Ticket, command: RequestApproval, context: Context) -> Effects | Refusal:
    """The clinic is asked to approve."""
    capacity = capacity_of(ticket, command.person, context)
    if isinstance(capacity, Refusal):
        return capacity
    return (ApprovalRequested(approval=len(ticket.approvals) + 1, person=command.person, text=command.text),)


def grant(ticket: Ticket, command: GrantApproval, context: Context) -> Effects | Refusal:
    """Somebody who may speak for the clinic approved."""
    if command.how not in HOW:
        return bad_input("approval.how", f"Способ согласования «{command.how}» неизвестен", APPROVALS, field="how")
    found = _answering(ticket, command.approval, command.by, context)
    if isinstance(found, Refusal):
        return found
    event = ApprovalGranted(
        approval=command.approval, by=command.by, how=command.how, capacity=found.kind, stands_for=found.stands_for
    )
    return (event,)


def refuse(ticket: Ticket, command: RefuseApproval, context: Context) -> Effects | Refusal:
    """Somebody who may speak for the clinic refused to approve."""
    found = _answering(ticket, command.approval, command.by, context)
    if isinstance(found, Refusal):
        return found
    event = ApprovalRefused(
        approval=command.approval,
        by=command.by,
        reason=command.reason,
        capacity=found.kind,
        stands_for=found.stands_for,
    )
    return (event,)


def _answering(ticket: Ticket, number: int, by: int, context: Context) -> Capacity | Refusal:
    approval: Approval | None = next((each for each in ticket.approvals if each.id == number), None)
    if approval is None:
        return not_found("approval.unknown", f"Согласования {number} в обращении {ticket.number} нет")
    if approval.granted is not None:
        message = f"По согласованию {number} ответ уже записан; если решение МО другое, запросите согласование снова"
        return Refusal("approval.answered", message, APPROVALS)
    return capacity_of(ticket, by, context)


def capacity_of(ticket: Ticket, identity: int, context: Context) -> Capacity | Refusal:
    """As what somebody of the clinic may approve in this ticket, or why not."""
    person = clinic_person(ticket, identity, context, APPROVALS)
    if isinstance(person, Refusal):
        return person
    setup = ticket.type is TicketType.SETUP
    kinds = context.policy.lifecycle.setup_approvers if setup else HEADS
    if person.kind in kinds:
        return Capacity(person.kind)
    for other in context.facts.people.values():
        entitled = other.kind in kinds and other.organization == ticket.organization and not other.blocked
        if entitled and identity in person_path(context.facts.absences, other.id, context.now):
            return Capacity(other.kind, other.id)
    if not setup and is_voice(ticket, identity, context):
        return Capacity(REQUESTER, None if identity == ticket.requester else ticket.requester)
    return _not_entitled(kinds, person.name, setup=setup)


def _not_entitled(kinds: tuple[str, ...], name: str, *, setup: bool) -> Refusal:
    heads = " или ".join(_CALLED[kind] for kind in kinds)
    who = f"Настройку согласует {heads}" if setup else f"Согласует инициатор, {heads}"
    return Refusal("approval.not_entitled", f"{who} либо замещающий их, а не {name}", APPROVALS)


def last_word(ticket: Ticket, policy: Policy) -> Approval | None:
    """What those who may approve a «Настройка» said last; None where none of them has said anything."""
    spoken = (each for each in ticket.approvals if each.granted is not None and _counts(each, ticket, policy))
    return max(spoken, key=lambda each: each.answered_seq, default=None)


def _counts(approval: Approval, ticket: Ticket, policy: Policy) -> bool:
    """Whether an answer is one of an approver's; an older log does not say as what he spoke."""
    if approval.capacity:
        return approval.capacity in policy.lifecycle.setup_approvers
    return approval.by != ticket.requester


def not_approved(ticket: Ticket, policy: Policy) -> Refusal | None:
    """Why a «Настройка» may not be solved: nobody has approved, or the last word was a refusal."""
    if ticket.type is not TicketType.SETUP:
        return None
    word = last_word(ticket, policy)
    if word is None:
        heads = " или ".join(_CALLED[kind] for kind in policy.lifecycle.setup_approvers)
        message = f"«Настройка» не решается без согласования с МО: её согласует {heads}. Запросите и запишите ответ"
        return Refusal("resolve.no_approval", message, APPROVALS)
    if not word.granted:
        message = f"Последнее слово МО — отказ (согласование {word.id}): без нового согласия «Настройка» не решается"
        return Refusal("resolve.no_approval", message, APPROVALS)
    return None


def _answered(ticket: Ticket, event: ApprovalGranted | ApprovalRefused, recorded: Recorded, answer: Changed) -> Changed:
    who = {"by": event.by, "capacity": event.capacity, "answered_at": recorded.at, "answered_seq": recorded.seq}
    approvals = with_one(ticket.approvals, event.approval, **who, **answer)
    more = any(each.granted is None for each in approvals)
    return {"approvals": approvals, **({} if more else no_longer(ticket, Waiting.APPROVAL))}


def _instead(event: ApprovalGranted | ApprovalRefused, names: Names) -> str:
    """For whom the one who answered stands in, where he does (п. 4.7)."""
    return f", замещает: {names.person(event.stands_for)}" if event.stands_for is not None else ""


_asked = unless(
    lambda ticket: any(each.granted is None for each in ticket.approvals),
    "approval.none",
    "Запрошенного согласования без ответа в обращении нет",
    "п. 11.4",
)


USE_CASES: Final = (
    UseCase(
        RequestApproval,
        request,
        title="Запросить согласование",
        about="Запросить согласование МО (п. 11.4).",
        denial="Согласование запрашивают специалисты ЦК",
        clause="п. 11.4",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"approvals type {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        GrantApproval,
        grant,
        title="Согласовано",
        about="Записать, что МО согласовала (п. 11.4).",
        denial="Согласование записывают специалисты ЦК",
        clause="п. 11.4",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        premises=(_asked,),
        rests_on=f"approvals type waiting {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        RefuseApproval,
        refuse,
        title="В согласовании отказано",
        about="Записать, что МО отказала в согласовании.",
        denial="Отказ в согласовании записывают специалисты ЦК",
        clause="п. 11.4",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        premises=(_asked,),
        rests_on=f"approvals type waiting {ENDED}",
        undo=Reversal.MARKED,
    ),
)
