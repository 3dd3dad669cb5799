"""ТЛТП: hand-over, return, verification (гл. 7)."""

from collections.abc import Mapping
from typing import Final

from core.tickets.commands import Return, RouteOut, Verify
from core.tickets.context import Context
from core.tickets.effects import Effects, Rule
from core.tickets.events import Commented, Returned, RoutedOut, Verified
from core.tickets.refusal import Refusal, bad_input
from core.tickets.ticket import Ticket
from core.vocabulary import Destination, Mis, Priority, Role, RoutingGround

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
        requester_informed=command.requester_informed,
        identified_at_once=command.identified_at_once,
        text=command.text,
    )
    return (routed,)


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
    if not command.requester_informed:
        return Refusal("route.not_informed", "Сообщите инициатору, что обращение уходит в ТЛТП", "п. 5.7")
    return None


def _by_second_line(command: RouteOut) -> Refusal | None:
    if command.ground in OF_SECOND_LINE:
        return None
    message = "ВЛТП направляет в ТЛТП за консультацией, исправлением ошибки или когда не хватает полномочий или знаний"
    return Refusal("route.second_line_ground", message, "п. 7.4")


def returned(ticket: Ticket, command: Return, context: Context) -> Effects | Refusal:
    """ТЛТП closed on its side; ours goes on."""
    if ticket.at_third_line is None:
        return Refusal("route.not_there", "Обращение не у ТЛТП: возвращать нечего", "п. 7.6")
    return (Returned(text=command.text),)


def verified(ticket: Ticket, command: Verify, context: Context) -> Effects | Refusal:
    """ВЛТП verified what ТЛТП did and agreed it with the requester, who is told so in public."""
    away = ticket.third_line
    if away is None or away.returned_at is None:
        return Refusal("route.not_returned", "ТЛТП ещё не ответила: проверять нечего", "п. 7.6")
    if away.verified_at is not None:
        return Refusal("route.verified_already", "Решение ТЛТП уже проверено", "п. 7.6")
    told = (Commented(text=command.text),) if command.text else ()
    return (Verified(text=command.text), *told)


RULES: Final[Mapping[str, Rule]] = {
    RouteOut.name: route_out,
    Return.name: returned,
    Verify.name: verified,
}
