"""``pult redact``: cut a text out, of a ticket or of a register; look a whole store through (Прил. 3, п. 5)."""

from __future__ import annotations

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import Count, Number, once, text_option
from console.cli.session import Session, with_desk


@click.command(
    "redact", cls=PultCommand,
    help="Изъять текст записи обращения или события реестра, либо просмотреть хранилище: что в нём личного и чем это "
    "изъять. Журнал остаётся целым (Прил. 3, п. 5).",
)  # fmt: skip
@click.argument("number", type=Number(), required=False, metavar="[НОМЕР]", help="Номер обращения; без него — реестр.")
@click.option(
    "--event", type=Count(1), metavar="ЗАПИСЬ", help="Запись истории обращения; без НОМЕРА — событие журнала."
)
@click.option("--field", "fields", metavar="ПОЛЕ", multiple=True, help="Какой текст; без него — все тексты записи.")
@text_option("--reason", "Основание.")
@click.option("--scan", is_flag=True, help="Перечислить, где нынешние правила находят личное; сами слова не видны.")
@click.option("--found", is_flag=True, help="Изъять всё, что перечислила бы та же страница --scan; нужно --reason.")
@click.option("--after", type=Count(), metavar="СОБЫТИЕ", default=0, help="Страница: после какого события журнала.")
@click.option(
    "--limit", type=Count(1, 10_000), metavar="ЧИСЛО", default=100, show_default=True, help="Страница: сколько текстов."
)
@click.option(
    "--level", "levels", metavar="УРОВЕНЬ", multiple=True, help="Только находки этого уровня: block, mask, warn."
)
@once
@with_desk
def command(
    session: Session, *, number: int | None, event: int | None, fields: tuple[str, ...], reason: str | None,
    scan: bool, found: bool, after: int, limit: int, levels: tuple[str, ...], key: str | None,
    expect_version: int | None,
) -> None:  # fmt: skip
    """Cut one event's texts, list what is found, or cut what is listed."""
    from console.cli.changing import change
    from console.cli.plain_texts.redaction import answer_cut, answer_scan, cut_event, tell_what_stays
    from core.tickets.redaction.redacting import Redact

    if scan or found:
        if (scan and found) or event is not None or number is not None or fields or key or expect_version is not None:
            raise usage("--scan и --found берут только --after, --limit, --level; --found — ещё --reason.")
        page = (after, limit, levels)
        if scan:
            answer_scan(session, *page)
        elif reason is None:
            raise usage("Для --found нужно --reason: основание одно на все изъятые тексты.")
        else:
            answer_cut(session, *page, reason)
        return
    if event is None or reason is None:
        raise usage("Нужны --event и --reason; просмотреть хранилище — --scan.")
    if number is None:
        cut_event(session, event, fields, reason, key)
        return
    change(session, Redact(number=number, event=event, fields=fields, reason=reason), key, expect_version)
    tell_what_stays(session, number)


__all__ = ["command"]
