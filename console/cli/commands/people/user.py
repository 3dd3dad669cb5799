"""``pult user``: the staff of the desk and what each may do."""

from __future__ import annotations

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.commands.people import user_key, user_session
from console.cli.input.options import once, text_option
from console.cli.input.typed_values import code
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk

_ROLES = "first_line, second_line, supervisor, administrator, observer — или по-русски."


@click.group("user", cls=PultGroup, help="Сотрудники ЦК и их роли.")
def command() -> None:
    """Group the commands of staff."""


@command.command("add", help="Добавить сотрудника.")
@click.argument("login", metavar="ЛОГИН", help="Латиницей: petrov, ivanova-2.")
@click.option("--name", metavar="ИМЯ", required=True, help="Фамилия И. О.")
@click.option("--role", metavar="РОЛЬ", required=True, help=_ROLES)
@click.option("--competence", "competences", metavar="СЛОВО", multiple=True, help="Компетенция; можно несколько раз.")
@once
@with_desk
def add(
    session: Session, *, login: str, name: str, role: str, competences: tuple[str, ...],
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Add a member of staff and answer with the record."""
    from core.tickets.staff.commands import AddUser
    from core.vocabulary import Role

    made = AddUser(login=login, full_name=name, role=code(session.policy, Role, role), competences=competences)
    perform(session, made, key, expect_version)
    _show(session, login)


@command.command("list", help="Показать сотрудников.")
@with_desk
def list_(session: Session) -> None:
    """List the staff."""
    from console.cli.json_shapes.tickets import user_json
    from console.cli.plain_texts.tickets import users_text

    found = session.desk.directory.users()
    document = {"users": [user_json(each) for each in found]}
    answer(document, lambda: users_text(found, session.policy), as_json=session.as_json)


@command.command("show", help="Показать сотрудника.")
@click.argument("login", metavar="ЛОГИН", help="Логин или однозначное имя.")
@with_desk
def show(session: Session, login: str) -> None:
    """Show one member of staff."""
    _show(session, login)


@command.command("block", help="Заблокировать сотрудника: записи о людях не удаляются (гл. 10).")
@click.argument("login", metavar="ЛОГИН", help="Логин или однозначное имя.")
@once
@with_desk
def block(session: Session, login: str, key: str | None, expect_version: int | None) -> None:
    """Block a member of staff and answer with the record."""
    from core.tickets.staff.commands import BlockUser

    found = granted(session.desk.directory.find_user(login)).login
    perform(session, BlockUser(login=found), key, expect_version)
    _show_leaving(session, found)


@command.command("unblock", help="Разблокировать сотрудника: та же учётная запись.")
@click.argument("login", metavar="ЛОГИН", help="Логин или однозначное имя.")
@text_option("--reason", "Почему: вернулся, заблокирован по ошибке.", required=True)
@once
@with_desk
def unblock(session: Session, login: str, reason: str, key: str | None, expect_version: int | None) -> None:
    """Let a member of staff back and answer with the record."""
    from core.tickets.staff.commands import UnblockUser

    found = granted(session.desk.directory.find_user(login)).login
    perform(session, UnblockUser(login=found, reason=reason), key, expect_version)
    _show(session, found)


@command.command("role", help="Дать сотруднику другую роль.")
@click.argument("login", metavar="ЛОГИН", help="Логин или однозначное имя.")
@click.argument("role", metavar="РОЛЬ", help=_ROLES)
@once
@with_desk
def role(session: Session, login: str, role: str, key: str | None, expect_version: int | None) -> None:
    """Change a role and answer with the record."""
    from core.tickets.staff.commands import ChangeRole
    from core.vocabulary import Role

    found = granted(session.desk.directory.find_user(login)).login
    worked = granted(session.desk.directory.find_user(found)).role.line is not None
    perform(session, ChangeRole(login=found, role=code(session.policy, Role, role)), key, expect_version)
    if worked:
        _show_leaving(session, found)
    else:
        _show(session, found)


@command.command("competence", help="Записать компетенции сотрудника заново: по ним назначают.")
@click.argument("login", metavar="ЛОГИН", help="Логин или однозначное имя.")
@click.argument("words", metavar="СЛОВО", nargs=-1, help="Компетенции; без них — никаких.")
@once
@with_desk
def competence(
    session: Session, *, login: str, words: tuple[str, ...], key: str | None, expect_version: int | None
) -> None:
    """Set competences and answer with the record."""
    from core.tickets.staff.commands import ChangeCompetences

    found = granted(session.desk.directory.find_user(login)).login
    perform(session, ChangeCompetences(login=found, competences=words), key, expect_version)
    _show(session, found)


command.add_command(user_key.command)
command.add_command(user_session.command)


def _show_leaving(session: Session, login: str) -> None:
    """The record, and what of his stands without an executor now (п. 4.8)."""
    from console.cli.json_shapes.tickets import user_json
    from console.cli.plain_texts.left_work import left_json, left_text
    from console.cli.plain_texts.tickets import users_text

    user, left = granted(session.desk.directory.find_user(login)), session.desk.registers.holdings(login)
    told = left_text(left, "Без исполнителя осталось, передайте (п. 4.8):")
    shown = users_text([user], session.policy)
    answer(user_json(user) | left_json(left), lambda: "\n".join(filter(None, (shown, told))), as_json=session.as_json)


def _show(session: Session, name: str) -> None:
    from console.cli.json_shapes.tickets import user_json
    from console.cli.plain_texts.tickets import users_text

    found = granted(session.desk.directory.find_user(name))
    answer(user_json(found), lambda: users_text([found], session.policy), as_json=session.as_json)
