"""``pult shift``: handing a shift over and taking it over (п. 4.5, 4.6)."""

from __future__ import annotations

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.input.options import Count, Number, once, text_option
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, granted, with_desk

_HEADS = {"id": "№", "at": "Когда", "by": "Сдал", "to": "Принимает", "accepted_at": "Принята", "text": "Что важно"}


@click.group("shift", cls=PultGroup, help="Передача смены: сдать, принять, показать (п. 4.5, 4.6).")
def command() -> None:
    """Group the commands of shifts."""


@command.command("hand-over", help="Сдать смену коллеге.")
@click.option("--to", metavar="ЛОГИН", required=True, help="Кто принимает: логин или имя.")
@text_option("--text", "Что важно знать; «-» — со стандартного ввода.", required=True)
@click.option("--ticket", "tickets", type=Number(), metavar="НОМЕР", multiple=True, help="Обращение, о котором речь.")
@text_option("--reason", "Почему тому, кто отсутствует (п. 4.7).")
@once
@with_desk
def hand_over(
    session: Session, *, to: str, text: str, tickets: tuple[int, ...], reason: str | None, key: str | None,
    expect_version: int | None,
) -> None:  # fmt: skip
    """Hand the shift over and answer with it."""
    from core.tickets.desk_records.shifts_and_views import HandOverShift

    login = str(granted(session.desk.directory.find_user(to)).login)
    done = perform(session, HandOverShift(to=login, text=text, tickets=tickets, reason=reason), key, expect_version)
    _show(session, int(done.subject or 0))


@command.command("accept", help="Принять смену, которую сдали вам.")
@click.argument("shift", type=Count(1), metavar="N", help="Номер передачи.")
@text_option("--text", "Что уточнено.")
@once
@with_desk
def accept(session: Session, *, shift: int, text: str | None, key: str | None, expect_version: int | None) -> None:
    """Take a shift over and answer with it."""
    from core.tickets.desk_records.shifts_and_views import AcceptShift

    perform(session, AcceptShift(shift=shift, text=text), key, expect_version)
    _show(session, shift)


@command.command("list", help="Показать передачи смен, последняя первой.")
@with_desk
def list_(session: Session) -> None:
    """List the shifts that were handed over."""
    answer_records(session, "shifts", session.desk.registers.shifts(), _HEADS, empty="Смен ещё не передавали.")


def _show(session: Session, number: int) -> None:
    answer_records(session, "shifts", [each for each in session.desk.registers.shifts() if each.id == number], _HEADS)
