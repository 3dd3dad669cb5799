"""``pult backup``: a copy of the store, made while people work and verified after it was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.base import PultCommand
from console.cli.options import Count
from console.cli.output import answer
from console.cli.session import Session, with_session
from core.text import plural

if TYPE_CHECKING:
    from core.desk.backups import BackedUp


@click.command("backup", cls=PultCommand, help="Сделать копию хранилища; работать при этом можно.")
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path), help="Куда: папка для копий.")
@click.option(
    "--keep", type=Count(0, 10_000), metavar="ЧИСЛО", default=0, help="Оставить столько новых копий; без него — все."
)
@with_session
def command(session: Session, folder: Path, keep: int) -> None:
    """Copy, verify, and let old copies go."""
    from core.desk.backups import back_up

    session.require_owner("Копия хранилища")
    done = back_up(session.database, folder, config=session.config, clock=session.now, keep=keep)
    document = {
        "path": str(done.path), "events": done.events, "head": done.head, "bytes": done.size,
        "removed": [str(path) for path in done.removed],
    }  # fmt: skip
    answer(document, lambda: _backed_up(done), as_json=session.as_json)


def _backed_up(done: BackedUp) -> str:
    count = f"{done.events} {plural(done.events, 'событие', 'события', 'событий')}"
    lines = [f"Копия {done.path}: {count}, проверена. Хэш последнего события: {done.head}"]
    return "\n".join([*lines, *(f"Убрана старая: {path}" for path in done.removed)])
