"""Events told in Russian: one sentence each for the timeline, with the clause and the words people wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.policy import Policy
from core.tickets.closing import CLOSED_BY_STAFF, CONFIRMED_HOW
from core.tickets.events import (
    Closed,
    Commented,
    Confirmed,
    Noted,
    PriorityChanged,
    Recorded,
    Registered,
    Rejected,
    Released,
    Resolved,
    Taken,
    TypeChanged,
)
from core.wording import mid_sentence, moment

STATUSES = "Прил. 2, «Статусы обращений»"


@dataclass(frozen=True, slots=True)
class Narration:
    """``title`` is a sentence without the actor; ``text`` people's words or None; ``data`` the rest, JSON-ready."""

    title: str
    text: str | None = None
    clause: str | None = None
    public: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)


def narrate(  # noqa: C901 - one case for each kind of event
    recorded: Recorded, policy: Policy, names: Mapping[str, str] | None = None
) -> Narration:
    """Tell one event; ``names`` gives the names of logins, one that it lacks stands as it is."""
    match recorded.event:
        case Registered() as event:
            return _registered(event, policy)
        case Commented(text=text):
            return Narration("Ответ инициатору", text, "Прил. 2, «Срок реакции»", public=True)
        case Noted(text=text):
            return Narration("Внутренняя заметка", text)
        case Taken():
            return Narration("Обращение взято в работу", clause=STATUSES)
        case TypeChanged() | PriorityChanged() as event:
            return _classified(event, policy)
        case Released() as event:
            return _released(event, policy, names or {})
        case Resolved(solution=solution):
            return Narration("Обращение решено", solution, "п. 6.9", public=True)
        case Confirmed() as event:
            how = CONFIRMED_HOW.get(event.how, event.how)
            data = {"by": event.by, "how": event.how}
            return Narration(f"Инициатор подтвердил решение {how}; обращение закрыто", None, STATUSES, True, data)
        case Rejected() as event:
            data = {"by": event.by}
            return Narration("Инициатор отклонил решение; снова в работе", event.reason, STATUSES, True, data)
        case Closed() as event:
            label = policy.labels.of(event.outcome)
            data = {"outcome": event.outcome.value}
            clause = CLOSED_BY_STAFF.get(event.outcome, STATUSES)
            return Narration(f"Обращение закрыто: {mid_sentence(label)}", event.reason, clause, True, data)


def _registered(event: Registered, policy: Policy) -> Narration:
    labels = policy.labels
    title = f"Обращение зарегистрировано: {mid_sentence(labels.of(event.type))}"
    title += f", приоритет «{labels.of(event.priority)}», канал «{labels.of(event.channel)}»"
    data = {
        "channel": event.channel.value,
        "type": event.type.value,
        "priority": event.priority.value,
        "received_at": event.received_at.astimezone(policy.zone).isoformat(timespec="seconds"),
        "external_number": event.external_number,
    }
    return Narration(title, event.description, "п. 3.6", True, data)


def _classified(event: TypeChanged | PriorityChanged, policy: Policy) -> Narration:
    labels = policy.labels
    what, clause = ("Тип", "Прил. 2, «Типизация обращений»")
    data = {"old": event.old.value, "new": event.new.value}
    if isinstance(event, PriorityChanged):
        what, clause = ("Приоритет", "п. 5.10")
    else:
        data["priority"] = event.priority.value
    title = f"{what} изменён: «{labels.of(event.old)}» → «{labels.of(event.new)}»"
    if isinstance(event, TypeChanged):
        title += f", приоритет «{labels.of(event.priority)}»"
    return Narration(title, event.reason, clause, False, data)


def _released(event: Released, policy: Policy, names: Mapping[str, str]) -> Narration:
    title = f"Передано на ВЛТП, исполнитель — {names.get(event.to, event.to)}"
    data: dict[str, Any] = {"to": event.to, "watchers": list(event.watchers)}
    if event.indicative_due is not None:
        title += f", ориентировочно до {moment(event.indicative_due, policy.zone)}"
        data["indicative_due"] = event.indicative_due.astimezone(policy.zone).isoformat(timespec="seconds")
    return Narration(title, event.text, "п. 5.9", False, data)
