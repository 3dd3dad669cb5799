"""Finding a command: case, ё, the order of words and the keyboard's layout do not matter."""

import pytest

from console.commands.registry import CommandSpec, commands
from console.commands.search import find_commands

OFFERED = (*commands("queue"), *commands("app"))


def best(query: str) -> str:
    found = find_commands(query, OFFERED)
    return found[0].id if found else ""


@pytest.mark.parametrize(
    ("query", "identity"),
    [
        ("звонок", "app.new_call"),
        ("ЗВОН", "app.new_call"),
        ("pdjyjr", "app.new_call"),  # «звонок» typed in the Latin layout
        ("ыщыщ", ""),
        ("просрочено", "queue.view.overdue"),
        ("вид мои", "queue.view.mine"),
        ("мои вид", "queue.view.mine"),
        ("f2", "app.new_call"),
        ("зметка", "queue.note"),  # letters in order
        ("передать", "queue.release"),
    ],
)
def test_the_best_answer(query: str, identity: str) -> None:
    assert best(query) == identity


def test_yo_and_ye_are_one_letter() -> None:
    spec = CommandSpec("x.y", "Отчёт", "t", "queue", "Отчёт за день.", "x")
    assert find_commands("отчет", [spec]) == (spec,)
    assert find_commands("ОТЧЁТ", [spec]) == (spec,)


def test_nothing_typed_offers_everything_in_its_order() -> None:
    assert find_commands("  ", OFFERED) == OFFERED
