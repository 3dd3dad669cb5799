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
        AddOrganization, "НОВАЯ МО", "Добавить МО", "МО добавлена", "п. 1.2",
        "Без договора обращения МО не принимаются.",
        (
            TextField("title", "Название", limit=200),
            TextField("code", "Код", limit=32, hint="короткое имя латиницей"),
            MarksField("mis", "МИС", options=codes(Mis), marked=frozenset(Mis), make=Mis),
            TextField("contract", "Договор", required=False), _FROM, _UNTIL,
        ),
    ),
    FormSpec(
        SetContract, "ДОГОВОР МО", "Записать договор", "договор записан", "п. 1.2",
        fields=(TextField("contract", "Договор", required=False), _FROM, _UNTIL), first=_contract_of,
    ),
    FormSpec(
        AddPerson, "НОВЫЙ СОТРУДНИК МО", "Добавить", "человек добавлен", "п. 3.8, гл. 10",
        fields=(
            TextField("full_name", "ФИО", limit=200), FindField("organization", "МО", among="organizations"),
            PickField("person_kind", "Кто это", options=words(PERSON_KINDS)), _PHONE, _EMAIL, _STAFF_NUMBER,
            YesField("namesake", "Однофамилец"),
        ),
    ),
    FormSpec(
        ChangePerson, "ДАННЫЕ СОТРУДНИКА МО", "Записать", "данные изменены", "п. 10.3",
        fields=(
            TextField("full_name", "ФИО", limit=200), PickField("person_kind", "Кто это", options=words(PERSON_KINDS)),
            _PHONE, _EMAIL, _STAFF_NUMBER,
        ),
        first=_of_person,
    ),
    FormSpec(
        BlockPerson, "ЗАБЛОКИРОВАТЬ УЧЁТНУЮ ЗАПИСЬ СОТРУДНИКА МО",
        "Заблокировать", "заблокировано", "п. 10.2, 10.7",
        "Людей не удаляют. За нарушение общения — по решению УК, руководителю МО уходит письмо.",
        (
            PickField("ground", "Основание", options=words(GROUNDS)),
            TextField("reason", "Что случилось", required=False),
            TextField("decision", "Решение УК №", required=False),
            DayField("decided_on", "Дата решения", required=False, toward=Toward.BACK),
        ),
        glyph="✗", danger=True, after=show_letter, warning=what_stays_open,
    ),
    FormSpec(
        UnblockPerson, "РАЗБЛОКИРОВАТЬ СОТРУДНИКА МО", "Разблокировать", "разблокировано", "гл. 10",
        "Та же карточка и учётная запись. Возвращение из отпуска оформляют и заявкой МО (реестр «Заявки»).",
        (TextField("reason", "Почему", hint="вышла из отпуска, заблокировано по ошибке"),),
    ),
    FormSpec(
        SendLetter, "ПИСЬМО ОТПРАВЛЕНО", "Записать отправку", "отправка записана", "п. 10.7",
        fields=(
            TextField("how", "Как отправлено", hint="почтой, исх. № 14"),
            DayField("sent_on", "Когда", required=False, hint="пусто — сегодня", toward=Toward.BACK),
        ),
    ),
    FormSpec(
        ShowStaffNumber, "ТАБЕЛЬНЫЙ НОМЕР", "Показать", "показано, запись сделана", "п. 10.3",
        "Кто и зачем смотрел, записывается.", (TextField("reason", "Зачем"),),
        reading=read_number,
    ),
    FormSpec(
        AddUser, "НОВЫЙ СОТРУДНИК ЦК", "Добавить", "сотрудник добавлен", "п. 3.4",
        fields=(
            TextField("login", "Логин", limit=32, hint="латиница, цифры"), TextField("full_name", "ФИО", limit=200),
            PickColumnField("role", "Роль", make=Role, options=_roles),
            MarksField("competences", "Компетенции", options=competences),
        ),
    ),
    FormSpec(
        BlockUser, "ЗАБЛОКИРОВАТЬ СОТРУДНИКА", "Заблокировать", "сотрудник заблокирован", "п. 10.2",
        "Войти он больше не сможет; его записи останутся.", glyph="✗", danger=True, warning=what_is_left,
    ),
    FormSpec(
        UnblockUser, "РАЗБЛОКИРОВАТЬ СОТРУДНИКА", "Разблокировать", "сотрудник разблокирован", "п. 10.2",
        "Та же учётная запись. Непереданные обращения и задачи снова его.",
        (TextField("reason", "Почему"),),
    ),
    FormSpec(
        ChangeRole, "РОЛЬ СОТРУДНИКА", "Изменить роль", "роль изменена", "п. 3.4",
        fields=(
            PickColumnField("role", "Роль", make=Role, options=_roles),
        ),
        first=_of_user, warning=what_is_left,
    ),
    FormSpec(
        ChangeCompetences, "КОМПЕТЕНЦИИ", "Записать", "компетенции изменены", "п. 5.9",
        "По ним правила выбирают исполнителя.",
        (MarksField("competences", "Знает", options=competences),),
        first=_of_user,
    ),
    FormSpec(
        SetAbsence, "ОТСУТСТВИЕ", "Записать отсутствие", "отсутствие записано", "п. 4.7",
        "Плановое — с замещающим; внезапное может быть и без него.",
        (
            FindField("who", "Кто", among="absentees", hint="фамилия или логин"),
            InstantField("since", "С", meaning=PLANNED),
            InstantField("until", "До (снова на месте)", meaning=PLANNED),
            FindField("substitute", "Кто замещает", required=False, among="absentees", hint="фамилия или логин",
                 names={"login": "substitute_login", "person": "substitute_person"}),
            YesField("sudden", "Внезапное"), TextField("reason", "Причина", required=False),
        ),
    ),
    FormSpec(
        CancelAbsence, "ОТМЕНИТЬ ОТСУТСТВИЕ", "Отменить", "отсутствие отменено", "п. 4.7",
        "Начавшееся кончится сейчас, будущего не будет.",
    ),
)  # fmt: skip


def _without_me(values: Values) -> Values:
    """Who hands over is the actor himself."""
    return {name: value for name, value in values.items() if name != "me"}


SHIFTS: Final = (
    FormSpec(
        HandOverShift, "СДАТЬ СМЕНУ", "Сдать смену", "смена сдана, ждёт приёмки", "п. 4.5, 4.6",
        "Пройдите по списку: пробел — просмотрено. Принимающий увидит отмеченное и ваши слова.",
        (
            FindField("to", "Кому", among="users", hint="логин или фамилия"),
            CheckField("tickets", "Что на столе", required=True, among="handed_over"),
            BodyField("text", "Что важно", hint="что обещано, кто перезвонит, что с ТЛТП…"),
            TextField("reason", "Если отсутствует", required=False, hint="почему всё-таки ему (п. 4.7)"),
        ),
        glyph="▲", shape=_without_me,
    ),
    FormSpec(
        AcceptShift, "ПРИНЯТЬ СМЕНУ", "Смену принял", "смена принята", "п. 4.5, 4.6",
        fields=(BodyField("text", "Что уточнено", required=False),),
    ),
)  # fmt: skip

REGISTERS: Final = (
    FormSpec(
        LogCall, "ЗВОНОК В ЖУРНАЛ", "Записать звонок", "звонок записан", "п. 5.5",
        "Только решённое сразу за 5 мин или быстрее; остальное — обращением (F2).",
        (
            FindField("requester", "Кто звонил", among="people", hint="фамилия или телефон"),
            InstantField("started_at", "Начало", hint=_WHEN, meaning=EXACTLY),
            InstantField("ended_at", "Конец", hint=_WHEN, meaning=EXACTLY),
            PickField("solved", "Итог", options=words(_SOLVED)), _MIS_OF, BodyField("text", "О чём"),
            TextField("admit_reason", "Без договора", required=False, hint="основание руководителя (п. 1.2)",
                      limit=300),
        ),
        shape=_solved,
    ),
    FormSpec(
        RequestAccount, "ЗАЯВКА НА УЧЁТНУЮ ЗАПИСЬ", "Принять заявку", "заявка принята", "п. 10.3–10.5",
        "Подаёт ИТ-специалист МО. О блокировке — в течение 3 рабочих дней: опоздание отмечается.",
        (
            PickField("account_kind", "Что сделать", options=words(KINDS)),
            PickField("system", "Где", options=words(SYSTEMS)),
            FindField("person", "Кому", among="people", hint="фамилия"),
            FindField("requested_by", "Кто просит", among="people", hint="ИТ-специалист МО"),
            _STAFF_NUMBER, TextField("position", "Должность", required=False),
            TextField("specialization", "Специализация", required=False),
            TextField("reason", "Причина", required=False, hint="отключения; возврата; что изменить"),
            DayField("dismissed_on", "Уволен с", required=False), NumberField("ticket", "Обращение №", required=False),
            TextField("external_number", "Номер в ИСКИЗ", required=False, limit=80),
        ),
    ),
    FormSpec(
        FinishAccount, "ЗАЯВКА ВЫПОЛНЕНА", "Выполнена", "заявка выполнена", "п. 10.3–10.5",
        fields=(TextField("text", "Что сделано", required=False),),
    ),
    FormSpec(
        SetAccountNumber, "НОМЕР ЗАЯВКИ В ИСКИЗ", "Записать номер", "номер записан", "п. 3.6",
        fields=(TextField("external_number", "Номер", limit=80),),
    ),
    FormSpec(
        RefuseAccount, "ОТКАЗ ПО ЗАЯВКЕ", "Отказать", "в заявке отказано", "п. 10.6",
        "Отказать можно только при несоответствии данных.", (TextField("mismatch", "Что не сходится"),),
    ),
    FormSpec(
        AddSolution, "НОВОЕ РЕШЕНИЕ", "Записать решение", "решение записано", "п. 5.4, 6.9",
        fields=(
            TextField("title", "Название", limit=200), _MIS_OF, TextField("module", "Модуль", required=False, limit=60),
            PickField("source", "Чьё", options=words(_SOURCES)), BodyField("text", "Как решать"),
        ),
    ),
    FormSpec(
        ChangeSolution, "ПРАВКА РЕШЕНИЯ", "Записать", "решение изменено", "п. 5.4",
        fields=(
            TextField("title", "Название", limit=200), _MIS_OF, TextField("module", "Модуль", required=False, limit=60),
            BodyField("text", "Как решать"),
        ),
        first=_of_solution,
    ),
    FormSpec(
        RetireSolution, "СНЯТЬ РЕШЕНИЕ", "Снять", "решение снято", "п. 5.4",
        "Его больше не предлагают, но оно остаётся.", (TextField("reason", "Почему"),), glyph="✗", danger=True,
    ),
    FormSpec(
        OpenOutage, "МАССОВЫЙ СБОЙ", "Сообщить о сбое", "о сбое сообщено", "п. 5.4, 6.3",
        "О нём скажет шапка каждого пульта.",
        (
            TextField("title", "Что не работает", limit=200), BodyField("text", "Подробности"), _MIS_OF,
            FindField("organization", "Только МО", required=False, among="organizations", hint="пусто — все"),
            InstantField("expected_end", "Ждём конца", required=False, meaning=EXPECTED),
        ),
        glyph="▲", shape=_of_one_clinic,
    ),
    FormSpec(
        UpdateOutage, "НОВОСТИ О СБОЕ", "Записать", "новости записаны", "п. 5.4, 6.3",
        fields=(
            BodyField("text", "Что нового"),
            InstantField("expected_end", "Ждём конца", required=False, meaning=EXPECTED),
        ),
        glyph="▲",
    ),
    FormSpec(
        AnswerOutage, "ОТВЕТ ВСЕМ ПО СБОЮ", "Ответить всем", "инициаторам отвечено", "п. 5.4, 6.3",
        "Публичный ответ в каждое открытое обращение по сбою.", (BodyField("text", "Ответ"),), glyph="●",
    ),
    FormSpec(
        ResolveOutage, "РЕШИТЬ ВСЕ ПО СБОЮ", "Решить и закончить сбой", "решено, сбой окончен", "п. 6.9",
        "Все обращения вашей линии по сбою получат это решение.", (BodyField("solution", "Решение"),), glyph="✓",
    ),
    FormSpec(
        EndOutage, "КОНЕЦ СБОЯ", "Закончить", "сбой окончен", "п. 5.4, 6.3",
        "Обращения остаются как есть.", (TextField("text", "Чем кончилось", required=False),),
    ),
)  # fmt: skip


DESK_FORMS: Final = {spec.name: spec for spec in (*DIRECTORY, *REGISTERS, *SHIFTS, *ACCESS)}
"""By the core's name of the command."""
