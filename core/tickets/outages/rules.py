"""Mass incidents (п. 5.4, 6.3): told to everybody, one answer and one solution for all their tickets."""

from collections.abc import Iterator
from typing import Final

from core.tickets.answers.commands import Comment
from core.tickets.answers.events import Commented
from core.tickets.assignment.commands import Take
from core.tickets.checks import to_come
from core.tickets.closing.commands import Resolve
from core.tickets.closing.solving import resolve
from core.tickets.context import Context
from core.tickets.effects import Effects, Elsewhere
from core.tickets.log import DeskEvent
from core.tickets.outages.commands import AnswerOutage, EndOutage, JoinOutage, OpenOutage, ResolveOutage, UpdateOutage
from core.tickets.outages.events import OutageEnded, OutageJoined, OutageOpened, OutageUpdated
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import Outage
from core.tickets.ticket import Ticket
from core.tickets.use_case import ENDED, Reversal, UseCase
from core.vocabulary import Status

OUTAGES: Final = "п. 5.4, 6.3"


def open_outage(command: OpenOutage, context: Context) -> Effects | Refusal:
    """A mass incident is announced."""
    if refusal := to_come(command.expected_end, context, "outage.end_in_past", OUTAGES):
        return refusal
    for identity in command.organizations:
        if identity not in context.facts.organizations:
            return not_found("organization.unknown", f"Нет организации с номером {identity}")
    return (
        OutageOpened(
            id=context.facts.next_ids["outages"],
            at=context.now,
            mis=command.mis,
            organizations=tuple(dict.fromkeys(command.organizations)),
            expected_end=command.expected_end,
            title=command.title,
            text=command.text,
        ),
    )


def update(command: UpdateOutage, context: Context) -> Effects | Refusal:
    """News of a mass incident."""
    outage = lasting(command.outage, context)
    refusal = outage if isinstance(outage, Refusal) else None
    refusal = refusal or to_come(command.expected_end, context, "outage.end_in_past", OUTAGES)
    updated = OutageUpdated(id=command.outage, at=context.now, expected_end=command.expected_end, text=command.text)
    return refusal or (updated,)


def answer(command: AnswerOutage, context: Context) -> Effects | Refusal:
    """One answer to the requesters of all its tickets; those that may not be answered now are passed over."""
    outage = lasting(command.outage, context)
    if isinstance(outage, Refusal):
        return outage
    answerable = (each for each in _attached(outage, context) if _guard(Comment.name, each, context) is None)
    effects = tuple(Elsewhere(each.number, Commented(text=command.text)) for each in answerable)
    return effects or _nobody()


def resolve_all(command: ResolveOutage, context: Context) -> Effects | Refusal:
    """One solution for all its tickets that the actor's line may solve now, and the end of it.

    What stands at the other line, or lacks something, is left; that line gives the same command for its own.
    """
    outage = context.facts.outages.get(command.outage)
    if outage is None:
        return not_found("outage.unknown", f"Сбоя № {command.outage} нет")
    effects: Effects = ()
    for ticket in _attached(outage, context):
        solved = _solved(ticket, command, context)
        if not isinstance(solved, Refusal):
            effects += tuple(
                each if isinstance(each, Elsewhere | DeskEvent) else Elsewhere(ticket.number, each) for each in solved
            )
    if not effects:
        return _nobody()
    over = OutageEnded(id=outage.id, at=context.now, text=command.solution)
    return effects if outage.ended_at is not None else (*effects, over)


def _solved(ticket: Ticket, command: ResolveOutage, context: Context) -> Effects | Refusal:
    """What solving one ticket of a mass incident leads to: whoever solves the incident takes its tickets."""
    refusal = _guard(Take.name, ticket, context)
    if refusal is not None and refusal.code != "ticket.taken":
        return refusal
    return resolve(ticket, Resolve(number=ticket.number, solution=command.solution), context)


def _guard(name: str, ticket: Ticket, context: Context) -> Refusal | None:
    assert context.rulebook is not None
    return context.rulebook.guard(name, ticket, context.actor, context.facts.users)


def end(command: EndOutage, context: Context) -> Effects | Refusal:
    """A mass incident is over; its tickets stay as they are."""
    outage = lasting(command.outage, context)
    if isinstance(outage, Refusal):
        return outage
    return (OutageEnded(id=outage.id, at=context.now, text=command.text),)


def join(ticket: Ticket, command: JoinOutage, context: Context) -> Effects | Refusal:
    """A ticket belongs to a mass incident, or no longer."""
    if command.left:
        if ticket.outage != command.outage:
            return Refusal("outage.not_joined", f"Обращение не отнесено к сбою № {command.outage}", OUTAGES)
        return (OutageJoined(outage=command.outage, left=True),)
    outage = lasting(command.outage, context)
    if isinstance(outage, Refusal):
        return outage
    if ticket.outage == outage.id:
        return Refusal("outage.joined", f"Обращение уже отнесено к сбою № {outage.id}", OUTAGES)
    if not outage.concerns(ticket.mis, ticket.organization):
        return Refusal("outage.not_concerned", f"Сбой № {outage.id} не касается этой МО или МИС", OUTAGES)
    return (OutageJoined(outage=outage.id),)


def lasting(number: int, context: Context) -> Outage | Refusal:
    """A mass incident that is not over."""
    outage = context.facts.outages.get(number)
    if outage is None:
        return not_found("outage.unknown", f"Сбоя № {number} нет")
    if outage.ended_at is not None:
        return Refusal("outage.over", f"Сбой № {number} уже устранён", OUTAGES)
    return outage


def _attached(outage: Outage, context: Context) -> Iterator[Ticket]:
    tickets = sorted(context.facts.tickets.values(), key=lambda ticket: ticket.number)
    open_ = (Status.NEW, Status.IN_PROGRESS)
    return (ticket for ticket in tickets if ticket.outage == outage.id and ticket.status in open_)


def _nobody() -> Refusal:
    message = "К сбою не отнесено ни одного обращения, с которым это сейчас можно сделать"
    return bad_input("outage.no_tickets", message, OUTAGES)


USE_CASES: Final = (
    UseCase(
        JoinOutage,
        join,
        title="Отнести к сбою",
        denial="К сбою обращение относят специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"outage {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        OpenOutage,
        open_outage,
        title="Сообщить о сбое",
        denial="О сбоях сообщают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        UpdateOutage,
        update,
        title="Новости о сбое",
        denial="О сбоях сообщают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        AnswerOutage,
        answer,
        title="Ответить всем по сбою",
        denial="О сбоях сообщают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        ResolveOutage,
        resolve_all,
        title="Решить все по сбою",
        denial="По сбою решают обращения специалисты ПЛТП и ВЛТП",
        clause="п. 6.3",
        rights="+  +  -  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        EndOutage,
        end,
        title="Закончить сбой",
        denial="О сбоях сообщают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
)
