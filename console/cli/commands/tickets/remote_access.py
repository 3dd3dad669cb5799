"""``pult ticket remote|mis-run|workplace`` (гл. 8, 9; п. 5.11, 6.10)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import number_argument, once, text_option
from console.cli.session import Session, with_desk


@click.command("remote", cls=PultCommand, help="Начать или завершить удалённый сеанс (гл. 8).")
@number_argument
@click.option("--start", is_flag=True, help="Начать.")
@click.option("--pc", metavar="ИМЯ", help="Имя ПК (п. 8.3).")
@click.option("--consent-by", metavar="КТО", help="Кто разрешил (п. 8.4).")
@click.option("--consent-how", metavar="КАК", help="phone, written.")
@click.option("--end", is_flag=True, help="Завершить.")
@text_option("--result", "Что сделано.")
@once
@with_desk
def remote(
    session: Session, *, number: int, start: bool, pc: str | None, consent_by: str | None, consent_how: str | None,
    end: bool, result: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Begin or end a remote session."""
    from console.cli.input.naming import clinic_person
    from core.tickets.remote_access.sessions import EndRemote, StartRemote

    if end and not start:
        change(session, EndRemote(number=number, result=result), key, expect_version)
    elif start and pc is not None and not end:
        person = None if consent_by is None else clinic_person(session, number, consent_by)
        command = StartRemote(number=number, pc=pc, consent_by=person, consent_how=consent_how)
        change(session, command, key, expect_version)
    else:
        raise usage("Нужно --start и --pc (и чьё разрешение), либо --end.")


@click.command("mis-run", cls=PultCommand, help="Запуск МИС от имени пользователя: начать, завершить (п. 5.11, 6.10).")
@number_argument
@click.option("--start", is_flag=True, help="Начать.")
@click.option("--person", metavar="КТО", help="От чьего имени: сотрудник МО обращения.")
@text_option("--reason", "Что проверяется.")
@click.option("--end", is_flag=True, help="Завершить.")
@text_option("--result", "Что выяснено.")
@once
@with_desk
def mis_run(
    session: Session, *, number: int, start: bool, person: str | None, reason: str | None, end: bool,
    result: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Begin or end a run of the МИС as a user."""
    from console.cli.input.naming import clinic_person
    from core.tickets.remote_access.mis_runs import EndMisRun, StartMisRun

    if end and not start:
        change(session, EndMisRun(number=number, result=result), key, expect_version)
    elif start and not end and person is not None and reason is not None:
        command = StartMisRun(number=number, person=clinic_person(session, number, person), reason=reason)
        change(session, command, key, expect_version)
    else:
        raise usage("Нужно --start, --person и --reason, либо --end.")


@click.command("workplace", cls=PultCommand, help="Записать проверку рабочего места (п. 9.1, 9.2).")
@number_argument
@click.option("--pc", metavar="ИМЯ", required=True, help="Имя ПК.")
@click.option(
    "--missing", metavar="СПИСОК", default="",
    help="Чего нет, через запятую: antivirus, assistant, browser, mis, crypto, office, reader, network.",
)  # fmt: skip
@once
@with_desk
def workplace(
    session: Session, *, number: int, pc: str, missing: str, key: str | None, expect_version: int | None
) -> None:
    """Record the checklist of a workplace."""
    from core.tickets.remote_access.workplaces import CheckWorkplace

    codes = tuple(word.strip() for word in missing.split(",") if word.strip())
    change(session, CheckWorkplace(number=number, pc=pc, missing=codes), key, expect_version)


COMMANDS: tuple[click.Command, ...] = (remote, mis_run, workplace)
