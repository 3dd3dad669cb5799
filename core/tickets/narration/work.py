"""Work inside a ticket told in Russian: waits, terms, tasks, approvals, watchers, attachments, links, ТЛТП."""

from collections.abc import Mapping
from typing import Any

from core.tickets.assignment.events import Orphaned
from core.tickets.closing.solving import CONFIRMED_HOW
from core.tickets.knowledge.events import SolutionUsed
from core.tickets.narration.values import Names, Narration, Teller, although_away, with_reason
from core.tickets.outages.events import OutageJoined
from core.tickets.records import UNSEEN
from core.tickets.registration.events import ExternallyRegistered
from core.tickets.relations.events import Attached, Linked, Watched
from core.tickets.tasks.approvals import ApprovalGranted, ApprovalRefused, ApprovalRequested
from core.tickets.tasks.tasks import TaskDone, TaskPassed, TaskSet
from core.tickets.terms.events import TermAgreed, TermIndicated, WaitingEnded, WaitingStarted
from core.tickets.third_line.events import Returned, RoutedOut, Verified
from core.vocabulary import LinkKind
from core.wording import mid_sentence


def _waiting(event: WaitingStarted, names: Names) -> Narration:
    return Narration(names.policy.labels.of(event.waiting), event.text, "п. 4.6", False, {"for": event.waiting.value})


def _term(event: TermAgreed, names: Names) -> Narration:
    clock = mid_sentence(names.policy.labels.of(event.clock))
    title = f"Согласован срок ({clock}): до {names.moment(event.due)}, от МО — {names.person(event.agreed_with)}"
    data = {"clock": event.clock.value, "due": names.iso(event.due), "agreed_with": event.agreed_with}
    return Narration(title, event.reason, "п. 4.8, 6.7, 6.8", True, data)


def _indicated(event: TermIndicated, names: Names) -> Narration:
    title = f"Ориентировочный срок: до {names.moment(event.due)}"
    return Narration(title, event.reason, "п. 5.9, 6.7", False, {"due": names.iso(event.due)})


def _task(event: TaskSet, names: Names) -> Narration:
    who = names.user(event.user) if event.user else f"руководителю ИТ-службы МО {names.person(event.person)}"
    due = f", до {names.moment(event.due)}" if event.due else ""
    data = {"task": event.task, "user": event.user, "person": event.person, "due": names.iso(event.due)}
    title = f"Задача {event.task} поставлена: {who}{due}{although_away(event)}"
    return Narration(title, with_reason(event.text, event.reason), "п. 4.4, 11.3", False, data)


def _passed(event: TaskPassed, names: Names) -> Narration:
    where, clause = ("коллеге", "п. 4.8") if event.user else ("в МО", "п. 4.4")
    who = names.user(event.user) if event.user else names.person(event.person)
    title = f"Задача {event.task} передана {where}: {who}{although_away(event)}"
    data = {"task": event.task, "person": event.person, "user": event.user}
    return Narration(title, event.reason, clause, False, data)


def _done(event: TaskDone, names: Names) -> Narration:
    title = f"Задача {event.task} {'снята' if event.cancelled else 'выполнена'}"
    return Narration(title, event.result, "п. 4.4", False, {"task": event.task, "cancelled": event.cancelled})


def _orphaned(event: Orphaned, names: Names) -> Narration:
    why = "учётная запись заблокирована" if event.blocked else "сотрудник в другой роли"
    tasks = ", ".join(map(str, event.tasks))
    what = (["обращение"] if event.executor else []) + ([f"задачи: {tasks}"] if tasks else [])
    title = f"Осталось без исполнителя ({', '.join(what)}): {names.user(event.login)}, {why}"
    data = {"login": event.login, "executor": event.executor, "tasks": list(event.tasks), "blocked": event.blocked}
    return Narration(title, None, "п. 4.8, 10.2", False, data)


def _asked(event: ApprovalRequested, names: Names) -> Narration:
    title = f"Запрошено согласование {event.approval}: {names.person(event.person)}"
    return Narration(title, event.text, "п. 11.4", True, {"approval": event.approval, "person": event.person})


def _granted(event: ApprovalGranted, names: Names) -> Narration:
    how = CONFIRMED_HOW.get(event.how, event.how)
    data = {"approval": event.approval, "by": event.by, "how": event.how, "capacity": event.capacity}
    title = f"Согласование {event.approval} получено {how}: {names.person(event.by)}{_instead(event, names)}"
    return Narration(title, None, "п. 11.4", True, data)


def _refused(event: ApprovalRefused, names: Names) -> Narration:
    title = f"В согласовании {event.approval} отказано: {names.person(event.by)}{_instead(event, names)}"
    data = {"approval": event.approval, "by": event.by, "capacity": event.capacity}
    return Narration(title, event.reason, "п. 11.4", True, data)


def _instead(event: ApprovalGranted | ApprovalRefused, names: Names) -> str:
    """For whom the one who answered stands in, where he does (п. 4.7)."""
    return f", замещает: {names.person(event.stands_for)}" if event.stands_for is not None else ""


def _verified(event: Verified, names: Names) -> Narration:
    title = "Решение ТЛТП проверено и согласовано с инициатором"
    if event.agreed_with is not None:
        who = "замещает инициатора" if event.for_requester is not None else "инициатор"
        title = f"Решение ТЛТП проверено и согласовано {CONFIRMED_HOW.get(event.how or '', '')}: "
        title += f"{names.person(event.agreed_with)} ({who})"
    data = {"agreed_with": event.agreed_with, "how": event.how, "for": event.for_requester}
    return Narration(title, event.text, "п. 7.5, 7.6", False, data)


def _watched(event: Watched, names: Names) -> Narration:
    who = names.user(event.login) if event.login else names.person(event.person)
    data = {"login": event.login, "person": event.person, "removed": event.removed, "because_of": event.because_of}
    if event.because_of is not None:
        does = "Сообщить о решении" if event.apart else "Наблюдает"
        does = "Больше не следит за решением" if event.removed else does
        title = f"{does} (дубликат № {event.because_of}): {who}"
        data |= {"apart": event.apart}
        return Narration(title, None, "Прил. 3, п. 2", False, data)
    return Narration(f"{'Больше не наблюдает' if event.removed else 'Наблюдает'}: {who}", None, "п. 5.9", False, data)


def _attached(event: Attached, names: Names) -> Narration:
    data = {
        "attachment": event.attachment, "sha256": event.sha256, "size": event.size, "screened": event.screened.value,
    }  # fmt: skip
    unseen = f" ({UNSEEN[event.screened]})" if event.screened in UNSEEN else ""
    return Narration(f"Приложен файл {event.attachment}{unseen}", event.title, "Прил. 3, п. 3", True, data)


def _linked(event: Linked, names: Names) -> Narration:
    label = mid_sentence(names.policy.labels.of(event.link))
    data = {"kind": event.link.value, "other": event.other, "origin": event.origin, "removed": event.removed}
    told = f"Больше не связано с обращением № {event.other}" if event.removed else f"Связь с обращением № {event.other}"
    if event.link is LinkKind.DUPLICATE:
        label = "его проблему решают здесь" if event.origin else "проблему решают там"
    return Narration(f"{told}: {label}", None, "Прил. 3, п. 1, 2", False, data)


def _outage(event: OutageJoined, names: Names) -> Narration:
    title = f"{'Отделено от сбоя' if event.left else 'Отнесено к сбою'} № {event.outage}"
    return Narration(title, None, "п. 5.4, 6.3", False, {"outage": event.outage, "left": event.left})


def _routed(event: RoutedOut, names: Names) -> Narration:
    labels = names.policy.labels
    title = f"Направлено в ТЛТП: {labels.of(event.destination)}; {mid_sentence(labels.of(event.scenario))}"
    data = {
        "destination": event.destination.value,
        "scenario": event.scenario.value,
        "ground": event.ground.value,
        "requester_informed": event.requester_informed,
        "identified_at_once": event.identified_at_once,
    }
    return Narration(title, event.text, "п. 7.3–7.5", False, data)


WORK: Mapping[type[Any], Teller] = {
    WaitingStarted: _waiting,
    WaitingEnded: lambda event, _: Narration("Ожидание окончено", event.text, "п. 4.6"),
    TermAgreed: _term,
    TermIndicated: _indicated,
    TaskSet: _task,
    TaskPassed: _passed,
    TaskDone: _done,
    Orphaned: _orphaned,
    ApprovalRequested: _asked,
    ApprovalGranted: _granted,
    ApprovalRefused: _refused,
    Watched: _watched,
    Attached: _attached,
    Linked: _linked,
    ExternallyRegistered: lambda event, _: Narration(
        f"Внешний номер: {event.external_number}", None, "п. 3.6", False, {"external_number": event.external_number}
    ),
    SolutionUsed: lambda event, _: Narration(
        f"{'Документировано решение' if event.documented else 'Применено решение'} № {event.solution}",
        None,
        "п. 5.4",
        False,
        {"solution": event.solution, "documented": event.documented},
    ),
    OutageJoined: _outage,
    RoutedOut: _routed,
    Returned: lambda event, _: Narration("ТЛТП ответила", event.text, "п. 7.6"),
    Verified: _verified,
}
