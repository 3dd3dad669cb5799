"""What can be done with a ticket now, and why the rest cannot."""

from collections.abc import Mapping
from typing import Final

from core.tickets.context import Context
from core.tickets.possible import possible
from core.tickets.refusal import Refusal
from core.tickets.ticket import Ticket

TITLES: Final[Mapping[str, str]] = {
    "take": "Взять в работу",
    "comment": "Ответить инициатору",
    "note": "Внутренняя заметка",
    "priority": "Изменить приоритет",
    "type": "Изменить тип",
    "priority_confirm": "Подтвердить приоритет",
    "release": "Передать на ВЛТП",
    "send_back": "Вернуть на ПЛТП",
    "resolve": "Решить",
    "confirm": "Инициатор подтвердил",
    "reject": "Инициатор отклонил",
    "close": "Закрыть без решения",
    "process": "Первичная обработка",
    "request_information": "Запросить недостающее",
    "propose_priority": "Предложить приоритет",
    "assign": "Другой исполнитель линии",
    "split": "Выделить вторую проблему",
    "external": "Внешний номер",
    "term": "Срок по согласованию",
    "indicate": "Ориентировочный срок",
    "wait": "Ожидание",
    "resume": "Конец ожидания",
    "answered": "Ответ инициатора",
    "task": "Задача",
    "task_pass": "Передать задачу в МО",
    "task_done": "Итог задачи",
    "approval_request": "Запросить согласование",
    "approval_grant": "Согласовано",
    "approval_refuse": "В согласовании отказано",
    "attach": "Приложить файл",
    "watch": "Наблюдатель",
    "link": "Связать с обращением",
    "use_solution": "Решение из базы",
    "join_outage": "Отнести к сбою",
    "route": "Передать в ТЛТП",
    "route_returned": "Ответ ТЛТП",
    "route_verified": "Решение ТЛТП проверено",
    "duplicate": "Закрыть как дубликат",
    "force_close": "Закрыть принудительно",
    "reopen": "Открыть снова",
    "dispute_open": "Открыть спор",
    "dispute_decide": "Решить спор",
    "dispute_escalate": "Спор на руководство",
    "remote_start": "Удалённый сеанс",
    "remote_end": "Завершить сеанс",
    "mis_run_start": "МИС от имени пользователя",
    "mis_run_end": "Завершить работу в МИС",
    "workplace": "Проверка рабочего места",
    "redact": "Изъять текст",
}
"""Every command that people give to a ticket, in the order in which screens offer them."""


def actions(ticket: Ticket, context: Context) -> tuple[tuple[str, str, Refusal | None], ...]:
    """Every command of a ticket as (name, Russian title, refusal or None), in the order that screens offer them.

    ``context`` knows the ticket's log. What is refused here would be refused of any such command, and nothing else.
    """
    return tuple((name, title, possible(name, ticket, context)) for name, title in TITLES.items())
