"""What stands inside tickets and is watched over all of them: promises, tasks, disputes, remote sessions; shifts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from console.registers.spec import ColumnSpec, Record, RegisterSpec
from console.widgets.line_view import BAD, MUTED, WARN
from console.wording.instants import full_moment
from core.durations import full
from core.text import plural

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.desk.records.open_work import OpenPromise
    from core.tickets.directory import Actor

MOVED_OFTEN: Final = 2
"""How often a term may be agreed anew before it is told apart."""


def _promises(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    return [_promise(each, desk) for each in desk.registers.promises()]


def times(count: int) -> str:
    """«5 раз», «2 раза»."""
    return f"{count} {plural(count, 'раз', 'раза', 'раз')}"


def _promise(each: "OpenPromise", desk: "Desk") -> Record:
    now, labels, promise = desk.now(), desk.policy.labels, each.promise
    late = each.late
    today = promise.due.astimezone(now.tzinfo).date() == now.date()
    moved = each.times - 1
    state = "просрочено" if late else "сегодня" if today else ""
    often = f"переносили {times(moved)}" if moved > MOVED_OFTEN else ""
    return Record(
        f"promise-{each.number}-{promise.clock}",
        (
            full_moment(promise.due, now), " · ".join(filter(None, (state, often))) or "—", f"№ {each.number}",
            each.subject,
        ),
        (
            ("Обещано", f"{full_moment(promise.due, now)} · {labels.of(promise.clock)}"),
            ("Обращение", f"№ {each.number} {each.subject}"),
            ("Исполнитель", each.assignee or "не назначен"),
            ("Записал", f"{promise.agreed_by} {full_moment(promise.at, now)}"),
            ("Почему", promise.reason),
            ("Переносы", f"срок согласован {times(each.times)}" if moved else "срок ещё не переносили"),
        ),
        ticket=each.number,
        tone=BAD if late else WARN if today or moved > MOVED_OFTEN else "",
    )  # fmt: skip


def _tasks(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    now, found = desk.now(), desk.registers.tasks()
    people = desk.directory.names(each.task.person for each in found)
    staff = {each.login: each.name for each in desk.directory.users()}
    records = []
    for each in found:
        task = each.task
        due = full_moment(task.due, now) if task.due else "без срока"
        who = staff.get(task.user, task.user) if task.user else people.get(task.person or 0, "?")
        late = task.due is not None and task.due < now
        records.append(
            Record(
                f"task-{each.number}-{task.id}",
                (due, f"№ {each.number}", who, task.text),
                (
                    ("Задача", task.text),
                    ("Кому", who),
                    ("Срок", due),
                    ("Поставлена", f"{task.set_by} {full_moment(task.set_at, now)}"),
                    ("Обращение", f"№ {each.number} {each.subject}"),
                ),
                ticket=each.number,
                tone=BAD if late else "",
            )
        )
    return records


def _disputes(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    now, found = desk.now(), desk.registers.docket()
    people = desk.directory.names(each.dispute.person for each in found)
    records = []
    for each in found:
        late, remains = each.left < timedelta(0), full(each.left, desk.policy.schedule.full_day)
        state = "у руководства" if each.dispute.escalated_at else remains
        records.append(
            Record(
                f"dispute-{each.number}-{each.dispute.id}",
                (full_moment(each.due, now), state, f"№ {each.number}", each.dispute.text),
                (
                    ("Спор", each.dispute.text),
                    ("Решить до", f"{full_moment(each.due, now)}, {remains}"),
                    ("Открыт", full_moment(each.dispute.opened_at, now)),
                    ("Обратился", people.get(each.dispute.person or 0, "ЦК")),
                    ("Обращение", f"№ {each.number} {each.subject}"),
                ),
                ticket=each.number,
                tone=BAD if late else "",
                value=each.dispute,
            )
        )
    return records


def _remote(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    now, found = desk.now(), desk.registers.connected()
    people = desk.directory.names(each.remote_open.consent_by for each in found if each.remote_open)
    records = []
    for ticket in found:
        session = ticket.remote_open
        if session is None:
            continue
        consent = f"{people.get(session.consent_by, '?')} ({session.consent_how})"
        records.append(
            Record(
                f"remote-{ticket.number}",
                (full_moment(session.started_at, now), session.started_by, session.pc, f"№ {ticket.number}"),
                (
                    ("ПК", session.pc),
                    ("Начал", f"{session.started_by} {full_moment(session.started_at, now)}"),
                    ("Разрешил", consent),
                    ("Обращение", f"№ {ticket.number} {ticket.subject}"),
                ),
                ticket=ticket.number,
                tone=MUTED,
            )
        )
    return records


def _shifts(desk: "Desk", actor: "Actor") -> Sequence[Record]:
    now, staff = desk.now(), {each.login: each.name for each in desk.directory.users()}
    rows = {row.number: row for row in desk.queue.rows([n for shift in desk.registers.shifts() for n in shift.tickets])}
    records = []
    for each in desk.registers.shifts():
        told = "\n".join(f"№ {number} {rows[number].subject}" for number in each.tickets if number in rows)
        taken = full_moment(each.accepted_at, now) if each.accepted_at else "ждёт приёмки"
        records.append(
            Record(
                f"shift-{each.id}",
                (full_moment(each.at, now), staff.get(each.by, each.by), staff.get(each.to, each.to), taken),
                (
                    ("Сдал", f"{staff.get(each.by, each.by)} {full_moment(each.at, now)}"),
                    ("Принимает", staff.get(each.to, each.to)),
                    ("Принята", taken),
                    ("Уточнено", each.answer or ""),
                    ("Что важно", f"{each.text}\n" if "\n" not in each.text else each.text),
                    ("Просмотрено", f"{told}\n" if told else ""),
                ),
                tone=WARN if each.accepted_at is None and each.to == actor.login else "",
                value=each,
                title=f"смена № {each.id}",
                fixed={"shift": each.id},
            )
        )
    return records


WORK: Final = (
    RegisterSpec(
        "shifts", "Смены", "п. 4.5, 4.6", "Смен ещё не передавали.",
        (ColumnSpec("Сдана", 15), ColumnSpec("Кто", 24), ColumnSpec("Кому", 24), ColumnSpec("Принята")),
        _shifts, new="shift_hand_over", commands=("shift_accept",),
    ),
    RegisterSpec(
        "promises", "Согласованные сроки", "п. 4.8, 6.7", "Согласованных сроков у открытых обращений нет.",
        (ColumnSpec("Обещано", 15), ColumnSpec("Состояние", 28), ColumnSpec("Номер", 6), ColumnSpec("Обращение")),
        _promises,
    ),
    RegisterSpec(
        "tasks", "Задачи", "п. 4.4", "Открытых задач нет.",
        (ColumnSpec("Срок", 15), ColumnSpec("Номер", 8), ColumnSpec("Кому", 24), ColumnSpec("Задача")),
        _tasks,
    ),
    RegisterSpec(
        "disputes", "Споры", "Прил. 2", "Открытых споров нет.",
        (ColumnSpec("Решить до", 15), ColumnSpec("Состояние", 22), ColumnSpec("Номер", 8), ColumnSpec("Спор")),
        _disputes,
    ),
    RegisterSpec(
        "remote", "Удалённые сеансы", "п. 8.4", "Незавершённых сеансов нет.",
        (ColumnSpec("Начат", 15), ColumnSpec("Кто", 14), ColumnSpec("ПК", 20), ColumnSpec("Обращение")),
        _remote,
    ),
)  # fmt: skip
