"""What ТЛТП answers, and its verification with the requester (п. 7.5, 7.6)."""

from dataclasses import dataclass
from typing import ClassVar, Final

from core.tickets.answers.events import Commented
from core.tickets.assignment.holders import is_its_assignee
from core.tickets.command import TicketCommand
from core.tickets.context import Context
from core.tickets.directory import Actor
from core.tickets.effects import Effects
from core.tickets.people.requesters import speaks_for
from core.tickets.refusal import Refusal, bad_input, forbidden
from core.tickets.tasks.approvals import HOW
from core.tickets.third_line.events import Returned, Verified
from core.tickets.third_line.sending import told_since
from core.tickets.ticket import Ticket
from core.tickets.undo.standing import standing
from core.tickets.use_cases.use_case import ENDED, Reversal, Staff, UseCase, unless
from core.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(TicketCommand):
    """Record that ТЛТП closed on its side (п. 7.6)."""

    name: ClassVar[str] = "route_returned"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify(TicketCommand):
    """Record that the executor verified ТЛТП's solution and agreed it with the requester (п. 7.6).

    ``how``: phone, comment or external; ``text``: what the requester is told in public.
    """

    name: ClassVar[str] = "route_verified"
    agreed_with: int
    how: str
    text: str | None = None


def returned(ticket: Ticket, command: Return, context: Context) -> Effects | Refusal:
    """ТЛТП closed on its side; ours goes on."""
    if ticket.at_third_line is None:
        return Refusal("route.not_there", "Обращение не у ТЛТП: возвращать нечего", "п. 7.6")
    return (Returned(text=command.text),)


def verified(ticket: Ticket, command: Verify, context: Context) -> Effects | Refusal:
    """The executor verified what ТЛТП did and agreed it with the requester, who is told so in public (п. 7.5, 7.6)."""
    away = ticket.third_line
    if away is None or away.returned_at is None:
        return Refusal("route.not_returned", "ТЛТП ещё не ответила: проверять нечего", "п. 7.6")
    if away.verified_at is not None:
        return Refusal("route.verified_already", "Решение ТЛТП уже проверено", "п. 7.6")
    if command.how not in HOW:
        return bad_input("route.how", f"Способ согласования «{command.how}» неизвестен", "п. 7.6", field="how")
    what = "Решение ТЛТП согласуют с инициатором обращения или замещающим его"
    spoken = speaks_for(ticket, command.agreed_with, context, code="route.not_requester", what=what, clause="п. 7.6")
    if isinstance(spoken, Refusal):
        return spoken
    back = max(each.seq for each in standing(context.history) if isinstance(each.event, Returned))
    if command.text is None and not told_since(context, back):
        message = "Напишите инициатору, что сделано: после ответа ТЛТП ему ещё ничего не писали"
        return Refusal("route.not_told", message, "п. 7.6")
    verified = Verified(text=command.text, agreed_with=command.agreed_with, how=command.how, for_requester=spoken)
    return (verified, *((Commented(text=command.text),) if command.text else ()))


def _verifies(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    """What ТЛТП did is verified by whoever is the executor, by who stands in for him, or by a supervisor (п. 7.5)."""
    if actor.role is Role.SUPERVISOR or is_its_assignee(ticket, actor, staff) is None:
        return None
    message = "Решение ТЛТП проверяет исполнитель обращения; чтобы проверить самому, сначала возьмите его в работу"
    return forbidden("route.other_executor", message, "п. 7.5, 7.6")


USE_CASES: Final = (
    UseCase(
        Return,
        returned,
        title="Ответ ТЛТП",
        about="Записать, что ответила ТЛТП (п. 7.6).",
        denial="Ответ ТЛТП записывают специалисты ЦК",
        clause="п. 7.6",
        rights="nw/nw/nw  -/nw/nw  nw/nw/nw  -  -  -",
        premises=(
            unless(
                lambda ticket: ticket.at_third_line,
                "route.not_there",
                "Обращение не у ТЛТП: возвращать нечего",
                "п. 7.6",
            ),
        ),
        rests_on=f"third_line line waiting {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Verify,
        verified,
        title="Решение ТЛТП проверено",
        about="Решение ТЛТП проверено и согласовано с инициатором (п. 7.6).",
        denial="Решение ТЛТП проверяет исполнитель обращения",
        clause="п. 7.5, 7.6",
        rights="nw/-/-  -/nw/nw  nw/nw/nw  -  -  -",
        guards=(_verifies,),
        premises=(
            unless(
                lambda ticket: ticket.third_line and ticket.third_line.returned_at,
                "route.not_returned",
                "ТЛТП ещё не ответила: проверять нечего",
                "п. 7.6",
            ),
            unless(
                lambda ticket: ticket.third_line and ticket.third_line.verified_at is None,
                "route.verified_already",
                "Решение ТЛТП уже проверено",
                "п. 7.6",
            ),
        ),
        undo=Reversal.MARKED,
    ),
)
