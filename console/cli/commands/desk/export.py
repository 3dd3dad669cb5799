"""``pult export``: people of the clinics or the call log as a file; who took it out is on record first."""

from __future__ import annotations

from pathlib import PurePath

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.heads import head_json, head_text
from console.cli.output import answer, must_be_new, write_new
from console.cli.session import Session, granted, with_desk


@click.command(
    "export", cls=PultCommand,
    help="Выгрузить сотрудников МО или журнал звонков в файл; выгрузка записывается.",
)  # fmt: skip
@click.argument("what", metavar="ЧТО", help="people — сотрудники МО, calls — журнал звонков.")
@click.argument("destination", metavar="ФАЙЛ", help="Новый файл .csv или .json: существующий не заменяется.")
@with_desk
def command(session: Session, what: str, destination: str) -> None:
    """Record the export, and write the file with the head of the chain inside."""
    from core.desk.exchange.exporting import FORMATS, as_csv, as_json, export
    from core.tickets.desk_records.exports import OF_MANY

    suffix = PurePath(destination).suffix.lower()
    if suffix not in FORMATS or what not in OF_MANY:
        raise usage("Нужно: people или calls, и файл с окончанием .csv или .json.")
    must_be_new(destination, f"{what}{suffix}")
    found = granted(export(session.desk, what, session.actor))
    write_new(destination, (as_json if suffix == ".json" else as_csv)(found).encode())
    document = {"export": destination, "records": len(found.rows), "head": head_json(found.head)}
    answer(
        document,
        lambda: f"Выгружено записей: {len(found.rows)}, файл {destination}\n{head_text(found.head)}",
        as_json=session.as_json,
    )
