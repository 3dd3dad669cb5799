"""``pult move``: a whole desk from a file to a server's database, or back, compared and verified on arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.output import answer
from console.cli.session import Session, with_session
from core.text import plural

if TYPE_CHECKING:
    from core.desk.upkeep.move import Moved


@click.command("move", cls=PultCommand, help="Перенести данные пульта: из файла на сервер PostgreSQL или обратно.")
@click.argument("target", metavar="КУДА", help="Пустая база postgresql://… или файл, которого ещё нет.")
@with_session
def command(session: Session, target: str) -> None:
    """Copy the session's store to an empty place; exit code 7, and nothing there, where anything differs."""
    from core.desk.upkeep.move import move
    from core.store import place_of

    session.require_owner("Перенос хранилища")
    done = move(session.database, target, config=session.config, clock=session.now)
    where = place_of(target).told
    document = {"to": where, "tickets": done.tickets, "events": done.events, "head": done.head}
    answer(document, lambda: _moved(done, where), as_json=session.as_json)


def _moved(done: Moved, where: str) -> str:
    tickets = f"{done.tickets} {plural(done.tickets, 'обращение', 'обращения', 'обращений')}"
    events = f"{done.events} {plural(done.events, 'событие', 'события', 'событий')}"
    return (
        f"Стол перенесён: {where}. {tickets}, {events}; каждая строка сверена, каждый журнал сложен заново.\n"
        f"Хэш последнего события: {done.head}\n"
        "Прежнее хранилище не тронуто: переведите пульты на новое (PULT_DB) и больше там не работайте."
    )
