"""``pult init``: a new store with its first administrator."""

from __future__ import annotations

import click

from console.cli.command_classes import PultCommand
from console.cli.output import answer
from console.cli.session import Session, granted, os_login, with_session


@click.command(
    "init", cls=PultCommand, help="Создать хранилище (файл 0600 в папке 0700) и первого администратора."
)  # fmt: skip
@click.option("--admin", metavar="ЛОГИН", help="Логин администратора; без него — ваш логин в системе.")
@click.option("--name", metavar="ИМЯ", help="Имя администратора: «Фамилия И. О.».")
@click.option("--centre", metavar="КОД", help="Чьи данные: код центра в каждой строке хранилища [main].")
@with_session
def command(session: Session, admin: str | None, name: str | None, centre: str | None) -> None:
    """Make the store; one that exists already is left as it is (exit code 7)."""
    from core.desk import init_store, system_clock
    from core.store import place_of

    login = admin or os_login()
    clock = session.clock() or system_clock
    granted(init_store(session.database, login, name or login, clock=clock, centre=centre))
    where = place_of(session.database).told  # the address of a server may hold a password
    document = {"database": where, "admin": login}
    answer(document, lambda: f"Хранилище создано: {where}\nАдминистратор: {login}", as_json=session.as_json)
