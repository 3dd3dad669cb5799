"""The one registry of commands: bindings, key bar, F1 help and the palette are all made from these lines.

Keys are Textual's Latin names; their ЙЦУКЕН twins come from :mod:`console.keyboard`, so no command names them. No key
is punctuation (it sits elsewhere in ЙЦУКЕН), none exists only as Ctrl+letter, and nothing is changed by a bare letter
without a dialog.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from textual.binding import Binding

from console.titles import MORE_VIEW_TITLES, VIEW_TITLES

Scope = Literal["app", "queue", "ticket", "intake", "dialog"]


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command: what it is called, which keys give it, where it works and what it does.

    ``key`` is one Textual key or several joined by commas, the shown one first, or nothing for a command of the palette
    alone; ``action`` a Textual action string;
    ``core_name`` the name of the core's ``ActionState`` that tells whether it is allowed now; ``show`` puts it on the
    key bar; ``priority`` lets it work while a dialog or a field has the focus.
    """

    id: str
    title: str
    key: str
    scope: Scope
    help: str
    action: str
    core_name: str | None = None
    show: bool = True
    priority: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that give this command, the shown one first."""
        return tuple(filter(None, self.key.split(",")))

    @property
    def binding(self) -> Binding:
        """The binding of this command, by whose ``id`` the registry is found again."""
        return Binding(self.key, self.action, self.title, show=self.show, priority=self.priority, id=self.id)


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
    CommandSpec("app.quit", "Выход", "ctrl+q", "app", "Закрыть пульт.", "app.quit", priority=True),
    CommandSpec("app.copy_hint", "Как выйти", "ctrl+c", "app", "Скопировать выделенное.", "app.help_quit", show=False),
)

_VIEWS: Final = tuple(
    CommandSpec(
        f"queue.view.{name}",
        f"Вид: {title}",
        str(digit),
        "queue",
        f"Показать вид «{title}».",
        f"screen.view('{name}')",
        show=False,
    )
    for digit, (name, title) in enumerate(VIEW_TITLES.items(), start=1)
)

_MORE_VIEWS: Final = tuple(
    CommandSpec(
        f"queue.view.{name}",
        f"Вид: {title}",
        "",
        "queue",
        f"Показать вид «{title}».",
        f"screen.view('{name}')",
        show=False,
    )
    for name, title in MORE_VIEW_TITLES.items()
)

_QUEUE_ONLY: Final = (
    CommandSpec("queue.open", "Открыть", "enter", "queue", "Открыть карточку обращения.", "screen.open"),
    CommandSpec(
        "queue.search",
        "Поиск",
        "f3,s",
        "queue",
        "Искать по номеру, теме, МО и инициатору; список сужается с каждой буквой.",
        "screen.search",
    ),
    CommandSpec(
        "queue.preview", "Просмотр", "space", "queue", "Показать или убрать область просмотра.", "screen.preview"
    ),
    CommandSpec("queue.back", "Сброс", "escape", "queue", "Снять поиск.", "screen.back", show=False),
)

# (core name, title, key, help, on the key bar)
_ACTIONS: Final = (
    ("take", "Взять", "t", "Взять обращение в работу на себя.", True),
    ("comment", "Ответ", "c", "Написать инициатору публичный комментарий: он останавливает срок реакции.", True),
    ("note", "Заметка", "n", "Записать внутреннюю заметку: инициатор её не видит, срок реакции идёт дальше.", True),
    ("release", "Передать", "r", "Закончить этап ПЛТП и передать исполнителю ВЛТП.", True),
    ("priority", "Приоритет", "z", "Изменить приоритет (п. 5.10).", False),
    ("type", "Тип", "y", "Изменить тип обращения.", False),
    ("resolve", "Решение", "d", "Записать решение: обращение станет ждать подтверждения.", True),
    ("confirm", "Подтвердил", "o", "Инициатор подтвердил решение: закрыть обращение.", True),
    ("reject", "Отклонил", "x", "Инициатор отклонил решение: вернуть в работу.", False),
    ("close", "Закрыть", "k", "Закрыть без решения: вне компетенции, отозвано, перенаправлено, отказано.", False),
)


def _ticket_actions(scope: Scope) -> tuple[CommandSpec, ...]:
    """The commands of a ticket, for its own screen and for the selected row of the queue."""
    return tuple(
        CommandSpec(f"{scope}.{name}", title, key, scope, sentence, f"screen.ticket('{name}')", name, show)
        for name, title, key, sentence, show in _ACTIONS
    )


_TICKET: Final = (
    *_ticket_actions("ticket"),
    CommandSpec("ticket.explain", "Почему срок", "e", "ticket", "Объяснить сроки по шагам.", "screen.explain"),
    CommandSpec("ticket.pane.story", "История", "1", "ticket", "Показать историю.", "screen.pane('story')", show=False),
    CommandSpec(
        "ticket.pane.terms", "Сроки", "2", "ticket", "Показать сроки и действия.", "screen.pane('terms')", show=False
    ),
    CommandSpec("ticket.pane.facts", "Поля", "3", "ticket", "Показать поля.", "screen.pane('facts')", show=False),
    CommandSpec(
        "ticket.pane.next", "Дальше", "tab", "ticket", "Перейти к следующей области.", "screen.next_pane", show=False
    ),
    CommandSpec("ticket.back", "Назад", "escape", "ticket", "Вернуться в очередь.", "screen.back"),
)

_INTAKE: Final = (
    CommandSpec(
        "intake.save",
        "Зарегистрировать",
        "f8,ctrl+s",
        "intake",
        "Зарегистрировать обращение.",
        "screen.save",
        priority=True,
    ),
    CommandSpec(
        "intake.mask",
        "Скрыть перс. данные",
        "f6",
        "intake",
        "Скрыть персональные данные в набранном и зарегистрировать (Прил. 3, п. 5).",
        "screen.mask",
        show=False,
        priority=True,
    ),
    CommandSpec("intake.next", "Дальше", "enter", "intake", "Перейти к следующему полю.", "app.focus_next", show=False),
    CommandSpec(
        "intake.back", "Назад", "escape", "intake", "Закрыть форму; набранное останется черновиком.", "screen.back"
    ),
)

_DIALOG: Final = (
    CommandSpec("dialog.save", "Сохранить", "f8,ctrl+s", "dialog", "Сохранить.", "screen.save", priority=True),
    CommandSpec(
        "dialog.mask",
        "Скрыть перс. данные",
        "f6",
        "dialog",
        "Скрыть персональные данные в набранном и сохранить (Прил. 3, п. 5).",
        "screen.mask",
        show=False,
        priority=True,
    ),
    CommandSpec("dialog.back", "Отмена", "escape", "dialog", "Закрыть без сохранения.", "screen.back"),
)

REGISTRY: Final[tuple[CommandSpec, ...]] = (
    *_APP,
    *_QUEUE_ONLY,
    *_VIEWS,
    *_MORE_VIEWS,
    *_ticket_actions("queue"),
    *_TICKET,
    *_INTAKE,
    *_DIALOG,
)

_BY_ID: Final = {spec.id: spec for spec in REGISTRY}


def commands(scope: Scope) -> tuple[CommandSpec, ...]:
    """The commands of one scope, in the order in which they are shown."""
    return tuple(spec for spec in REGISTRY if spec.scope == scope)


def bindings(scope: Scope) -> list[Binding]:
    """What a screen of this scope puts in ``BINDINGS``."""
    return [spec.binding for spec in commands(scope) if spec.key]


def find(identity: str | None) -> CommandSpec | None:
    """The command of an id; None for bindings that Textual itself made."""
    return _BY_ID.get(identity or "")


def by_core_name(scope: Scope, name: str) -> CommandSpec | None:
    """The command of a scope that stands for one of the core's actions."""
    return next((spec for spec in commands(scope) if spec.core_name == name), None)


_KEY_TITLES: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Пробел",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def key_title(key: str) -> str:
    """How a key is written for people: ``f2`` as «F2», ``ctrl+q`` as «Ctrl+Q», ``t`` as «T»."""
    *modifiers, last = key.split("+")
    shown = _KEY_TITLES.get(last, last.upper())
    return "+".join([modifier.capitalize() for modifier in modifiers] + [shown])


def keys_title(keys: Sequence[str]) -> str:
    """Several keys written for people: «F9, Ctrl+P»."""
    return ", ".join(key_title(key) for key in keys)
