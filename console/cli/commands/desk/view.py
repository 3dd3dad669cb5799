"""``pult view``: saved views of the queue, one's own and everybody's."""

from __future__ import annotations

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.input.options import Count, once
from console.cli.input.typed_values import SORTS, word
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, with_desk
from console.labels import ALL_VIEW_TITLES

_HEADS = {"id": "№", "title": "Вид", "owner": "Чей", "shared": "Общий", "view": "Из", "filter": "Условия"}
_GROUPS = {"organization": "мо", "line": "линия", "assignee": "исполнитель"}


@click.group("view", cls=PultGroup, help="Сохранённые виды очереди: свои и общие.")
def command() -> None:
    """Group the commands of saved views."""


@command.command("save", help="Сохранить вид или изменить сохранённый.")
@click.argument("title", metavar="НАЗВАНИЕ", help="Название вида.")
@click.option("--view", metavar="ВИД", default="open", show_default=True, help="Какой вид сужать.")
@click.option("--filter", "words", metavar="УСЛОВИЯ", help="Условия, как в pult queue --filter.")
@click.option("--sort", metavar="ПОРЯДОК", default="due", show_default=True, help="due, number, priority, changed.")
@click.option("--group", metavar="ЧЕМ", help="Группировать: organization, line, assignee.")
@click.option("--columns", metavar="КОЛОНКИ", help="Например: «номер приоритет мо:20 тема».")
@click.option("--shared", is_flag=True, help="Для всех.")
@click.option("--id", "saved", type=Count(1), metavar="N", help="Изменить вид N.")
@once
@with_desk
def save(
    session: Session, *, title: str, view: str, words: str | None, sort: str, group: str | None, columns: str | None,
    shared: bool, saved: int | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Save a view and answer with it."""
    from core.tickets.desk_records.shifts_and_views import SaveView

    made = SaveView(
        title=title, view=word("вид", ALL_VIEW_TITLES, view), filter=words, sort=word("порядок", SORTS, sort),
        group=word("группировка", _GROUPS, group) if group else None, columns=columns, shared=shared, saved=saved,
    )  # fmt: skip
    done = perform(session, made, key, expect_version)
    found = [each for each in session.desk.registers.saved_views(session.actor.login) if str(each.id) == done.subject]
    answer_records(session, "views", found, _HEADS)


@command.command("drop", help="Убрать сохранённый вид.")
@click.argument("saved", type=Count(1), metavar="N", help="Номер вида.")
@once
@with_desk
def drop(session: Session, *, saved: int, key: str | None, expect_version: int | None) -> None:
    """Take a saved view away and answer with the rest."""
    from core.tickets.desk_records.shifts_and_views import DropView

    perform(session, DropView(saved=saved), key, expect_version)
    _list(session)


@command.command("list", help="Показать свои и общие виды.")
@with_desk
def list_(session: Session) -> None:
    """List the views that one sees."""
    _list(session)


def _list(session: Session) -> None:
    found = session.desk.registers.saved_views(session.actor.login)
    answer_records(session, "views", found, _HEADS, empty="Сохранённых видов нет.")
