"""Mass incidents (п. 5.4, 6.3): told to everybody, one answer and one solution for all their tickets."""

from collections.abc import Iterator, Mapping
from typing import Final

from core.tickets.answers.events import Commented
from core.tickets.checks import to_come
from core.tickets.closing.commands import Resolve
from core.tickets.closing.solving import resolve
from core.tickets.context import Context
from core.tickets.effects import DeskRule, Effects, Elsewhere, Rule
from core.tickets.guards import guard
from core.tickets.log import DeskEvent
from core.tickets.outages.commands import AnswerOutage, EndOutage, JoinOutage, OpenOutage, ResolveOutage, UpdateOutage
from core.tickets.outages.events import OutageEnded, OutageJoined, OutageOpened, OutageUpdated
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registers import Outage
from core.tickets.ticket import Ticket
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
    answerable = (each for each in _attached(outage, context) if guard("comment", each, context.actor) is None)
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
    refusal = guard("take", ticket, context.actor, context.facts.users)
    if refusal is not None and refusal.code != "ticket.taken":
        return refusal
    return resolve(ticket, Resolve(number=ticket.number, solution=command.solution), context)


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


RULES: Final[Mapping[str, Rule]] = {JoinOutage.name: join}

DESK_RULES: Final[Mapping[str, DeskRule]] = {
    OpenOutage.name: open_outage,
    UpdateOutage.name: update,
    AnswerOutage.name: answer,
    ResolveOutage.name: resolve_all,
    EndOutage.name: end,
}
