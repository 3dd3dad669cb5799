"""The one registry of commands: bindings, key bar, F1 help and the palette are all made from these lines.

Keys are Textual's Latin names; their ЙЦУКЕН twins come from :mod:`console.keys.keyboard_layout`, so no command names
them. No key is punctuation (it sits elsewhere in ЙЦУКЕН), none exists only as Ctrl+letter, and nothing is changed by a
bare letter without a dialog.
"""

from typing import Final

from textual.binding import Binding

from console.commands.desk_commands import DESK
from console.commands.dialogs import COMPOSE, CONFLICT, DIALOG
from console.commands.intake import INTAKE
from console.commands.key_titles import key_title as key_title
from console.commands.key_titles import keys_title as keys_title
from console.commands.past import PAST
from console.commands.spec import CommandSpec as CommandSpec
from console.commands.spec import Scope as Scope
from console.commands.ticket_actions import ticket_commands
from console.commands.wallboard import WALL
from console.labels import MORE_VIEW_TITLES, VIEW_TITLES

_APP: Final = (
    CommandSpec(
        "app.help", "Справка", "f1", "app", "Клавиши этого экрана и что они делают.", "app.help", priority=True
    ),
    CommandSpec(
        "app.new_call",
        "Звонок",
        "f2",
        "app",
        "Принять звонок: открыть форму регистрации. Работает с любого экрана, начатое остаётся на месте.",
        "app.new_call",
        priority=True,
    ),
    CommandSpec(
        "app.search",
        "Найти везде",
        "",
        "app",
        "Искать во всём: обращения, решения, люди, МО, звонки. В очереди и реестре — F3 дважды, в карточке F3.",
        "screen.search_all",
        show=False,
    ),
    CommandSpec(
        "app.reread", "Обновить", "f5", "app", "Перечитать всё, что на экране.", "app.reread", show=False, priority=True
    ),
    CommandSpec(
        "app.palette",
        "Команды",
        "f9,ctrl+p",
        "app",
        "Найти и выполнить команду по названию; раскладка, регистр и «ё» не важны.",
        "app.palette",
        priority=True,
    ),
    CommandSpec(
        "app.jump",
        "Прыжок",
        "f12,ctrl+o",
        "app",
        "Показать букву у каждого поля и области экрана и перейти туда одной буквой.",
        "app.jump",
        show=False,
        priority=True,
    ),
    CommandSpec(
        "app.undo",
        "Вернуть",
        "u",
        "app",
        "Вернуть только что сделанное: десять секунд — будто его не было; в карточке позже — обратным действием.",
        "app.undo",
        show=False,
    ),
    CommandSpec("app.quit", "Выход", "ctrl+q", "app", "Закрыть пульт.", "app.quit", priority=True),
    CommandSpec("app.copy_hint", "Как выйти", "ctrl+c", "app", "Скопировать выделенное.", "app.help_quit", show=False),
)


def _view(name: str, title: str, key: str = "") -> CommandSpec:
    """The command that shows a view of the queue."""
    told = "Показать только эти обращения."
    return CommandSpec(f"queue.view.{name}", f"Вид: {title}", key, "queue", told, f"screen.view('{name}')", show=False)


_VIEWS: Final = tuple(_view(name, title, str(digit)) for digit, (name, title) in enumerate(VIEW_TITLES.items(), 1))
_MORE_VIEWS: Final = tuple(_view(name, title) for name, title in MORE_VIEW_TITLES.items())

_QUEUE_ONLY: Final = (
    CommandSpec("queue.open", "Открыть", "enter", "queue", "Открыть карточку обращения.", "screen.open"),
    CommandSpec(
        "queue.search",
        "Поиск",
        "f3,s",
        "queue",
        "Слова и условия: мо:ккб приоритет:высокий просрочено -ждёт; список сужается с каждой буквой.",
        "screen.search",
    ),
    CommandSpec(
        "queue.preview",
        "Просмотр",
        "f6",
        "queue",
        "Область просмотра: рядом со списком, во весь экран, нет.",
        "screen.preview",
    ),
    CommandSpec(
        "queue.mark",
        "Отметить",
        "space",
        "queue",
        "Отметить обращение и перейти к следующему: действие будет сразу со всеми отмеченными.",
        "screen.mark(1)",
    ),
    CommandSpec(
        "queue.mark_down",
        "Отметить вниз",
        "shift+down",
        "queue",
        "Отметить подряд, вниз.",
        "screen.mark_range(1)",
        show=False,
    ),
    CommandSpec(
        "queue.mark_up",
        "Отметить вверх",
        "shift+up",
        "queue",
        "Отметить подряд, вверх.",
        "screen.mark_range(-1)",
        show=False,
    ),
    CommandSpec(
        "queue.mark_all", "Отметить все", "", "queue", "Отметить всё, что в списке.", "screen.mark_all", show=False
    ),
    CommandSpec(
        "queue.mark_such",
        "Отметить такие",
        "f4",
        "queue",
        "Отметить вместе: всё в списке, от последней отметки до курсора, все такие же — той же МО, того же статуса.",
        "screen.mark_such",
        show=False,
    ),
    CommandSpec(
        "queue.bulk_report",
        "Отчёт о действии",
        "",
        "queue",
        "Что стало с каждым обращением последнего действия сразу с несколькими; можно сохранить.",
        "screen.bulk_report",
        show=False,
    ),
    CommandSpec(
        "queue.urgent",
        "Срочное",
        "j",
        "queue",
        "К самому срочному из того, что ждёт вашей линии; ещё раз — к следующему.",
        "screen.urgent",
    ),
    CommandSpec(
        "queue.fresh",
        "К новым",
        "e",
        "queue",
        "К следующей новой строке, которую вы ещё не видели.",
        "screen.fresh",
        show=False,
    ),
    CommandSpec(
        "queue.saved",
        "Сохранённые виды",
        "8",
        "queue",
        "Сохранённые виды, свои и общие: 8 и цифра вида.",
        "screen.saved",
        show=False,
    ),
    CommandSpec(
        "queue.sort", "Порядок", "9", "queue", "Порядок строк: выбрать из списка.", "screen.look('sort')", show=False
    ),
    CommandSpec(
        "queue.group",
        "Группы",
        "0",
        "queue",
        "Группировать по МО, линии или исполнителю, или не группировать: выбрать из списка.",
        "screen.look('group')",
        show=False,
    ),
    CommandSpec(
        "queue.columns",
        "Колонки",
        "",
        "queue",
        "Какие колонки и в каком порядке: выбрать из списка.",
        "screen.look('columns')",
        show=False,
    ),
    CommandSpec(
        "queue.pin",
        "Закрепить вид",
        "",
        "queue",
        "Открывать этот вид и дальше так, как он показан сейчас.",
        "screen.pin",
        show=False,
    ),
    CommandSpec(
        "queue.save_view",
        "",
        "",
        "queue",
        "",
        "screen.save_view",
        "view_save",
        show=False,
    ),
    CommandSpec(
        "queue.drop_view",
        "",
        "",
        "queue",
        "",
        "screen.drop_view",
        "view_drop",
        show=False,
    ),
    CommandSpec("queue.back", "Сброс", "escape", "queue", "Снять отметки; снять условия.", "screen.back", show=False),
)


def _more(scope: Scope) -> CommandSpec:
    return CommandSpec(
        f"{scope}.more", "Ещё", "a", scope, "Все действия с обращением: найти по слову или выбрать.", "screen.more"
    )


_TICKET: Final = (
    *ticket_commands("ticket"),
    CommandSpec(
        "ticket.search",
        "Найти",
        "f3",
        "ticket",
        "Искать во всём; решение найденного одной клавишей становится ответом здесь.",
        "screen.search_all",
        show=False,
    ),
    _more("ticket"),
    CommandSpec(
        "ticket.filter",
        "Что в истории",
        "4",
        "ticket",
        "История: всё, публичное, внутреннее, только слова.",
        "screen.filter",
        show=False,
    ),
    CommandSpec(
        "ticket.files", "Файлы", "5", "ticket", "Показать приложенное и сохранить его.", "screen.files", show=False
    ),
    CommandSpec(
        "ticket.linked", "Связанные", "6", "ticket", "Открыть связанное обращение.", "screen.linked", show=False
    ),
    CommandSpec(
        "ticket.copy_number",
        "Скопировать номер",
        "",
        "ticket",
        "Номер обращения — в буфер обмена.",
        "screen.copy('number')",
        show=False,
    ),
    CommandSpec(
        "ticket.copy",
        "Скопировать обращение",
        "",
        "ticket",
        "Обращение текстом — в буфер обмена.",
        "screen.copy('ticket')",
        show=False,
    ),
    CommandSpec(
        "ticket.copy_field",
        "Скопировать поле",
        "7",
        "ticket",
        "Одно поле — в буфер обмена.",
        "screen.copy_field",
        show=False,
    ),
    CommandSpec("ticket.explain", "Почему срок", "e", "ticket", "Объяснить сроки по шагам.", "screen.explain"),
    CommandSpec("ticket.pane.story", "История", "1", "ticket", "Показать историю.", "screen.pane('story')", show=False),
    CommandSpec(
        "ticket.pane.terms", "Сроки", "2", "ticket", "Показать сроки и действия.", "screen.pane('terms')", show=False
    ),
    CommandSpec("ticket.pane.facts", "Поля", "3", "ticket", "Показать поля.", "screen.pane('facts')", show=False),
    CommandSpec(
        "ticket.pane.next", "Дальше", "tab", "ticket", "Перейти к следующей области.", "screen.next_pane", show=False
    ),
    CommandSpec("ticket.back", "Назад", "escape", "ticket", "Вернуться туда, откуда открыта карточка.", "screen.back"),
)

_REGISTER: Final = (
    CommandSpec("register.open", "Открыть", "enter", "register", "Открыть обращение записи.", "screen.open"),
    CommandSpec("register.search", "Поиск", "f3,s", "register", "Искать по словам записи.", "screen.search"),
    CommandSpec("register.new", "Новая", "n", "register", "Новая запись, если их ведут здесь.", "screen.new"),
    CommandSpec("register.more", "Действия", "a", "register", "Что можно сделать с записью.", "screen.more"),
    CommandSpec("register.back", "Назад", "escape", "register", "Вернуться.", "screen.back"),
)

_SEARCH: Final = (
    CommandSpec("search.open", "Открыть", "enter", "search", "Открыть найденное.", "screen.open"),
    CommandSpec(
        "search.answer", "В ответ", "f4", "search",
        "Решение найденного вставить в ответ обращения, из карточки которого открыт поиск.", "screen.answer",
    ),
    CommandSpec(
        "search.document", "В базу", "f6", "search",
        "Из решения найденного обращения сделать документированное (п. 6.9).", "screen.document",
    ),
    CommandSpec("search.back", "Назад", "escape", "search", "Стереть набранное; ещё раз — вернуться.", "screen.back"),
)  # fmt: skip

REGISTRY: Final[tuple[CommandSpec, ...]] = (
    *_APP,
    *DESK,
    *_QUEUE_ONLY,
    *_VIEWS,
    *_MORE_VIEWS,
    *ticket_commands("queue"),
    _more("queue"),
    *_TICKET,
    *INTAKE,
    *DIALOG,
    *COMPOSE,
    *CONFLICT,
    *_REGISTER,
    *_SEARCH,
    *WALL,
    *PAST,
)

_BY_ID: Final = {spec.id: spec for spec in REGISTRY}


def commands(scope: Scope) -> tuple[CommandSpec, ...]:
    """The commands of one scope, in the order in which they are shown."""
    return tuple(spec for spec in REGISTRY if spec.scope == scope)


def bindings(scope: Scope) -> list[Binding]:
    """What a screen of this scope puts in ``BINDINGS``."""
    return [spec.binding for spec in commands(scope)]


def find(identity: str | None) -> CommandSpec | None:
    """The command of an id; None for bindings that Textual itself made."""
    return _BY_ID.get(identity or "")


def by_core_name(scope: Scope, name: str) -> CommandSpec | None:
    """The command of a scope that stands for one of the core's actions."""
    return next((spec for spec in commands(scope) if spec.core_name == name), None)
