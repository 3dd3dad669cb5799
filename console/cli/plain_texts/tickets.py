"""Tickets, queues and lists as an operator reads them in a plain terminal; people's words are made harmless."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from console.cli.plain_texts.inside_tickets import work_text
from console.cli.plain_texts.table import fields, table
from console.labels import ALL_VIEW_TITLES, PERSON_KINDS
from core.durations import brief
from core.text import safe_line
from core.wording import moment, short_moment

if TYPE_CHECKING:
    from core.desk.views import Countdown, QueueRow, TicketView, TimelineEntry
    from core.policy.policy import Policy
    from core.tickets.clocks.clock import Clock
    from core.tickets.directory import Organization, Person, User
    from core.vocabulary import ClockName

NOTHING = "—"
SUBJECT_CELLS = 48
NAME_CELLS = 24


def ticket_text(view: TicketView, policy: Policy) -> str:
    """Tell a ticket: its fields, its clocks, its story."""
    ticket = view.ticket
    parts = [f"Обращение № {ticket.number}: {safe_line(ticket.subject)}", _fields(view, policy), _clocks(view, policy)]
    if ticket.description:
        parts.append(f"Описание\n{_indented(ticket.description)}")
    if work := work_text(ticket, policy, view.original):
        parts.append(work)
    if view.others_to_inform:
        parts.append(
            "Сообщить\n" + "\n".join(f"    {safe_line(each.line)} ({each.told.clause})" for each in view.inform)
        )
    parts.append("История\n" + "\n".join(_entry(entry, policy) for entry in view.timeline))
    return "\n\n".join(parts)


def _fields(view: TicketView, policy: Policy) -> str:
    ticket, label = view.ticket, policy.labels.of
    outcome = f" ({label(ticket.outcome)})" if ticket.outcome else ""
    return fields(
        (
            ("Статус", f"{label(ticket.status)}{outcome}"),
            ("Тип", label(ticket.type)),
            ("Приоритет", label(ticket.priority)),
            ("Влияние", view.impact_text if ticket.clarified else "не уточнено"),
            ("Линия", label(ticket.line)),
            ("Исполнитель", ", ".join(filter(None, (view.assignee_name or ticket.assignee, view.assignee_state)))),
            ("По правилам", view.named_name),
            ("Наблюдатели", ", ".join(ticket.watchers)),
            ("МО", f"{view.organization.name} ({view.organization.code})"),
            ("Инициатор", view.requester.name),
            ("МИС", label(ticket.mis)),
            ("Канал", label(ticket.channel)),
            ("Внешний номер", ticket.external_number),
            ("Поступило", moment(ticket.received_at, policy.zone)),
            ("Решено", _moment(ticket.resolved_at, policy)),
            ("Закрыто", _moment(ticket.closed_at, policy)),
            ("Ориентир", _moment(ticket.indicative_due, policy)),
            ("Версия", str(ticket.version)),
        )
    )


def _moment(instant: datetime | None, policy: Policy) -> str | None:
    return moment(instant, policy.zone) if instant else None


def _clocks(view: TicketView, policy: Policy) -> str:
    from core.tickets.clocks.explanation import verdict

    return table(("Срок", "Истекает", "Итог"), [_clock(clock, verdict(clock, policy), policy) for clock in view.clocks])


def _clock(clock: Clock, verdict: str, policy: Policy) -> tuple[str, str, str]:
    due = moment(clock.due_at, policy.zone) if clock.due_at else NOTHING
    return policy.labels.of(clock.name), due + (" (предварительно)" if clock.provisional else ""), verdict


def _entry(entry: TimelineEntry, policy: Policy) -> str:
    clause = f" ({entry.clause})" if entry.clause else ""
    private = "" if entry.public else " [внутреннее]"
    head = f"{moment(entry.at, policy.zone)}  {safe_line(entry.actor_name)}: {safe_line(entry.title)}{clause}{private}"
    return f"{head}\n{_indented(entry.text)}" if entry.text else head


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def queue_text(
    view: str, rows: Sequence[tuple[QueueRow, Countdown | None]], total: int, now: datetime, policy: Policy
) -> str:
    """Tell a view of the queue: its name and size, then the rows."""
    more = f", показано {len(rows)}" if len(rows) < total else ""
    return "\n".join(
        [f"{ALL_VIEW_TITLES.get(view, view)}: {total}{more}", *([rows_text(rows, now, policy)] if rows else [])]
    )


def rows_text(rows: Iterable[tuple[QueueRow, Countdown | None]], now: datetime, policy: Policy) -> str:
    """Tell rows of the queue as a table."""
    label, short = policy.labels.of, policy.labels.short
    lines = [
        (
            str(row.number), countdown_text(row, countdown), due_text(row.due_at, row.next_clock, now, policy),
            label(row.priority), label(row.type), label(row.status), short(row.line), row.organization_name,
            label(row.mis), row.subject, _executor(row),
        )
        for row, countdown in rows
    ]  # fmt: skip
    heads = ("№", "Осталось", "Срок", "Приоритет", "Тип", "Статус", "Линия", "МО", "МИС", "Тема", "Исполнитель")
    return table(heads, lines, limits={7: NAME_CELLS, 9: SUBJECT_CELLS, 10: NAME_CELLS})


def _executor(row: QueueRow) -> str:
    """Who works on it; that the reader stands in for him (п. 4.7)."""
    name = row.assignee_name or row.assignee or NOTHING
    return f"вместо: {name}" if row.standing_in else name


def countdown_text(row: QueueRow, countdown: Countdown | None) -> str:
    """Tell what is left until the next due in working time, or by how much it is over, in the words of the console."""
    if countdown is None:
        return NOTHING
    return brief(countdown.remaining, countdown.day, breached=countdown.overdue, soft=row.soft)


def due_text(due: datetime | None, clock: ClockName | None, now: datetime, policy: Policy) -> str:
    """Tell the next due and whose it is."""
    if due is None or clock is None:
        return NOTHING
    return f"{short_moment(due, now, policy.zone)} {policy.labels.short(clock)}"


def organizations_text(organizations: Iterable[Organization], policy: Policy) -> str:
    """Tell clinics as a table."""
    return table(
        ("№", "Код", "Название", "МИС", "Договор"),
        [
            (str(each.id), each.code, each.name, ", ".join(map(policy.labels.of, each.mis)), _contract(each))
            for each in organizations
        ],
    )


def _contract(organization: Organization) -> str:
    if organization.contract is None:
        return NOTHING
    since = f" с {organization.contract_from}" if organization.contract_from else ""
    until = f" по {organization.contract_until}" if organization.contract_until else ""
    return f"{organization.contract}{since}{until}"


def people_text(people: Iterable[tuple[Person, Organization | None]]) -> str:
    """Tell the people of clinics as a table."""
    return table(
        ("№", "Имя", "МО", "Кто", "Телефон", "Почта", ""),
        [
            (
                str(person.id), person.name, organization.name if organization else NOTHING,
                PERSON_KINDS.get(person.kind, person.kind), person.phone or NOTHING, person.email or NOTHING,
                _blocked(person.blocked),
            )
            for person, organization in people
        ],
    )  # fmt: skip


def users_text(users: Iterable[User], policy: Policy) -> str:
    """Tell the staff as a table."""
    return table(
        ("Логин", "Имя", "Роль", "Компетенции", ""),
        [
            (user.login, user.name, policy.labels.of(user.role), ", ".join(user.competences), _blocked(user.blocked))
            for user in users
        ],
    )


def _blocked(blocked: bool) -> str:
    return "заблокирован" if blocked else ""
