"""``pult ticket``: checklist, requests for what is missing (п. 5.4, 5.5)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.input.options import Function, number_argument, once, text_option
from console.cli.input.template_fields import field_option, lines
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk

_POINTS = {
    "relevant": "актуальность",
    "correct": "корректность",
    "complete": "полнота",
    "category": "категория",
    "urgency": "срочность",
}


def _points(function: Function) -> Function:
    for name, title in reversed(_POINTS.items()):
        spelling = f"--{name}/--not-{name}"
        function = click.option(spelling, name, default=True, show_default=True, help=f"{title.capitalize()}.")(
            function
        )
    return function


@click.command("check", cls=PultCommand, help="Записать итог первичной обработки ПЛТП (п. 5.5).")
@number_argument
@_points
@text_option("--impact", "Влияние на работу МО (п. 3.9).")
@text_option("--missing", "Каких сведений не хватает.")
@text_option("--details", "Что уточнено после регистрации.")
@field_option
@once
@with_desk
def check(
    session: Session, /, *, number: int, impact: str | None, missing: str | None, details: str | None,
    fields: tuple[str, ...], key: str | None, expect_version: int | None, **points: bool,
) -> None:  # fmt: skip
    """Record the checklist of primary processing."""
    from core.tickets.classification.processing import Process

    template = granted(session.desk.tickets.view(number, session.actor)).ticket.template if fields else None
    learned = "\n".join(filter(None, (details, lines(session, template, fields)))) or None
    command = Process(number=number, impact=impact, missing=missing, details=learned, **points)
    change(session, command, key, expect_version)


@click.command("hints", cls=PultCommand, help="Подсказать, что в обращении не по требованиям (Прил. 3).")
@number_argument
@with_desk
def hints(session: Session, number: int) -> None:
    """Tell what a ticket may be wrong in; nothing is changed."""
    found = granted(session.desk.tickets.hints(number))
    document = {"number": number, "hints": [{"code": e.code, "clause": e.clause, "message": e.message} for e in found]}

    def text() -> str:
        return "\n".join(f"• {each.message} ({each.clause})" for each in found) or "Замечаний нет."

    answer(document, text, as_json=session.as_json)


@click.command(
    "ask", cls=PultCommand, help="Запросить у инициатора недостающее: публично, и ждать ответа (п. 5.4, 6.6)."
)
@number_argument
@text_option("--text", "Вопрос; «-» — со стандартного ввода.", required=True)
@once
@with_desk
def ask(session: Session, number: int, text: str, key: str | None, expect_version: int | None) -> None:
    """Ask the requester for what is missing."""
    from core.tickets.classification.processing import RequestInformation

    change(session, RequestInformation(number=number, text=text), key, expect_version)


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


COMMANDS: tuple[click.Command, ...] = (check, hints, ask, answered)
