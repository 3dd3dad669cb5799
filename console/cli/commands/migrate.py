"""``pult migrate``: bring a store made by an older program to this one's schema."""

from __future__ import annotations

import click

from console.cli.base import PultCommand
from console.cli.output import answer
from console.cli.session import Session, with_session


@click.command("migrate", cls=PultCommand, help="Привести хранилище к этой версии программы.")
@with_session
def command(session: Session) -> None:
    """Migrate in one transaction; a store that is up to date is left as it is."""
    from core.desk import migrate_store

    session.require_owner("pult migrate")
    before, after = migrate_store(session.database)
    text = f"Хранилище обновлено: {before} → {after}." if before != after else f"Хранилище уже соответствует: {after}."
    answer({"before": before, "after": after}, lambda: text, as_json=session.as_json)
