"""``pult ticket take|assign|release|back``: who holds a ticket (п. 4.8, 5.9, 6.4)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.input.naming import login_of
from console.cli.input.options import number_argument, once, text_option
from console.cli.input.typed_values import optional_instant
from console.cli.session import Session, with_desk


@click.command("take", cls=PultCommand, help="Взять обращение в работу на себя.")
@number_argument
@once
@with_desk
def take(session: Session, number: int, key: str | None, expect_version: int | None) -> None:
    """Take the ticket in progress."""
    from core.tickets.assignment.commands import Take

    change(session, Take(number=number), key, expect_version)


@click.command("release", cls=PultCommand, help="Закончить этап ПЛТП и передать исполнителю ВЛТП (п. 5.9).")
@number_argument
@click.option("--to", metavar="ЛОГИН", help="Исполнитель: логин или имя; без него — кого выбрали правила.")
@click.option("--watch", "watchers", metavar="ЛОГИН", multiple=True, help="Наблюдатель; можно несколько раз.")
@click.option(
    "--indicative", metavar="ВРЕМЯ", help="Ориентировочный срок: «пт 12:00», «24.11 16:30», «+2ч» рабочего времени."
)
@text_option("--text", "Что сделано и что нужно; «-» — со стандартного ввода.")
@text_option("--reason", "Почему исполнителю, который отсутствует (п. 4.7).")
@once
@with_desk
def release(
    session: Session, *, number: int, to: str | None, watchers: tuple[str, ...], indicative: str | None,
    text: str | None, reason: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Hand over to an executor of the second line."""
    from core.tickets.assignment.commands import Release
    from core.when import DUE

    command = Release(
        number=number,
        to=login_of(session, to) if to else None,
        watchers=tuple(login_of(session, each) for each in watchers),
        indicative_due=optional_instant(session, indicative, DUE, "--indicative"),
        text=text,
        reason=reason,
    )
    change(session, command, key, expect_version)


@click.command("back", cls=PultCommand, help="Вернуть на ПЛТП то, что передали по ошибке (п. 5.9, 6.4).")
@number_argument
@text_option("--reason", "Почему.", required=True)
@once
@with_desk
def back(session: Session, number: int, reason: str, key: str | None, expect_version: int | None) -> None:
    """Give back to the first line what was sent by mistake."""
    from core.tickets.assignment.commands import SendBack

    change(session, SendBack(number=number, reason=reason), key, expect_version)


@click.command("assign", cls=PultCommand, help="Назначить другого исполнителя той же линии (п. 4.8).")
@number_argument
@click.option("--to", metavar="ЛОГИН", required=True, help="Исполнитель: логин или однозначное имя.")
@text_option("--reason", "Причина.")
@once
@with_desk
def assign(
    session: Session, *, number: int, to: str, reason: str | None, key: str | None, expect_version: int | None
) -> None:
    """Give the ticket to another executor."""
    from console.cli.input.naming import login_of
    from core.tickets.assignment.commands import Assign

    change(session, Assign(number=number, to=login_of(session, to), reason=reason), key, expect_version)


COMMANDS: tuple[click.Command, ...] = (take, assign, release, back)
