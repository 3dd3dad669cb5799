"""``pult ticket new|show|list``: registering a request, and reading what was registered."""

from __future__ import annotations

import click

from console.cli.changing import change, show_ticket
from console.cli.command_classes import PultCommand
from console.cli.commands.desk.queue import with_countdowns
from console.cli.input.call_parts import CallParts, call_parts
from console.cli.input.looking_back import AT, look_back
from console.cli.input.options import Count, Number, number_argument, once, text_option
from console.cli.input.template_fields import field_option, lines
from console.cli.input.typed_values import code, optional_instant
from console.cli.output import answer
from console.cli.session import Session, granted, with_desk


@click.command("new", cls=PultCommand, help="Зарегистрировать обращение (п. 3.6, 5.5).")
@text_option("--subject", "Тема: одна строка.", required=True)
@text_option("--description", "Описание; «-» — со стандартного ввода.", required=True)
@click.option("--org", metavar="МО", required=True, help="Номер, код или однозначное название организации.")
@click.option("--requester", metavar="КТО", help="Инициатор: номер или однозначное имя.")
@call_parts(following=True)
@click.option("--mis", metavar="МИС", required=True, help="qms или promed.")
@click.option(
    "--type", "type_", metavar="ТИП", required=True, help="consultation, error, setup, other — или по-русски."
)
@click.option(
    "--priority", metavar="ПРИОРИТЕТ", required=True, help="very_high, high, medium, low, none — или по-русски."
)
@click.option("--channel", metavar="КАНАЛ", required=True, help="phone, iskiz, interactive — или по-русски.")
@click.option(
    "--received-at",
    metavar="ВРЕМЯ",
    help="Когда поступило («вчера 16:40», «24.11 9:05»): отсюда идут сроки; без него — сейчас.",
)
@click.option("--external", metavar="НОМЕР", help="Номер в ИСКИЗ или Интерактиве.")
@text_option("--answer", "Ответ, данный сразу: первый публичный комментарий.")
@click.option("--ground", metavar="ОСНОВАНИЕ", help="not_solved, longer_than_5_min, requester_cannot (п. 5.5).")
@text_option("--admit-reason", "Основание руководителя допустить МО без договора (п. 1.2).")
@click.option(
    "--different-from",
    "different",
    type=Number(),
    metavar="НОМЕР",
    multiple=True,
    help="Похожее, но о другом (п. 5.5).",
)
@click.option(
    "--comment-on", type=Number(), metavar="НОМЕР", help="Записать звонок ответом в похожее обращение (п. 5.5)."
)
@click.option("--repeat-of", type=Number(), metavar="НОМЕР", help="Закрытое обращение, которое повторяется.")
@click.option("--outage", type=Count(1), metavar="СБОЙ", help="Отнести к сбою.")
@click.option("--template", metavar="ШАБЛОН", help="По какому шаблону: pult template list.")
@field_option
@once
@with_desk
def new(
    session: Session, *, subject: str, description: str, org: str, requester: str | None, mis: str, type_: str,
    priority: str, channel: str, received_at: str | None, external: str | None, answer: str | None,
    ground: str | None, admit_reason: str | None, different: tuple[int, ...], comment_on: int | None,
    repeat_of: int | None, outage: int | None, template: str | None, fields: tuple[str, ...], key: str | None,
    expect_version: int | None, parts: CallParts,
) -> None:  # fmt: skip
    """Register a request, or turn the call into a comment on a similar ticket, and answer with the ticket."""
    from core.tickets.answers.comments import Comment
    from core.tickets.registration.commands import Register
    from core.vocabulary import Channel, Ground, Mis, Priority, TicketType
    from core.when import EXACTLY

    if comment_on is not None:
        text = "\n\n".join(filter(None, (f"{subject}\n{description}", answer)))
        parts = parts.of_known(session, comment_on, requester)
        change(session, parts.whole(session, Comment(number=comment_on, text=text), None), key, expect_version)
        return
    policy = session.policy
    kind, urgency = code(policy, TicketType, type_), code(policy, Priority, priority)
    system, way = code(policy, Mis, mis), code(policy, Channel, channel)
    reason = code(session.policy, Ground, ground) if ground else None
    received = optional_instant(session, received_at, EXACTLY, "--received-at")
    organization = granted(session.desk.directory.find_organization(org)).id
    told = "\n".join(filter(None, (description, lines(session, template, fields))))
    command = Register(
        subject=subject, description=told, organization=organization,
        requester=parts.requester(session, requester, organization), mis=system, type=kind,
        priority=urgency, channel=way, received_at=received, external_number=external, answer=answer, ground=reason,
        admit_reason=admit_reason, different_from=different, repeat_of=repeat_of, outage=outage, template=template,
    )  # fmt: skip
    change(session, parts.whole(session, command, organization), key, expect_version)


@click.command("show", cls=PultCommand, help="Показать обращение: поля, сроки, историю.")
@number_argument
@AT
@with_desk
def show(session: Session, number: int, at: str | None) -> None:
    """Show one ticket."""
    look_back(session, at)
    show_ticket(session, number)


@click.command("list", cls=PultCommand, help="Перечислить обращения по номерам, открытые и закрытые.")
@click.option("--filter", "words", metavar="СЛОВА", default="", help="Слова из темы, номера, МО или имени: нужны все.")
@click.option("--status", metavar="СТАТУС", help="new, in_progress, resolved, closed — или по-русски.")
@click.option("--limit", type=Count(), metavar="ЧИСЛО", help="Сколько показать, с наименьшего номера.")
@with_desk
def list_(session: Session, words: str, status: str | None, limit: int | None) -> None:
    """List tickets of every status, or of one."""
    from console.cli.json_shapes.tickets import row_json
    from console.cli.plain_texts.tickets import rows_text
    from core.desk.views import QueueQuery, Sort, View
    from core.vocabulary import Status

    wanted = None if status is None else code(session.policy, Status, status)
    both = (session.desk.queue.numbers(QueueQuery(view, words, Sort.NUMBER)) for view in (View.OPEN, View.CLOSED))
    numbers = tuple(sorted({number for each in both for number in each}))
    if wanted is None:
        total, rows = len(numbers), with_countdowns(session, numbers[:limit])
    else:
        found = [pair for pair in with_countdowns(session, numbers) if pair[0].status is wanted]
        total, rows = len(found), found[:limit]
    document = {"total": total, "tickets": [row_json(row, left, session.policy.zone) for row, left in rows]}
    answer(document, lambda: rows_text(rows, session.now(), session.policy), as_json=session.as_json)


COMMANDS = (new, show, list_)
