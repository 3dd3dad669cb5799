"""``pult init``: a new store with its first administrator."""

from __future__ import annotations

import click

from console.cli.base import PultCommand
from console.cli.output import answer
from console.cli.session import Session, granted, os_login, with_session


@click.command(
    "init", cls=PultCommand, help="Создать хранилище (файл 0600 в папке 0700) и первого администратора."
)  # fmt: skip
@click.option("--admin", metavar="ЛОГИН", help="Логин администратора; без него — ваш логин в системе.")
@click.option("--name", metavar="ИМЯ", help="Имя администратора: «Фамилия И. О.».")
@with_session
def command(session: Session, admin: str | None, name: str | None) -> None:
    """Make the store; one that exists already is left as it is (exit code 7)."""
    from core.desk import init_store, system_clock

    login = admin or os_login()
    granted(init_store(session.database, login, name or login, clock=session.clock() or system_clock))
    document = {"database": session.database, "admin": login}
    answer(
        document,
        lambda: f"Хранилище создано: {session.database}\nАдминистратор: {login}",
        as_json=session.as_json,
    )
