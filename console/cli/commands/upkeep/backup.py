"""``pult backup``: a copy of the store, made while people work and verified after it was written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.input.options import Count
from console.cli.input.sealing_keys import identities_of, identity_option, recipients_of
from console.cli.output import answer
from console.cli.session import Session, with_session
from core.text import plural

if TYPE_CHECKING:
    from core.desk.upkeep.backups import BackedUp


@click.command("backup", cls=PultCommand, help="Сделать копию хранилища; работать при этом можно.")
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path), help="Куда: папка для копий.")
@click.option(
    "--keep", type=Count(0, 10_000), metavar="ЧИСЛО", default=0, help="Оставить столько новых копий; без него — все."
)
@click.option(
    "--encrypt-to", "recipients", metavar="КЛЮЧ|ФАЙЛ", multiple=True, envvar="PULT_ENCRYPT_TO",
    help="Зашифровать (age) для открытого ключа age1… или ключей из файла [PULT_ENCRYPT_TO].",
)  # fmt: skip
@identity_option("Закрытый ключ: проверить, что копия им открывается [PULT_IDENTITY].")
@with_session
def command(session: Session, folder: Path, keep: int, recipients: tuple[str, ...], identity: Path | None) -> None:
    """Copy, verify, seal where a key is given, and let old copies go."""
    from core.desk.upkeep.backups import back_up

    session.require_owner("Копия хранилища")
    _step_back()
    done = back_up(
        session.database, folder, config=session.config, clock=session.now, keep=keep,
        sealed_for=recipients_of(recipients), prove=identities_of(identity) if recipients else None,
    )  # fmt: skip
    document = {
        "path": str(done.path), "events": done.events, "head": done.head, "bytes": done.size,
        "sealed": bool(recipients), "removed": [str(path) for path in done.removed],
    }  # fmt: skip
    if done.warning:
        document["warning"] = done.warning
    answer(document, lambda: _backed_up(done, sealed=bool(recipients)), as_json=session.as_json)


def _step_back() -> None:
    """Let the desk's own processes go first: verifying a large copy takes a core for minutes."""
    with suppress(OSError):
        os.nice(10)


def _backed_up(done: BackedUp, *, sealed: bool) -> str:
    count = f"{done.events} {plural(done.events, 'событие', 'события', 'событий')}"
    state = "проверена и зашифрована" if sealed else "проверена"
    lines = [f"Копия {done.path}: {count}, {state}. Хэш последнего события: {done.head}"]
    warned = [f"{done.warning}."] if done.warning else []
    return "\n".join([*lines, *warned, *(f"Убрана старая: {path}" for path in done.removed)])
