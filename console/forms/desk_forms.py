"""The forms of the desk's registers: directory, accounts, calls, solutions, mass incidents, absences."""

from typing import TYPE_CHECKING, Final

from console.forms.access_forms import ACCESS
from console.forms.afterwards import read_number, show_letter
from console.forms.beforehand import what_is_left, what_stays_open
from console.forms.context import About, FormContext
from console.forms.fields.field_types import (
    BodyField,
    CheckField,
    DayField,
    FindField,
    InstantField,
    MarksField,
    NumberField,
    PickColumnField,
    PickField,
    TextField,
    YesField,
)
from console.forms.fields.options import codes, competences, words
from console.forms.spec import FormSpec, Values
from console.labels import PERSON_KINDS
from console.widgets.fields.choice import Option
from core.tickets.desk_records.calls import LogCall
from core.tickets.desk_records.shifts_and_views import AcceptShift, HandOverShift
from core.tickets.knowledge.solutions import AddSolution, ChangeSolution, RetireSolution
from core.tickets.outages.announcements import EndOutage, OpenOutage, UpdateOutage
from core.tickets.outages.common_answers import AnswerOutage, ResolveOutage
from core.tickets.people.accounts import KINDS, SYSTEMS, FinishAccount, RefuseAccount, RequestAccount, SetAccountNumber
from core.tickets.people.cards import GROUNDS
from core.tickets.people.commands import (
    AddOrganization,
    AddPerson,
    BlockPerson,
    ChangePerson,
    SendLetter,
    SetContract,
    ShowStaffNumber,
    UnblockPerson,
)
from core.tickets.staff.absences import CancelAbsence, SetAbsence
from core.tickets.staff.commands import AddUser, BlockUser, ChangeCompetences, ChangeRole, UnblockUser
from core.vocabulary import Mis, Role
from core.when import EXACTLY, EXPECTED, PLANNED, Toward

if TYPE_CHECKING:
    from core.tickets.directory import Organization, Person, User
    from core.tickets.registers import Solution

_MIS_OF: Final = PickField("mis", "МИС", required=False, options=codes(Mis), make=Mis)
_PHONE: Final = TextField("phone", "Телефон", required=False, limit=40)
_EMAIL: Final = TextField("email", "Почта", required=False, limit=120)
_STAFF_NUMBER: Final = TextField(
    "staff_number", "Табельный №", required=False, limit=40, hint="хранится отдельно (п. 10.3)"
)
_FROM: Final = DayField("contract_from", "Действует с", required=False)
_UNTIL: Final = DayField("contract_until", "Действует по", required=False, toward=Toward.AHEAD)
_SOURCES: Final = {"first": "ПЛТП", "second": "ВЛТП", "third": "ТЛТП"}
_WHEN: Final = "10:40, вчера 16:05, -10м"
_SOLVED: Final = {"yes": "решён сразу", "no": "не решён"}


def _roles(context: FormContext) -> list[Option]:
    """The roles that an account can have."""
    return [option for option in codes(Role)(context) if option.value != Role.SYSTEM]


def _contract_of(about: About) -> dict[str, str]:
    clinic: Organization = about.record
    return {
        "contract": clinic.contract or "",
        "contract_from": clinic.contract_from or "",
        "contract_until": clinic.contract_until or "",
    }


def _of_person(about: About) -> dict[str, str]:
    person: Person = about.record
    kept = {"full_name": person.name, "phone": person.phone, "email": person.email, "person_kind": person.kind}
    return {name: value or "" for name, value in kept.items()}


def _of_user(about: About) -> dict[str, str]:
    user: User = about.record
    return {"role": user.role.value, "competences": ",".join(user.competences)}


def _of_solution(about: About) -> dict[str, str]:
    solution: Solution = about.record
    return {"title": solution.title, "text": solution.text, "module": solution.module or "", "mis": solution.mis or ""}


def _of_one_clinic(values: Values) -> Values:
    """One clinic is a field of the form and a tuple of the command."""
    clinic = values.pop("organization", None)
    return values if clinic is None else {**values, "organizations": (clinic,)}


def _solved(values: Values) -> Values:
    return {**values, "solved": values["solved"] == "yes"}


DIRECTORY: Final = (
    FormSpec(
        AddOrganization, "Добавить МО", "МО добавлена",
        "Без договора обращения МО не принимаются.",
        (
            TextField("title", "Название", limit=200), TextField("code", "Код", limit=32,
                                                                 hint="короткое имя латиницей"),
            MarksField("mis", "МИС", options=codes(Mis), marked=frozenset(Mis), make=Mis),
            TextField("contract", "Договор", required=False), _FROM, _UNTIL,
        ), own_heading="НОВАЯ МО",
    ),
    FormSpec(
        SetContract, "Записать договор", "договор записан",
        fields=(TextField("contract", "Договор", required=False), _FROM, _UNTIL), first=_contract_of,
    ),
    FormSpec(
        AddPerson, "Добавить", "человек добавлен",
        fields=(
            TextField("full_name", "ФИО", limit=200), FindField("organization", "МО", among="organizations"),
            PickField("person_kind", "Кто это", options=words(PERSON_KINDS)), _PHONE, _EMAIL, _STAFF_NUMBER,
            YesField("namesake", "Однофамилец"),
        ), own_heading="НОВЫЙ СОТРУДНИК МО", own_clause="п. 3.8, гл. 10",
    ),
    FormSpec(
        ChangePerson, "Записать", "данные изменены",
        fields=(
            TextField("full_name", "ФИО", limit=200), PickField("person_kind", "Кто это", options=words(PERSON_KINDS)),
            _PHONE, _EMAIL, _STAFF_NUMBER,
        ),
        first=_of_person, own_heading="ДАННЫЕ СОТРУДНИКА МО",
    ),
    FormSpec(
        BlockPerson, "Заблокировать", "заблокировано",
        "Людей не удаляют. За нарушение общения — по решению УК, руководителю МО уходит письмо.",
        (
            PickField("ground", "Основание", options=words(GROUNDS)), TextField("reason", "Что случилось",
                                                                                required=False),
            TextField("decision", "Решение УК №", required=False),
            DayField("decided_on", "Дата решения", required=False, toward=Toward.BACK),
        ),
        glyph="✗", danger=True, after=show_letter, warning=what_stays_open,
        own_heading="ЗАБЛОКИРОВАТЬ УЧЁТНУЮ ЗАПИСЬ СОТРУДНИКА МО", own_clause="п. 10.2, 10.7",
    ),
    FormSpec(
        UnblockPerson, "Разблокировать", "разблокировано",
        "Та же карточка и учётная запись. Возвращение из отпуска оформляют и заявкой МО (реестр «Заявки»).",
        (TextField("reason", "Почему", hint="вышла из отпуска, заблокировано по ошибке"),),
    ),
    FormSpec(
        SendLetter, "Записать отправку", "отправка записана",
        fields=(
            TextField("how", "Как отправлено", hint="почтой, исх. № 14"),
            DayField("sent_on", "Когда", required=False, hint="пусто — сегодня", toward=Toward.BACK),
        ),
    ),
    FormSpec(
        ShowStaffNumber, "Показать", "показано, запись сделана",
        "Кто и зачем смотрел, записывается.", (TextField("reason", "Зачем"),),
        reading=read_number, own_heading="ТАБЕЛЬНЫЙ НОМЕР",
    ),
    FormSpec(
        AddUser, "Добавить", "сотрудник добавлен",
        fields=(
            TextField("login", "Логин", limit=32, hint="латиница, цифры"), TextField("full_name", "ФИО", limit=200),
            PickColumnField("role", "Роль", make=Role, options=_roles),
            MarksField("competences", "Компетенции", options=competences),
        ), own_heading="НОВЫЙ СОТРУДНИК ЦК", own_clause="п. 3.4",
    ),
    FormSpec(
        BlockUser, "Заблокировать", "сотрудник заблокирован",
        "Войти он больше не сможет; его записи останутся.", glyph="✗", danger=True, warning=what_is_left,
    ),
    FormSpec(
        UnblockUser, "Разблокировать", "сотрудник разблокирован",
        "Та же учётная запись. Непереданные обращения и задачи снова его.",
        (TextField("reason", "Почему"),),
    ),
    FormSpec(
        ChangeRole, "Изменить роль", "роль изменена",
        fields=(
            PickColumnField("role", "Роль", make=Role, options=_roles),
        ),
        first=_of_user, warning=what_is_left, own_clause="п. 3.4",
    ),
    FormSpec(
        ChangeCompetences, "Записать", "компетенции изменены",
        "По ним правила выбирают исполнителя.", (MarksField("competences", "Знает", options=competences),),
        first=_of_user,
        own_heading="КОМПЕТЕНЦИИ", own_clause="п. 5.9",
    ),
    FormSpec(
        SetAbsence, "Записать отсутствие", "отсутствие записано",
        "Плановое — с замещающим; внезапное может быть и без него.",
        (
            FindField("who", "Кто", among="absentees", hint="фамилия или логин"), InstantField("since", "С",
                                                                                               meaning=PLANNED),
            InstantField("until", "До (снова на месте)", meaning=PLANNED),
            FindField("substitute", "Кто замещает", required=False, among="absentees", hint="фамилия или логин",
                 names={"login": "substitute_login", "person": "substitute_person"}),
            YesField("sudden", "Внезапное"), TextField("reason", "Причина", required=False),
        ), own_heading="ОТСУТСТВИЕ",
    ),
    FormSpec(
        CancelAbsence, "Отменить", "отсутствие отменено",
        "Начавшееся кончится сейчас, будущего не будет.",
    ),
)  # fmt: skip


def _without_me(values: Values) -> Values:
    """Who hands over is the actor himself."""
    return {name: value for name, value in values.items() if name != "me"}


SHIFTS: Final = (
    FormSpec(
        HandOverShift, "Сдать смену", "смена сдана, ждёт приёмки",
        "Принимающий увидит ваши слова и отмеченное.",
        (
            BodyField("text", "Что важно", hint="что обещано, кто перезвонит, что с ТЛТП…"),
            FindField("to", "Кому", among="users", hint="логин или фамилия"),
            CheckField(
                "tickets", "Что на столе: пробел — просмотрено, A — весь раздел", required=True, among="handed_over"
            ),
            TextField("reason", "Если отсутствует", required=False, hint="почему всё-таки ему (п. 4.7)"),
        ),
        glyph="▲", shape=_without_me,
    ),
    FormSpec(
        AcceptShift, "Смену принял", "смена принята",
        fields=(BodyField("text", "Что уточнено", required=False),),
    ),
)  # fmt: skip

REGISTERS: Final = (
    FormSpec(
        LogCall, "Записать звонок", "звонок записан",
        "Только решённое сразу за 5 мин или быстрее; остальное — обращением (F2).",
        (
            FindField("requester", "Кто звонил", among="people", hint="фамилия или телефон"),
            InstantField("started_at", "Начало", hint=_WHEN, meaning=EXACTLY),
            InstantField("ended_at", "Конец", hint=_WHEN, meaning=EXACTLY),
            PickField("solved", "Итог", options=words(_SOLVED)), _MIS_OF, BodyField("text", "О чём"),
            TextField("admit_reason", "Без договора", required=False, hint="основание руководителя (п. 1.2)",
                      limit=300),
        ),
        shape=_solved, own_heading="ЗВОНОК В ЖУРНАЛ",
    ),
    FormSpec(
        RequestAccount, "Принять заявку", "заявка принята",
        "Подаёт ИТ-специалист МО. О блокировке — в течение 3 рабочих дней: опоздание отмечается.",
        (
            PickField("account_kind", "Что сделать", options=words(KINDS)), PickField("system", "Где",
                                                                                      options=words(SYSTEMS)),
            FindField("person", "Кому", among="people", hint="фамилия"),
            FindField("requested_by", "Кто просит", among="people", hint="ИТ-специалист МО"),
            _STAFF_NUMBER, TextField("position", "Должность", required=False),
            TextField("specialization", "Специализация", required=False),
            TextField("reason", "Причина", required=False, hint="отключения; возврата; что изменить"),
            DayField("dismissed_on", "Уволен с", required=False), NumberField("ticket", "Обращение №", required=False),
            TextField("external_number", "Номер в ИСКИЗ", required=False, limit=80),
        ), own_heading="ЗАЯВКА НА УЧЁТНУЮ ЗАПИСЬ", own_clause="п. 10.3–10.5",
    ),
    FormSpec(
        FinishAccount, "Выполнена", "заявка выполнена",
        fields=(TextField("text", "Что сделано", required=False),), own_clause="п. 10.3–10.5",
    ),
    FormSpec(
        SetAccountNumber, "Записать номер", "номер записан",
        fields=(TextField("external_number", "Номер", limit=80),),
    ),
    FormSpec(
        RefuseAccount, "Отказать", "в заявке отказано",
        "Отказать можно только при несоответствии данных.", (TextField("mismatch", "Что не сходится"),),
        own_heading="ОТКАЗ ПО ЗАЯВКЕ",
    ),
    FormSpec(
        AddSolution, "Записать решение", "решение записано",
        fields=(
            TextField("title", "Название", limit=200), _MIS_OF, TextField("module", "Модуль", required=False, limit=60),
            PickField("source", "Чьё", options=words(_SOURCES)), BodyField("text", "Как решать"),
        ), own_heading="НОВОЕ РЕШЕНИЕ", own_clause="п. 5.4, 6.9",
    ),
    FormSpec(
        ChangeSolution, "Записать", "решение изменено",
        fields=(
            TextField("title", "Название", limit=200), _MIS_OF, TextField("module", "Модуль", required=False, limit=60),
            BodyField("text", "Как решать"),
        ),
        first=_of_solution, own_heading="ПРАВКА РЕШЕНИЯ", own_clause="п. 5.4",
    ),
    FormSpec(
        RetireSolution, "Снять", "решение снято",
        "Его больше не предлагают, но оно остаётся.", (TextField("reason", "Почему"),), glyph="✗", danger=True,
        own_clause="п. 5.4",
    ),
    FormSpec(
        OpenOutage, "Сообщить о сбое", "о сбое сообщено",
        "О нём скажет шапка каждого пульта.",
        (
            TextField("title", "Что не работает", limit=200), BodyField("text", "Подробности"), _MIS_OF,
            FindField("organization", "Только МО", required=False, among="organizations", hint="пусто — все"),
            InstantField("expected_end", "Ждём конца", required=False, meaning=EXPECTED),
        ),
        glyph="▲", shape=_of_one_clinic, own_heading="МАССОВЫЙ СБОЙ",
    ),
    FormSpec(
        UpdateOutage, "Записать", "новости записаны",
        fields=(BodyField("text", "Что нового"), InstantField("expected_end", "Ждём конца", required=False,
                                                              meaning=EXPECTED)),
        glyph="▲",
    ),
    FormSpec(
        AnswerOutage, "Ответить всем", "инициаторам отвечено",
        "Публичный ответ в каждое открытое обращение по сбою.", (BodyField("text", "Ответ"),), glyph="●",
        own_heading="ОТВЕТ ВСЕМ ПО СБОЮ",
    ),
    FormSpec(
        ResolveOutage, "Решить и закончить сбой", "решено, сбой окончен",
        "Все обращения вашей линии по сбою получат это решение.", (BodyField("solution", "Решение"),), glyph="✓",
        own_clause="п. 6.9",
    ),
    FormSpec(
        EndOutage, "Закончить", "сбой окончен",
        "Обращения остаются как есть.", (TextField("text", "Чем кончилось", required=False),), own_heading="КОНЕЦ СБОЯ",
    ),
)  # fmt: skip


DESK_FORMS: Final = {spec.name: spec for spec in (*DIRECTORY, *REGISTERS, *SHIFTS, *ACCESS)}
"""By the core's name of the command."""
