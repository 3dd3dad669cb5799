"""One answer and one solution for all tickets of a mass incident (п. 5.4, 6.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.answers.comments import Comment
from core.tickets.answers.events import Commented
from core.tickets.assignment.commands import Take
from core.tickets.closing.commands import Resolve
from core.tickets.closing.solving import resolve
from core.tickets.command import DeskCommand
from core.tickets.context import Context
from core.tickets.effects import Effects, Elsewhere
from core.tickets.log import DeskEvent
from core.tickets.outages.announcements import OUTAGES, OutageEnded, lasting
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import Outage
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOutage(DeskCommand):
    """Answer the requesters of all tickets of a mass incident at once."""

    name: ClassVar[str] = "outage_answer"
    outage: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveOutage(DeskCommand):
    """Resolve all tickets of a mass incident with one solution, and end it."""

    name: ClassVar[str] = "outage_resolve"
    outage: int
    solution: str


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


def _attached(outage: Outage, context: Context) -> Iterator[Ticket]:
    tickets = sorted(context.facts.tickets.values(), key=lambda ticket: ticket.number)
    open_ = (Status.NEW, Status.IN_PROGRESS)
    return (ticket for ticket in tickets if ticket.outage == outage.id and ticket.status in open_)


def _nobody() -> Refusal:
    message = "К сбою не отнесено ни одного обращения, с которым это сейчас можно сделать"
    return bad_input("outage.no_tickets", message, OUTAGES)


USE_CASES: Final = (
    UseCase(
        AnswerOutage,
        answer,
        title="Ответить всем по сбою",
        about="Выбрать сбой и ответить инициаторам всех его обращений.",
        denial="О сбоях сообщают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="+  +  +  -  -  -",
        undo=Reversal.HELD,
    ),
    UseCase(
        ResolveOutage,
        resolve_all,
        title="Решить все по сбою",
        about="Выбрать сбой и решить его обращения одним решением.",
        denial="По сбою решают обращения специалисты ПЛТП и ВЛТП",
        clause="п. 6.3",
        rights="+  +  -  -  -  -",
        undo=Reversal.HELD,
    ),
)
