"""Terms that both sides agree on, and those that only orient (п. 4.8, 5.9, 6.7, 6.8)."""

from typing import Final

from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal
from core.tickets.staff.substitution import person_path
from core.tickets.terms.commands import AgreeTerm, IndicateTerm
from core.tickets.terms.events import TermAgreed, TermIndicated
from core.tickets.ticket import Ticket
from core.tickets.use_cases.checks import clinic_person, to_come
from core.tickets.use_cases.use_case import ENDED, HELD, Reversal, UseCase

AGREED: Final = "п. 4.8, 6.7, 6.8"
INDICATED: Final = "п. 5.9, 6.7"


def agree(ticket: Ticket, command: AgreeTerm, context: Context) -> Effects | Refusal:
    """A term that both sides agreed on: the requester, who substitutes him, or the head of the clinic."""
    if refusal := to_come(command.due, context, "term.in_past", AGREED):
        return refusal
    person = clinic_person(ticket, command.agreed_with, context, AGREED)
    if isinstance(person, Refusal):
        return person
    stand_ins = person_path(context.facts.absences, ticket.requester, context.now)
    if person.id != ticket.requester and person.id not in stand_ins and person.kind not in ("head", "it_head"):
        message = f"Срок согласуют с инициатором, его замещающим или руководителем МО, а не с {person.name}"
        return Refusal("term.not_entitled", message, AGREED)
    event = TermAgreed(clock=command.clock, due=command.due, agreed_with=person.id, reason=command.reason)
    return (event,)


def indicate(ticket: Ticket, command: IndicateTerm, context: Context) -> Effects | Refusal:
    """An indicative term, which judges nothing."""
    refusal = to_come(command.due, context, "term.in_past", INDICATED)
    return refusal or (TermIndicated(due=command.due, reason=command.reason),)


USE_CASES: Final = (
    UseCase(
        AgreeTerm,
        agree,
        title="Срок по согласованию",
        about="Записать срок, согласованный с инициатором (п. 4.8, 6.7).",
        denial="Срок согласуют специалисты ЦК с инициатором",
        clause="п. 4.8, 6.8",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"promises type priority {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        IndicateTerm,
        indicate,
        title="Ориентировочный срок",
        about="Назвать ориентировочный срок (п. 5.9).",
        denial="Ориентировочный срок называет исполнитель",
        clause="п. 5.9, 6.7",
        rights="nw/-/-  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"indicative_due promises {HELD} {ENDED}",
        undo=Reversal.MARKED,
    ),
)
