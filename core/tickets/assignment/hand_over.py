"""Work inside a ticket: answers, notes, taking, classification, and the hand-over to ВЛТП."""

from collections.abc import Mapping

from core.tickets.answers.commands import Comment, Note
from core.tickets.answers.rules import comment, note
from core.tickets.assignment.commands import Release, SendBack, Take
from core.tickets.assignment.events import Released, SentBack, Taken
from core.tickets.assignment.leaving import kept
from core.tickets.assignment.offering import offered
from core.tickets.checks import absent, is_away, staff
from core.tickets.classification.commands import ConfirmPriority, SetPriority, SetType
from core.tickets.classification.rules import confirm_priority, set_priority, set_type
from core.tickets.context import Context
from core.tickets.directory import User
from core.tickets.effects import Effects, Rule
from core.tickets.refusal import Refusal, bad_input
from core.tickets.routing.rules import Request, Route
from core.tickets.ticket import Ticket
from core.tickets.undo.standing import standing
from core.vocabulary import Line, Role

ASSIGNMENT = "п. 5.9"


def take(ticket: Ticket, command: Take, context: Context) -> Effects | Refusal:
    """The actor becomes the assignee."""
    return (Taken(),)


def release(ticket: Ticket, command: Release, context: Context) -> Effects | Refusal:
    """ПЛТП's stage is done: an executor of ВЛТП, watchers and an indicative term (п. 5.9)."""
    if refusal := kept(ticket, context.policy):
        return refusal
    offer = _offer(ticket, context)
    chosen = command.to or (offer.executor.login if offer and offer.executor and offer.line is Line.SECOND else None)
    if chosen is None:
        return _nobody(offer, context)
    if context.policy.lifecycle.checklist_required and not (ticket.checklist and ticket.checklist.passed):
        message = "Сначала завершите первичную обработку: запишите её итог («Первичная обработка»)"
        return Refusal("release.not_processed", message, "п. 5.5, 6.4")
    executor = staff(chosen, context, ASSIGNMENT)
    watching = (staff(login, context, ASSIGNMENT) for login in command.watchers)
    if refusal := next((each for each in (executor, *watching) if isinstance(each, Refusal)), None):
        return refusal
    assert isinstance(executor, User)
    if executor.role is not Role.SECOND_LINE:
        return Refusal("release.not_second_line", f"{executor.name} — не специалист ВЛТП", ASSIGNMENT)
    if refusal := absent(executor, context, command.reason):
        return refusal
    if command.indicative_due is not None and command.indicative_due <= context.now:
        return bad_input("release.due_in_past", "Ориентировочный срок уже прошёл", ASSIGNMENT)
    return (
        Released(
            to=chosen,
            decision=offer.decision if offer and _new(offer, chosen, ticket) else None,
            watchers=tuple(dict.fromkeys(command.watchers)),
            indicative_due=command.indicative_due,
            despite_absence=is_away(chosen, None, context),
            text=command.text,
            reason=command.reason,
        ),
    )


def send_back(ticket: Ticket, command: SendBack, context: Context) -> Effects | Refusal:
    """Sent by mistake: ПЛТП has it again, whoever handed it over first of all; the ticket's own clocks run on."""
    return not_to_be_sent_back(ticket, context) or (SentBack(to=_sender(context), reason=command.reason),)


def not_to_be_sent_back(ticket: Ticket, context: Context) -> Refusal | None:
    """What ТЛТП was asked for is answered and verified first (п. 7.6)."""
    if ticket.third_line is None or ticket.third_line.verified_at is not None:
        return None
    message = "Обращение было в ТЛТП: сначала запишите её ответ и проверьте решение"
    return Refusal("back.third_line", message, "п. 7.6")


def _sender(context: Context) -> str | None:
    """Who of ПЛТП handed the ticket over last, if he is there to have it back."""
    sent = (each for each in reversed(standing(context.history)) if isinstance(each.event, Released))
    login = next((each.actor for each in sent if each.role is Role.FIRST_LINE), None)
    user = context.facts.users.get(login or "")
    fit = user is not None and user.role is Role.FIRST_LINE and not user.blocked
    return login if fit and not is_away(login, None, context) else None


def _offer(ticket: Ticket, context: Context) -> Route | None:
    """Whom the rules named at the registration; whom they name now where that one cannot."""
    staffing = context.facts.staffing
    if staffing is None:
        return None
    clinic = context.facts.organizations.get(ticket.organization)
    request = Request.of(ticket, clinic.code if clinic else "")
    return offered(ticket, context.history, request, context.policy.dispatch, staffing)


def _new(offer: Route, chosen: str, ticket: Ticket) -> bool:
    """Whether the rules chose anew: what they decided at the registration is kept there already."""
    anew = offer.instead_of is not None or ticket.named is None
    return anew and offer.executor is not None and offer.executor.login == chosen


def _nobody(offer: Route | None, context: Context) -> Refusal:
    message = "Кому передать: назовите исполнителя ВЛТП"
    if offer is not None and offer.instead_of is not None:
        user = context.facts.users.get(offer.instead_of)
        message += f". {user.name if user else offer.instead_of}: {offer.because}"
    return bad_input("release.no_executor", message, ASSIGNMENT, field="to")


RULES: Mapping[str, Rule] = {
    Comment.name: comment,
    Note.name: note,
    Take.name: take,
    SetType.name: set_type,
    SetPriority.name: set_priority,
    ConfirmPriority.name: confirm_priority,
    Release.name: release,
    SendBack.name: send_back,
}
