"""The life of a ticket told in Russian: registration, answers, classification, hand-over, solution, closing."""

from collections.abc import Mapping
from typing import Any

from core.tickets.answers.events import Commented, Noted, RequesterAnswered
from core.tickets.assignment.events import Assigned, Released, SentBack, Taken
from core.tickets.classification.events import PriorityChanged, PriorityConfirmed, PriorityProposed, TypeChanged
from core.tickets.classification.processing import Processed
from core.tickets.closing.events import Closed, Confirmed, Rejected, Reopened, Resolved
from core.tickets.closing.solving import CLOSED_BY_STAFF, CONFIRMED_HOW, REFUSED_BY, REFUSED_FOR
from core.tickets.narration.values import Names, Narration, Teller, although_away, with_reason
from core.tickets.registration.events import Registered
from core.vocabulary import Ground, Outcome
from core.wording import mid_sentence

STATUSES = "Прил. 2, «Статусы обращений»"
_CLOSED = {
    **CLOSED_BY_STAFF,
    Outcome.AUTOMATIC: STATUSES,
    Outcome.FORCED: "п. 4.9",
    Outcome.DUPLICATE: "Прил. 3, п. 2",
}


def _registered(event: Registered, names: Names) -> Narration:
    labels = names.policy.labels
    title = f"Обращение зарегистрировано: {mid_sentence(labels.of(event.type))}"
    title += f", приоритет «{labels.of(event.priority)}», канал «{labels.of(event.channel)}»"
    unusual = event.ground not in (None, Ground.NOT_SOLVED)
    title += f"; основание: {mid_sentence(labels.of(event.ground))}" if event.ground and unusual else ""
    title += "; МО допущена руководителем без договора (п. 1.2)" if event.admitted else ""
    title += (
        f"; не то же, что {', '.join(f'№ {each}' for each in event.different_from)}" if event.different_from else ""
    )
    title += f"; выделено из № {event.origin.ticket} с его ответами и сроками" if event.origin else ""
    data: dict[str, Any] = {
        "channel": event.channel.value,
        "type": event.type.value,
        "priority": event.priority.value,
        "received_at": names.iso(event.received_at),
        "external_number": event.external_number,
        "ground": event.ground.value if event.ground else None,
        "template": event.template,
        "imported": event.imported,
        "different_from": list(event.different_from),
        "admitted": event.admitted,
    }
    if event.origin:
        data["split_from"] = event.origin.ticket
    return Narration(title, event.description, "п. 3.6", True, data)


def _classified(event: TypeChanged | PriorityChanged, names: Names) -> Narration:
    labels = names.policy.labels
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


def _confirmed_priority(event: PriorityConfirmed, names: Names) -> Narration:
    title = f"Срочность и влияние уточнены: приоритет «{names.policy.labels.of(event.priority)}» подтверждён"
    return Narration(title, event.reason, "п. 3.9 · Прил. 2", False, {"priority": event.priority.value})


def _released(event: Released, names: Names) -> Narration:
    title = f"Передано на ВЛТП, исполнитель — {names.user(event.to)}"
    if event.decision and event.decision.instead_of:
        named = names.user(event.decision.instead_of)
        title += f" вместо названного при регистрации ({named} — {event.decision.because})"
    data: dict[str, Any] = {"to": event.to, "watchers": list(event.watchers)}
    if event.decision and event.decision.instead_of:
        data |= {"instead_of": event.decision.instead_of, "because": event.decision.because}
    if event.indicative_due is not None:
        title += f", ориентировочно до {names.moment(event.indicative_due)}"
        data["indicative_due"] = names.iso(event.indicative_due)
    return Narration(title + although_away(event), with_reason(event.text, event.reason), "п. 5.9", False, data)


def _sent_back(event: SentBack, names: Names) -> Narration:
    whom = f", исполнитель — {names.user(event.to)}" if event.to else ", исполнителя нужно назначить"
    return Narration(f"Возвращено на ПЛТП{whom}", event.reason, "п. 5.9, 6.4", False, {"to": event.to})


def _confirmed(event: Confirmed, names: Names) -> Narration:
    how = CONFIRMED_HOW.get(event.how, event.how)
    who = "Инициатор" if event.for_requester is None else f"Замещающий инициатора {names.person(event.by)}"
    data = {"by": event.by, "how": event.how, "for": event.for_requester}
    return Narration(f"{who} подтвердил решение {how}; обращение закрыто", None, STATUSES, True, data)


def _rejected(event: Rejected, names: Names) -> Narration:
    who = "Инициатор" if event.for_requester is None else f"Замещающий инициатора {names.person(event.by)}"
    data = {"by": event.by, "for": event.for_requester}
    return Narration(f"{who} отклонил решение; снова в работе", event.reason, STATUSES, True, data)


def _closed(event: Closed, names: Names) -> Narration:
    label = names.policy.labels.of(event.outcome)
    title = f"Обращение закрыто: {mid_sentence(label)}"
    data: dict[str, Any] = {"outcome": event.outcome.value}
    if event.ground is not None:
        title += f" ({REFUSED_FOR[event.ground]})"
        data["ground"] = event.ground.value
    if event.effective_at is not None:
        title += f", {names.moment(event.effective_at)}"
        data["effective_at"] = names.iso(event.effective_at)
    clause = REFUSED_BY[event.ground] if event.ground else _CLOSED.get(event.outcome, STATUSES)
    return Narration(title, event.reason, clause, True, data)


def _assigned(event: Assigned, names: Names) -> Narration:
    data: dict[str, Any] = {"to": event.to, "automatic": event.automatic}
    data["rule"] = event.decision.rule if event.decision else None
    if event.to is None:
        reason = event.decision.reason if event.decision else None
        return Narration("Исполнителя по правилам не нашлось", reason, "Прил. 2, «Статусы обращений»", False, data)
    how = "Назначен по правилам исполнитель" if event.automatic else "Исполнитель назначен:"
    title = f"{how} {names.user(event.to)}{although_away(event)}"
    return Narration(title, event.reason, STATUSES if event.automatic else "п. 4.8", False, data)


def _proposed(event: PriorityProposed, names: Names) -> Narration:
    title = f"ВЛТП предлагает приоритет «{names.policy.labels.of(event.priority)}»"
    return Narration(title, event.reason, "п. 5.10", False, {"priority": event.priority.value})


_POINTS = {
    "relevant": "актуальность",
    "correct": "корректность",
    "complete": "полнота",
    "category": "категория",
    "urgency": "срочность",
}


def _processed(event: Processed, names: Names) -> Narration:
    failed = [title for name, title in _POINTS.items() if not getattr(event, name)]
    verdict = f"не сходится: {', '.join(failed)}" if failed else "всё сходится"
    data = {name: getattr(event, name) for name in _POINTS} | {"impact": event.impact, "missing": event.missing}
    text = "\n".join(filter(None, (event.missing or event.impact, event.details))) or None
    return Narration(f"Первичная обработка: {verdict}", text, "п. 5.5", False, data | {"details": event.details})


def _heard(event: RequesterAnswered, names: Names) -> Narration:
    what = "просит время на проверку" if event.asks_time else "ответил, но не подтвердил"
    title = f"Инициатор {what}: {names.person(event.by)}"
    return Narration(title, event.text, "п. 4.9", True, {"by": event.by, "asks_time": event.asks_time})


LIFECYCLE: Mapping[type[Any], Teller] = {
    Registered: _registered,
    Commented: lambda event, _: Narration("Ответ инициатору", event.text, "Прил. 2, «Срок реакции»", public=True),
    Noted: lambda event, _: Narration("Внутренняя заметка", event.text),
    Taken: lambda *_: Narration("Обращение взято в работу", clause=STATUSES),
    TypeChanged: _classified,
    PriorityChanged: _classified,
    PriorityConfirmed: _confirmed_priority,
    PriorityProposed: _proposed,
    Processed: _processed,
    RequesterAnswered: _heard,
    Assigned: _assigned,
    Released: _released,
    SentBack: _sent_back,
    Resolved: lambda event, _: Narration("Обращение решено", event.solution, "п. 6.9", public=True),
    Confirmed: _confirmed,
    Rejected: _rejected,
    Closed: _closed,
    Reopened: lambda event, _: Narration(
        "Обращение открыто снова по решению спора", event.reason, "Прил. 2, «Работа по спорным ситуациям»", True
    ),
}
