"""Terms and waiting: agreements, indicative terms, whom a ticket waits for, proposed priorities (п. 4.8, 5.9–6.8)."""

from typing import Final

from core.tickets.checks import clinic_person, to_come
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal
from core.tickets.staff.substitution import person_path
from core.tickets.terms.commands import AgreeTerm, IndicateTerm, Resume, Wait
from core.tickets.terms.events import TermAgreed, TermIndicated, WaitingEnded, WaitingStarted
from core.tickets.ticket import Ticket
from core.tickets.use_case import ENDED, HELD, Reversal, UseCase, unless
from core.vocabulary import Waiting

AGREED: Final = "п. 4.8, 6.7, 6.8"
INDICATED: Final = "п. 5.9, 6.7"
WAITING: Final = "п. 4.6"


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


def wait(ticket: Ticket, command: Wait, context: Context) -> Effects | Refusal:
    """Whom the ticket waits for; ТЛТП only while it is there."""
    if ticket.waiting is command.waiting:
        label = context.policy.labels.of(command.waiting)
        return Refusal("wait.same", f"Уже отмечено: {label.lower()}", WAITING)
    if command.waiting is Waiting.THIRD_LINE and ticket.at_third_line is None:
        return Refusal("wait.not_routed", "Обращение не передано в ТЛТП: ждать её нечего", "п. 7.1")
    return (WaitingStarted(waiting=command.waiting, text=command.text),)


def resume(ticket: Ticket, command: Resume, context: Context) -> Effects | Refusal:
    """The waiting is over."""
    if ticket.waiting is None:
        return Refusal("wait.none", "Ожидание не отмечено: продолжать нечего", WAITING)
    return (WaitingEnded(text=command.text),)


USE_CASES: Final = (
    UseCase(
        AgreeTerm,
        agree,
        title="Срок по согласованию",
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
        denial="Ориентировочный срок называет исполнитель",
        clause="п. 5.9, 6.7",
        rights="nw/-/-  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"indicative_due promises {HELD} {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Wait,
        wait,
        title="Ожидание",
        denial="Ожидание отмечает исполнитель",
        clause="п. 4.6",
        rights="nw/-/-  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"waiting third_line {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Resume,
        resume,
        title="Конец ожидания",
        denial="Ожидание снимает исполнитель",
        clause="п. 4.6",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        premises=(
            unless(lambda ticket: ticket.waiting, "wait.none", "Ожидание не отмечено: продолжать нечего", "п. 4.6"),
        ),
        rests_on=f"waiting third_line {ENDED}",
        undo=Reversal.MARKED,
    ),
)
