"""Type and priority: changed, confirmed, proposed (п. 3.9, 5.10; Прил. 2)."""

from typing import Final

from core.tickets.classification.commands import ConfirmPriority, ProposePriority, SetPriority, SetType
from core.tickets.classification.events import PriorityChanged, PriorityConfirmed, PriorityProposed, TypeChanged
from core.tickets.classification.pairs import no_such_pair
from core.tickets.context import Context
from core.tickets.directory import Actor
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import ENDED, Reversal, Staff, UseCase
from core.vocabulary import Role

TYPES = "Прил. 2, «Типизация обращений»"
PRIORITIES = "Прил. 2, «Приоритезация обращений»"


def set_type(ticket: Ticket, command: SetType, context: Context) -> Effects | Refusal:
    """Another type: ПЛТП freely, ВЛТП with a reason; a new priority must come along where the old one has no row."""
    priority = command.priority or ticket.priority
    if command.type is ticket.type:
        return Refusal("type.same", "У обращения уже этот тип", TYPES)
    if context.actor.role is Role.SECOND_LINE:
        if not command.reason:
            return Refusal("type.reason_required", "ВЛТП меняет тип с обязательным указанием причины", TYPES)
        if priority is not ticket.priority and no_such_pair(command.type, ticket.priority, context.policy) is None:
            return Refusal("priority.first_line_only", "Приоритет меняет только ПЛТП", "п. 5.10")
    if refusal := no_such_pair(command.type, priority, context.policy):
        return refusal
    return (TypeChanged(old=ticket.type, new=command.type, priority=priority, reason=command.reason),)


def set_priority(ticket: Ticket, command: SetPriority, context: Context) -> Effects | Refusal:
    """Another priority, from the row of the ticket's type; the present one confirms what ПЛТП has not clarified."""
    if command.priority is ticket.priority:
        return _confirmed(ticket, command.reason)
    if refusal := no_such_pair(ticket.type, command.priority, context.policy):
        return refusal
    return (PriorityChanged(old=ticket.priority, new=command.priority, reason=command.reason),)


def confirm_priority(ticket: Ticket, command: ConfirmPriority, context: Context) -> Effects | Refusal:
    """ПЛТП stands by the present priority (п. 3.9; Прил. 2)."""
    return _confirmed(ticket, command.reason)


def _confirmed(ticket: Ticket, reason: str | None) -> Effects | Refusal:
    if ticket.clarified:
        return Refusal("priority.same", "У обращения уже этот приоритет, и он уточнён", PRIORITIES)
    return (PriorityConfirmed(priority=ticket.priority, reason=reason),)


def propose_priority(ticket: Ticket, command: ProposePriority, context: Context) -> Effects | Refusal:
    """ВЛТП proposes, ПЛТП alone sets (п. 5.10)."""
    if command.priority is ticket.priority:
        return Refusal("priority.same", "У обращения уже этот приоритет", "п. 5.10")
    refusal = no_such_pair(ticket.type, command.priority, context.policy)
    return refusal or (PriorityProposed(priority=command.priority, reason=command.reason),)


def _to_clarify(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    if not ticket.clarified:
        return None
    return Refusal("priority.same", "Приоритет уже уточнён: подтверждать нечего", "п. 3.9 · Прил. 2")


USE_CASES: Final = (
    UseCase(
        SetPriority,
        set_priority,
        title="Изменить приоритет",
        about="Изменить приоритет (п. 5.10).",
        denial="Приоритет меняет только ПЛТП",
        clause="п. 5.10",
        rights="nw/nw/nw  -  -  -  -  -",
        rests_on=f"type priority proposed_priority clarified {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        SetType,
        set_type,
        title="Изменить тип",
        about="Изменить тип обращения.",
        denial="Тип обращения меняют специалисты ПЛТП и ВЛТП",
        clause="Прил. 2, «Типизация обращений»",
        rights="nw/nw/nw  -/nw/nw  -  -  -  -",
        rests_on=f"type priority proposed_priority {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        ConfirmPriority,
        confirm_priority,
        title="Подтвердить приоритет",
        about="Подтвердить, что приоритет верен: срочность и влияние уточнены (Прил. 2).",
        denial="Такой команды у этой роли нет",
        rights="nw/nw/nw  -  -  -  -  -",
        guards=(_to_clarify,),
        rests_on=f"type priority proposed_priority {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        ProposePriority,
        propose_priority,
        title="Предложить приоритет",
        about="Предложить ПЛТП другой приоритет (п. 5.10).",
        denial="Другой приоритет предлагает исполнитель ВЛТП; ПЛТП меняет его сама",
        clause="п. 5.10",
        rights="-  -/nw/nw  -  -  -  -",
        rests_on=f"type priority proposed_priority {ENDED}",
        undo=Reversal.MARKED,
    ),
)
