"""``pult migrate``: bring a store made by an older program to this one's schema, after a verified copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.output import answer
from console.cli.session import Session, with_session

if TYPE_CHECKING:
    from core.desk.upkeep.upgrade import Upgraded


@click.command(
    "migrate", cls=PultCommand, help="Привести хранилище к этой версии программы; прежнее останется проверенной копией."
)  # fmt: skip
@click.option("--copy-to", "folder", metavar="ПАПКА", type=click.Path(path_type=Path),
              help="Куда положить копию; без него — рядом с хранилищем.")  # fmt: skip
@click.option("--no-copy", "no_copy", is_flag=True, help="Без копии: вернуться к прежней версии будет нечем.")
@with_session
def command(session: Session, *, folder: Path | None, no_copy: bool) -> None:
    """Copy, verify the copy, migrate in one transaction; a store that is up to date is left as it is."""
    from console.cli.plain_texts.progress import index_progress
    from core.desk.upkeep.upgrade import upgrade

    if folder is not None and no_copy:
        raise usage("Либо --copy-to, либо --no-copy.")
    session.require_owner("pult migrate")
    done = upgrade(
        session.database, folder=folder, copy=not no_copy, config=session.config, clock=session.now, told=index_progress
    )
    document: dict[str, object] = {"before": done.before, "after": done.after}
    if done.before != done.after:
        document["copy"] = None if done.copy is None else str(done.copy)
    answer(document, lambda: _told(done), as_json=session.as_json)


def _told(done: Upgraded) -> str:
    if done.before == done.after:
        return f"Хранилище уже соответствует: {done.after}."
    kept = (
        "Копии прежнего нет: так просили."
        if done.copy is None
        else f"Прежнее лежит проверенной копией: {done.copy}\nКак к нему вернуться — docs/deploy.md, «Вернуться»."
    )
    return f"Хранилище обновлено: {done.before} → {done.after}.\n{kept}"
