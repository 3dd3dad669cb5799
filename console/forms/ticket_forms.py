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
        Process, "ПЕРВИЧНАЯ ОБРАБОТКА", "Записать проверку", "проверка записана", "п. 5.5",
        "Снимите отметку с того, что не так: пробел — отметить или снять.",
        (
            MarksField("points", "Проверено", options=words(_POINTS), marked=frozenset(_POINTS), each=True),
            TextField("impact", "Влияние на МО", required=False, hint="что встало, кого касается (п. 3.9)"),
            TextField("missing", "Чего не хватает", required=False),
            BodyField("details", "Что уточнено", required=False),
        ),
    ),
    FormSpec(
        RequestInformation, "ЗАПРОС ИНИЦИАТОРУ", "Отправить запрос", "запрос записан, ждём инициатора",
        "п. 5.4, 6.6", "Увидит инициатор. Обращение станет ждать его ответа; срок реакции запрос останавливает.",
        (BodyField("text", "Чего не хватает", hint="Уточните, пожалуйста…"),), glyph="●",
    ),
    FormSpec(
        ConfirmPriority, "ПОДТВЕРДИТЬ ПРИОРИТЕТ", "Подтвердить", "приоритет подтверждён", "п. 3.9 · Прил. 2",
        "Срочность и влияние на работу МО уточнены: у каждого приоритет остаётся своим.",
        (TextField("reason", "Пояснение", required=False),),
    ),
    FormSpec(
        ProposePriority, "ПРЕДЛОЖИТЬ ПРИОРИТЕТ", "Предложить", "приоритет предложен", "п. 5.10",
        "Приоритет меняет только ПЛТП: она увидит предложение.",
        (
            PickField("priority", "Приоритет", options=_priorities, make=Priority),
            TextField("reason", "Почему", required=False),
        ),
    ),
    FormSpec(
        Assign, "ДРУГОЙ ИСПОЛНИТЕЛЬ ЛИНИИ", "Назначить", "исполнитель назначен", "п. 4.8",
        "Внутри линии срок реакции идёт дальше и не начинается заново.",
        (
            FindField("to", "Кому", among="users", hint="логин или фамилия"),
            TextField("reason", "Причина", required=False),
        ),
    ),
    FormSpec(
        SendBack, "ВЕРНУТЬ НА ПЛТП", "Вернуть", "возвращено на ПЛТП", "п. 5.9, 6.4",
        "Передали по ошибке: обращение получит тот, кто его передал. Сроки обращения идут дальше.",
        (TextField("reason", "Почему"),),
    ),
    FormSpec(
        Split, "ВЫДЕЛИТЬ ВТОРУЮ ПРОБЛЕМУ", "Выделить", "выделено в отдельное обращение",
        "Прил. 3, п. 1",
        "Одно обращение — одна проблема. Новое связано с этим: инициатор и МИС те же, ответы и сроки до этого — общие.",
        (SubjectField("subject", "Тема"), BodyField("description", "Описание")),
    ),
    FormSpec(
        SetExternal, "ВНЕШНИЙ НОМЕР", "Записать номер", "номер записан", "п. 3.6",
        "Номер обращения в ИСКИЗ или Интерактиве.", (TextField("external_number", "Номер", limit=80),),
    ),
)  # fmt: skip

TERMS: Final = (
    FormSpec(
        AgreeTerm, "СРОК ПО СОГЛАСОВАНИЮ", "Записать срок", "срок согласован", "п. 4.8, 6.7, 6.8",
        "Срок меняется только соглашением двух сторон; прежний останется в истории.",
        (
            InstantField("due", "Новый срок"),
            FindField("agreed_with", "С кем", among="people_here", first=requester, hint="фамилия"),
            TextField("reason", "Почему"),
            PickField("clock", "Какой срок", options=codes(ClockName), make=ClockName,
                 first=lambda _context: ClockName.RESOLUTION.value),
        ),
    ),
    FormSpec(
        IndicateTerm, "ОРИЕНТИРОВОЧНЫЙ СРОК", "Записать", "ориентировочный срок записан", "п. 5.9, 6.7",
        "Это не норма: сроки по таблице идут как шли.",
        (InstantField("due", "Когда"), TextField("reason", "Почему", required=False)),
    ),
    FormSpec(
        Wait, "ОЖИДАНИЕ", "Записать ожидание", "ожидание записано", "п. 4.6",
        "Сроки не останавливаются: время ожидания считается отдельно.",
        (
            PickColumnField("waiting", "Кого ждём", options=codes(Waiting), make=Waiting),
            TextField("text", "Чего ждём", required=False),
        ),
    ),
    FormSpec(
        Resume, "КОНЕЦ ОЖИДАНИЯ", "Ожидание окончено", "ожидание окончено", "п. 4.6",
        fields=(TextField("text", "Что пришло", required=False),),
    ),
    FormSpec(
        Answered, "ОТВЕТ ИНИЦИАТОРА", "Записать ответ", "ответ инициатора записан", "п. 4.9",
        "Ожидание ответа окончится. Решённое само уже не закроется: дальше действует правило десяти рабочих дней.",
        (_BY, BodyField("text", "Что ответил"), YesField("asks_time", "Просит время")),
    ),
)  # fmt: skip

WORK: Final = (
    FormSpec(
        SetTask, "ЗАДАЧА", "Поставить задачу", "задача поставлена", "п. 4.4, 11.3",
        "Задача для МО ставится руководителю её ИТ-службы; он может передать её внутри МО.",
        (
            FindField("to", "Кому", among="task_takers", hint="фамилия или логин"),
            BodyField("text", "Что сделать"),
            InstantField("due", "Срок задачи", required=False),
            _DESPITE,
        ),
    ),
    FormSpec(
        PassTask, "ПЕРЕДАТЬ ЗАДАЧУ", "Передать", "задача передана", "п. 4.4, 4.8",
        "Задачу МО передают внутри МО, задачу сотрудника ЦК — другому сотруднику ЦК.",
        (
            PickColumnField("task", "Задача", options=open_tasks, make=int, empty="открытых задач нет"),
            FindField("to", "Кому", among="task_heirs", hint="фамилия или логин"),
            _DESPITE,
        ),
    ),
    FormSpec(
        FinishTask, "ИТОГ ЗАДАЧИ", "Записать итог", "задача закрыта", "п. 4.4",
        fields=(
            PickColumnField("task", "Задача", options=open_tasks, make=int, empty="открытых задач нет"),
            BodyField("result", "Что сделано"),
            YesField("cancelled", "Больше не нужна"),
        ),
    ),
    FormSpec(
        RequestApproval, "ЗАПРОСИТЬ СОГЛАСОВАНИЕ", "Запросить", "согласование запрошено", "п. 11.4",
        "Настройку МИС согласует руководитель МО или её ИТ-службы, а не инициатор.",
        (
            FindField("person", "У кого", among="approvers", first=approver, hint="фамилия"),
            BodyField("text", "Что согласовать"),
        ),
    ),
    FormSpec(
        GrantApproval, "СОГЛАСОВАНО", "Записать согласие", "согласование получено", "п. 11.4",
        fields=(
            PickColumnField("approval", "Согласование", options=open_approvals, make=int,
                            empty="запросов без ответа нет"),
            _APPROVER, _HOW,
        ),
    ),
    FormSpec(
        RefuseApproval, "В СОГЛАСОВАНИИ ОТКАЗАНО", "Записать отказ", "отказ записан", "п. 11.4",
        fields=(
            PickColumnField("approval", "Согласование", options=open_approvals, make=int,
                            empty="запросов без ответа нет"),
            _APPROVER, BodyField("reason", "Почему"),
        ),
    ),
    FormSpec(
        Watch, "НАБЛЮДАТЕЛЬ", "Записать", "наблюдатели изменены", "п. 5.9",
        fields=(
            FindField("login", "Кто", among="users", hint="логин или фамилия"),
            YesField("removed", "Больше не наблюдает"),
        ),
    ),
    FormSpec(
        Attach, "ПРИЛОЖИТЬ ФАЙЛ", "Приложить", "файл приложен", "Прил. 3, п. 3",
        "Персональных данных в файле быть не должно (Прил. 3, п. 5).", (
            FileField("path", "Файл", limit=1000),
            TextField("title", "Под именем", required=False, hint="без него — имя файла"),
        ),
    ),
    FormSpec(
        Link, "СВЯЗАТЬ С ОБРАЩЕНИЕМ", "Связать", "связано",
        fields=(
            FindField("other", "С каким", among="tickets", hint="номер или слова темы", number=True),
            PickField("link", "Как связано", options=some(LinkKind.RELATED, LinkKind.REPEAT), make=LinkKind),
        ),
    ),
    FormSpec(
        UseSolution, "РЕШЕНИЕ ИЗ БАЗЫ", "Отметить применённым", "решение отмечено", "п. 5.4",
        fields=(FindField("solution", "Решение", among="solutions", hint="слова решения"),),
    ),
    FormSpec(
        JoinOutage, "ОТНЕСТИ К СБОЮ", "Записать", "записано", "п. 5.4, 6.3",
        fields=(
            FindField("outage", "Сбой", among="outages", first=_outage_of, hint="название"),
            YesField("left", "Отделить"),
        ),
    ),
)  # fmt: skip

THIRD_LINE: Final = (
    FormSpec(
        RouteOut, "ПЕРЕДАТЬ В ТЛТП", "Передать в ТЛТП", "передано в ТЛТП", "п. 7.1–7.5",
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
        glyph="▲",
    ),
    FormSpec(
        Return, "ОТВЕТ ТЛТП", "Записать ответ", "ответ ТЛТП записан: проверить и согласовать", "п. 7.6",
        "Обращение останется «В работе», пока решение не проверено и не согласовано с инициатором.",
        (BodyField("text", "Что ответила ТЛТП"),),
    ),
    FormSpec(
        Verify, "РЕШЕНИЕ ТЛТП ПРОВЕРЕНО", "Проверено и согласовано", "решение ТЛТП проверено", "п. 7.6",
        "Проверяет исполнитель. Сообщение прочтёт инициатор; пусто — если после ответа ТЛТП ему уже написано.",
        (
            FindField("agreed_with", "С кем согласовано", among="people_here", first=requester, hint="фамилия"),
            PickField("how", "Как", options=words(HOW_APPROVED)),
            BodyField("text", "Сообщение инициатору", required=False, hint="что сделано и проверено"),
        ),
    ),
)  # fmt: skip

OVERSIGHT: Final = (
    FormSpec(
        Duplicate, "ДУБЛИКАТ", "Закрыть как дубликат", "закрыто как дубликат", "Прил. 3, п. 2",
        "Кто подал и наблюдал, будут следить за более ранним обращением (раньше то, что раньше поступило).",
        (
            FindField("of", "Дубликат какого", among="tickets", hint="номер или слова темы", number=True),
            TextField("text", "Пояснение", required=False),
            TextField("across", "Если другая МО", required=False, hint="почему проблема та же: её сведений не покажут"),
            DROP,
        ),
        glyph="✗", danger=True, compared="of",
    ),
    FormSpec(
        ForceClose, "ЗАКРЫТЬ ПРИНУДИТЕЛЬНО", "Закрыть", "закрыто принудительно", "п. 4.9",
        "Только если инициатор молчит больше 10 рабочих дней и спора нет.", (BodyField("reason", "Основание"), DROP),
        glyph="✗", danger=True,
    ),
    FormSpec(
        Reopen, "ОТКРЫТЬ СНОВА", "Открыть", "открыто снова", "Прил. 2, «Статусы обращений»",
        fields=(BodyField("reason", "Основание"),),
    ),
    FormSpec(
        OpenDispute, "СПОР", "Открыть спор", "спор открыт", "Прил. 2, «Работа по спорным ситуациям»",
        "ПЛТП решает за 5 рабочих дней или выносит на руководство. Сроки обращения идут дальше.",
        (FindField("by", "Кто обратился", required=False, among="people_here", hint="фамилия; пусто — сам ЦК"),
         BodyField("text", "В чём спор")),
        glyph="▲",
    ),
    FormSpec(
        DecideDispute, "РЕШЕНИЕ ПО СПОРУ", "Записать решение", "спор решён",
        "Прил. 2, «Работа по спорным ситуациям»",
        fields=(BodyField("text", "Что решено"), YesField("reopen", "Снова в работу")),
    ),
    FormSpec(
        EscalateDispute, "СПОР — НА РУКОВОДСТВО", "Вынести", "спор вынесен на руководство",
        "Прил. 2, «Работа по спорным ситуациям»", fields=(BodyField("text", "Почему"),),
    ),
    FormSpec(
        StartRemote, "УДАЛЁННЫЙ СЕАНС", "Разрешение получено, начать", "сеанс начат", "п. 8.3, 8.4",
        "Нет разрешения на этот сеанс — нет подключения. Организация и МИС — из обращения.",
        (
            TextField("pc", "Имя ПК", limit=60),
            FindField("consent_by", "Кто разрешил", among="people_here", first=requester, hint="фамилия"),
            PickField("consent_how", "Как", options=words(HOW)),
        ),
        glyph="▲",
    ),
    FormSpec(
        EndRemote, "КОНЕЦ СЕАНСА", "Завершить сеанс", "сеанс завершён", "п. 8.4",
        fields=(TextField("result", "Что сделано", required=False),),
    ),
    FormSpec(
        StartMisRun, "МИС ОТ ИМЕНИ ПОЛЬЗОВАТЕЛЯ", "Запустить", "записано, можно запускать", "п. 5.11, 6.10",
        "Для проверки: от чьего имени, зачем и когда — остаётся в журнале.",
        (
            FindField("person", "От чьего имени", among="people_here", first=requester, hint="фамилия"),
            TextField("reason", "Что проверяем"),
        ),
        glyph="▲",
    ),
    FormSpec(
        EndMisRun, "КОНЕЦ РАБОТЫ В МИС", "Завершить", "работа в МИС завершена", "п. 5.11, 6.10",
        fields=(TextField("result", "Что выяснено", required=False),),
    ),
    FormSpec(
        CheckWorkplace, "РАБОЧЕЕ МЕСТО", "Записать проверку", "рабочее место проверено", "п. 9.1, 9.2",
        "Отметьте, чего НЕТ: пробел — отметить.",
        (TextField("pc", "Имя ПК", limit=60), MarksField("missing", "Нет", options=words(MEANS))),
    ),
    FormSpec(
        Redact, "ИЗЪЯТЬ ТЕКСТ", "Изъять", "текст изъят, журнал цел", "Прил. 3, п. 5",
        "Слова исчезнут отовсюду и навсегда; останется запись о том, кто и почему их изъял.",
        (PickColumnField("event", "Запись", options=events, make=int, chosen=False, empty="текстов нет"),
         TextField("reason", "Основание")),
        glyph="✗", danger=True,
    ),
)  # fmt: skip


TICKET_FORMS: Final = {spec.name: spec for spec in (*PROCESSING, *TERMS, *WORK, *THIRD_LINE, *OVERSIGHT)}
"""By the core's name of the command."""
