"""What stands inside a ticket as an operator reads it: tasks, approvals, promises, links, ТЛТП, disputes, sessions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.text import safe_line
from core.tickets.records import UNSEEN
from core.vocabulary import LinkKind
from core.wording import moment

if TYPE_CHECKING:
    from core.policy.policy import Policy
    from core.tickets.records import TicketLink
    from core.tickets.ticket import Ticket


def work_text(ticket: Ticket, policy: Policy, original: int | None = None) -> str:
    """A line for each thing inside the ticket; an empty text where there is none.

    ``original``: the ticket in which the problem of a duplicate is solved in the end.
    """
    return "\n".join(safe_line(line) for line in (*_work(ticket, policy), *_relations(ticket, policy, original)))


def link_text(link: TicketLink, original: int | None, policy: Policy) -> str:
    """A relation as one of its sides sees it; of a duplicate the ticket that solves its problem in the end."""
    if link.kind is not LinkKind.DUPLICATE:
        return f"{policy.labels.of(link.kind)}: № {link.other}"
    return f"Его дубликат: № {link.other}" if link.origin else f"Дубликат: решается в № {original or link.other}"


def _work(ticket: Ticket, policy: Policy) -> Iterator[str]:
    label, zone = policy.labels.of, policy.zone
    if ticket.waits_for is not None:
        yield label(ticket.waits_for)
    if ticket.proposed_priority is not None:
        yield f"ВЛТП предлагает приоритет «{label(ticket.proposed_priority)}» (п. 5.10)"
    for task in ticket.tasks:
        state = "открыта" if task.open else "снята" if task.cancelled else "выполнена"
        due = f", до {moment(task.due, zone)}" if task.due else ""
        yield f"Задача {task.id} ({state}{due}): {task.text}"
    for callback in ticket.callbacks:
        state = "обещан" if callback.open else "снят" if callback.cancelled else "сделан"
        yield f"Звонок инициатору ({state}, до {moment(callback.until, zone)}): {callback.text}"
    for approval in ticket.approvals:
        answer = {None: "ждём ответа", True: "получено", False: "отказано"}[approval.granted]
        yield f"Согласование {approval.id} ({answer}): {approval.text}"
    for promise in ticket.promises:
        yield f"Согласован срок «{label(promise.clock)}»: до {moment(promise.due, zone)} — {promise.reason}"


def _relations(ticket: Ticket, policy: Policy, original: int | None) -> Iterator[str]:
    label, zone = policy.labels.of, policy.zone
    away = ticket.third_line
    if away is not None:
        verified = "проверено" if away.verified_at else "ответ получен, не проверен"
        state = verified if away.returned_at else "ждём ответа"
        yield f"ТЛТП: {label(away.destination)}, {label(away.scenario).lower()} ({state})"
    for link in ticket.links:
        yield link_text(link, original, policy)
    for file in ticket.attachments:
        unseen = f", {UNSEEN[file.screened]}" if file.screened in UNSEEN else ""
        yield f"Файл {file.id}: {file.title} ({file.size} Б{unseen})"
    if ticket.outage is not None:
        yield f"Сбой № {ticket.outage}"
    for dispute in ticket.disputes:
        state = "открыт" if dispute.open else "решён"
        yield f"Спор {dispute.id} ({state}): {dispute.text}"
    for session in ticket.remote:
        until = f"до {moment(session.ended_at, zone)}" if session.ended_at else "не завершён"
        yield f"Удалённый сеанс {session.id}: {session.pc}, {until}"
