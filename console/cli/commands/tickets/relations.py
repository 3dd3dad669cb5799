"""``pult ticket``: watchers, attachments, links, split, duplicates, external numbers (п. 3.6, 5.9; Прил. 3)."""

from __future__ import annotations

from pathlib import Path

import click

from console.cli.changing import change, perform, show_ticket
from console.cli.command_classes import PultCommand
from console.cli.failure import bad_input
from console.cli.input.options import Count, Number, drop_option, number_argument, once, text_option
from console.cli.input.typed_values import code
from console.cli.output import answer, must_be_new, write_new
from console.cli.session import Session, granted, with_desk

LARGEST_FILE = 64 * 1024 * 1024


@click.command("watch", cls=PultCommand, help="Добавить наблюдателя или убрать его (п. 5.9).")
@number_argument
@click.argument("login", metavar="ЛОГИН", help="Сотрудник ЦК.")
@click.option("--off", is_flag=True, help="Больше не наблюдает.")
@once
@with_desk
def watch(session: Session, *, number: int, login: str, off: bool, key: str | None, expect_version: int | None) -> None:
    """Add a watcher, or take one off."""
    from console.cli.input.naming import login_of
    from core.tickets.relations.watching import Watch

    change(session, Watch(number=number, login=login_of(session, login), removed=off), key, expect_version)


@click.command("attach", cls=PultCommand, help="Приложить файл (Прил. 3, п. 3).")
@number_argument
@click.argument("file", metavar="ФАЙЛ", help="Путь к файлу.")
@click.option("--name", "title", metavar="ИМЯ", help="Под каким именем; без него — имя файла.")
@click.option(
    "--confirm-unscreened",
    "confirmed",
    is_flag=True,
    help="Персональных данных в файле нет, хотя он не просмотрен (Прил. 3, п. 5).",
)
@once
@with_desk
def attach(
    session: Session, *, number: int, file: str, title: str | None, confirmed: bool, key: str | None,
    expect_version: int | None,
) -> None:  # fmt: skip
    """Add a file."""
    from core.tickets.relations.attachments import Attach

    command = Attach(number=number, title=title or Path(file).name, body=_read(Path(file)), unscreened_ok=confirmed)
    change(session, command, key, expect_version)


def _read(path: Path) -> bytes:
    from core.wording import reason

    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE)
    except OSError as error:
        raise bad_input(f"Файл {path} не читается: {reason(error)}.", "file") from None


@click.command("save", cls=PultCommand, help="Сохранить приложенный файл K на диск.")
@number_argument
@click.argument("attachment", type=Count(1), metavar="K", help="Номер файла в обращении.")
@click.argument("destination", metavar="КУДА", help="Новый файл: существующий не заменяется.")
@with_desk
def save(session: Session, number: int, attachment: int, destination: str) -> None:
    """Write an attachment to a new file; that it was taken out is on record first."""
    from console.cli.failure import Exit, Failure
    from console.cli.input.naming import ticket_of

    found = next((each for each in ticket_of(session, number).attachments if each.id == attachment), None)
    if found is not None:
        must_be_new(destination, found.title)
    body = granted(session.desk.commands.take_attachment(number, found, session.actor)) if found is not None else None
    if body is None:
        raise Failure(Exit.NOT_FOUND, "attachment.unknown", f"Файла {attachment} в обращении {number} нет.")
    write_new(destination, body)
    answer({"saved": destination, "size": len(body)}, lambda: f"Сохранено: {destination}", as_json=session.as_json)


@click.command("link", cls=PultCommand, help="Связать с другим обращением: связано или повторное.")
@number_argument
@click.option("--to", "other", type=Number(), metavar="НОМЕР", required=True, help="Другое обращение.")
@click.option("--kind", metavar="ВИД", default="related", show_default=True, help="related, repeat.")
@once
@with_desk
def link(session: Session, *, number: int, other: int, kind: str, key: str | None, expect_version: int | None) -> None:
    """Link two tickets."""
    from core.tickets.relations.links import Link
    from core.vocabulary import LinkKind

    change(session, Link(number=number, other=other, link=code(session.policy, LinkKind, kind)), key, expect_version)


@click.command("split", cls=PultCommand, help="Выделить вторую проблему в новое обращение (Прил. 3, п. 1).")
@number_argument
@text_option("--subject", "Тема нового обращения.", required=True)
@text_option("--description", "Описание второй проблемы.", required=True)
@once
@with_desk
def split(
    session: Session, *, number: int, subject: str, description: str, key: str | None, expect_version: int | None
) -> None:
    """Make a ticket of its own from another problem, and answer with it."""
    from console.cli.input.naming import ticket_of
    from core.tickets.relations.splitting import Split

    perform(session, Split(number=number, subject=subject, description=description), key, expect_version)
    show_ticket(session, ticket_of(session, number).links[-1].other)


@click.command("duplicate", cls=PultCommand, help="Закрыть как дубликат более раннего открытого (Прил. 3, п. 2).")
@number_argument
@click.option("--of", type=Number(), metavar="НОМЕР", required=True, help="Где решается проблема.")
@text_option("--text", "Что ответить инициатору.")
@text_option("--across", "Если то обращение — другой МО: почему проблема та же.")
@drop_option
@once
@with_desk
def duplicate(
    session: Session, *, number: int, of: int, text: str | None, across: str | None, drop: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Close as a duplicate."""
    from core.tickets.closing.commands import Duplicate

    change(session, Duplicate(number=number, of=of, text=text, across=across, drop=drop), key, expect_version)


@click.command("external", cls=PultCommand, help="Записать номер в ИСКИЗ или Интерактиве (п. 3.6).")
@number_argument
@click.argument("external_number", metavar="ВНЕШНИЙ", help="Номер во внешней системе.")
@click.option("--register", metavar="РЕЕСТР", help="Где он: iskiz или interactive; «Интерактив» — только для qMS.")
@once
@with_desk
def external(
    session: Session, *, number: int, external_number: str, register: str | None, key: str | None,
    expect_version: int | None,
) -> None:  # fmt: skip
    """Record the external number."""
    from core.tickets.registration.commands import SetExternal
    from core.vocabulary import Channel

    where = code(session.policy, Channel, register) if register else None
    change(session, SetExternal(number=number, external_number=external_number, register=where), key, expect_version)


COMMANDS: tuple[click.Command, ...] = (watch, attach, save, link, split, duplicate, external)
