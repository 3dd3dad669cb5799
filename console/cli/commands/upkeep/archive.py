"""``pult archive``: words of tickets closed long ago go into a verified copy and leave the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import Count
from console.cli.input.sealing_keys import recipients_of
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk

if TYPE_CHECKING:
    from core.desk.upkeep.archiving import Archived, ArchivePlan


@click.command(
    "archive", cls=PultCommand,
    help="Передать в архив тексты обращений, закрытых до начала года; события и хэши остаются.",
)  # fmt: skip
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path), required=False, help="Куда: папка архивов.")
@click.option("--before", type=Count(2000, 2100), metavar="ГОД", required=True, help="До начала какого года.")
@click.option("--dry-run", "dry", is_flag=True, help="Только показать, что будет передано.")
@click.option(
    "--encrypt-to", "recipients", metavar="КЛЮЧ|ФАЙЛ", multiple=True, envvar="PULT_ENCRYPT_TO",
    help="Зашифровать архив (age) для открытого ключа [PULT_ENCRYPT_TO].",
)  # fmt: skip
@with_desk
def command(session: Session, *, folder: Path | None, before: int, dry: bool, recipients: tuple[str, ...]) -> None:
    """Make the archive and cut the words, or tell what it would be; for an administrator who owns the store."""
    from core.desk.upkeep.archiving import archive, plan_archive

    session.require_owner("Архив")
    planned: ArchivePlan = granted(plan_archive(session.desk, before, session.actor))
    document = {"before": before, "tickets": list(planned.tickets), "texts": planned.texts}
    count = f"обращений {len(planned.tickets)}, текстов {planned.texts}"
    told = f"Закрыто до {before} года и с тех пор не менялось: {count}."
    if dry or not planned.tickets:
        answer(document | {"archive": None}, lambda: told, as_json=session.as_json)
        return
    if folder is None:
        raise usage("Назовите папку, в которую записать архив.")
    done: Archived = granted(
        archive(session.desk, planned, folder, session.actor, sealed_for=recipients_of(recipients))
    )
    document |= {
        "archive": str(done.copy.path), "sha256": done.sha256, "events": done.copy.events, "head": done.copy.head,
        "cut": list(done.cut), "left": list(done.left), "files": done.files,
    }  # fmt: skip
    answer(document, lambda: f"{told}\n{_archived(done)}", as_json=session.as_json)


def _archived(done: Archived) -> str:
    lines = [
        f"Архив {done.copy.path}: проверен, sha256 {done.sha256}, хэш последнего события {done.copy.head}",
        f"Тексты изъяты: обращений {len(done.cut)}, файлов {done.files}. Журнал цел.",
        "В копиях, сделанных раньше, эти тексты остались.",
    ]
    if done.left:
        lines.append(f"Оставлено как есть: {', '.join(f'№ {number}' for number in done.left)}")
    return "\n".join(lines)
