"""Sending a ticket to ТЛТП: who, when, on which ground (п. 7.1–7.5)."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.answers.events import Commented
from core.tickets.assignment.leaving import kept, stays
from core.tickets.classification.events import PriorityChanged, TypeChanged
from core.tickets.clocks.first_answer import is_answer
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal, bad_input
from core.tickets.registration.events import Registered
from core.tickets.third_line.events import RoutedOut
from core.tickets.ticket import Ticket
from core.tickets.undo.standing import standing
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Destination, Mis, Priority, Role, RoutingGround, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOut(TicketCommand):
    """Route the ticket to ТЛТП (п. 7.1–7.5)."""

    name: ClassVar[str] = "route"
    destination: Destination
    scenario: Scenario
    ground: RoutingGround
    text: str
    requester_informed: bool = False
    """A public comment that was written since the ticket is critical has told the requester (п. 5.7)."""
    identified_at_once: bool = False
    inform: str | None = None
    """The public word to the requester that the ticket goes to ТЛТП (п. 5.7), written with the hand-over."""


_ORDER: Final = list(Priority)
OF_SECOND_LINE: Final = (RoutingGround.CONSULTATION, RoutingGround.MALFUNCTION, RoutingGround.NO_AUTHORITY)
"""The cases in which ВЛТП turns to ТЛТП (п. 7.4)."""
DETAIL: Final = 20
"""Characters that a text for ТЛТП has at least (п. 7.2)."""
DEVELOPERS: Final = {Mis.QMS: Destination.QMS_DEVELOPER, Mis.PROMED: Destination.PROMED_DEVELOPER}
"""Who develops which МИС (п. 3.11)."""
_DEVELOPED: Final = {developer: mis for mis, developer in DEVELOPERS.items()}


def route_out(ticket: Ticket, command: RouteOut, context: Context) -> Effects | Refusal:
    """To ТЛТП with its ground and its scenario; the text is what ТЛТП gets."""
    if ticket.at_third_line is not None:
        where = context.policy.labels.of(ticket.at_third_line.destination)
        return Refusal("route.there_already", f"Обращение уже у ТЛТП: {where}", "п. 7.6")
    if refusal := kept(ticket, context.policy):
        return refusal
    if len(command.text) < DETAIL:
        message = f"Опишите обращение для ТЛТП подробно: не короче {DETAIL} знаков"
        return bad_input("route.not_detailed", message, "п. 7.2", field="text")
    mis = _DEVELOPED.get(command.destination)
    if mis is not None and mis is not ticket.mis:
        message = f"Обращение о МИС «{context.policy.labels.of(ticket.mis)}»: это не к этому разработчику"
        return Refusal("route.other_mis", message, "п. 3.11")
    first = context.actor.role is Role.FIRST_LINE
    refusal = _by_first_line(ticket, command, context) if first else _by_second_line(command)
    if refusal:
        return refusal
    routed = RoutedOut(
        destination=command.destination,
        scenario=command.scenario,
        ground=command.ground,
        requester_informed=command.requester_informed or command.inform is not None,
        identified_at_once=command.identified_at_once,
        text=command.text,
    )
    return (routed, *((Commented(text=command.inform),) if command.inform else ()))


def _by_first_line(ticket: Ticket, command: RouteOut, context: Context) -> Refusal | None:
    """ПЛТП: only what is critical, identified at once and obviously ТЛТП's, the requester being told."""
    policy = context.policy
    if command.ground is not RoutingGround.CRITICAL:
        message = "ПЛТП направляет в ТЛТП только критичное; остальное передайте на ВЛТП"
        return Refusal("route.first_line_ground", message, "п. 7.3")
    if _ORDER.index(ticket.priority) > _ORDER.index(policy.lifecycle.critical):
        label = policy.labels.of(policy.lifecycle.critical)
        message = f"Критично обращение с приоритетом «{label}», а у этого — «{policy.labels.of(ticket.priority)}»"
        return Refusal("route.not_critical", message, "п. 5.7, 7.3")
    if not command.identified_at_once:
        message = "ПЛТП направляет в ТЛТП, когда проблема ясна сразу; иначе — на ВЛТП"
        return Refusal("route.not_identified", message, "п. 7.3")
    told = command.requester_informed and told_since(context, _critical_since(context))
    if command.inform is None and not told:
        message = "Напишите инициатору, что обращение уходит в ТЛТП: публичного ответа об этом в обращении нет"
        return Refusal("route.not_informed", message, "п. 5.7")
    return None


def _critical_since(context: Context) -> int:
    """The event by which the ticket became critical (п. 5.7); 0 where it is not."""
    limit, since = _ORDER.index(context.policy.lifecycle.critical), 0
    for each in standing(context.history):
        match each.event:
            case Registered(priority=priority) | TypeChanged(priority=priority) | PriorityChanged(new=priority):
                since = (since or each.seq) if _ORDER.index(priority) <= limit else 0
    return since


def _by_second_line(command: RouteOut) -> Refusal | None:
    if command.ground in OF_SECOND_LINE:
        return None
    message = "ВЛТП направляет в ТЛТП за консультацией, исправлением ошибки или когда не хватает полномочий или знаний"
    return Refusal("route.second_line_ground", message, "п. 7.4")


def _is_critical(ticket: Ticket, context: Context) -> Refusal | None:
    """ПЛТП routes to ТЛТП what is critical, and nothing else."""
    order, critical = list(Priority), context.policy.lifecycle.critical
    if context.actor.role is not Role.FIRST_LINE or order.index(ticket.priority) <= order.index(critical):
        return None
    of = context.policy.labels.of
    message = f"Критично обращение с приоритетом «{of(critical)}», а у этого — «{of(ticket.priority)}»"
    return Refusal("route.not_critical", message, "п. 5.7, 7.3")


def _not_away(ticket: Ticket, context: Context) -> Refusal | None:
    if ticket.at_third_line is None:
        return None
    where = context.policy.labels.of(ticket.at_third_line.destination)
    return Refusal("route.there_already", f"Обращение уже у ТЛТП: {where}", "п. 7.6")


def told_since(context: Context, seq: int) -> bool:
    """Whether staff wrote to the requester after an event of the log."""
    later = standing(context.history)[seq:]
    return any(isinstance(each.event, Commented) and is_answer(each) for each in later)


USE_CASES: Final = (
    UseCase(
        RouteOut,
        route_out,
        title="Передать в ТЛТП",
        about="Передать в ТЛТП одним из трёх сценариев (п. 7.3–7.5).",
        denial="В ТЛТП обращения направляют только ПЛТП и ВЛТП",
        clause="п. 7.1",
        rights="nw/-/-  -/nw/-  -  -  -  -",
        premises=(stays, _not_away, _is_critical),
        undo=Reversal.MARKED,
    ),
)
