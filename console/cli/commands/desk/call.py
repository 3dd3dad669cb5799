"""``pult call``: the call log and the five-minute rule (п. 5.5)."""

from __future__ import annotations

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.failure import usage
from console.cli.input.call_parts import CallParts, call_parts
from console.cli.input.options import once, text_option
from console.cli.input.typed_values import code, instant
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, granted, with_desk

_HEADS = {
    "id": "№",
    "started_at": "Начало",
    "ended_at": "Конец",
    "requester": "Инициатор",
    "ticket": "Обращение",
    "text": "Суть",
}


@click.group("call", cls=PultGroup, help="Журнал звонков: решённое за 5 минут и меньше (п. 5.5).")
def command() -> None:
    """Group the commands of the call log."""


@command.command("log", help="Записать звонок в журнал.")
@click.option("--requester", metavar="КТО", help="Инициатор: номер или однозначное имя.")
@click.option("--org", metavar="МО", help="МО нового человека: номер, код или однозначное название.")
@call_parts(following=False)
@click.option("--from", "since", metavar="ВРЕМЯ", required=True, help="Начало звонка: «10:40», «вчера 16:05», «-10м».")
@click.option("--until", metavar="ВРЕМЯ", required=True, help="Конец звонка.")
@click.option("--solved/--not-solved", "solved", default=None, help="Решено ли сразу.")
@text_option("--text", "Что спросили и что ответили.", required=True)
@click.option("--mis", metavar="МИС", help="qms или promed.")
@text_option("--admit-reason", "Основание руководителя допустить МО без договора (п. 1.2).")
@once
@with_desk
def log(
    session: Session, *, requester: str | None, org: str | None, since: str, until: str, solved: bool | None, text: str,
    mis: str | None, admit_reason: str | None, key: str | None, expect_version: int | None, parts: CallParts,
) -> None:  # fmt: skip
    """Write a call into the log, or be told that it needs a ticket."""
    from core.tickets.desk_records.calls import LogCall
    from core.vocabulary import Mis
    from core.when import EXACTLY

    if solved is None:
        raise usage("Укажите --solved или --not-solved.")
    if parts.new_person is not None and org is None:
        raise usage("С --new-person нужна --org: к какой МО добавить.")
    organization = granted(session.desk.directory.find_organization(org)).id if org is not None else None
    made = LogCall(
        requester=parts.requester(session, requester, organization),
        started_at=instant(session, since, EXACTLY, "--from"),
        ended_at=instant(session, until, EXACTLY, "--until"),
        solved=solved, text=text, mis=code(session.policy, Mis, mis) if mis else None,
        admit_reason=admit_reason,
    )  # fmt: skip
    done = perform(session, parts.whole(session, made, organization), key, expect_version)
    written = session.desk.registers.call(int(done.subject or 0))
    answer_records(session, "calls", [] if written is None else [written], _HEADS)


@command.command("list", help="Показать журнал звонков, последние первыми.")
@click.option("--requester", metavar="КТО", help="Только этого инициатора.")
@with_desk
def list_(session: Session, requester: str | None) -> None:
    """Show the call log."""
    from console.cli.input.naming import person_of

    who = person_of(session, requester) if requester else None
    found = session.desk.registers.calls(requester=who)
    answer_records(session, "calls", found, _HEADS, empty="Журнал звонков пуст.")
