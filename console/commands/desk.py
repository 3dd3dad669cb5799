"""The commands of the desk itself, at hand on every screen through the palette: forms and registers."""

from typing import Final

from console.commands.spec import CommandSpec
from console.titles import THEME_TITLES

# (core name, title, what it does)
_FORMS: Final = (
    ("shift_hand_over", "Сдать смену", "Пройти по тому, что на столе, и передать смену коллеге (п. 4.5, 4.6)."),
    ("call_log", "Записать звонок в журнал", "Решённый сразу звонок — строкой журнала (п. 5.5)."),
    ("outage_open", "Сообщить о сбое", "Массовый сбой: одно сообщение на все пульты (п. 5.4, 6.3)."),
    ("absence_set", "Записать отсутствие", "Кто отсутствует и кто его замещает (п. 4.7)."),
    ("solution_add", "Записать решение в базу", "Решение, которое пригодится ещё раз (п. 5.4, 6.9)."),
    ("account_request", "Принять заявку на учётную запись", "Создать, изменить или заблокировать (гл. 10)."),
    ("person_add", "Добавить человека МО", "Нового инициатора обращений (п. 3.8)."),
    ("org_add", "Добавить МО", "Медицинскую организацию и её договор (п. 1.2)."),
    ("user_add", "Добавить сотрудника ЦК", "Учётную запись пульта и роль."),
)

# (core name, the register in which its record is chosen, title, what it does)
_OF_RECORDS: Final = (
    ("shift_accept", "shifts", "Принять смену", "Прочесть, что передано, и подтвердить (п. 4.5, 4.6)."),
    ("outage_update", "outages", "Новости о сбое", "Выбрать сбой и записать новости."),
    ("outage_answer", "outages", "Ответить всем по сбою", "Выбрать сбой и ответить инициаторам всех его обращений."),
    ("outage_resolve", "outages", "Решить все по сбою", "Выбрать сбой и решить его обращения одним решением."),
    ("outage_end", "outages", "Закончить сбой", "Выбрать сбой и закончить его."),
    ("absence_cancel", "absences", "Отменить отсутствие", "Выбрать отсутствие и отменить его."),
    ("solution_change", "solutions", "Изменить решение", "Выбрать решение и изменить его."),
    ("solution_retire", "solutions", "Снять решение", "Выбрать решение, которое больше не годится."),
    ("account_done", "accounts", "Заявка выполнена", "Выбрать заявку и записать итог."),
    ("account_refuse", "accounts", "Отказать по заявке", "Выбрать заявку, данные которой не сходятся (п. 10.6)."),
    ("person_change", "people", "Изменить данные человека МО", "Выбрать человека и записать новые данные."),
    ("person_block", "people", "Заблокировать человека МО", "Выбрать человека; людей не удаляют (п. 10.2)."),
    ("staff_number", "people", "Показать табельный номер", "Выбрать человека; просмотр записывается (п. 10.3)."),
    ("org_contract", "organizations", "Договор МО", "Выбрать МО и записать договор (п. 1.2)."),
    ("user_block", "users", "Заблокировать сотрудника", "Выбрать сотрудника ЦК."),
    ("user_role", "users", "Роль сотрудника", "Выбрать сотрудника ЦК и роль."),
    ("user_competences", "users", "Компетенции сотрудника", "Выбрать сотрудника: по ним правила назначают."),
)

# (the command of ``pult`` that does the same, title, what it does)
TOOLS: Final = (
    ("import", "Принять из файла", "Обращения ИСКИЗ или Интерактива из CSV или JSON (п. 3.5)."),
    ("route", "Что, если: куда пойдёт", "Примерить правила назначения к обращению, которого нет (Прил. 2)."),
    ("route lint", "Проверить маршруты", "Правила назначения против сотрудников и отсутствий (Прил. 2)."),
    ("sweep", "Что вызвано временем", "Закрытия по молчанию и предупреждения (п. 4.9, 6.8)."),
    ("calendar day", "Объявить день", "Нерабочий, рабочий или сокращённый по постановлению (п. 3.4)."),
    ("calendar apply", "Загрузить календарь года", "Производственный календарь из файла (п. 3.4)."),
    ("replay", "Пересудить прошлое", "Сколько было бы нарушений при других настройках (п. 11.1)."),
    ("verify", "Проверить журнал", "Цепочка событий и всё, что из неё выведено."),
)

# (register, title, what it holds)
REGISTERS: Final = (
    ("promises", "Обещания", "Что обещано сегодня и что переносили больше двух раз."),
    ("tasks", "Задачи", "Все открытые задачи, срочные первыми (п. 4.4)."),
    ("disputes", "Споры", "Открытые споры и сколько осталось до решения."),
    ("shifts", "Смены", "Кто, кому и с чем сдал смену."),
    ("calls", "Журнал звонков", "Звонки, решённые сразу (п. 5.5)."),
    ("outages", "Сбои", "Массовые сбои, идущие и законченные."),
    ("solutions", "База решений", "Записанные решения: найти и прочесть."),
    ("accounts", "Заявки на учётные записи", "Заявки гл. 10 и их состояние."),
    ("absences", "Отсутствия", "Кто отсутствует и кто замещает (п. 4.7)."),
    ("remote", "Удалённые сеансы", "Обращения, в которых сеанс не завершён (п. 8.4)."),
    ("people", "Люди МО", "Инициаторы обращений."),
    ("organizations", "МО", "Медицинские организации и договоры (п. 1.2)."),
    ("users", "Сотрудники ЦК", "Роли, компетенции, блокировки."),
    ("denials", "Отказы в правах", "Кому и в чём было отказано."),
)


def _palette(identity: str, title: str, sentence: str, action: str, core_name: str | None = None) -> CommandSpec:
    return CommandSpec(identity, title, "", "app", sentence, action, core_name, show=False)


DESK: Final = (
    CommandSpec(
        "app.wall", "Табло", "f10", "app",
        "Табло: что просрочено и подходит, успеет ли смена, как идёт день.", "app.wall", show=False, priority=True,
    ),
    CommandSpec(
        "app.registers", "Реестры", "f7", "app", "Журналы и справочники: звонки, сбои, решения, люди, обещания.",
        "app.registers", show=False, priority=True,
    ),
    _palette("app.quiet", "Не беспокоить", "Знаки молчат и копятся, пока не включите снова.", "app.quiet"),
    _palette("app.heard", "Последние знаки", "О чём пульт говорил: критичное, близкий срок, упоминание.", "app.heard"),
    *(
        _palette(f"app.theme.{name}", f"Цвета: {title}", f"Показать пульт в теме «{title}».", f"app.theme('{name}')")
        for name, title in THEME_TITLES.items()
    ),
    *(_palette(f"app.register.{name}", title, told, f"app.register('{name}')") for name, title, told in REGISTERS),
    *(_palette(f"app.{name}", title, told, f"app.form('{name}')", name) for name, title, told in _FORMS),
    *(
        _palette(f"app.{name}", title, told, f"app.register('{register}', '{name}')", name)
        for name, register, title, told in _OF_RECORDS
    ),
    *(_palette(f"app.{name.replace(' ', '_')}", title, told, f"app.tool('{name}')") for name, title, told in TOOLS),
)  # fmt: skip
"""F7 and the palette."""
