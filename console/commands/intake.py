"""The commands of the intake of a call."""

from typing import Final

from console.commands.spec import CommandSpec

INTAKE: Final = (
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
    CommandSpec(
        "intake.log",
        "Решено, в журнал",
        "f4",
        "intake",
        "Решённый сразу звонок — строкой журнала: пять минут и не дольше (п. 5.5).",
        "screen.log",
        priority=True,
    ),
    CommandSpec(
        "intake.consent",
        "Подключение",
        "f3",
        "intake",
        "Звонящий разрешил подключиться: записать имя ПК, сеанс начнётся с регистрацией (п. 8.3, 8.4).",
        "screen.consent",
        show=False,
        priority=True,
    ),
    CommandSpec(
        "intake.beside",
        "Рядом",
        "down",
        "intake",
        "Из темы — к похожим обращениям и решениям; Enter — записать звонок туда или прочесть решение.",
        "screen.beside",
        show=False,
    ),
    CommandSpec("intake.next", "Дальше", "enter", "intake", "Перейти к следующему полю.", "app.focus_next", show=False),
    CommandSpec(
        "intake.back", "Назад", "escape", "intake", "Закрыть форму; набранное останется черновиком.", "screen.back"
    ),
)
