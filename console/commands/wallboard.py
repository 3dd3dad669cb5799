"""The commands of the breach panel."""

from typing import Final

from console.commands.spec import CommandSpec
from console.wallboard.figure_titles import FIGURES

WALL: Final = (
    *(
        CommandSpec(f"wall.figure.{name}", title, str(digit), "wall", told, f"screen.figure('{name}')", show=False)
        for digit, (name, title, _short, told) in enumerate(FIGURES, start=1)
    ),
    CommandSpec("wall.open", "Открыть", "enter", "wall", "К обращениям выбранной цифры.", "screen.open"),
    CommandSpec(
        "wall.next", "Дальше", "tab", "wall", "К следующей части табло, и на другой странице тоже.", "screen.next(1)",
        show=False,
    ),
    CommandSpec(
        "wall.previous", "Назад по частям", "shift+tab", "wall", "К предыдущей части табло.", "screen.next(-1)",
        show=False,
    ),
    CommandSpec("wall.back", "Назад", "escape", "wall", "Вернуться туда, откуда открыто табло.", "screen.back"),
    CommandSpec(
        "wall.search", "Найти", "f3", "wall", "Искать во всём: обращения, решения, люди, звонки.", "screen.search_all",
        show=False,
    ),
    CommandSpec("wall.page", "Страница", "space", "wall", "Следующая страница табло.", "screen.page"),
    CommandSpec(
        "wall.substitute", "Замещение", "z", "wall",
        "Записать отсутствие выбранного исполнителя и кто его замещает (п. 4.7).", "screen.substitute", "absence_set",
    ),
    CommandSpec("wall.cycle", "Листать", "p", "wall", "Листать страницы самому табло или перестать.", "screen.cycle"),
)  # fmt: skip
"""What works on the breach panel; movement over its figures is the blocks' own."""
