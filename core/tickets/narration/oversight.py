"""What is watched over, told in Russian: disputes, remote sessions, workplaces, alerts, personal data."""

from collections.abc import Mapping
from typing import Any

from core.tickets.alerts.events import Alerted
from core.tickets.closing.disputes import DisputeDecided, DisputeEscalated, DisputeOpened
from core.tickets.narration.values import Names, Narration, Teller, records_named
from core.tickets.reasons import ALERT_CLAUSES
from core.tickets.redaction.archiving import WordsArchived
from core.tickets.redaction.events import PersonalDataAdmitted, Redacted
from core.tickets.remote_access.mis_runs import MisRunEnded, MisRunStarted
from core.tickets.remote_access.sessions import RemoteEnded, RemoteStarted
from core.tickets.remote_access.workplaces import WorkplaceChecked
from core.tickets.undo.events import TakenBack

DISPUTES = "Прил. 2, «Работа по спорным ситуациям»"
PRIVACY = "Прил. 3, п. 5"
MIS_RUNS = "п. 5.11, 6.10"
CONSENT_HOW = {"phone": "по телефону", "written": "письменно"}


def _disputed(event: DisputeOpened, names: Names) -> Narration:
    who = f": {names.person(event.person)}" if event.person is not None else ""
    data = {"dispute": event.dispute, "person": event.person}
    return Narration(f"Открыт спор {event.dispute}{who}", event.text, DISPUTES, False, data)


def _connected(event: RemoteStarted, names: Names) -> Narration:
    how = CONSENT_HOW.get(event.consent_how, event.consent_how)
    title = f"Удалённый сеанс {event.session} начат; разрешил {how} {names.person(event.consent_by)}"
    title += ", замещающий инициатора" if event.for_requester is not None else ""
    data = {"session": event.session, "consent_by": event.consent_by, "consent_how": event.consent_how}
    return Narration(title, event.pc, "п. 8.3, 8.4", False, data | {"consent_at": names.iso(event.consent_at)})


def _run(event: MisRunStarted, names: Names) -> Narration:
    title = f"МИС запущена от имени пользователя ({event.run}): {names.person(event.person)}"
    return Narration(title, event.reason, MIS_RUNS, False, {"run": event.run, "person": event.person})


def _checked(event: WorkplaceChecked, names: Names) -> Narration:
    title = "Рабочее место проверено: " + ("не хватает средств" if event.missing else "всё на месте")
    return Narration(title, event.pc, "п. 9.1, 9.2", False, {"missing": list(event.missing)})


def _alerted(event: Alerted, names: Names) -> Narration:
    labels = names.policy.labels
    clock = f" ({labels.of(event.clock)})" if event.clock else ""
    due = f", срок {names.moment(event.due)}" if event.due else ""
    data = {
        "alert": event.alert.value,
        "clock": event.clock.value if event.clock else None,
        "due": names.iso(event.due),
        "item": event.item,
    }
    return Narration(f"{labels.of(event.alert)}{clock}{due}", None, ALERT_CLAUSES[event.alert], False, data)


def _admitted(event: PersonalDataAdmitted, names: Names) -> Narration:
    data = {"fields": list(event.fields), "kinds": list(event.kinds)}
    return Narration("Текст с персональными данными принят с основанием", event.reason, PRIVACY, False, data)


def _redacted(event: Redacted, names: Names) -> Narration:
    data = {"event": event.event, "fields": list(event.fields)}
    return Narration(f"Изъят текст записи {event.event}", event.reason, PRIVACY, False, data)


def _taken_back(event: TakenBack, names: Names) -> Narration:
    title = f"Своё действие отменено ({records_named(event.events)})"
    return Narration(title, None, None, False, {"events": list(event.events)})


OVERSIGHT: Mapping[type[Any], Teller] = {
    DisputeOpened: _disputed,
    DisputeDecided: lambda event, _: Narration(
        f"Спор {event.dispute} решён", event.text, DISPUTES, True, {"dispute": event.dispute}
    ),
    DisputeEscalated: lambda event, _: Narration(
        f"Спор {event.dispute} вынесен на руководство", event.text, DISPUTES, False, {"dispute": event.dispute}
    ),
    RemoteStarted: _connected,
    RemoteEnded: lambda event, _: Narration(
        f"Удалённый сеанс {event.session} завершён", event.result, "п. 8.4", False, {"session": event.session}
    ),
    MisRunStarted: _run,
    MisRunEnded: lambda event, _: Narration(
        f"Работа в МИС от имени пользователя ({event.run}) завершена", event.result, MIS_RUNS, False, {"run": event.run}
    ),
    WorkplaceChecked: _checked,
    Alerted: _alerted,
    PersonalDataAdmitted: _admitted,
    Redacted: _redacted,
    WordsArchived: lambda event, _: Narration(
        "Тексты переданы в архив и изъяты: срок хранения прошёл", None, None, False, {"archive": event.archive}
    ),
    TakenBack: _taken_back,
}
