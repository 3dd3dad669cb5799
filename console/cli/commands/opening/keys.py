"""``pult keys``: a cheat sheet of all keys, to be printed; and a check of one's own keymap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.input.typed_values import word
from console.cli.output import answer
from console.cli.session import Session, with_session

if TYPE_CHECKING:
    from console.commands.keymap import Keymap
    from console.commands.registry import CommandSpec

SCOPES = {
    "app": "Везде",
    "queue": "Очередь",
    "ticket": "Карточка обращения",
    "intake": "Приём звонка",
    "dialog": "Окно ввода",
    "compose": "Ответ и заметка",
    "register": "Реестр",
    "past": "Прошлое",
    "search": "Поиск",
}
_KEYS_WIDTH = 18


@click.command("keys", cls=PultCommand, help="Показать все клавиши: шпаргалка, которую можно напечатать.")
@click.option("--scope", metavar="МЕСТО", help="app, queue, ticket, intake, dialog, register, search, past.")
@click.option("--all", "every", is_flag=True, help="И действия без клавиш: они есть в F9.")
@with_session
def command(session: Session, scope: str | None, every: bool) -> None:
    """Answer with the keys in force, by place; a keymap that cannot be read is bad input."""
    from console.commands.keymap import read_keymap
    from console.commands.registry import commands

    keymap = read_keymap(session.config)
    scopes = [word("место", SCOPES, scope)] if scope else list(SCOPES)
    shown = {
        each: [spec for spec in commands(each) if every or keymap.keys(spec)]  # type: ignore[arg-type]
        for each in scopes
    }
    document = {
        "keys": [
            {"id": spec.id, "scope": place, "keys": list(keymap.keys(spec)), "title": spec.title, "help": spec.help}
            for place, specs in shown.items()
            for spec in specs
        ]
    }
    answer(document, lambda: sheet(shown, keymap), as_json=session.as_json)


def sheet(shown: dict[str, list[CommandSpec]], keymap: Keymap) -> str:
    """The sheet: a heading for each place, then a key and what it does."""
    from console.commands.key_titles import in_both_layouts

    lines: list[str] = []
    for place, specs in shown.items():
        lines += ["", SCOPES[place].upper()]
        for spec in specs:
            keys = ", ".join(map(in_both_layouts, keymap.keys(spec)))
            lines.append(f"  {keys:<{_KEYS_WIDTH}}{spec.id:<26}{spec.help}")
    lines += ["", "Буквы работают в любой раскладке и с Caps Lock. Свои клавиши: keymap.yaml в папке настроек."]
    return "\n".join(lines[1:])
