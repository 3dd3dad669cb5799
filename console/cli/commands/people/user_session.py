"""``pult user session``: whose consoles are open, and the ending of one."""

from __future__ import annotations

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.input.options import once
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, with_desk

_HEADS = {
    "id": "Сеанс", "name": "Кто", "role": "Роль", "since": "С", "door": "Вход", "address": "Откуда", "place": "Где",
    "ticket": "Обращение",
}  # fmt: skip


@click.group("session", cls=PultGroup, help="Кто на смене: открытые пульты; завершить чужой.")
def command() -> None:
    """Group the commands of sessions."""


@command.command("list", help="Показать открытые пульты.")
@with_desk
def list_(session: Session) -> None:
    """List the sessions whose consoles are open."""
    answer_records(session, "sessions", session.desk.consoles.open(), _HEADS, empty="Открытых пультов нет.")


@command.command("end", help="Завершить сеанс: набранное в нём останется черновиком.")
@click.argument("console", metavar="СЕАНС", help="Код сеанса из списка.")
@click.option("--reason", metavar="ТЕКСТ", help="Почему; это увидит тот, чей сеанс завершён.")
@once
@with_desk
def end(session: Session, *, console: str, reason: str | None, key: str | None, expect_version: int | None) -> None:
    """End a session and answer with what it was."""
    from core.tickets.staff.keys import EndSession

    before = [each for each in session.desk.consoles.open() if each.id == console]
    perform(session, EndSession(console=console, reason=reason), key, expect_version)
    answer_records(session, "ended", before, _HEADS, empty="Сеанс завершён.")
