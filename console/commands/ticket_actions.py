"""The commands of a ticket, in its card and in the queue: what of them is the console's own.

Which there are is the core's to say (:data:`core.tickets.use_cases.offered.OFFERED`), and so are titles and sentences.
"""

from typing import Final

from console.commands.spec import CommandSpec, Scope
from core.tickets.use_cases.offered import OFFERED

EVERYDAY: Final = (
    *("take", "comment", "note", "release", "priority", "priority_confirm", "type"),
    *("resolve", "confirm", "reject", "close"),
)
"""These stand first, and a ticket's screen lists them even while they are not allowed."""
ON_THE_BAR: Final = {
    "take": "Взять",
    "comment": "Ответ",
    "note": "Заметка",
    "release": "Передать",
    "resolve": "Решение",
    "confirm": "Подтвердил",
}
"""What stands on the key bar, where a full title would be too long."""
SHORT: Final = ON_THE_BAR | {
    "request_information": "Запрос", "task": "Задача", "remote_start": "Сеанс", "wait": "Ждать", "route": "ТЛТП",
    "term": "Срок", "process": "Обработка", "priority": "Приоритет", "priority_confirm": "Подтвердить",
    "duplicate": "Дубликат", "assign": "Исполнитель", "reject": "Отклонил", "close": "Закрыть", "attach": "Файл",
    "link": "Связь", "type": "Тип",
}  # fmt: skip
"""The words of the key bar for whatever has a key: a ticket's bar begins with what is sensible next."""
KEYS: Final = {
    "take": "t", "comment": "c", "note": "n", "release": "r", "priority": "z", "type": "y", "resolve": "d",
    "confirm": "o", "reject": "x", "close": "k", "process": "p", "request_information": "q", "assign": "b",
    "term": "m", "wait": "w", "task": "h", "attach": "f", "link": "l", "route": "g", "duplicate": "i",
    "remote_start": "v",
}  # fmt: skip
"""The keys; what has none is given from the palette and from the menu «Ещё»."""


def ticket_commands(scope: Scope) -> tuple[CommandSpec, ...]:
    """The commands of a ticket in one scope: the everyday ones, then the others in the order of the core."""
    return tuple(_command(name, scope) for name in dict.fromkeys((*EVERYDAY, *OFFERED)))


def _command(name: str, scope: Scope) -> CommandSpec:
    label, on_the_bar = SHORT.get(name, ""), name in ON_THE_BAR
    return CommandSpec(
        f"{scope}.{name}", label, KEYS.get(name, ""), scope, "", f"screen.ticket('{name}')", name, show=on_the_bar
    )
