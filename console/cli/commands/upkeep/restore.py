"""``pult restore``: a copy takes the place of the store once it was verified; a store that was there is set aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.input.sealing_keys import identities_of, identity_option
from console.cli.output import answer
from console.cli.session import Session, with_session
from core.text import plural

if TYPE_CHECKING:
    from core.desk.upkeep.backups import Restored


@click.command("restore", cls=PultCommand, help="Поставить хранилище из копии, проверив её.")
@click.argument("source", metavar="КОПИЯ", type=click.Path(path_type=Path), help="Файл, сделанный pult backup.")
@click.option("--replace", is_flag=True, help="Хранилище уже есть: отложить его в сторону и поставить копию.")
@identity_option("Закрытый ключ, если копия зашифрована [PULT_IDENTITY].")
@with_session
def command(session: Session, source: Path, *, replace: bool, identity: Path | None) -> None:
    """Verify the copy, put it in place, and say what the store before had beyond it."""
    from core.desk.upkeep.backups import restore

    session.require_owner("Восстановление")
    done = restore(
        source, session.database, config=session.config, clock=session.now, replace=replace,
        identities=identities_of(identity),
    )  # fmt: skip
    document = {
        "path": str(done.path), "events": done.events, "head": done.head, "missing_events": done.missing,
        "diverged": done.diverged, "aside": None if done.aside is None else str(done.aside),
    }  # fmt: skip
    answer(document, lambda: _restored(done), as_json=session.as_json)


def _restored(done: Restored) -> str:
    count = f"{done.events} {plural(done.events, 'событие', 'события', 'событий')}"
    lines = [f"Хранилище {done.path} поставлено из копии: {count}, журнал цел. Хэш последнего события: {done.head}"]
    if done.aside is not None:
        lines.append(f"Прежнее отложено: {done.aside}")
    if done.diverged:
        lines.append("Прежнее шло иначе, чем копия: последнего события копии в нём нет.")
    elif done.missing:
        lost = f"{done.missing} {plural(done.missing, 'события', 'событий', 'событий')}"
        lines.append(f"Нет {lost}, записанных после копии: они остались в отложенном файле.")
    elif done.missing == 0:
        lines.append("В прежнем не было ничего, чего нет в копии.")
    elif done.aside is not None:
        lines.append("Прежнее не читается: чего в копии нет, сказать нельзя.")
    return "\n".join(lines)
