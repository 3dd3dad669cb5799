"""A ticket taken into work, handed over to ВЛТП, sent back to ПЛТП (п. 5.9, 6.4; Прил. 2)."""

from typing import Final

from core.tickets.assignment.commands import Release, SendBack, Take
from core.tickets.assignment.events import Released, SentBack, Taken
from core.tickets.assignment.holders import is_its_executor
from core.tickets.assignment.leaving import kept, released, stays
from core.tickets.assignment.offering import offered
from core.tickets.clauses import STATUSES
from core.tickets.context import Context
from core.tickets.directory import Actor, User
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal, RefusalKind, bad_input, denied
from core.tickets.routing.choice import Request, Route
from core.tickets.ticket import Ticket
from core.tickets.undo.standing import standing
from core.tickets.use_cases.checks import absent, is_away, staff
from core.tickets.use_cases.use_case import ENDED, HELD, Reversal, Staff, UseCase
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


def _not_taken_already(ticket: Ticket, actor: Actor, staff: Staff) -> Refusal | None:
    if ticket.accepted_by != actor.login:
        return None
    return Refusal("ticket.taken", "Обращение уже у вас в работе", STATUSES)


def _processed(ticket: Ticket, context: Context) -> Refusal | None:
    if not context.policy.lifecycle.checklist_required or (ticket.checklist and ticket.checklist.passed):
        return None
    message = "Сначала завершите первичную обработку: запишите её итог («Первичная обработка»)"
    return Refusal("release.not_processed", message, "п. 5.5, 6.4")


def _not_sent(ticket: Ticket, actor: Actor) -> Refusal:
    """What is not at ВЛТП cannot be given back to ПЛТП."""
    if ticket.line is Line.FIRST:
        return denied("back.at_first_line", "Обращение и так у ПЛТП: возвращать нечего", "п. 6.4", RefusalKind.RULE)
    return denied("back.third_line", "Обращение у ТЛТП: сначала запишите её ответ", "п. 7.6", RefusalKind.RULE)


USE_CASES: Final = (
    UseCase(
        Take,
        take,
        title="Взять в работу",
        about="Взять обращение в работу на себя.",
        denial="В работу обращение принимает исполнитель: специалист ПЛТП или ВЛТП",
        clause="Прил. 2, «Статусы обращений»",
        rights="nw/-/-  -/nw/nw  -  -  -  -",
        guards=(_not_taken_already,),
        rests_on=f"status {HELD} {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Release,
        release,
        title="Передать на ВЛТП",
        about="Закончить этап ПЛТП и передать исполнителю ВЛТП.",
        denial="На ВЛТП обращение передаёт ПЛТП",
        clause="п. 5.9",
        rights="nw/-/-  -  nw/-/-  -  -  n/-/-",
        off_its_line=released,
        premises=(stays, _processed),
        rests_on=f"type priority checklist indicative_due {HELD} {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        SendBack,
        send_back,
        title="Вернуть на ПЛТП",
        about="Вернуть ПЛТП то, что передали по ошибке (п. 5.9, 6.4).",
        denial="Возвращают на ПЛТП исполнитель ВЛТП и руководитель смены",
        clause="п. 5.9, 6.4",
        rights="-  -/nw/-  -/nw/-  -  -  -",
        guards=(is_its_executor,),
        off_its_line=_not_sent,
        premises=(not_to_be_sent_back,),
        rests_on=f"{HELD} {ENDED}",
        undo=Reversal.MARKED,
    ),
)
