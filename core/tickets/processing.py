"""ПЛТП's primary processing: the checklist and the request for what is missing (п. 5.4, 5.5; Прил. 3)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.commands import Process, RequestInformation
from core.tickets.context import Context
from core.tickets.effects import Effects, Rule
from core.tickets.events import Commented, Processed, WaitingStarted
from core.tickets.refusal import Refusal, bad_input
from core.tickets.templates import lacking
from core.tickets.ticket import Ticket
from core.vocabulary import Waiting

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


RULES: Final[Mapping[str, Rule]] = {
    Process.name: process,
    RequestInformation.name: request_information,
}
