"""The end of a ticket: solution, confirmation, rejection, and closing without a solution."""

from collections.abc import Mapping

from core.language import lemmas
from core.text import characters
from core.tickets.commands import Close, Confirm, Reject, Resolve
from core.tickets.context import Context
from core.tickets.duplicates import followed
from core.tickets.effects import Effects, Rule
from core.tickets.events import Closed, Confirmed, Rejected, Resolved, Taken
from core.tickets.knowledge import documenting
from core.tickets.people import in_force
from core.tickets.refusal import Refusal, bad_input
from core.tickets.remote import still_connected
from core.tickets.requesters import speaks_for
from core.tickets.tasks import approved
from core.tickets.ticket import Ticket
from core.vocabulary import Outcome, RefusalGround, Role, TicketType

STATUSES = "Прил. 2, «Статусы обращений»"
CONFIRMED_HOW = {"phone": "по телефону", "comment": "комментарием", "external": "во внешней системе"}
CLOSED_BY_STAFF = {
    Outcome.OUT_OF_SCOPE: "п. 4.3",
    Outcome.REDIRECTED: "п. 3.10",
    Outcome.WITHDRAWN: STATUSES,
    Outcome.REFUSED: "п. 1.2, 10.6",
}
"""What each closing without a solution rests on; a refusal on the clause of its own ground, where that is recorded."""
REFUSED_BY = {
    RefusalGround.MISMATCH: "п. 10.6",
    RefusalGround.NO_CONTRACT: "п. 1.2",
    RefusalGround.OUT_OF_SCOPE: "п. 4.3",
    RefusalGround.NOT_APPROVED: "п. 11.4",
    RefusalGround.UNFIT: "Прил. 3",
    RefusalGround.NOT_RESPONSIBLE: "п. 11.2",
}
"""The clause of each ground of a refusal."""
REFUSED_FOR = {
    RefusalGround.MISMATCH: "несоответствие данных",
    RefusalGround.NO_CONTRACT: "нет договора",
    RefusalGround.OUT_OF_SCOPE: "не входит в задачи ЦК",
    RefusalGround.NOT_APPROVED: "МО не согласовала настройку",
    RefusalGround.UNFIT: "не соответствует требованиям к обращениям",
    RefusalGround.NOT_RESPONSIBLE: "ЦК за это не отвечает",
}
"""How each ground is called."""
_SPOKEN_OF = {
    RefusalGround.OUT_OF_SCOPE: "принтер картридж компьютер монитор оргтехника оборудование",
    RefusalGround.NOT_APPROVED: "согласование согласовать",
    RefusalGround.NO_CONTRACT: "договор",
}
"""Words of a reason that tell its ground where nobody has named it."""


def resolve(ticket: Ticket, command: Resolve, context: Context) -> Effects | Refusal:
    """A described solution; whoever resolves an untouched ticket thereby takes it (Новый → В работе → Решена)."""
    if refusal := _not_ready(ticket, command, context):
        return refusal
    documented = documenting(ticket, command, context)
    if isinstance(documented, Refusal):
        return documented
    takes = () if ticket.accepted_by == context.actor.login else (Taken(),)
    return (*takes, Resolved(solution=command.solution), *documented)


def _not_ready(ticket: Ticket, command: Resolve, context: Context) -> Refusal | None:
    """What must come before a solution: the clinic's approval, ТЛТП's verification, the end of a remote session."""
    if ticket.type is TicketType.SETUP and not approved(ticket):
        message = "«Настройка» не решается без согласования с МО: запросите его и запишите ответ"
        return Refusal("resolve.no_approval", message, "п. 11.4")
    away = ticket.third_line
    if away is not None and away.verified_at is None:
        message = "Обращение у ТЛТП" if away.returned_at is None else "Решение ТЛТП ещё не проверено"
        return Refusal("resolve.not_verified", f"{message}: ВЛТП проверяет его и согласует с инициатором", "п. 7.6")
    least = context.policy.lifecycle.solution_least
    if context.actor.role is Role.SECOND_LINE and len(command.solution) < least:
        message = f"ВЛТП описывает решение подробно: не короче {characters(least)}"
        return bad_input("resolve.not_detailed", message, "п. 6.9", field="solution")
    return still_connected(ticket)


def confirm(ticket: Ticket, command: Confirm, context: Context) -> Effects | Refusal:
    """The requester accepted the solution: the ticket is closed."""
    if command.how not in CONFIRMED_HOW:
        return bad_input("confirm.how", f"Способ подтверждения «{command.how}» неизвестен", STATUSES)
    spoken = speaks_for(ticket, command.by, context)
    if isinstance(spoken, Refusal):
        return spoken
    return still_connected(ticket) or (Confirmed(by=command.by, how=command.how, for_requester=spoken),)


def reject(ticket: Ticket, command: Reject, context: Context) -> Effects | Refusal:
    """The requester rejected the solution: back in progress."""
    spoken = speaks_for(ticket, command.by, context)
    if isinstance(spoken, Refusal):
        return spoken
    return (Rejected(by=command.by, reason=command.reason, for_requester=spoken),)


def close(ticket: Ticket, command: Close, context: Context) -> Effects | Refusal:
    """Closing by staff with one of the outcomes that need no solution."""
    if command.outcome in CLOSED_BY_STAFF:
        ground = _ground(ticket, command, context) if command.outcome is Outcome.REFUSED else None
        if command.ground is not None and ground is None:
            return bad_input("close.ground", "Основание отказа называют только при отказе", STATUSES, field="ground")
        refusal = followed(ticket, command) or still_connected(ticket)
        return refusal or (Closed(outcome=command.outcome, reason=command.reason, ground=ground),)
    names = ", ".join(f"«{context.policy.labels.of(each)}»" for each in CLOSED_BY_STAFF)
    message = f"Так закрывают только с исходом {names}; решённое закрывает подтверждение инициатора"
    return Refusal("close.outcome", message, STATUSES, details={"allowed": [each.value for each in CLOSED_BY_STAFF]})


def _ground(ticket: Ticket, command: Close, context: Context) -> RefusalGround:
    """Why a request is refused: what was named; else no contract, what the reason speaks of, data that do not match."""
    if command.ground is not None:
        return command.ground
    clinic = context.facts.organizations.get(ticket.organization)
    if clinic is not None and not in_force(clinic, context.now.astimezone(context.policy.zone).date()):
        return RefusalGround.NO_CONTRACT
    said = set(lemmas(command.reason))
    spoken = (ground for ground, words in _SPOKEN_OF.items() if not said.isdisjoint(lemmas(words)))
    return next(spoken, RefusalGround.MISMATCH)


RULES: Mapping[str, Rule] = {
    Resolve.name: resolve,
    Confirm.name: confirm,
    Reject.name: reject,
    Close.name: close,
}
