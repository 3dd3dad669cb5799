"""``pult ticket``: forced closing, disputes, remote sessions, workplaces, outages, solutions, redaction."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import Count, drop_option, number_argument, once, text_option
from console.cli.session import Session, with_desk


@click.command(
    "force-close", cls=PultCommand, help="Закрыть принудительно: больше 10 рабочих дней без ответа (п. 4.9)."
)
@number_argument
@text_option("--reason", "Основание.", required=True)
@drop_option
@once
@with_desk
def force_close(
    session: Session, *, number: int, reason: str, drop: str | None, key: str | None, expect_version: int | None
) -> None:
    """Close by force."""
    from core.tickets.closing.commands import ForceClose

    change(session, ForceClose(number=number, reason=reason, drop=drop), key, expect_version)


@click.command("reopen", cls=PultCommand, help="Открыть закрытое снова, если это разрешено настройками.")
@number_argument
@text_option("--reason", "Основание.", required=True)
@once
@with_desk
def reopen(session: Session, number: int, reason: str, key: str | None, expect_version: int | None) -> None:
    """Open a closed ticket again."""
    from core.tickets.closing.commands import Reopen

    change(session, Reopen(number=number, reason=reason), key, expect_version)


@click.command(
    "dispute", cls=PultCommand, help="Открыть спор, решить его, вынести на руководство или собрать дело (Прил. 2)."
)
@number_argument
@click.option("--open", "opened", is_flag=True, help="Открыть: суть — в --text.")
@click.option("--by", metavar="КТО", help="Кто обратился от МО; без него — сотрудник ЦК.")
@click.option("--decide", is_flag=True, help="Решить: решение — в --text.")
@click.option("--reopen", "again", is_flag=True, help="Вместе с --decide: открыть закрытое обращение снова.")
@click.option("--escalate", is_flag=True, help="Вынести на руководство: почему — в --text.")
@click.option("--bundle", metavar="ФАЙЛ", help="Собрать дело в новый файл; «-» — на стандартный вывод.")
@text_option("--text", "Текст.")
@once
@with_desk
def dispute(
    session: Session, *, number: int, opened: bool, by: str | None, decide: bool, again: bool, escalate: bool,
    bundle: str | None, text: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Open, decide or escalate a dispute, or gather its bundle."""
    from console.cli.input.naming import clinic_person
    from core.tickets.closing.disputes import DecideDispute, EscalateDispute, OpenDispute

    if bundle is not None:
        from console.cli.plain_texts.dispute_bundle import write_bundle

        write_bundle(session, number, bundle)
    elif text is None or (opened, decide, escalate).count(True) != 1:
        raise usage("Нужно одно из --open, --decide, --escalate и --text, либо --bundle ФАЙЛ.")
    elif opened:
        person = None if by is None else clinic_person(session, number, by)
        change(session, OpenDispute(number=number, by=person, text=text), key, expect_version)
    elif decide:
        change(session, DecideDispute(number=number, text=text, reopen=again), key, expect_version)
    else:
        change(session, EscalateDispute(number=number, text=text), key, expect_version)


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


@click.command("outage", cls=PultCommand, help="Отнести обращение к сбою (п. 5.4, 6.3).")
@number_argument
@click.argument("outage", type=Count(1), metavar="СБОЙ", help="Номер сбоя.")
@click.option("--off", is_flag=True, help="Отделить от сбоя.")
@once
@with_desk
def outage(
    session: Session, *, number: int, outage: int, off: bool, key: str | None, expect_version: int | None
) -> None:
    """Attach the ticket to a mass incident, or take it off."""
    from core.tickets.outages.joining import JoinOutage

    change(session, JoinOutage(number=number, outage=outage, left=off), key, expect_version)


@click.command("solution", cls=PultCommand, help="Отметить, какое решение из базы применено (п. 5.4).")
@number_argument
@click.argument("solution", type=Count(1), metavar="РЕШЕНИЕ", help="Номер решения.")
@once
@with_desk
def solution(session: Session, number: int, solution: int, key: str | None, expect_version: int | None) -> None:
    """Say which documented solution was given."""
    from core.tickets.knowledge.solutions import UseSolution

    change(session, UseSolution(number=number, solution=solution), key, expect_version)


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


COMMANDS: tuple[click.Command, ...] = (
    force_close,
    reopen,
    dispute,
    remote,
    mis_run,
    workplace,
    outage,
    solution,
    redact,
)
