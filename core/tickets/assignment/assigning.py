"""Who works on a ticket: by the rules at its registration, by hand inside a line (п. 4.8; Прил. 2, «Новый»)."""

from typing import Final

from core.tickets.assignment.commands import Assign
from core.tickets.assignment.events import Assigned, Released
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.routing.choice import ROLE_OF_LINE, Request, Route, route
from core.tickets.routing.decision import Decision
from core.tickets.ticket import Ticket
from core.tickets.use_cases.checks import absent, is_away, staff
from core.tickets.use_cases.use_case import ENDED, HELD, Reversal, UseCase
from core.vocabulary import Line, Role

ASSIGNMENT: Final = "п. 4.8"


def assign(ticket: Ticket, command: Assign, context: Context) -> Effects | Refusal:
    """Another executor of the same line: the executor's clock goes on; another line is a hand-over."""
    if refusal := not_his_to_hand_on(ticket, context):
        return refusal
    user = staff(command.to, context, ASSIGNMENT)
    if isinstance(user, Refusal):
        return user
    if user.login == ticket.assignee:
        return Refusal("assign.same", f"Исполнитель уже {user.name}", ASSIGNMENT)
    line = Line.SECOND if ticket.line is Line.THIRD else ticket.line
    if user.role is not ROLE_OF_LINE[line]:
        back = "на ПЛТП возвращают действием «Вернуть на ПЛТП» или задачей"
        way = "на ВЛТП передаёт ПЛТП («Передать на ВЛТП»)" if line is Line.FIRST else back
        label = context.policy.labels.of(line)
        return Refusal("assign.other_line", f"{user.name} — не с линии {label}: {way}", "п. 5.9, 6.4")
    assigned = Assigned(to=user.login, reason=command.reason, despite_absence=is_away(user.login, None, context))
    return absent(user, context, command.reason) or (assigned,)


def not_his_to_hand_on(ticket: Ticket, context: Context) -> Refusal | None:
    """ВЛТП hands on what is its own: the executor himself, or who stands in for him (п. 4.7, 4.8)."""
    actor, holder = context.actor, context.facts.users.get(ticket.assignee or "")
    own = ticket.assignee in (None, actor.login, *actor.stands_for) or actor.login in _stand_ins(ticket, context)
    if actor.role is not Role.SECOND_LINE or own:
        return None
    name = holder.name if holder else ticket.assignee
    message = f"Исполнитель обращения — {name}: передать его может он сам или руководитель смены"
    return Refusal("assign.not_yours", message, ASSIGNMENT)


def _stand_ins(ticket: Ticket, context: Context) -> tuple[str, ...]:
    from core.tickets.staff.substitution import path_of

    return path_of(context.facts.absences, ticket.assignee or "", context.now)


def request_of(command: Register, context: Context) -> Request:
    """A registration as the routing rules look at it."""
    clinic = context.facts.organizations.get(command.organization)
    return Request(
        command.mis,
        command.type,
        command.priority,
        command.channel,
        clinic.code if clinic else "",
        f"{command.subject}\n{command.description}",
    )


def routed(command: Register, context: Context) -> Route | None:
    """Where the rules send a registration; None where nobody's presence is known."""
    return _route(request_of(command, context), context)


def _route(request: Request, context: Context) -> Route | None:
    if context.facts.staffing is None:
        return None
    return route(context.policy.dispatch, request, context.facts.staffing)


def automatic(request: Request, context: Context, *, clarified: bool) -> tuple[Decision | None, tuple[Released, ...]]:
    """The decision that is kept with a registration, and what follows from it.

    The executor is set, but the ticket stays with ПЛТП until its stage is done (п. 3.4, 6.4), unless the policy says
    that it goes on at once. Even then it waits for ПЛТП where urgency and impact are not ``clarified`` (Прил. 2).
    """
    found = _route(request, context)
    if found is None:
        return None, ()
    lifecycle = context.policy.lifecycle
    stays = lifecycle.keep_with_first_line or (lifecycle.impact_required and not clarified)
    if stays or found.line is not Line.SECOND or found.executor is None:
        return found.decision, ()
    return found.decision, (Released(to=found.executor.login, decision=found.decision, watchers=found.watchers),)


USE_CASES: Final = (
    UseCase(
        Assign,
        assign,
        title="Другой исполнитель линии",
        about="Передать другому исполнителю той же линии (п. 4.8).",
        denial="Исполнителя назначают специалисты своей линии и руководитель смены",
        clause="п. 4.8",
        rights="nw/-/-  -/nw/nw  nw/nw/nw  -  -  n/-/-",
        premises=(not_his_to_hand_on,),
        rests_on=f"{HELD} {ENDED}",
        undo=Reversal.MARKED,
    ),
)
