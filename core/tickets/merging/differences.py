"""What others have changed, in Russian: each field with its label, as it was and as it is, who did it, when and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from core.tickets.merging.changed import Change
from core.tickets.narration.sentences import narrate
from core.tickets.narration.values import Names, records_named
from core.tickets.records import (
    Approval,
    Attachment,
    Checklist,
    Dispute,
    HandOver,
    MisRun,
    Promise,
    RemoteSession,
    Said,
    Task,
    TicketLink,
)
from core.tickets.redaction.events import Redacted
from core.tickets.remote_access.workplaces import WorkplaceChecked
from core.wording import mid_sentence

LABELS: Final[Mapping[str, str]] = {
    "number": "Номер", "subject": "Тема", "description": "Описание", "type": "Тип", "priority": "Приоритет",
    "status": "Статус", "outcome": "Исход", "line": "Линия", "assignee": "Исполнитель", "accepted_by": "В работе у",
    "watchers": "Наблюдатели", "watching_people": "Наблюдатели от МО", "organization": "МО", "requester": "Инициатор",
    "mis": "МИС", "channel": "Способ подачи", "external_number": "Внешний номер", "received_at": "Поступило",
    "created_at": "Создано", "heard_at": "Ответ инициатора", "solution": "Решение",
    "indicative_due": "Ориентировочный срок", "template": "Шаблон", "masked": "Скрытые данные",
    "proposed_priority": "Предложенный приоритет", "checklist": "Первичная обработка", "waiting": "Ожидание",
    "tasks": "Задача", "approvals": "Согласование", "promises": "Согласованный срок", "attachments": "Файлы",
    "links": "Связи", "third_line": "ТЛТП", "outage": "Массовый сбой", "solutions": "Решения из базы",
    "disputes": "Спор", "remote": "Удалённый сеанс", "alerts": "Предупреждения", "answers": "Ответ инициатору",
    "notes": "Заметка", "clarified": "Срочность и влияние", "workplaces": "Рабочее место",
    "admissions": "Персональные данные",
    "redactions": "Изъятие текста", "mis_runs": "Запуск МИС от пользователя", "archived": "Тексты в архиве",
    "withdrawals": "Отменённое действие",
    "orphaned": "Без исполнителя",
}  # fmt: skip
"""How each field, and each sort of entry, is called."""
NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change told: ``before`` and ``after`` in words, ``actor`` a login, ``text`` what its author wrote about it.

    ``collides``: the command that was given does not stand beside it; ``yours``: what the command would have set here.
    """

    field: str
    label: str
    before: str
    after: str
    actor: str
    actor_name: str
    at: datetime
    text: str | None = None
    collides: bool = False
    yours: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command would have set: a field and its value in words."""

    field: str
    label: str
    value: str


def tell(
    changed: Iterable[Change], names: Names, *, colliding: Iterable[Change] = (), wanted: Iterable[Change] = ()
) -> tuple[Difference, ...]:
    """Tell changes in their order; ``colliding`` are some of them, ``wanted`` what the command would have changed."""
    barred = [(each.place, each.last.seq) for each in colliding]
    own = {each.place: _worded(each.field, each.after, names) for each in wanted}
    return tuple(_difference(each, names, (each.place, each.last.seq) in barred, own) for each in changed)


def tell_wanted(wanted: Iterable[Change], names: Names) -> tuple[Wanted, ...]:
    """Tell what a command would make different, field by field."""
    return tuple(
        Wanted(each.field, _label(each), _worded(each.field, each.after, names))
        for each in wanted
        if each.before != each.after
    )


def people_named(changed: Iterable[Change]) -> set[int]:
    """Everybody of a clinic whom a telling of the changes names, by id."""
    found: set[int | None] = set()
    for each in changed:
        for value in (each.before, each.after):
            found.update(value or () if each.field == "watching_people" else (getattr(value, "person", None),))
    return {each for each in found if each is not None}


def _difference(change: Change, names: Names, barred: bool, own: Mapping[Any, str]) -> Difference:
    before, after = (_worded(change.field, value, names) for value in (change.before, change.after))
    text = narrate(change.last, names.policy, names.staff, names.people).text
    return Difference(
        field=change.field,
        label=_label(change),
        before=before,
        after=after,
        actor=change.last.actor,
        actor_name=names.user(change.last.actor),
        at=change.last.at,
        text=None if text is None or text in after else text,
        collides=barred,
        yours=own.get(change.place),
    )


def _label(change: Change) -> str:
    item = "" if change.item is None else f" {change.item}"
    return f"{LABELS[change.field]}{item}"


def _worded(field: str, value: Any, names: Names) -> str:
    """A value of a field in words."""
    if value in (None, ()):
        return NOTHING
    if field in _OF_FIELD:
        return _OF_FIELD[field](value, names)
    if isinstance(value, StrEnum):
        return names.policy.labels.of(value)
    if isinstance(value, datetime):
        return names.moment(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _task(task: Task, names: Names) -> str:
    state = "поставлена" if task.open else "снята" if task.cancelled else "выполнена"
    return f"{state}: {names.user(task.user) if task.user else names.person(task.person)}"


def _approval(approval: Approval, names: Names) -> str:
    state = {None: "запрошено", True: "получено", False: "отказано"}[approval.granted]
    return f"{state}: {names.person(approval.person)}"


def _promises(promises: tuple[Promise, ...], names: Names) -> str:
    last = promises[-1]
    return f"до {names.moment(last.due)} ({mid_sentence(names.policy.labels.of(last.clock))})"


def _links(links: tuple[TicketLink, ...], names: Names) -> str:
    return ", ".join(f"№ {each.other} ({mid_sentence(names.policy.labels.of(each.kind))})" for each in links)


def _third_line(away: HandOver, names: Names) -> str:
    state = "передано" if away.returned_at is None else "ответила" if away.verified_at is None else "проверено"
    return f"{state}: {names.policy.labels.of(away.destination)}"


def _dispute(dispute: Dispute, names: Names) -> str:
    return "решён" if not dispute.open else "у руководства" if dispute.escalated_at else "открыт"


def _session(session: RemoteSession, names: Names) -> str:
    return f"{'идёт' if session.ended_at is None else 'завершён'}: {session.pc}"


def _run(run: MisRun, names: Names) -> str:
    return f"{'идёт' if run.ended_at is None else 'завершён'}: {names.person(run.person)}"


def _checklist(checklist: Checklist, names: Names) -> str:
    return "пройдена" if checklist.passed else "не сходится"


def _files(files: tuple[Attachment, ...], names: Names) -> str:
    return ", ".join(each.title for each in files)


def _alerts(alerts: tuple[Said, ...], names: Names) -> str:
    return names.policy.labels.of(alerts[-1].alert)


def _logins(logins: tuple[str, ...], names: Names) -> str:
    return ", ".join(map(names.user, logins))


def _people(people: tuple[int, ...], names: Names) -> str:
    return ", ".join(map(names.person, people))


def _workplace(event: WorkplaceChecked, names: Names) -> str:
    return f"{event.pc}: {'не хватает средств' if event.missing else 'всё на месте'}"


def _redaction(event: Redacted, names: Names) -> str:
    return f"запись {event.event}"


_OF_FIELD: Final[Mapping[str, Callable[[Any, Names], str]]] = {
    "assignee": lambda login, names: names.user(login),
    "accepted_by": lambda login, names: names.user(login),
    "watchers": _logins,
    "watching_people": _people,
    "requester": lambda person, names: names.person(person),
    "checklist": _checklist,
    "tasks": _task,
    "approvals": _approval,
    "promises": _promises,
    "attachments": _files,
    "links": _links,
    "third_line": _third_line,
    "outage": lambda outage, _: f"№ {outage}",
    "solutions": lambda solutions, _: ", ".join(f"№ {each}" for each in solutions),
    "disputes": _dispute,
    "remote": _session,
    "mis_runs": _run,
    "archived": lambda event, _: f"событие {event.archive}",
    "alerts": _alerts,
    "answers": lambda event, _: event.text,
    "notes": lambda event, _: event.text,
    "clarified": lambda event, names: names.policy.labels.of(event.priority),
    "orphaned": lambda event, names: names.user(event.login),
    "workplaces": _workplace,
    "admissions": lambda event, _: ", ".join(event.kinds),
    "redactions": _redaction,
    "withdrawals": lambda event, _: records_named(event.events),
}
"""The fields whose values need words of their own."""
