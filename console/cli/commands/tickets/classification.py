"""``pult ticket check|ask|hints|type|priority``: primary processing, type and priority (п. 5.4, 5.5, 5.10)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import Function, number_argument, once, text_option
from console.cli.input.template_fields import field_option, lines
from console.cli.input.typed_values import code
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk


@click.command("type", cls=PultCommand, help="Изменить тип; ВЛТП — с причиной (Прил. 2).")
@number_argument
@click.argument("type_", metavar="ТИП", help="consultation, error, setup, other — или по-русски.")
@click.option("--priority", metavar="ПРИОРИТЕТ", help="Новый приоритет, если прежнего у нового типа не бывает.")
@text_option("--reason", "Причина.")
@once
@with_desk
def type_(
    session: Session, *, number: int, type_: str, priority: str | None, reason: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Change the type."""
    from core.tickets.classification.commands import SetType
    from core.vocabulary import Priority, TicketType

    urgency = code(session.policy, Priority, priority) if priority else None
    kind = code(session.policy, TicketType, type_)
    change(session, SetType(number=number, type=kind, priority=urgency, reason=reason), key, expect_version)


@click.command("priority", cls=PultCommand, help="Изменить приоритет (п. 5.10).")
@number_argument
@click.argument(
    "priority", metavar="ПРИОРИТЕТ", required=False, help="very_high, high, medium, low, none — или по-русски."
)
@text_option("--reason", "Причина.")
@click.option("--propose", is_flag=True, help="Предложить: меняет только ПЛТП (п. 5.10).")
@click.option("--confirm", is_flag=True, help="Подтвердить прежний: срочность и влияние уточнены (Прил. 2).")
@once
@with_desk
def priority(
    session: Session, *, number: int, priority: str | None, reason: str | None, propose: bool, confirm: bool,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Change the priority, confirm it, or propose another one; the present one given anew confirms it too."""
    from core.tickets.classification.commands import ConfirmPriority, ProposePriority, SetPriority
    from core.vocabulary import Priority

    if (priority is None) is not confirm:
        raise usage("Нужен приоритет или --confirm, чтобы подтвердить прежний.")
    if priority is None:
        change(session, ConfirmPriority(number=number, reason=reason), key, expect_version)
        return
    urgency = code(session.policy, Priority, priority)
    if propose:
        proposed = ProposePriority(number=number, priority=urgency, reason=reason)
        change(session, proposed, key, expect_version)
        return
    change(session, SetPriority(number=number, priority=urgency, reason=reason), key, expect_version)


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


COMMANDS: tuple[click.Command, ...] = (check, hints, ask, type_, priority)
