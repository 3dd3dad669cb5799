"""``pult sweep``: everything that time alone causes (п. 4.5, 4.9, 6.8; Прил. 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import Exit, Failure
from console.cli.output import note
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, with_session
from console.cli.system_log import note_head

if TYPE_CHECKING:
    from core.desk.reports.scheduled import ScheduledFile

_HEADS = {"number": "№", "title": "Что", "clause": "Пункт"}


@click.command("sweep", cls=PultCommand, help="Автозакрытие и напоминания: закрытия и предупреждения.")
@click.option("--dry-run", "dry", is_flag=True, help="Только показать.")
@with_session
def command(session: Session, dry: bool) -> None:
    """Do what time has caused and note the head; for the store's owner, as a timer runs it under no login."""
    session.require_owner("sweep")
    with session.open_desk() as desk:
        done = desk.administration.sweep(dry=dry)
        written = desk.reports.write_scheduled(dry=dry) if desk.environment.policy.reports.scheduled else ()
        head = desk.administration.chain_head()
        if not dry:
            note_head(head, desk.store_id)
        answer_records(session, "swept", done, _HEADS, empty="Действий по срокам нет.", head=head)
        _tell(written)


def _tell(files: tuple[ScheduledFile, ...]) -> None:
    """Tell on standard error which reports were written; one that was not ends the command with 7, for its timer."""
    if not files:
        return
    from core.desk.reports.scheduled import told_of

    failed = tuple(each for each in files if each.problem)
    done = tuple(each for each in files if not each.problem)
    if done:
        note(told_of(done))
    if failed:
        details = {"reports": [{"code": each.code, "file": each.file, "problem": each.problem} for each in failed]}
        raise Failure(Exit.UNAVAILABLE, "report.not_written", told_of(failed), details=details)
