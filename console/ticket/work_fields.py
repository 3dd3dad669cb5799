"""What goes on inside a ticket, as rows of its fields: waiting, tasks, approvals, promises, ТЛТП, links, disputes."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from console.widgets.line_view import BAD, MUTED, STRONG, WARN, Piece
from console.wording.instants import full_moment
from core.desk.views import TicketView
from core.policy.labels import Labels
from core.text import safe_line
from core.tickets.records import UNSEEN, Attachment, TicketLink
from core.vocabulary import LinkKind, Status

Row = tuple[str, Sequence[Piece]]


def work_rows(view: TicketView, labels: Labels, now: datetime) -> Iterator[Row]:
    """Label and value of everything that is there, the most pressing first."""
    ticket = view.ticket
    if ticket.dispute is not None:
        yield "Спор", [(f"№ {ticket.dispute.id} открыт {full_moment(ticket.dispute.opened_at, now)}", BAD)]
    if ticket.remote_open is not None:
        yield "Сеанс", [(f"идёт на {safe_line(ticket.remote_open.pc)}", WARN)]
    if ticket.waits_for is not None:
        since = f" с {full_moment(ticket.waiting_since, now)}" if ticket.waiting_since else ""
        yield "Ожидание", [(labels.of(ticket.waits_for), STRONG), (since, MUTED)]
    if ticket.outage is not None:
        yield "Сбой", [(f"№ {ticket.outage}", WARN)]
    yield from _third_line(view, labels, now)
    yield from _agreed(view, labels, now)
    yield from _around(view, labels)


def waiting_rows(view: TicketView, labels: Labels, now: datetime, closes_at: datetime | None = None) -> Iterator[Row]:
    """What holds the ticket, or must not be forgotten while one writes: label («» for none) and value, the most
    pressing first. ``closes_at``: when silence closes what is solved."""
    ticket = view.ticket
    if ticket.dispute is not None:
        yield "Спор", [(f"№ {ticket.dispute.id} открыт {full_moment(ticket.dispute.opened_at, now)}", "")]
    if ticket.remote_open is not None:
        yield "Сеанс", [(f"идёт на {safe_line(ticket.remote_open.pc)}", "")]
    if ticket.waits_for is not None:
        since = f" с {full_moment(ticket.waiting_since, now)}" if ticket.waiting_since else ""
        yield "", [(labels.of(ticket.waits_for), WARN), (since, MUTED)]
    elif ticket.status is Status.RESOLVED:
        closes = f" · само закроется {full_moment(closes_at, now)}" if closes_at is not None else ""
        yield "", [("Ждём подтверждения инициатора", WARN), (closes, MUTED)]
    elif ticket.third_line is not None and ticket.third_line.verified_at is None:
        yield "", [("ТЛТП ответила: проверить и согласовать", WARN), (" · п. 7.6", MUTED)]
    for each in ticket.to_do:
        due = f" · до {full_moment(each.due, now)}" if each.due else ""
        yield each.label, [(safe_line(each.text), ""), (due, MUTED)]


def _third_line(view: TicketView, labels: Labels, now: datetime) -> Iterator[Row]:
    there = view.ticket.third_line
    if there is None:
        return
    state = f"с {full_moment(there.at, now)}"
    if there.returned_at is not None:
        state = "проверено" if there.verified_at else "ответила: проверить и согласовать (п. 7.6)"
    yield "ТЛТП", [(labels.of(there.destination), STRONG), (f" · {labels.of(there.scenario)} · {state}", MUTED)]


def _agreed(view: TicketView, labels: Labels, now: datetime) -> Iterator[Row]:
    for each in view.ticket.to_do:
        due = f" · до {full_moment(each.due, now)}" if each.due else ""
        yield each.label, [(safe_line(each.text), ""), (due, MUTED)]
    for approval in view.ticket.approvals:
        state = {None: "запрошено", True: "получено", False: "отказано"}[approval.granted]
        yield (
            f"Согласов. {approval.id}",
            [(state, WARN if approval.granted is None else ""), (" · ", MUTED), (safe_line(approval.text), MUTED)],
        )
    for promise in view.ticket.promises:
        yield "Обещано", [(full_moment(promise.due, now), STRONG), (f" · {labels.short(promise.clock)}", MUTED)]


def _file(file: Attachment) -> str:
    unseen = f" ({UNSEEN[file.screened]})" if file.screened in UNSEEN else ""
    return f"{safe_line(file.title)}{unseen}"


def _link(link: TicketLink, original: int | None, labels: Labels) -> str:
    if link.kind is not LinkKind.DUPLICATE:
        return f"{labels.of(link.kind)} · № {link.other}"
    return f"его дубликат · № {link.other}" if link.origin else f"дубликат · решается в № {original or link.other}"


def _around(view: TicketView, labels: Labels) -> Iterator[Row]:
    ticket = view.ticket
    if ticket.proposed_priority is not None:
        yield "Предложен", [(labels.of(ticket.proposed_priority), WARN), (" · приоритет меняет ПЛТП", MUTED)]
    for link in ticket.links:
        yield "Связь", [(_link(link, view.original, labels), "")]
    for first, each in enumerate(view.inform if view.others_to_inform else ()):
        yield "" if first else "Сообщить", [(safe_line(each.line), "")]
    if ticket.attachments:
        yield "Файлы", [(", ".join(map(_file, ticket.attachments)), "")]
    if ticket.masked:
        yield "Скрыто", [("персональные данные: " + ", ".join(ticket.masked), WARN)]
