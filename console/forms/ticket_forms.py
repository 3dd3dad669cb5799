"""The forms of a ticket's commands that need no dialog of their own, by the core's name of the command."""

from typing import Final

from console.forms.context import FormContext
from console.forms.fields.field_types import (
    BodyField,
    FileField,
    FindField,
    InstantField,
    MarksField,
    PickColumnField,
    PickField,
    SubjectField,
    TextField,
    YesField,
)
from console.forms.fields.options import (
    approver,
    codes,
    events,
    open_approvals,
    open_tasks,
    requester,
    some,
    something_open,
    words,
)
from console.forms.spec import FormSpec
from console.widgets.fields.choice import Option
from core.tickets.answers.callbacks import FinishCallback, PromiseCallback
from core.tickets.answers.comments import Answered
from core.tickets.assignment.commands import Assign, SendBack
from core.tickets.classification.commands import ConfirmPriority, ProposePriority
from core.tickets.classification.processing import Process, RequestInformation
from core.tickets.closing.commands import Duplicate, ForceClose, Reopen
from core.tickets.closing.disputes import DecideDispute, EscalateDispute, OpenDispute
from core.tickets.closing.outcomes import CONFIRMED_HOW
from core.tickets.knowledge.solutions import UseSolution
from core.tickets.outages.joining import JoinOutage
from core.tickets.redaction.redacting import Redact
from core.tickets.registration.commands import SetExternal
from core.tickets.relations.attachments import Attach
from core.tickets.relations.links import Link
from core.tickets.relations.splitting import Split
from core.tickets.relations.watching import Watch
from core.tickets.remote_access.mis_runs import EndMisRun, StartMisRun
from core.tickets.remote_access.sessions import HOW, EndRemote, StartRemote
from core.tickets.remote_access.workplaces import MEANS, CheckWorkplace
from core.tickets.tasks.approvals import HOW as HOW_APPROVED
from core.tickets.tasks.approvals import GrantApproval, RefuseApproval, RequestApproval
from core.tickets.tasks.tasks import FinishTask, PassTask, SetTask
from core.tickets.terms.commands import AgreeTerm, IndicateTerm, Resume, Wait
from core.tickets.third_line.sending import DEVELOPERS, OF_SECOND_LINE, RouteOut
from core.tickets.third_line.verification import Return, Verify
from core.vocabulary import ClockName, Destination, Line, LinkKind, Priority, RoutingGround, Scenario, Waiting

_POINTS: Final = {
    "relevant": "актуально: проблема ещё есть",
    "correct": "корректно: понятно и по-русски",
    "complete": "полно: сведений достаточно",
    "category": "тип определён верно",
    "urgency": "срочность определена верно",
}
_SCENARIOS: Final = {
    "executor": "ВЛТП потом проверяет (п. 7.6)",
    "advice": "исполнитель остаётся",
    "task": "исполнитель остаётся",
}
_BY: Final = FindField("by", "Кто от МО", among="people_here", first=requester, hint="фамилия")
_HOW: Final = PickField("how", "Как сообщил", options=words(CONFIRMED_HOW))
_APPROVER: Final = FindField("by", "Кто от МО", among="approvers", first=approver, hint="фамилия")
_REASON: Final = TextField("reason", "Причина")
_DESPITE: Final = TextField("reason", "Если отсутствует", required=False, hint="почему всё-таки ему (п. 4.7)")
DROP: Final = TextField("drop", "Снять открытое", required=False, hint="причина: что не завершено", when=something_open)
"""Why what is open inside the ticket is dropped; only where something is (п. 4.4, 8.4)."""


def _priorities(context: FormContext) -> list[Option]:
    allowed = context.policy.norms.allowed_priorities(context.view.ticket.type)
    return [Option(each.value, context.policy.labels.of(each)) for each in allowed]


def _developer(context: FormContext) -> str:
    """Who develops the ticket's МИС (п. 3.11)."""
    return DEVELOPERS[context.view.ticket.mis].value


def _grounds(context: FormContext) -> list[Option]:
    """ПЛТП routes what is critical (п. 7.3), ВЛТП by the grounds of п. 7.4."""
    first = context.actor.role.line is not Line.SECOND
    allowed = (RoutingGround.CRITICAL,) if first else OF_SECOND_LINE
    return [Option(each.value, context.policy.labels.of(each)) for each in allowed]


def _outage_of(context: FormContext) -> int | None:
    return context.view.ticket.outage


PROCESSING: Final = (
    FormSpec(
        Process, "Записать проверку", "проверка записана",
        "Снимите отметку с того, что не так: пробел — отметить или снять.",
        (
            MarksField("points", "Проверено", options=words(_POINTS), marked=frozenset(_POINTS), each=True),
            TextField("impact", "Влияние на МО", required=False, hint="что встало, кого касается (п. 3.9)"),
            TextField("missing", "Чего не хватает", required=False),
            BodyField("details", "Что уточнено", required=False),
        ),
    ),
    FormSpec(
        RequestInformation, "Отправить запрос", "запрос записан, ждём инициатора",
        "Увидит инициатор. Обращение станет ждать его ответа; срок реакции запрос останавливает.",
        (BodyField("text", "Чего не хватает", hint="Уточните, пожалуйста…"),), glyph="●",
        own_heading="ЗАПРОС ИНИЦИАТОРУ", own_clause="п. 5.4, 6.6",
    ),
    FormSpec(
        ConfirmPriority, "Подтвердить", "приоритет подтверждён",
        "Срочность и влияние на работу МО уточнены: у каждого приоритет остаётся своим.",
        (TextField("reason", "Пояснение", required=False),), own_clause="п. 3.9 · Прил. 2",
    ),
    FormSpec(
        ProposePriority, "Предложить", "приоритет предложен",
        "Приоритет меняет только ПЛТП: она увидит предложение.",
        (PickField("priority", "Приоритет", options=_priorities, make=Priority), TextField("reason", "Почему",
                                                                                           required=False)),
    ),
    FormSpec(
        Assign, "Назначить", "исполнитель назначен",
        "Внутри линии срок реакции идёт дальше и не начинается заново.",
        (FindField("to", "Кому", among="users", hint="логин или фамилия"), TextField("reason", "Причина",
                                                                                     required=False)),
    ),
    FormSpec(
        SendBack, "Вернуть", "возвращено на ПЛТП",
        "Передали по ошибке: обращение получит тот, кто его передал. Сроки обращения идут дальше.",
        (TextField("reason", "Почему"),),
    ),
    FormSpec(
        Split, "Выделить", "выделено в отдельное обращение",
        "Одно обращение — одна проблема. Новое связано с этим: инициатор и МИС те же, ответы и сроки до этого — общие.",
        (SubjectField("subject", "Тема"), BodyField("description", "Описание")),
    ),
    FormSpec(
        SetExternal, "Записать номер", "номер записан",
        "Номер обращения в ИСКИЗ или Интерактиве.", (TextField("external_number", "Номер", limit=80),),
    ),
)  # fmt: skip

TERMS: Final = (
    FormSpec(
        AgreeTerm, "Записать срок", "срок согласован",
        "Срок меняется только соглашением двух сторон; прежний останется в истории.",
        (
            InstantField("due", "Новый срок"),
            FindField("agreed_with", "С кем", among="people_here", first=requester, hint="фамилия"),
            TextField("reason", "Почему"),
            PickField("clock", "Какой срок", options=codes(ClockName), make=ClockName,
                 first=lambda _context: ClockName.RESOLUTION.value),
        ), own_clause="п. 4.8, 6.7, 6.8",
    ),
    FormSpec(
        IndicateTerm, "Записать", "ориентировочный срок записан",
        "Это не норма: сроки по таблице идут как шли.",
        (InstantField("due", "Когда"), TextField("reason", "Почему", required=False)),
    ),
    FormSpec(
        Wait, "Записать ожидание", "ожидание записано",
        "Сроки не останавливаются: время ожидания считается отдельно.",
        (
            PickColumnField("waiting", "Кого ждём", options=codes(Waiting), make=Waiting),
            TextField("text", "Чего ждём", required=False),
        ),
    ),
    FormSpec(
        Resume, "Ожидание окончено", "ожидание окончено",
        fields=(TextField("text", "Что пришло", required=False),),
    ),
    FormSpec(
        Answered, "Записать ответ", "ответ инициатора записан",
        "Ожидание ответа окончится. Решённое само уже не закроется: дальше действует правило десяти рабочих дней.",
        (_BY, BodyField("text", "Что ответил"), YesField("asks_time", "Просит время")),
    ),
    FormSpec(
        PromiseCallback, "Обещать", "звонок обещан", "Обещание видит весь ЦК, пока не перезвонили: срок реакции идёт.",
        (InstantField("until", "До какого времени"), TextField("text", "О чём")),
    ),
    FormSpec(
        FinishCallback, "Записать звонок", "звонок записан",
        "Запись — для ЦК: инициатор её не видит, срок реакции она не останавливает.", (BodyField("text",
                                                                                                 "Что сказано"),),
    ),
)  # fmt: skip

WORK: Final = (
    FormSpec(
        SetTask, "Поставить задачу", "задача поставлена",
        "Задача для МО ставится руководителю её ИТ-службы; он может передать её внутри МО.",
        (
            FindField("to", "Кому", among="task_takers", hint="фамилия или логин"),
            BodyField("text", "Что сделать"),
            InstantField("due", "Срок задачи", required=False),
            _DESPITE,
        ),
    ),
    FormSpec(
        PassTask, "Передать", "задача передана",
        "Задачу МО передают внутри МО, задачу сотрудника ЦК — другому сотруднику ЦК.",
        (
            PickColumnField("task", "Задача", options=open_tasks, make=int, empty="открытых задач нет"),
            FindField("to", "Кому", among="task_heirs", hint="фамилия или логин"),
            _DESPITE,
        ), own_heading="ПЕРЕДАТЬ ЗАДАЧУ", own_clause="п. 4.4, 4.8",
    ),
    FormSpec(
        FinishTask, "Записать итог", "задача закрыта",
        fields=(
            PickColumnField("task", "Задача", options=open_tasks, make=int, empty="открытых задач нет"),
            BodyField("result", "Что сделано"),
            YesField("cancelled", "Больше не нужна"),
        ),
    ),
    FormSpec(
        RequestApproval, "Запросить", "согласование запрошено",
        "Настройку МИС согласует руководитель МО или её ИТ-службы, а не инициатор.",
        (
            FindField("person", "У кого", among="approvers", first=approver, hint="фамилия"),
            BodyField("text", "Что согласовать"),
        ),
    ),
    FormSpec(
        GrantApproval, "Записать согласие", "согласование получено",
        fields=(
            PickColumnField("approval", "Согласование", options=open_approvals, make=int,
                            empty="запросов без ответа нет"),
            _APPROVER, _HOW,
        ),
    ),
    FormSpec(
        RefuseApproval, "Записать отказ", "отказ записан",
        fields=(
            PickColumnField("approval", "Согласование", options=open_approvals, make=int,
                            empty="запросов без ответа нет"),
            _APPROVER, BodyField("reason", "Почему"),
        ),
    ),
    FormSpec(
        Watch, "Записать", "наблюдатели изменены",
        fields=(FindField("login", "Кто", among="users", hint="логин или фамилия"), YesField("removed",
                                                                                             "Больше не наблюдает")),
    ),
    FormSpec(
        Attach, "Приложить", "файл приложен",
        "Персональных данных в файле быть не должно (Прил. 3, п. 5).", (
            FileField("path", "Файл", limit=1000),
            TextField("title", "Под именем", required=False, hint="без него — имя файла"),
        ),
    ),
    FormSpec(
        Link, "Связать", "связано",
        fields=(
            FindField("other", "С каким", among="tickets", hint="номер или слова темы", number=True),
            PickField("link", "Как связано", options=some(LinkKind.RELATED, LinkKind.REPEAT), make=LinkKind),
        ), own_clause="",
    ),
    FormSpec(
        UseSolution, "Отметить применённым", "решение отмечено",
        fields=(FindField("solution", "Решение", among="solutions", hint="слова решения"),),
    ),
    FormSpec(
        JoinOutage, "Записать", "записано",
        fields=(FindField("outage", "Сбой", among="outages", first=_outage_of, hint="название"), YesField("left",
                                                                                                          "Отделить")),
    ),
)  # fmt: skip

THIRD_LINE: Final = (
    FormSpec(
        RouteOut, "Передать в ТЛТП", "передано в ТЛТП",
        "ПЛТП передаёт только критичное, когда причина видна сразу, и пишет об этом инициатору; ВЛТП — по п. 7.4.",
        (
            PickColumnField("destination", "Куда", options=codes(Destination), make=Destination, first=_developer),
            PickColumnField("scenario", "Кто отвечает", options=codes(Scenario, _SCENARIOS), make=Scenario),
            PickColumnField("ground", "Основание", options=_grounds, make=RoutingGround),
            BodyField("text", "Суть для ТЛТП", hint="что наблюдали, что проверили, чего ждёте (п. 7.2)"),
            BodyField("inform", "Сообщение инициатору", required=False,
                      hint="куда и почему передано, когда ждать (п. 5.7)"),
            YesField("requester_informed", "Уже написано"),
            YesField("identified_at_once", "Причина видна"),
        ),
        glyph="▲", own_clause="п. 7.1–7.5",
    ),
    FormSpec(
        Return, "Записать ответ", "ответ ТЛТП записан: проверить и согласовать",
        "Обращение останется «В работе», пока решение не проверено и не согласовано с инициатором.",
        (BodyField("text", "Что ответила ТЛТП"),),
    ),
    FormSpec(
        Verify, "Проверено и согласовано", "решение ТЛТП проверено",
        "Проверяет исполнитель. Сообщение прочтёт инициатор; пусто — если после ответа ТЛТП ему уже написано.",
        (
            FindField("agreed_with", "С кем согласовано", among="people_here", first=requester, hint="фамилия"),
            PickField("how", "Как", options=words(HOW_APPROVED)),
            BodyField("text", "Сообщение инициатору", required=False, hint="что сделано и проверено"),
        ), own_clause="п. 7.6",
    ),
)  # fmt: skip

OVERSIGHT: Final = (
    FormSpec(
        Duplicate, "Закрыть как дубликат", "закрыто как дубликат",
        "Кто подал и наблюдал, будут следить за более ранним обращением (раньше то, что раньше поступило).",
        (
            FindField("of", "Дубликат какого", among="tickets", hint="номер или слова темы", number=True),
            TextField("text", "Пояснение", required=False),
            TextField("across", "Если другая МО", required=False, hint="почему проблема та же: её сведений не покажут"),
            DROP,
        ),
        glyph="✗", danger=True, compared="of", own_heading="ДУБЛИКАТ",
    ),
    FormSpec(
        ForceClose, "Закрыть", "закрыто принудительно",
        "Только если инициатор молчит больше 10 рабочих дней и спора нет.", (BodyField("reason", "Основание"), DROP),
        glyph="✗", danger=True,
    ),
    FormSpec(
        Reopen, "Открыть", "открыто снова",
        fields=(BodyField("reason", "Основание"),),
    ),
    FormSpec(
        OpenDispute, "Открыть спор", "спор открыт",
        "ПЛТП решает за 5 рабочих дней или выносит на руководство. Сроки обращения идут дальше.",
        (FindField("by", "Кто обратился", required=False, among="people_here", hint="фамилия; пусто — сам ЦК"),
         BodyField("text", "В чём спор")),
        glyph="▲", own_heading="СПОР",
    ),
    FormSpec(
        DecideDispute, "Записать решение", "спор решён",
        fields=(BodyField("text", "Что решено"), YesField("reopen", "Снова в работу")), own_heading="РЕШЕНИЕ ПО СПОРУ",
    ),
    FormSpec(
        EscalateDispute, "Вынести", "спор вынесен на руководство", fields=(BodyField("text", "Почему"),),
        own_heading="СПОР — НА РУКОВОДСТВО",
    ),
    FormSpec(
        StartRemote, "Разрешение получено, начать", "сеанс начат",
        "Нет разрешения на этот сеанс — нет подключения. Организация и МИС — из обращения.",
        (
            TextField("pc", "Имя ПК", limit=60),
            FindField("consent_by", "Кто разрешил", among="people_here", first=requester, hint="фамилия"),
            PickField("consent_how", "Как", options=words(HOW)),
        ),
        glyph="▲", own_clause="п. 8.3, 8.4",
    ),
    FormSpec(
        EndRemote, "Завершить сеанс", "сеанс завершён",
        fields=(TextField("result", "Что сделано", required=False),), own_heading="КОНЕЦ СЕАНСА",
    ),
    FormSpec(
        StartMisRun, "Запустить", "записано, можно запускать",
        "Для проверки: от чьего имени, зачем и когда — остаётся в журнале.",
        (
            FindField("person", "От чьего имени", among="people_here", first=requester, hint="фамилия"),
            TextField("reason", "Что проверяем"),
        ),
        glyph="▲",
    ),
    FormSpec(
        EndMisRun, "Завершить", "работа в МИС завершена",
        fields=(TextField("result", "Что выяснено", required=False),), own_heading="КОНЕЦ РАБОТЫ В МИС",
    ),
    FormSpec(
        CheckWorkplace, "Записать проверку", "рабочее место проверено",
        "Отметьте, чего НЕТ: пробел — отметить.",
        (TextField("pc", "Имя ПК", limit=60), MarksField("missing", "Нет", options=words(MEANS))),
        own_heading="РАБОЧЕЕ МЕСТО", own_clause="п. 9.1, 9.2",
    ),
    FormSpec(
        Redact, "Изъять", "текст изъят, журнал цел",
        "Слова исчезнут отовсюду и навсегда; останется запись о том, кто и почему их изъял.",
        (PickColumnField("event", "Запись", options=events, make=int, chosen=False, empty="текстов нет"),
         TextField("reason", "Основание")),
        glyph="✗", danger=True,
    ),
)  # fmt: skip


TICKET_FORMS: Final = {spec.name: spec for spec in (*PROCESSING, *TERMS, *WORK, *THIRD_LINE, *OVERSIGHT)}
"""By the core's name of the command."""
