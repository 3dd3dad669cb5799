"""``pult sweep``: everything that time alone causes (п. 4.5, 4.9, 6.8; Прил. 2)."""

from __future__ import annotations

import click

from console.cli.command_classes import PultCommand
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, with_session
from console.cli.system_log import note_head

_HEADS = {"number": "№", "title": "Что", "clause": "Пункт"}


@click.command("sweep", cls=PultCommand, help="Автозакрытие и напоминания: закрытия и предупреждения.")
@click.option("--dry-run", "dry", is_flag=True, help="Только показать.")
@with_session
def command(session: Session, dry: bool) -> None:
    """Do what time has caused and note the head; for the store's owner, as a timer runs it under no login."""
    session.require_owner("sweep")
    with session.open_desk() as desk:
        done = desk.administration.sweep(dry=dry)
        head = desk.administration.chain_head()
        if not dry:
            note_head(head, desk.store_id)
        answer_records(session, "swept", done, _HEADS, empty="Действий по срокам нет.", head=head)
