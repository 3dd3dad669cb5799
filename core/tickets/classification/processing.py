"""ПЛТП's primary processing: the checklist and the request for what is missing (п. 5.4, 5.5; Прил. 3)."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.answers.events import Commented
from core.tickets.assignment.leaving import released
from core.tickets.classification.events import Processed
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal, bad_input
from core.tickets.registration.templates import lacking
from core.tickets.terms.events import WaitingStarted
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import ENDED, Reversal, UseCase
from core.vocabulary import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Process(TicketCommand):
    """Record ПЛТП's checklist of primary processing (п. 5.5); ``impact``: on the clinic's work (п. 3.9).

    ``details``: what was learned since the registration, with lines «label: value» for fields of the template.
    """

    name: ClassVar[str] = "process"
    relevant: bool = True
    correct: bool = True
    complete: bool = True
    category: bool = True
    urgency: bool = True
    impact: str | None = None
    missing: str | None = None
    details: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInformation(TicketCommand):
    """Ask the requester in public for what is missing (п. 5.4, 6.6); the ticket then waits for the requester."""

    name: ClassVar[str] = "request_information"
    text: str


PROCESSING: Final = "п. 5.5"


def process(ticket: Ticket, command: Process, context: Context) -> Effects | Refusal:
    """The checklist: urgency is judged with its impact, what is incomplete says what is missing."""
    if command.urgency and command.impact is None:
        message = "Срочность оценивают с влиянием на работу МО: опишите его"
        return bad_input("process.no_impact", message, "п. 3.9", field="impact")
    if not command.complete and command.missing is None:
        message = "Сведений не хватает: назовите, каких"
        return bad_input("process.no_missing", message, PROCESSING, field="missing")
    if command.complete and (refusal := _incomplete(ticket, command, context)):
        return refusal
    event = Processed(
        relevant=command.relevant,
        correct=command.correct,
        complete=command.complete,
        category=command.category,
        urgency=command.urgency,
        impact=command.impact,
        missing=command.missing,
        details=command.details,
    )
    return (event,)


def _incomplete(ticket: Ticket, command: Process, context: Context) -> Refusal | None:
    """What the ticket's template asks for and nobody has told yet (Прил. 3, п. 3); a template gone asks nothing."""
    template = context.policy.registration.template(ticket.template) if ticket.template else None
    learned = ticket.checklist.details if ticket.checklist else None
    missing = lacking(template, ticket.description, learned, command.details) if template else ()
    if not missing:
        return None
    message = f"По шаблону не хватает: {', '.join(missing)}. Запросите это или отметьте, что сведений не хватает"
    return Refusal("process.incomplete", message, "Прил. 3, п. 3", details={"missing": list(missing)})


def request_information(ticket: Ticket, command: RequestInformation, context: Context) -> Effects | Refusal:
    """A question to the requester in public; the ticket then waits for the answer."""
    asked = Commented(text=command.text)
    if ticket.waiting is Waiting.REQUESTER:
        return (asked,)
    return (asked, WaitingStarted(waiting=Waiting.REQUESTER))


USE_CASES: Final = (
    UseCase(
        Process,
        process,
        title="Первичная обработка",
        about="Записать первичную обработку ПЛТП (п. 5.5).",
        denial="Первичную обработку проводит ПЛТП",
        clause="п. 5.5",
        rights="nw/-/-  -  nw/-/-  -  -  -",
        off_its_line=released,
        rests_on=f"checklist type priority line waiting redactions {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        RequestInformation,
        request_information,
        title="Запросить недостающее",
        about="Запросить у инициатора недостающее и ждать ответа (п. 5.4, 6.6).",
        denial="Недостающее запрашивают специалисты ЦК",
        clause="п. 5.4, 6.3",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        rests_on=f"answers withdrawals waiting {ENDED}",
        undo=Reversal.MARKED,
    ),
)
