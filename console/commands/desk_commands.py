"""The commands of the desk itself, at hand on every screen through the palette: forms and registers."""

from typing import Final

from console.commands.spec import CommandSpec
from console.labels import THEME_TITLES

_FORMS: Final = (
    "shift_hand_over", "call_log", "outage_open", "absence_set", "solution_add", "account_request", "person_add",
    "org_add", "user_add",
)  # fmt: skip
"""The core's commands that begin with a form."""
_OF_RECORDS: Final = {
    "shift_accept": "shifts",
    "outage_update": "outages", "outage_answer": "outages", "outage_resolve": "outages", "outage_end": "outages",
    "absence_cancel": "absences",
    "solution_change": "solutions", "solution_retire": "solutions",
    "account_done": "accounts", "account_external": "accounts", "account_refuse": "accounts",
    "person_change": "people", "person_block": "people", "person_unblock": "people",
    "letter_sent": "letters",
    "staff_number": "people",
    "org_contract": "organizations",
    "user_block": "users", "user_unblock": "users", "user_role": "users", "user_competences": "users",
    "key_add": "users",
    "key_expire": "keys", "key_revoke": "keys",
    "session_end": "sessions",
}  # fmt: skip
"""The core's commands to one record, each with the register in which that is chosen."""

# (the command of ``pult`` that does the same, title, what it does)
TOOLS: Final = (
    (
        "report sla",
        "Сводка за месяц",
        "Сроки, причины нарушений, поток, звонки: прочесть или записать (п. 4.11).",
    ),
    ("report month", "Месяц МО в файл", "Всё о месяце одной МО для отчёта и подписи (п. 4.11, 11.1)."),
    ("import", "Принять из файла", "Обращения ИСКИЗ или Интерактива из CSV или JSON (п. 3.5)."),
    ("route", "Что, если: куда пойдёт", "Примерить правила назначения к обращению, которого нет (Прил. 2)."),
    ("route lint", "Проверить маршруты", "Правила назначения против сотрудников и отсутствий (Прил. 2)."),
    ("sweep", "Что вызвано временем", "Закрытия по молчанию и предупреждения (п. 4.9, 6.8)."),
    ("calendar day", "Объявить день", "Нерабочий, рабочий или сокращённый по постановлению (п. 3.4)."),
    ("calendar apply", "Загрузить календарь года", "Производственный календарь из файла (п. 3.4)."),
    ("replay", "Пересчитать сроки при других настройках", "Сколько было бы нарушений при других настройках (п. 11.1)."),
    ("export", "Выгрузить в файл", "Людей МО или журнал звонков; кто и что выгрузил, записывается."),
    ("verify", "Проверить журнал", "Цепочка событий и всё, что из неё выведено."),
)

# (register, title, what it holds)
REGISTERS: Final = (
    ("promises", "Согласованные сроки", "Что обещано сегодня и что переносили больше двух раз."),
    ("tasks", "Задачи", "Все открытые задачи, срочные первыми (п. 4.4)."),
    ("disputes", "Споры", "Открытые споры и сколько осталось до решения."),
    ("sessions", "Кто на смене", "Открытые пульты: кто, с какого времени, откуда, где сейчас."),
    ("shifts", "Смены", "Кто, кому и с чем сдал смену."),
    ("calls", "Журнал звонков", "Звонки, решённые сразу (п. 5.5)."),
    ("outages", "Сбои", "Массовые сбои, идущие и законченные."),
    ("solutions", "База решений", "Записанные решения: найти и прочесть."),
    ("accounts", "Заявки на учётные записи", "Заявки гл. 10 и их состояние."),
    ("letters", "Письма", "Письма руководителям МО: прочесть снова, записать отправку (п. 10.7)."),
    ("absences", "Отсутствия", "Кто отсутствует и кто замещает (п. 4.7)."),
    ("remote", "Удалённые сеансы", "Обращения, в которых сеанс не завершён (п. 8.4)."),
    ("people", "Сотрудники МО", "Инициаторы обращений."),
    ("organizations", "МО", "Медицинские организации и договоры (п. 1.2)."),
    ("users", "Сотрудники ЦК", "Роли, компетенции, блокировки."),
    ("keys", "Ключи SSH", "По каким ключам входят сотрудники и до какого времени."),
    ("denials", "Отказы в правах", "Кому и в чём было отказано."),
    ("accesses", "Кто что смотрел", "Сеансы, запуски МИС от пользователя, табельные номера, выгрузки (п. 5.11, 8.4)."),
)


def _palette(identity: str, title: str, sentence: str, action: str) -> CommandSpec:
    return CommandSpec(identity, title, "", "app", sentence, action, show=False)


def _of_the_core(name: str, action: str) -> CommandSpec:
    """A command of the core, whose title and sentence are its own."""
    return CommandSpec(f"app.{name}", "", "", "app", "", action, name, show=False)


DESK: Final = (
    CommandSpec(
        "app.wall", "Табло", "f10", "app",
        "Табло: что просрочено и подходит, успеет ли смена, как идёт день.", "app.wall", show=False, priority=True,
    ),
    CommandSpec(
        "app.registers", "Реестры", "f7", "app", "Журналы и справочники: звонки, сбои, решения, люди, обещания.",
        "app.registers", show=False, priority=True,
    ),
    _palette("app.quiet", "Не беспокоить", "Уведомления отложены, пока не включите их снова.", "app.quiet"),
    _palette("app.heard", "Последние уведомления", "Срочное, близкий срок, упоминание.", "app.heard"),
    *(
        _palette(f"app.theme.{name}", f"Цвета: {title}", f"Показать пульт в теме «{title}».", f"app.theme('{name}')")
        for name, title in THEME_TITLES.items()
    ),
    *(_palette(f"app.register.{name}", title, told, f"app.register('{name}')") for name, title, told in REGISTERS),
    *(_of_the_core(name, f"app.form('{name}')") for name in _FORMS),
    *(_of_the_core(name, f"app.register('{register}', '{name}')") for name, register in _OF_RECORDS.items()),
    *(_palette(f"app.{name.replace(' ', '_')}", title, told, f"app.tool('{name}')") for name, title, told in TOOLS),
)  # fmt: skip
"""F7 and the palette."""
