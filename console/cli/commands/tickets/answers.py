"""``pult ticket comment|note|undo|redact``: what is said in a ticket, taken back, cut out."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.input.naming import person_of_its_clinic
from console.cli.input.options import Count, number_argument, once, text_option
from console.cli.session import Session, with_desk


@click.command("comment", cls=PultCommand, help="Ответить инициатору: публичный ответ останавливает срок реакции.")
@number_argument
@text_option("--text", "Ответ; «-» — со стандартного ввода.", required=True)
@click.option("--by", metavar="КТО", help="Слова инициатора (или замещающего его), записанные за него.")
@once
@with_desk
def comment(
    session: Session, *, number: int, text: str, by: str | None, key: str | None, expect_version: int | None
) -> None:
    """Answer the requester in public, or write down what he said himself."""
    from core.tickets.answers.comments import Answered, Comment

    if by is not None:
        said = Answered(number=number, by=person_of_its_clinic(session, number, by), text=text)
        change(session, said, key, expect_version)
        return
    change(session, Comment(number=number, text=text), key, expect_version)


@click.command("note", cls=PultCommand, help="Записать внутреннюю заметку: инициатор её не видит.")
@number_argument
@text_option("--text", "Заметка; «-» — со стандартного ввода.", required=True)
@once
@with_desk
def note(session: Session, number: int, text: str, key: str | None, expect_version: int | None) -> None:
    """Write an internal note."""
    from core.tickets.answers.comments import Note

    change(session, Note(number=number, text=text), key, expect_version)


@click.command(
    "undo", cls=PultCommand, help="Вернуть своё последнее действие: за минуту — будто его не было; журнал помнит оба."
)
@number_argument
@once
@with_desk
def undo(session: Session, number: int, key: str | None, expect_version: int | None) -> None:
    """Take one's own last act back."""
    from core.tickets.undo.commands import TakeBack

    change(session, TakeBack(number=number, typed=True), key, expect_version)


@click.command("redact", cls=PultCommand, help="Изъять текст записи: журнал остаётся целым (Прил. 3, п. 5).")
@number_argument
@click.option("--event", type=Count(1), metavar="ЗАПИСЬ", required=True, help="Номер записи в истории обращения.")
@click.option("--field", "fields", metavar="ПОЛЕ", multiple=True, help="Какой текст; без него — все тексты записи.")
@text_option("--reason", "Основание.", required=True)
@once
@with_desk
def redact(
    session: Session, *, number: int, event: int, fields: tuple[str, ...], reason: str, key: str | None,
    expect_version: int | None,
) -> None:  # fmt: skip
    """Cut a text out of the ticket's log."""
    from console.cli.plain_texts.redaction import tell_what_stays
    from core.tickets.redaction.redacting import Redact

    change(session, Redact(number=number, event=event, fields=fields, reason=reason), key, expect_version)
    tell_what_stays(session, number)


@click.command("answered", cls=PultCommand, help="Записать ответ инициатора без подтверждения (п. 4.9).")
@number_argument
@click.option("--by", metavar="КТО", required=True, help="Кто ответил: номер или однозначное имя.")
@text_option("--text", "Что ответил.", required=True)
@click.option("--asks-time", is_flag=True, help="Просит время на проверку.")
@once
@with_desk
def answered(
    session: Session, *, number: int, by: str, text: str, asks_time: bool, key: str | None, expect_version: int | None
) -> None:
    """Record what the requester answered without confirming."""
    from console.cli.input.naming import clinic_person
    from core.tickets.answers.comments import Answered

    person = clinic_person(session, number, by)
    change(session, Answered(number=number, by=person, text=text, asks_time=asks_time), key, expect_version)


COMMANDS: tuple[click.Command, ...] = (comment, note, answered, undo, redact)
