"""A second problem goes into a ticket of its own (Прил. 3, п. 1)."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from core.tickets.assignment.assigning import automatic
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects, Elsewhere
from core.tickets.refusal import Refusal
from core.tickets.registration.events import Registered
from core.tickets.registration.origin import Origin
from core.tickets.relations.inheritance import origin_of
from core.tickets.relations.links import Linked
from core.tickets.routing.choice import Request
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(TicketCommand):
    """Make a ticket of its own from another problem in the same request (Прил. 3, п. 1)."""

    name: ClassVar[str] = "split"
    subject: str
    description: str


def split(ticket: Ticket, command: Split, context: Context) -> Effects | Refusal:
    """Another problem of the same request gets a ticket of its own, received and answered when the first one was."""
    number = context.facts.next_ticket
    decision, follows = automatic(request_from(ticket, command, context), context, clarified=ticket.clarified)
    registered = Registered(
        subject=command.subject,
        description=command.description,
        type=ticket.type,
        priority=ticket.priority,
        channel=ticket.channel,
        mis=ticket.mis,
        organization=ticket.organization,
        requester=ticket.requester,
        received_at=ticket.received_at,
        decision=decision,
        origin=_origin(ticket, context),
    )
    return (
        Elsewhere(number, registered),
        Elsewhere(number, Linked(link=LinkKind.SPLIT, other=ticket.number)),
        *(Elsewhere(number, each) for each in follows),
        Linked(link=LinkKind.SPLIT, other=number, origin=True),
    )


def _origin(ticket: Ticket, context: Context) -> Origin:
    """The life that the new ticket goes on with; its urgency and impact are clarified where the old one's are."""
    origin = origin_of(context.history, context.now)
    if ticket.impact is None or not ticket.clarified:
        return origin
    return replace(origin, clarified_by=ticket.impact.by, clarified_at=ticket.impact.at)


def request_from(ticket: Ticket, command: Split, context: Context) -> Request:
    """A problem that is split off as the routing rules look at it: all but its words is the ticket's."""
    clinic = context.facts.organizations.get(ticket.organization)
    text = f"{command.subject}\n{command.description}"
    return Request(ticket.mis, ticket.type, ticket.priority, ticket.channel, clinic.code if clinic else "", text)


USE_CASES: Final = (
    UseCase(
        Split,
        split,
        title="Выделить вторую проблему",
        about="Выделить вторую проблему в отдельное обращение (Прил. 3, п. 1).",
        denial="Вторую проблему выделяют специалисты ЦК",
        clause="Прил. 3, п. 1",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        undo=Reversal.HELD,
    ),
)
