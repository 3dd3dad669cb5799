"""Calls, mass incidents, solutions, requests about accounts, absences: their records."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from console.labels import ACCOUNT_STATES
from console.registers.spec import ColumnSpec, Record, RegisterSpec
from console.widgets.line_view import BAD, GOOD, MUTED, WARN
from console.wording.instants import full_moment
from core.durations import exact
from core.tickets.people.accounts import KINDS, SYSTEMS

if TYPE_CHECKING:
    from datetime import datetime

    from core.desk.desk import Desk
    from core.tickets.directory import Absence, Actor
    from core.tickets.registers import AccountRequest, Letter

_TONES: Final = {"open": WARN, "done": MUTED, "refused": MUTED}


def clinics_of(desk: "Desk") -> Mapping[int, str]:
    """The names of the clinics by id."""
    return {each.id: each.name for each in desk.directory.organizations()}


def _calls(desk: "Desk", actor: "Actor") -> Sequence[Record]:
    return _latest_calls(desk, actor, None)


def _latest_calls(desk: "Desk", _actor: "Actor", most: int | None) -> Sequence[Record]:
    now, clinics, found = desk.now(), clinics_of(desk), desk.registers.calls(most=most)
    names = desk.directory.names(each.requester for each in found)
    return [
        Record(
            f"call-{each.id}",
            (
                full_moment(each.started_at, now),
                exact(each.ended_at - each.started_at, None),
                names.get(each.requester, ""),
                each.text,
            ),
            (
                ("Звонил", names.get(each.requester, "")),
                ("МО", clinics.get(each.organization, "")),
                ("Начало", full_moment(each.started_at, now)),
                ("Длился", exact(each.ended_at - each.started_at, None)),
                ("Итог", "решён сразу" if each.solved else "не решён"),
                ("О чём", each.text),
            ),
            ticket=each.ticket,
        )
        for each in found
    ]


def _outages(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    now, clinics, labels = desk.now(), clinics_of(desk), desk.policy.labels
    found = sorted(desk.registers.outages(over=True), key=lambda each: (each.ended_at is not None, -each.id))
    records = []
    for each in found:
        where = ", ".join(clinics.get(place, "?") for place in each.organizations) or "все МО"
        end = full_moment(each.expected_end, now) if each.expected_end else "—"
        state = f"окончен {full_moment(each.ended_at, now)}" if each.ended_at else "идёт"
        records.append(
            Record(
                f"outage-{each.id}",
                (str(each.id), state, labels.of(each.mis) if each.mis else "обе", each.title),
                (
                    ("Сбой", each.title),
                    ("Состояние", state),
                    ("Начало", full_moment(each.at, now)),
                    ("Ждём конца", end),
                    ("Где", where),
                    ("Подробно", each.text),
                    ("Новости", each.news or ""),
                ),
                tone=MUTED if each.ended_at else WARN,
                value=each,
                title=f"сбой № {each.id}",
                fixed={"outage": each.id},
            )
        )
    return records


def _solutions(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    labels = desk.policy.labels
    return [
        Record(
            f"solution-{each.solution.id}",
            (
                str(each.solution.id),
                labels.of(each.solution.mis) if each.solution.mis else "—",
                str(len(each.used_in)),
                each.solution.title,
            ),
            (
                ("Решение", each.solution.title),
                ("Модуль", each.solution.module or ""),
                ("Применено", ", ".join(f"№ {number}" for number in each.used_in) or "ещё нет"),
                ("Помогло", f"{each.helped}, последний раз {each.last_used:%d.%m.%Y}" if each.last_used else ""),
                ("Возвращались", ", ".join(f"№ {number}" for number in each.returned)),
                ("Состояние", "снято: больше не предлагается" if each.solution.retired else ""),
                ("Как решать", each.solution.text),
            ),
            ticket=each.solution.ticket,
            tone=MUTED if each.solution.retired else "",
            value=each.solution,
            title=f"решение {each.solution.id}",
            fixed={"solution": each.solution.id},
        )
        for each in desk.registers.solutions(retired=True)
    ]


def _accounts(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    found = sorted(desk.registers.accounts(), key=lambda each: (each.state != "open", -each.id))
    names = desk.directory.names(who for each in found for who in (each.person, each.requested_by))
    return [_account(each, names, desk) for each in found]


def _account(each: "AccountRequest", names: Mapping[int, str], desk: "Desk") -> Record:
    state, tone = ACCOUNT_STATES[each.state], _TONES[each.state]
    late = " · с опозданием (п. 10.3)" if each.late else ""
    kind, system = KINDS[each.account_kind], SYSTEMS[each.system]
    return Record(
        f"account-{each.id}",
        (str(each.id), state, kind, system, each.external_number or "нет", names.get(each.person, "")),
        (
            ("Заявка", f"{kind} в {system}{late}"),
            ("№ в ИСКИЗ", each.external_number or "нет: зарегистрируйте и запишите номер (п. 3.6)"),
            ("Кому", names.get(each.person, "")),
            ("Просит", names.get(each.requested_by, "")),
            ("Подана", full_moment(each.at, desk.now())),
            ("Должность", each.position or ""),
            ("Специализация", each.specialization or ""),
            ("Уволен", each.dismissed_on or ""),
            ("Причина", each.reason or ""),
            ("Итог", each.result or ""),
        ),
        ticket=each.ticket,
        tone=BAD if each.late and each.state == "open" else tone,
        value=each,
        title=f"заявка {each.id}",
        fixed={"request": each.id},
    )


def _letters(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    found, clinics, now = desk.registers.letters(), clinics_of(desk), desk.now()
    names = desk.directory.names(who for each in found for who in (each.person, each.addressee))
    staff = {each.login: each.name for each in desk.directory.users()}
    return [_letter(each, names, clinics, staff, now) for each in found]


def _letter(
    each: "Letter", names: Mapping[int, str], clinics: Mapping[int, str], staff: Mapping[str, str], now: "datetime"
) -> Record:
    clinic = clinics.get(each.organization, "")
    whom = names.get(each.addressee or 0) or f"руководителю «{clinic}»"
    sent = f"{date.fromisoformat(each.sent_on):%d.%m.%Y}, {each.how}" if each.sent_on else "не отправлено"
    return Record(
        f"letter-{each.id}",
        (str(each.id), full_moment(each.at, now), sent, names.get(each.person, ""), whom),
        (
            ("О ком", names.get(each.person, "")),
            ("МО", clinic),
            ("Кому", whom),
            ("Написано", full_moment(each.at, now)),
            ("Отправлено", sent),
            ("Записал", staff.get(each.sent_by or "", "")),
            ("Письмо", f"{each.text}\n"),
        ),
        tone=MUTED if each.sent_on else WARN,
        value=each,
        title=f"письмо № {each.id}",
        fixed={"letter": each.id},
        reading=each.text,
    )


def _absences(desk: "Desk", _actor: "Actor") -> Sequence[Record]:
    found = desk.directory.absences()
    people = desk.directory.names(who for each in found for who in (each.person, each.substitute_person))
    staff = {each.login: each.name for each in desk.directory.users()}
    return [_absence(each, people, staff, desk) for each in found]


def _absence(each: "Absence", people: Mapping[int, str], staff: Mapping[str, str], desk: "Desk") -> Record:
    now = desk.now()
    who = staff.get(each.login, each.login) if each.login else people.get(each.person or 0, "?")
    other = each.substitute_login
    substitute = staff.get(other, other) if other else people.get(each.substitute_person or 0, "не назначен")
    return Record(
        f"absence-{each.id}",
        (full_moment(each.since, now), full_moment(each.until, now), who, substitute),
        (
            ("Кто", who),
            ("С", full_moment(each.since, now)),
            ("До", full_moment(each.until, now)),
            ("Замещает", substitute),
            ("Внезапное", "да" if each.sudden else ""),
            ("Причина", each.reason or ""),
        ),
        tone=GOOD if each.covers(now) else "",
        value=each,
        title=who,
        fixed={"absence": each.id},
    )


BOOKS: Final = (
    RegisterSpec(
        "calls", "Журнал звонков", "п. 5.5", "Звонков в журнале нет.",
        (ColumnSpec("Когда", 15), ColumnSpec("Длился", 7), ColumnSpec("Кто", 26), ColumnSpec("О чём")),
        _calls, new="call_log", first=_latest_calls,
    ),
    RegisterSpec(
        "outages", "Массовые сбои", "п. 5.4, 6.3", "Сбоев нет.",
        (ColumnSpec("№", 4), ColumnSpec("Состояние", 24), ColumnSpec("МИС", 7), ColumnSpec("Сбой")),
        _outages, new="outage_open", commands=("outage_update", "outage_answer", "outage_resolve", "outage_end"),
    ),
    RegisterSpec(
        "solutions", "База решений", "п. 5.4, 6.9", "Решений в базе пока нет.",
        (ColumnSpec("№", 4), ColumnSpec("МИС", 7), ColumnSpec("Раз", 4), ColumnSpec("Решение")),
        _solutions, new="solution_add", commands=("solution_change", "solution_retire"),
    ),
    RegisterSpec(
        "accounts", "Заявки на учётные записи", "гл. 10", "Заявок нет.",
        (ColumnSpec("№", 4), ColumnSpec("Состояние", 10), ColumnSpec("Что", 14), ColumnSpec("Где", 8),
         ColumnSpec("№ в ИСКИЗ", 12), ColumnSpec("Кому")),
        _accounts, new="account_request", commands=("account_done", "account_external", "account_refuse"),
    ),
    RegisterSpec(
        "letters", "Письма", "п. 10.7", "Писем нет.",
        (ColumnSpec("№", 4), ColumnSpec("Написано", 15), ColumnSpec("Отправлено", 24), ColumnSpec("О ком", 26),
         ColumnSpec("Кому")),
        _letters, commands=("letter_sent",),
    ),
    RegisterSpec(
        "absences", "Отсутствия", "п. 4.7", "Все на месте.",
        (ColumnSpec("С", 15), ColumnSpec("До", 15), ColumnSpec("Кто", 26), ColumnSpec("Замещает")),
        _absences, new="absence_set", commands=("absence_cancel",),
    ),
)  # fmt: skip
