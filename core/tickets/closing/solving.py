"""The end of a ticket: solution, confirmation, rejection, and closing without a solution."""

from typing import Final

from core.language import lemmas
from core.text import characters
from core.tickets.assignment.events import Taken
from core.tickets.assignment.holders import held_by_second_line, is_its_assignee, is_its_executor
from core.tickets.assignment.leaving import kept
from core.tickets.clauses import STATUSES
from core.tickets.closing.commands import Close, Confirm, Reject, Reopen, Resolve
from core.tickets.closing.duplicates import followed, parted
from core.tickets.closing.events import Closed, Confirmed, Rejected, Reopened, Resolved
from core.tickets.closing.left_open import laid_down
from core.tickets.closing.outcomes import CLOSED_BY_STAFF, CONFIRMED_HOW
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.knowledge.solutions import documenting
from core.tickets.people.organizations import in_force
from core.tickets.people.requesters import speaks_for
from core.tickets.refusal import Refusal, bad_input
from core.tickets.tasks.approvals import not_approved
from core.tickets.ticket import Ticket
from core.tickets.use_cases.use_case import ENDED, HELD, OPEN_INSIDE, Reversal, UseCase
from core.vocabulary import Outcome, RefusalGround, Role

_SPOKEN_OF = {
    RefusalGround.OUT_OF_SCOPE: "принтер картридж компьютер монитор оргтехника оборудование",
    RefusalGround.NOT_APPROVED: "согласование согласовать",
    RefusalGround.NO_CONTRACT: "договор",
}
"""Words of a reason that tell its ground where nobody has named it."""


def resolve(ticket: Ticket, command: Resolve, context: Context) -> Effects | Refusal:
    """A described solution; whoever resolves an untouched ticket thereby takes it (Новый → В работе → Решена)."""
    if refusal := not_to_be_solved(ticket, context) or _not_detailed(command, context):
        return refusal
    documented = documenting(ticket, command, context)
    if isinstance(documented, Refusal):
        return documented
    ended = laid_down(ticket, command.drop, context)
    if isinstance(ended, Refusal):
        return ended
    takes = () if ticket.accepted_by == context.actor.login else (Taken(),)
    return (*takes, *ended, Resolved(solution=command.solution), *documented)


def not_to_be_solved(ticket: Ticket, context: Context) -> Refusal | None:
    """What must come before any solution: ПЛТП's stage, the clinic's approval, what ТЛТП did verified."""
    if refusal := kept(ticket, context.policy) or not_approved(ticket, context.policy):
        return refusal
    away = ticket.third_line
    if away is not None and away.verified_at is None:
        message = "Обращение у ТЛТП" if away.returned_at is None else "Решение ТЛТП ещё не проверено"
        rest = "исполнитель проверяет его и согласует с инициатором"
        return Refusal("resolve.not_verified", f"{message}: {rest}", "п. 7.6")
    return None


def _not_detailed(command: Resolve, context: Context) -> Refusal | None:
    least = context.policy.lifecycle.solution_least
    if context.actor.role is Role.SECOND_LINE and len(command.solution) < least:
        message = f"ВЛТП описывает решение подробно: не короче {characters(least)}"
        return bad_input("resolve.not_detailed", message, "п. 6.9", field="solution")
    return None


def confirm(ticket: Ticket, command: Confirm, context: Context) -> Effects | Refusal:
    """The requester accepted the solution: the ticket is closed."""
    if command.how not in CONFIRMED_HOW:
        return bad_input("confirm.how", f"Способ подтверждения «{command.how}» неизвестен", STATUSES)
    spoken = speaks_for(ticket, command.by, context)
    if isinstance(spoken, Refusal):
        return spoken
    ended = laid_down(ticket, command.drop, context)
    if isinstance(ended, Refusal):
        return ended
    return (*ended, Confirmed(by=command.by, how=command.how, for_requester=spoken))


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
        ended = followed(ticket, command) or laid_down(ticket, command.drop, context)
        if isinstance(ended, Refusal):
            return ended
        return (*ended, Closed(outcome=command.outcome, reason=command.reason, ground=ground))
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


def reopen(ticket: Ticket, command: Reopen, context: Context) -> Effects | Refusal:
    """Only where the policy allows it; otherwise a new ticket repeats the closed one."""
    if not context.policy.lifecycle.reopen:
        message = "Закрытое обращение не открывают: оформите новое, «повторное», или откройте спор"
        return Refusal("ticket.closed", message, STATUSES)
    return (*parted(ticket), Reopened(reason=command.reason))


def _may_be_opened_again(ticket: Ticket, context: Context) -> Refusal | None:
    if context.policy.lifecycle.reopen:
        return None
    message = "Закрытое обращение не открывают: оформите новое, «повторное», или откройте спор"
    return Refusal("ticket.closed", message, "Прил. 2, «Статусы обращений»")


USE_CASES: Final = (
    UseCase(
        Resolve,
        resolve,
        title="Решить",
        about="Записать решение: обращение станет ждать подтверждения.",
        denial="Обращение решает его исполнитель",
        clause="п. 6.9",
        rights="nw/-/-  -/nw/nw  -  -  -  -",
        guards=(is_its_assignee,),
        premises=(not_to_be_solved,),
        rests_on="status answers withdrawals type waiting approvals outage disputes checklist links redactions"
        f" {OPEN_INSIDE} {HELD} {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Confirm,
        confirm,
        title="Инициатор подтвердил",
        about="Инициатор подтвердил решение: закрыть обращение.",
        denial="Подтверждение инициатора записывают специалисты ЦК",
        clause="Прил. 2, «Статусы обращений»",
        rights="r/r/r  -/r/r  r/r/r  -  -  -",
        rests_on=f"status disputes {OPEN_INSIDE} {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Reject,
        reject,
        title="Инициатор отклонил",
        about="Инициатор отклонил решение: вернуть в работу.",
        denial="Отказ инициатора записывают специалисты ЦК",
        clause="Прил. 2, «Статусы обращений»",
        rights="r/r/r  -/r/r  r/r/r  -  -  -",
        rests_on=f"status disputes {ENDED}",
        undo=Reversal.MARKED,
    ),
    UseCase(
        Close,
        close,
        title="Закрыть без решения",
        about="Закрыть без решения: вне компетенции, отозвано, перенаправлено, отказано.",
        denial="Закрывают обращения специалисты ЦК",
        clause="п. 5.4",
        rights="nw/-/-  -/nw/nw  nw/nw/nw  -  -  -",
        guards=(is_its_executor,),
        off_its_line=held_by_second_line,
        undo=Reversal.MARKED,
    ),
    UseCase(
        Reopen,
        reopen,
        title="Открыть снова",
        about="Открыть закрытое, если это разрешено настройками.",
        denial="Закрытое обращение открывают снова ПЛТП и руководитель",
        clause="Прил. 2, «Статусы обращений»",
        rights="c/c/c  -  c/c/c  -  -  -",
        premises=(_may_be_opened_again,),
        undo=Reversal.MARKED,
    ),
)
