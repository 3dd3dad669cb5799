"""What a command needs to be there: something to end, to answer, to return. The screens show it before it is asked for.

A premise looks at the ticket, its log, the policy and the instant, never at the values of a command: what it refuses is
refused whatever is typed. The rules refuse the same; a test compares the two over every command and kind of ticket.
"""

from collections.abc import Callable, Mapping
from typing import Final

from core.tickets.assignment.assigning import not_his_to_hand_on
from core.tickets.assignment.hand_over import not_to_be_sent_back
from core.tickets.assignment.leaving import kept
from core.tickets.closing.silence import not_to_be_forced
from core.tickets.closing.solving import not_to_be_solved
from core.tickets.context import Context
from core.tickets.guards import guard
from core.tickets.redaction.redacting import words_of
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket
from core.vocabulary import Priority, Role

Premise = Callable[[Ticket, Context], Refusal | None]


def possible(name: str, ticket: Ticket, context: Context) -> Refusal | None:
    """The first reason why the actor cannot give a command now, whatever its values are; None when he can."""
    if refusal := guard(name, ticket, context.actor, context.facts.users):
        return refusal
    return next((refusal for each in PREMISES.get(name, ()) if (refusal := each(ticket, context))), None)


def _unless(met: Callable[[Ticket], object], code: str, message: str, clause: str) -> Premise:
    """A premise about the ticket alone."""
    refusal = Refusal(code, message, clause)
    return lambda ticket, context: None if met(ticket) else refusal


def _stays(ticket: Ticket, context: Context) -> Refusal | None:
    return kept(ticket, context.policy)


def _may_still_attach(ticket: Ticket, context: Context) -> Refusal | None:
    most = context.policy.lifecycle.attachments.count
    if len(ticket.attachments) < most:
        return None
    return Refusal("attachment.too_many", f"В обращении уже {most} файлов: больше нельзя", "Прил. 3, п. 3")


def _processed(ticket: Ticket, context: Context) -> Refusal | None:
    if not context.policy.lifecycle.checklist_required or (ticket.checklist and ticket.checklist.passed):
        return None
    message = "Сначала завершите первичную обработку: запишите её итог («Первичная обработка»)"
    return Refusal("release.not_processed", message, "п. 5.5, 6.4")


def _may_be_opened_again(ticket: Ticket, context: Context) -> Refusal | None:
    if context.policy.lifecycle.reopen:
        return None
    message = "Закрытое обращение не открывают: оформите новое, «повторное», или откройте спор"
    return Refusal("ticket.closed", message, "Прил. 2, «Статусы обращений»")


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


def _no_open_dispute(ticket: Ticket, context: Context) -> Refusal | None:
    if ticket.dispute is None:
        return None
    return Refusal("dispute.open", f"Спор {ticket.dispute.id} по обращению уже открыт", DISPUTES)


def _no_session(ticket: Ticket, context: Context) -> Refusal | None:
    if ticket.remote_open is None:
        return None
    return Refusal("remote.open", f"Сеанс {ticket.remote_open.id} ещё не завершён", "п. 8.4")


def _no_run(ticket: Ticket, context: Context) -> Refusal | None:
    if ticket.mis_run_open is None:
        return None
    message = f"Работа в МИС от имени пользователя ({ticket.mis_run_open.id}) ещё не завершена"
    return Refusal("mis_run.open", message, MIS_RUNS)


def _has_words(ticket: Ticket, context: Context) -> Refusal | None:
    if any(words_of(context.history, each.seq) for each in context.history):
        return None
    return Refusal("redact.no_text", "Изымать нечего: текстов в обращении нет", "Прил. 3, п. 5")


DISPUTES: Final = "Прил. 2, «Работа по спорным ситуациям»"
MIS_RUNS: Final = "п. 5.11, 6.10"
_disputed = _unless(lambda ticket: ticket.dispute, "dispute.none", "Открытого спора по обращению нет", DISPUTES)
_asked = _unless(
    lambda ticket: any(each.granted is None for each in ticket.approvals),
    "approval.none",
    "Запрошенного согласования без ответа в обращении нет",
    "п. 11.4",
)

PREMISES: Final[Mapping[str, tuple[Premise, ...]]] = {
    "release": (_stays, _processed),
    "resolve": (not_to_be_solved,),
    "send_back": (not_to_be_sent_back,),
    "assign": (not_his_to_hand_on,),
    "force_close": (not_to_be_forced,),
    "reopen": (_may_be_opened_again,),
    "resume": (
        _unless(lambda ticket: ticket.waiting, "wait.none", "Ожидание не отмечено: продолжать нечего", "п. 4.6"),
    ),
    "task_pass": (
        _unless(
            lambda ticket: any(each.open and each.person is not None for each in ticket.tasks),
            "task.none",
            "Открытых задач МО в обращении нет",
            "п. 4.4",
        ),
    ),
    "task_done": (
        _unless(
            lambda ticket: any(each.open for each in ticket.tasks),
            "task.none",
            "Открытых задач в обращении нет",
            "п. 4.4",
        ),
    ),
    "approval_grant": (_asked,),
    "approval_refuse": (_asked,),
    "attach": (_may_still_attach,),
    "route": (_stays, _not_away, _is_critical),
    "route_returned": (
        _unless(
            lambda ticket: ticket.at_third_line, "route.not_there", "Обращение не у ТЛТП: возвращать нечего", "п. 7.6"
        ),
    ),
    "route_verified": (
        _unless(
            lambda ticket: ticket.third_line and ticket.third_line.returned_at,
            "route.not_returned",
            "ТЛТП ещё не ответила: проверять нечего",
            "п. 7.6",
        ),
        _unless(
            lambda ticket: ticket.third_line and ticket.third_line.verified_at is None,
            "route.verified_already",
            "Решение ТЛТП уже проверено",
            "п. 7.6",
        ),
    ),
    "dispute_open": (_no_open_dispute,),
    "dispute_decide": (_disputed,),
    "dispute_escalate": (
        _disputed,
        _unless(
            lambda ticket: ticket.dispute and ticket.dispute.escalated_at is None,
            "dispute.escalated",
            "Спор уже вынесен на руководство",
            DISPUTES,
        ),
    ),
    "remote_start": (_no_session,),
    "remote_end": (_unless(lambda ticket: ticket.remote_open, "remote.none", "Открытого сеанса нет", "п. 8.4"),),
    "mis_run_start": (_no_run,),
    "mis_run_end": (
        _unless(
            lambda ticket: ticket.mis_run_open,
            "mis_run.none",
            "От имени пользователя МИС сейчас никто не запускал",
            MIS_RUNS,
        ),
    ),
    "redact": (_has_words,),
}
"""What each command needs to be there, in the order in which it is told."""
