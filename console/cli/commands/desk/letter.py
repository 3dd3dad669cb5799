"""``pult letter``: the letters that the regulation demands (п. 10.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.failure import Exit, Failure
from console.cli.input.options import Count, once
from console.cli.input.typed_values import optional_date
from console.cli.output import answer
from console.cli.session import Session, with_desk

if TYPE_CHECKING:
    from core.tickets.registers import Letter


@click.group("letter", cls=PultGroup, help="Письма руководителям МО (п. 10.7).")
def command() -> None:
    """Group the commands of letters."""


@command.command("list", help="Показать письма, последнее первым.")
@click.option("--unsent", is_flag=True, help="Только неотправленные.")
@with_desk
def list_(session: Session, unsent: bool) -> None:
    """List letters."""
    from console.cli.plain_texts.table import table

    found = [each for each in session.desk.registers.letters() if not unsent or each.sent_on is None]
    told = _told(session, found)

    def text() -> str:
        rows = [tuple(_cell(each[name]) for name in _HEADS) for each in told]
        return table(tuple(_HEADS.values()), rows) if rows else "Писем нет."

    answer({"letters": told}, text, as_json=session.as_json)


@command.command("show", help="Показать письмо целиком: его можно напечатать снова.")
@click.argument("letter", type=Count(1), metavar="K", help="Номер письма.")
@with_desk
def show(session: Session, letter: int) -> None:
    """Show one letter, ready to be printed."""
    _show(session, letter)


@command.command("sent", help="Записать, что письмо отправлено.")
@click.argument("letter", type=Count(1), metavar="K", help="Номер письма.")
@click.option("--how", metavar="КАК", required=True, help="Чем: почтой, курьером, исх. №…")
@click.option("--on", "day", metavar="ДАТА", help="Когда: «30.11», «пт»; без неё — сегодня.")
@once
@with_desk
def sent(
    session: Session, *, letter: int, how: str, day: str | None, key: str | None, expect_version: int | None
) -> None:
    """Record that a letter was sent."""
    from core.tickets.people.commands import SendLetter
    from core.when import Toward

    on = optional_date(session, day, Toward.BACK, "--on")
    perform(session, SendLetter(letter=letter, how=how, sent_on=on), key, expect_version)
    _show(session, letter)


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T|$)")
_HEADS = {
    "id": "№",
    "at": "Написано",
    "person_name": "О ком",
    "addressee_name": "Кому",
    "sent_on": "Отправлено",
    "how": "Как",
}


def _told(session: Session, letters: list[Letter]) -> list[dict[str, Any]]:
    """The letters with the names of whom they are about and go to."""
    from console.cli.json_shapes.inside_tickets import record_json

    people = {each.id: each.name for each in session.desk.directory.people()}
    clinics = {each.id: each.name for each in session.desk.directory.organizations()}
    return [
        (record_json(each, session.policy.zone) or {})
        | {
            "person_name": people.get(each.person),
            "addressee_name": people.get(each.addressee or 0) or f"Руководителю «{clinics.get(each.organization)}»",
            "organization_name": clinics.get(each.organization),
        }
        for each in letters
    ]


def _cell(value: Any) -> str:
    """A value as an operator reads it; of an instant or a date the day."""
    if value is None:
        return "—"
    day = _DAY.match(str(value))
    return f"{day[3]}.{day[2]}.{day[1]}" if day else str(value)


def _show(session: Session, number: int) -> None:
    found = [each for each in session.desk.registers.letters() if each.id == number]
    if not found:
        raise Failure(Exit.NOT_FOUND, "letter.unknown", f"Письма № {number} нет.")
    (told,) = _told(session, found)
    state = f"Отправлено {_cell(told['sent_on'])}: {told['how']}" if told["sent_on"] else "Ещё не отправлено."
    answer(told, lambda: f"{found[0].text}\n\n[{state}]", as_json=session.as_json)
