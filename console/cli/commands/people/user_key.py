"""``pult user key``: the SSH keys by which the staff comes in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.failure import Exit, Failure, bad_input
from console.cli.input.options import once, raw_stdin
from console.cli.input.typed_values import instant, optional_instant
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, granted, with_desk

if TYPE_CHECKING:
    from core.tickets.registers import StaffKey

_HEADS = {
    "id": "№", "login": "Кто", "algorithm": "Вид", "fingerprint": "Отпечаток", "comment": "Комментарий",
    "expires_at": "Действует до", "revoked_at": "Отозван",
}  # fmt: skip
_WIDEST = 60
"""Cells of a column: a fingerprint has fifty."""
LARGEST_KEY = 64 * 1024
_WHICH = "Номер ключа или его отпечаток (SHA256:…)."


@click.group("key", cls=PultGroup, help="Ключи SSH, по которым входят сотрудники.")
def command() -> None:
    """Group the commands of keys."""


@command.command("add", help="Выдать сотруднику вход по открытому ключу SSH.")
@click.argument("login", metavar="ЛОГИН", help="Логин или однозначное имя.")
@click.argument("file", metavar="ФАЙЛ", help="Открытый ключ, файл .pub; «-» — со стандартного ввода.")
@click.option(
    "--expires", metavar="ВРЕМЯ", help="До какого времени действует («31.12», «через год»); без него — бессрочно."
)
@click.option("--comment", metavar="ТЕКСТ", help="Чей или где лежит; без него — комментарий самого ключа.")
@once
@with_desk
def add(
    session: Session, *, login: str, file: str, expires: str | None, comment: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Let somebody in by a key and answer with its record."""
    from core.tickets.staff.keys import AddKey
    from core.when import LASTS

    found = str(granted(session.desk.directory.find_user(login)).login)
    until = optional_instant(session, expires, LASTS, "--expires")
    made = AddKey(login=found, public_key=_text_of(file), expires_at=until, comment=comment)
    done = perform(session, made, key, expect_version)
    _show(session, int(done.subject or 0))


@command.command("list", help="Показать ключи: все или одного сотрудника.")
@click.argument("login", metavar="ЛОГИН", required=False, help="Логин или однозначное имя.")
@with_desk
def list_(session: Session, login: str | None) -> None:
    """List the keys, the revoked included."""
    whose = None if login is None else granted(session.desk.directory.find_user(login)).login
    found = [each for each in session.desk.directory.staff_keys() if whose in (None, each.login)]
    answer_records(session, "keys", found, _HEADS, empty="Ключей ещё не выдавали.", widest=_WIDEST)


@command.command("revoke", help="Отозвать ключ насовсем: войти по нему больше нельзя.")
@click.argument("which", metavar="КЛЮЧ", help=_WHICH)
@once
@with_desk
def revoke(session: Session, *, which: str, key: str | None, expect_version: int | None) -> None:
    """Take a key back and answer with its record."""
    from core.tickets.staff.keys import RevokeKey

    number = _key_of(session, which).id
    perform(session, RevokeKey(ssh_key=number), key, expect_version)
    _show(session, number)


@command.command("expire", help="Назначить ключу срок.")
@click.argument("which", metavar="КЛЮЧ", help=_WHICH)
@click.option(
    "--at",
    "at",
    metavar="ВРЕМЯ",
    required=True,
    help="До какого времени ключ действует: «31.12», «пт 18:00», «через год».",
)
@once
@with_desk
def expire(session: Session, *, which: str, at: str, key: str | None, expect_version: int | None) -> None:
    """Set a key's term and answer with its record."""
    from core.tickets.staff.keys import ExpireKey
    from core.when import LASTS

    number = _key_of(session, which).id
    perform(session, ExpireKey(ssh_key=number, expires_at=instant(session, at, LASTS, "--at")), key, expect_version)
    _show(session, number)


def _text_of(file: str) -> str:
    """The text of a key's file, or of standard input."""
    from core.tickets.staff.public_keys import key_text
    from core.wording import reason

    if file == "-":
        return key_text(raw_stdin())

    try:
        with Path(file).open("rb") as stream:
            raw = stream.read(LARGEST_KEY + 1)
    except OSError as error:
        raise bad_input(f"Файл ключа не читается: {reason(error)}.", "file", value=file) from None
    if len(raw) > LARGEST_KEY:
        raise bad_input("Файл слишком велик для открытого ключа.", "file", value=file)
    return key_text(raw)


def _key_of(session: Session, which: str) -> StaffKey:
    """A key by its number or fingerprint."""
    wanted = which.strip()
    for each in session.desk.directory.staff_keys():
        if wanted in (str(each.id), each.fingerprint):
            return each
    raise Failure(Exit.NOT_FOUND, "key.unknown", f"Ключа «{wanted}» нет.")


def _show(session: Session, number: int) -> None:
    found = [each for each in session.desk.directory.staff_keys() if each.id == number]
    answer_records(session, "keys", found, _HEADS, widest=_WIDEST)
