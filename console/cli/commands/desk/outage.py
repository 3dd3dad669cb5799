"""``pult outage``: mass incidents (п. 5.4, 6.3)."""

from __future__ import annotations

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.input.options import Count, once, text_option
from console.cli.input.typed_values import code, optional_instant
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, granted, with_desk

_HEADS = {
    "id": "№",
    "title": "Сбой",
    "mis": "МИС",
    "at": "Начало",
    "expected_end": "Ожидается",
    "ended_at": "Устранён",
    "news": "Новости",
}


@click.group("outage", cls=PultGroup, help="Массовые сбои: одно сообщение, один ответ, одно решение (п. 5.4, 6.3).")
def command() -> None:
    """Group the commands of mass incidents."""


@command.command("open", help="Сообщить о сбое.")
@text_option("--title", "Что не работает.", required=True)
@text_option("--text", "Подробности.", required=True)
@click.option("--mis", metavar="МИС", help="qms или promed; без неё — обе.")
@click.option("--org", "orgs", metavar="МО", multiple=True, help="Кого касается; без неё — всех.")
@click.option("--expected-end", metavar="ВРЕМЯ", help="Когда ожидается конец: «16:00», «+2ч» по часам, «завтра 12».")
@once
@with_desk
def open_(
    session: Session, *, title: str, text: str, mis: str | None, orgs: tuple[str, ...], expected_end: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Announce a mass incident."""
    from core.tickets.outages.announcements import OpenOutage
    from core.vocabulary import Mis
    from core.when import EXPECTED

    made = OpenOutage(
        title=title, text=text, mis=code(session.policy, Mis, mis) if mis else None,
        organizations=tuple(granted(session.desk.directory.find_organization(each)).id for each in orgs),
        expected_end=optional_instant(session, expected_end, EXPECTED, "--expected-end"),
    )  # fmt: skip
    done = perform(session, made, key, expect_version)
    _show(session, int(done.subject or 0))


@command.command("update", help="Записать новости о сбое.")
@click.argument("outage", type=Count(1), metavar="N", help="Номер сбоя.")
@text_option("--text", "Новости.", required=True)
@click.option("--expected-end", metavar="ВРЕМЯ", help="Когда ожидается конец: «16:00», «+2ч» по часам, «завтра 12».")
@once
@with_desk
def update(
    session: Session, *, outage: int, text: str, expected_end: str | None, key: str | None, expect_version: int | None
) -> None:
    """Tell news of a mass incident."""
    from core.tickets.outages.announcements import UpdateOutage
    from core.when import EXPECTED

    until = optional_instant(session, expected_end, EXPECTED, "--expected-end")
    perform(session, UpdateOutage(outage=outage, text=text, expected_end=until), key, expect_version)
    _show(session, outage)


@command.command("answer", help="Ответить инициаторам всех обращений по сбою.")
@click.argument("outage", type=Count(1), metavar="N", help="Номер сбоя.")
@text_option("--text", "Ответ.", required=True)
@once
@with_desk
def answer_(session: Session, *, outage: int, text: str, key: str | None, expect_version: int | None) -> None:
    """Answer all requesters at once."""
    from core.tickets.outages.common_answers import AnswerOutage

    perform(session, AnswerOutage(outage=outage, text=text), key, expect_version)
    _show(session, outage)


@command.command("resolve", help="Решить все обращения своей линии по сбою одним решением и закончить его.")
@click.argument("outage", type=Count(1), metavar="N", help="Номер сбоя.")
@text_option("--solution", "Решение.", required=True)
@once
@with_desk
def resolve(session: Session, *, outage: int, solution: str, key: str | None, expect_version: int | None) -> None:
    """Resolve all tickets of a mass incident that one's line has."""
    from core.tickets.outages.common_answers import ResolveOutage

    perform(session, ResolveOutage(outage=outage, solution=solution), key, expect_version)
    _show(session, outage)


@command.command("end", help="Закончить сбой; обращения остаются как есть.")
@click.argument("outage", type=Count(1), metavar="N", help="Номер сбоя.")
@text_option("--text", "Чем кончилось.")
@once
@with_desk
def end(session: Session, *, outage: int, text: str | None, key: str | None, expect_version: int | None) -> None:
    """End a mass incident."""
    from core.tickets.outages.announcements import EndOutage

    perform(session, EndOutage(outage=outage, text=text), key, expect_version)
    _show(session, outage)


@command.command("list", help="Показать сбои.")
@click.option("--all", "every", is_flag=True, help="И устранённые.")
@with_desk
def list_(session: Session, every: bool) -> None:
    """List mass incidents."""
    answer_records(session, "outages", session.desk.registers.outages(over=every), _HEADS, empty="Сбоев нет.")


def _show(session: Session, number: int) -> None:
    found = [each for each in session.desk.registers.outages(over=True) if each.id == number]
    answer_records(session, "outages", found, _HEADS)
