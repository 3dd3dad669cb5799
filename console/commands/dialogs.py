"""The commands of dialogs: of every form, of an answer, and of the choice where others have changed a ticket."""

from typing import Final

from console.commands.spec import CommandSpec

DIALOG: Final = (
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

COMPOSE: Final = (
    CommandSpec(
        "compose.ready",
        "Готовые",
        "f3",
        "compose",
        "Вставить готовый ответ или решение из базы (п. 5.4).",
        "screen.ready",
        priority=True,
    ),
    CommandSpec(
        "compose.switch",
        "Ответ ↔ заметка",
        "f4",
        "compose",
        "Сделать из ответа внутреннюю заметку или наоборот; набранное останется.",
        "screen.switch",
        priority=True,
    ),
    CommandSpec(
        "compose.story_up",
        "История вверх",
        "pageup",
        "compose",
        "Листать историю вверх, не выходя из ответа, пока набранное помещается целиком; построчно — Ctrl+↑.",
        "screen.page(-1)",
        show=False,
        priority=True,
    ),
    CommandSpec(
        "compose.story_down",
        "История вниз",
        "pagedown",
        "compose",
        "Листать историю вниз; построчно — Ctrl+↓.",
        "screen.page(1)",
        show=False,
        priority=True,
    ),
)

CONFLICT: Final = (
    CommandSpec(
        "conflict.over",
        "Сохранить моё поверх",
        "f8,ctrl+s",
        "conflict",
        "Сохранить своё поверх показанного; если обращение изменят ещё раз, это снова покажут.",
        "screen.over",
        priority=True,
    ),
    CommandSpec(
        "conflict.theirs",
        "Принять чужие изменения",
        "f4",
        "conflict",
        "Оставить, как сделали другие: окно закроется, набранное в нём будет убрано.",
        "screen.theirs",
        priority=True,
    ),
    CommandSpec(
        "conflict.back",
        "К правке",
        "escape",
        "conflict",
        "Вернуться к набранному и поправить его; сохранение снова — поверх показанного.",
        "screen.back",
        priority=True,
    ),
)
